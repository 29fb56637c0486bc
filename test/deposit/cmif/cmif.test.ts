/** CMIF files, held against a schema written from its documentation and against all of TEI. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { documentAddress } from '../../../src/deposit/addresses.js';
import { cmif } from '../../../src/deposit/cmif/index.js';
import { schemaFrom } from '../../relaxng/schemas.js';
import { depositor, METADATA, packed, sample, tei } from '../sample.js';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const schema = schemaFrom(at('cmif.rnc'), { cache: false });
const judge = (xml: string) => schema.validate(xml).diagnostics.map(({ message }) => message);
const TEI_ALL = at('../../../../shared/relaxng/tei_all.rng');

const write = async (documents?: Readonly<Record<string, string>>) => {
  const input = sample(cmif, METADATA, documents);
  return { xml: (await packed(cmif, input))['cmif.xml']!, remarks: input.remarks };
};
const sent = (action: string) =>
  tei('x', `<correspDesc><correspAction type="sent"><orgName>A</orgName>${action}</correspAction></correspDesc>`);

describe('cmif', () => {
  it('has those that a message was sent to, and not who had a copy', async () => {
    const parties = [
      '<correspAction type="received"><orgName>SECSTATE WASHDC</orgName><idno type="telegraphic-serial">1</idno></correspAction>',
      '<correspAction type="received" subtype="info"><orgName>AMEMBASSY ZENDA</orgName></correspAction>',
    ];
    const { xml } = await write({
      'a.xml': tei(
        'x',
        `<correspDesc><correspAction type="sent"><orgName>A</orgName><date when="1975-08-13T17:25:00Z"/></correspAction>${parties.join('')}</correspDesc>`,
      ),
    });
    expect(judge(xml)).toEqual([]);
    expect(xml).toContain('<date when="1975-08-13"/>');
    expect(xml).toContain('<orgName>SECSTATE WASHDC</orgName>');
    expect(xml).not.toContain('ZENDA');
  });

  it('has one correspDesc a letter, with names, places, days and authorities', async () => {
    const { xml } = await write();
    expect(judge(xml)).toEqual([]);
    expect(xml.match(/<correspDesc /g)).toHaveLength(2);
    expect(xml).toContain(
      `<correspDesc key="d1" ref="https://example.org/edition/d1" source="#edition-5138f11d-e64e-53ad-96ad-f407c2137aa5">
        <correspAction type="sent">
          <persName ref="https://viaf.org/viaf/1">Sapt</persName>
          <orgName>Embassy in Ruritania</orgName>
          <placeName ref="https://www.geonames.org/2">Strelsau</placeName>
          <date when="1957-03-04"/>
        </correspAction>
        <correspAction type="received">
          <orgName>Department of State</orgName>
          <date when="1957-03-05"/>
        </correspAction>
      </correspDesc>`,
    );
    expect(xml).toContain('<idno type="url">https://example.org/cmif.xml</idno>');
    expect(xml).toContain('<editor>Editor, Anna <email>anna@example.org</email></editor>');
  });

  it('says Unknown where nobody is named, and tells of each such document', async () => {
    const { xml, remarks } = await write();
    expect(xml.match(/<persName ref="http:\/\/correspSearch\.net\/unknown">Unknown<\/persName>/g)).toHaveLength(1);
    expect(remarks.map(({ code, file }) => [code, file])).toEqual([
      ['cmif-incomplete', '1957/d2 é.xml'],
      // Nothing says that it was sent.
      ['cmif-left-out', 'd3.xml'],
    ]);
    expect(remarks[0]!.message).toContain('no addressee');
  });

  it.each([
    ['<date when="1957-03-04T23:30:00-05:00"/>', '<date when="1957-03-04"/>'],
    ['<date when="1957-03" cert="medium"/>', '<date when="1957-03" evidence="conjecture"/>'],
    ['<date when="1957" cert="low"/>', '<date when="1957" cert="low" evidence="conjecture"/>'],
    ['<date from="1957-01-01" to="1957-02-28"/>', '<date from="1957-01-01" to="1957-02-28"/>'],
    ['<date notBefore="1957-01" notAfter="1957-06" cert="high"/>', '<date notBefore="1957-01" notAfter="1957-06"/>'],
    ['<date notAfter="1957-06" cert="low"/>', '<date notAfter="1957-06" cert="low"/>'],
    ['<date when="--03-04"/>', undefined],
    ['<date>in spring</date>', undefined],
  ])('writes %s as %s', async (written, expected) => {
    const { xml, remarks } = await write({ 'a.xml': sent(written) });
    expect(judge(xml)).toEqual([]);
    if (expected === undefined) expect(remarks[0]!.message).toContain('no date');
    else expect(xml).toContain(expected);
    expect(xml.match(/<date /g)).toHaveLength(expected === undefined ? 1 : 2);
  });

  it.each([
    ['<persName><roleName>Consul at Zenda</roleName> Sapt</persName>', 'Sapt'],
    ['<persName>Anna Sapt, <roleName>Consul at Zenda</roleName></persName>', 'Anna Sapt'],
    ['<persName><roleName>Consul at Zenda</roleName></persName>', 'Consul at Zenda'],
  ])('has the name alone of %s', async (written, name) => {
    const { xml } = await write({
      'a.xml': tei('x', `<correspDesc><correspAction type="sent">${written}</correspAction></correspDesc>`),
    });
    expect(xml).toContain(`<persName>${name}</persName>`);
  });

  it('leaves out pointers that mean nothing outside of the edition', async () => {
    const { xml } = await write({ 'a.xml': sent('<placeName ref="#strelsau">Strelsau</placeName>') });
    expect(xml).toContain('<placeName>Strelsau</placeName>');
  });

  it('leaves out editorial notes, and says so', async () => {
    const note = tei('n', '<textClass><keywords><term type="kind">editorial note</term></keywords></textClass>');
    const { xml, remarks } = await write({ 'a.xml': sent(''), 'n.xml': note });
    expect(xml.match(/<correspDesc /g)).toHaveLength(1);
    expect(remarks.find(({ code }) => code === 'cmif-left-out')?.file).toBe('n.xml');
  });

  it('comes out of the command, valid and the same twice', async () => {
    const { at: inFolder, deposit } = depositor();
    const { code, err } = await deposit('cmif', 'a.xml');
    expect({ code, warned: err.includes('cmif-incomplete') }).toEqual({ code: 0, warned: true });
    await deposit('cmif', 'b.xml');
    const xml = readFileSync(inFolder('a.xml'), 'utf8');
    expect(judge(xml)).toEqual([]);
    expect(readFileSync(inFolder('b.xml'), 'utf8')).toBe(xml);
  });

  it.skipIf(!existsSync(TEI_ALL))('is TEI (skipped without ../shared)', { timeout: 120_000 }, async () => {
    const all = schemaFrom(TEI_ALL);
    const { xml } = await write({ 'a.xml': sent('<date notBefore="1957" cert="low"/>'), 'b.xml': sent('') });
    expect(all.validate(xml).diagnostics).toEqual([]);
  });

  it('holds its schema to what CMIF forbids', async () => {
    const { xml } = await write();
    for (const [from, to] of [
      ['<date when="1957-03-04"/>', '<date when="1957-03-04T19:00:00"/>'],
      ['<date when="1957-03-05"/>', '<date/>'],
      ['type="received"', 'type="forwarded"'],
      ['licenses/by/4.0', 'licenses/by-nc/4.0'],
    ] as const) {
      expect(judge(xml.replace(from, to)), from).not.toEqual([]);
    }
  });
});

describe('the address of a document', () => {
  it('is the pattern with its name or its path', () => {
    expect(documentAddress('https://x.org/{id}', '1957/d 1.é.xml')).toBe('https://x.org/d%201.%C3%A9');
    expect(documentAddress('https://x.org/{path}?v={id}', '1957/d$&.xml')).toBe(
      'https://x.org/1957/d%24%26.xml?v=d%24%26',
    );
  });
});
