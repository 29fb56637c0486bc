/** What `readHeader` takes out of a document, through the library's door and the commands that use it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HeaderFacts, readHeader } from '../../src/index.js';
import { call, folder } from '../cli/call.js';
import { METADATA, SCHEMA } from '../deposit/samples.js';

interface Parts {
  /** In front of the root. */
  readonly prolog?: string;
  /** In `titleStmt`. */
  readonly statement?: string;
  /** In `profileDesc`. */
  readonly profile?: string;
  /** Behind `fileDesc`. */
  readonly rest?: string;
}

const TEI = 'http://www.tei-c.org/ns/1.0';

function document({ prolog = '', statement = '<title>The loan</title>', profile = '', rest = '' }: Parts): string {
  return `${prolog}<TEI xmlns="${TEI}"><teiHeader><fileDesc><titleStmt>${statement}</titleStmt><publicationStmt><p>None.</p></publicationStmt><sourceDesc><p>Made up.</p></sourceDesc></fileDesc><profileDesc>${profile}</profileDesc>${rest}</teiHeader><text><body><p>Text.</p></body></text></TEI>`;
}

function factsOf(parts: Parts): HeaderFacts | undefined {
  return readHeader(document(parts), 'd1.xml').facts;
}

const TEMPLATE =
  '<!-- <teiHeader><fileDesc><titleStmt><title>Title of the template</title></titleStmt></fileDesc></teiHeader> -->\n';

/** Documents of which all are entitled "The loan". */
const DISGUISES: Readonly<Record<string, string>> = {
  'a comment that holds the end tag': document({ rest: '<!-- </teiHeader> -->' }),
  'a header of a template, commented out': document({ prolog: TEMPLATE }),
  'a header of a template in CDATA': document({}).replace(
    '<teiHeader>',
    '<p><![CDATA[<teiHeader><fileDesc><titleStmt><title>Another</title></titleStmt></fileDesc></teiHeader>]]></p><teiHeader>',
  ),
  'a processing instruction that holds the end tag': document({ rest: '<?editor </teiHeader>?>' }),
  'CDATA in the title': document({ statement: '<title>The <![CDATA[loan]]></title>' }),
  'an end tag in CDATA': document({ rest: '<encodingDesc><p><![CDATA[</teiHeader>]]></p></encodingDesc>' }),
  'a comment in the title': document({ statement: '<title>The <!-- big -->loan</title>' }),
  'an entity': document({
    prolog: '<!DOCTYPE TEI [<!ENTITY what "loan"><!ENTITY name "The &what;">]>\n',
    statement: '<title>&name;</title>',
  }),
  'an entity that holds elements': document({
    prolog: '<!DOCTYPE TEI [<!ENTITY title "<title>The loan</title>">]>\n',
    statement: '&title;',
  }),
  'the prefix tei': `<tei:TEI xmlns:tei="${TEI}"><tei:teiHeader><tei:fileDesc><tei:titleStmt><tei:title>The loan</tei:title></tei:titleStmt></tei:fileDesc></tei:teiHeader></tei:TEI>`,
  'no namespace': document({}).replace(` xmlns="${TEI}"`, ''),
  'a header of something else in front': document({}).replace(
    '<teiHeader>',
    '<x:teiHeader xmlns:x="urn:x"><fileDesc><titleStmt><title>Another</title></titleStmt></fileDesc></x:teiHeader><teiHeader>',
  ),
  'attributes with angle brackets': document({ statement: '<title n="> &lt;/teiHeader> &lt;title>">The loan</title>' }),
  'names that are no good as keys': document({
    statement: '<constructor/><title __proto__="x" constructor="y">The loan</title><__proto__>x</__proto__>',
  }),
  'an end of the header cut over lines': document({}).replace('</teiHeader>', '</teiHeader\n >'),
  'more levels than anybody needs': document({
    rest: `<encodingDesc>${'<ab>'.repeat(5_000)}x${'</ab>'.repeat(5_000)}</encodingDesc>`,
  }),
};

describe('a header is found', () => {
  it.each(Object.entries(DISGUISES))('behind %s', (_, xml) => {
    expect(readHeader(xml, 'd1.xml').facts).toMatchObject({ title: 'The loan' });
  });

  it.each(Object.entries(DISGUISES))('by the command behind %s', async (_, xml) => {
    const inspected = await call('inspect', join(folder({ 'd1.xml': xml }), 'd1.xml'));
    expect(inspected.code).toBe(0);
    expect(JSON.parse(inspected.out)).toMatchObject({ title: 'The loan' });
  });

  it('in each document of a deposit', async () => {
    const documents = Object.values(DISGUISES).map((xml, i) => [`tei/d${i}.xml`, xml]);
    const root = folder({
      ...Object.fromEntries(documents),
      'any.rng': SCHEMA,
      'config.json': JSON.stringify(METADATA),
    });
    const [tei, out, config, schema] = ['tei', 'crate', 'config.json', 'any.rng'].map((name) => join(root, name));
    const outcome = await call(
      ...['deposit', tei!, '--to', 'ro-crate', '--out', out!, '--config', config!, '--schema', schema!],
    );
    expect(outcome).toMatchObject({ code: 0, err: '' });
    const described = readFileSync(join(out!, 'ro-crate-metadata.json'), 'utf8');
    expect(described.match(/"name":"The loan"/g)).toHaveLength(documents.length);
  });

  it('as the first of a corpus', () => {
    const corpus = `<teiCorpus xmlns="${TEI}"><teiHeader><fileDesc><titleStmt><title>All</title></titleStmt></fileDesc></teiHeader>${document({})}</teiCorpus>`;
    expect(readHeader(corpus, 'all.xml').facts?.title).toBe('All');
  });

  it('only where there is one', () => {
    const commented = `<TEI xmlns="${TEI}">${TEMPLATE}</TEI>`;
    for (const xml of [commented, '<list/>', `<TEI xmlns="${TEI}" n="&lt;teiHeader>"/>`]) {
      const { facts, diagnostics } = readHeader(xml, 'd1.xml');
      expect(facts).toBeUndefined();
      expect(diagnostics.map(({ code, file }) => [code, file])).toEqual([['header-missing', 'd1.xml']]);
    }
  });

  it('only where the whole document is well-formed', () => {
    const { facts, diagnostics } = readHeader(document({}).replace('</body>', ''), 'd1.xml');
    expect(facts).toBeUndefined();
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ severity: 'error', file: 'd1.xml', line: 1 });
  });
});

describe('a text wrapped in tags', () => {
  it('is no TEI because it speaks of a header', async () => {
    const text = '<page>\n<!-- no <teiHeader> yet -->\n5. Telegram From the Embassy in Ruritania\n\nText.\n</page>';
    const { out } = await call('inspect', join(folder({ 'scan.txt': text }), 'scan.txt'));
    expect(JSON.parse(out)).toHaveProperty('division');
  });
});

describe('the title', () => {
  it.each([
    ['<title type="sub">A part</title><title type="main">The whole</title>', 'The whole'],
    ['<title type="sub">A part</title><title>The whole</title>', 'The whole'],
    ['<title>The whole</title><title type="main">The main one</title>', 'The main one'],
    ['<title type="short">Short</title><title type="sub">A part</title>', 'Short'],
    ['<title type="main"/><title>The whole</title>', 'The whole'],
    ['<title>1 &lt; 2 &amp; &amp;lt; is "three" &#x2019;</title>', '1 < 2 & &lt; is "three" ’'],
    ['<title>Tele<hi>gram</hi><hi>s</hi></title>', 'Telegrams'],
  ])('of %s', (statement, title) => {
    expect(factsOf({ statement })?.title).toBe(title);
  });
});

describe('texts', () => {
  it('of any characters come out as they are, but for white space', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'<>&"\';#x41;]]>lt amp\t\n é𝄞') }), (text) => {
        const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
        const statement = `<title type="main">.${escaped}.</title><author><name key="${escaped.replaceAll('"', '&quot;')}">A</name></author>`;
        const facts = factsOf({ statement });
        expect(facts?.title).toBe(`.${text}.`.replace(/\s+/g, ' '));
        expect(facts?.authors?.map(({ name }) => name)).toEqual(['A']);
      }),
    );
  });

  it('may be long and hold thousands of references', () => {
    const statement = `<title>${'&amp;&#65;'.repeat(120_000)}</title>`;
    expect(factsOf({ statement })?.title).toBe('&A'.repeat(120_000));
  });
});

describe('names', () => {
  it.each([
    ['<forename>Ada</forename><surname>Lind</surname>', 'Ada Lind'],
    ['<forename>Ada</forename> <surname>Lind</surname>', 'Ada Lind'],
    ['<surname>Lind</surname>, <forename>Ada</forename>', 'Lind, Ada'],
    ['<roleName>Dr</roleName><forename>Ada</forename><nameLink>de</nameLink><surname>Lind</surname>', 'Ada de Lind'],
    ['<forename>Ada</forename><roleName>Consul</roleName><surname>Lind</surname>', 'Ada Lind'],
    ['<forename>Ada</forename><nameLink>d’</nameLink><surname>Este</surname>', 'Ada d’Este'],
    ['<forename><hi>A</hi>da</forename><surname>Lin<hi>d</hi></surname>', 'Ada Lind'],
  ])('of %s', (parts, name) => {
    const profile = `<correspDesc><correspAction type="sent"><persName>${parts}</persName></correspAction></correspDesc>`;
    expect(factsOf({ profile })?.sender).toEqual([name]);
  });

  it('of authors and editors keep their parts apart, too', () => {
    const statement =
      '<title>T</title><author><forename>Ada</forename><surname>Lind</surname></author><editor><persName><surname>Holm</surname><forename>Per</forename></persName></editor>';
    expect(factsOf({ statement })).toMatchObject({
      authors: [{ name: 'Lind, Ada', family: 'Lind', given: 'Ada' }],
      editors: [{ name: 'Holm, Per', kind: 'person' }],
    });
  });
});

describe('correspondence', () => {
  it('is that of every letter, in its order', () => {
    const letter = (from: string, to: string) =>
      `<correspDesc><correspAction type="sent"><persName>${from}</persName></correspAction><correspAction type="received"><persName>${to}</persName></correspAction></correspDesc>`;
    const facts = factsOf({ profile: letter('Ada', 'Bo') + letter('Cleo', 'Dag') });
    expect(
      facts?.letters?.map(({ actions }) => actions.map(({ type, parties }) => [type, parties?.[0]?.name])),
    ).toEqual([
      [
        ['sent', 'Ada'],
        ['received', 'Bo'],
      ],
      [
        ['sent', 'Cleo'],
        ['received', 'Dag'],
      ],
    ]);
  });

  it('has the attributes of TEI, not those of others', () => {
    const profile = `<correspDesc><correspAction type="sent"><date xmlns:x="urn:x" when="1957-03-04" x:when="1999" x:cert="low"/></correspAction></correspDesc>`;
    expect(factsOf({ profile })?.date).toEqual({ when: '1957-03-04' });
  });
});

describe('a header of which only the beginning is read', () => {
  it('is told whatever comes behind it, and where it breaks off before', async () => {
    const root = folder({
      'tei/a.xml': document({ statement: '<title>Broken later</title>' }).replace('</body>', ''),
      'tei/b.xml': document({ statement: '<title>Broken & early</title>' }),
      'any.rng': SCHEMA,
      'config.json': JSON.stringify(METADATA),
    });
    const [tei, out, config, schema] = ['tei', 'crate', 'config.json', 'any.rng'].map((name) => join(root, name));
    const outcome = await call(
      ...['deposit', tei!, '--to', 'ro-crate', '--out', out!, '--config', config!, '--schema', schema!],
      '--allow-invalid',
    );
    expect(outcome.code).toBe(0);
    expect(readFileSync(join(out!, 'ro-crate-metadata.json'), 'utf8')).toContain('"name":"Broken later"');
    expect(outcome.err).toMatch(/b\.xml: warning header-missing: .*not well-formed/);
    expect(outcome.err).not.toMatch(/a\.xml: warning/);
  });
});
