/** The telegram that the project started from, point by point. */
import { readFileSync } from 'node:fs';
import { parseXmlDocument } from 'slimdom';
import { describe, expect, test } from 'vitest';
import { convert } from '../../src/convert.js';
import { TEI_NAMESPACE } from '../../src/xml/known-namespaces.js';

const NAME = 'frus1961-63v13-d117.txt';
const result = convert(readFileSync(new URL(`../../samples/${NAME}`, import.meta.url)), { file: NAME });
const tei = parseXmlDocument(result.xml);

interface ElementLike {
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
}

const all = (name: string): ElementLike[] => [...tei.getElementsByTagNameNS(TEI_NAMESPACE, name)];
const textOf = (name: string): (string | null)[] => all(name).map((element) => element.textContent);
const terms = (type: string): (string | null)[] =>
  all('term').flatMap((term) => (term.getAttribute('type') === type ? [term.textContent] : []));
/** The body as one string, to see what stands around a tag. */
const body = result.xml.slice(result.xml.indexOf('<body>'));

describe('Secto 38 of 15 December 1961', () => {
  test('is valid, lossless, and one document', () => {
    expect(result).toMatchObject({ valid: true, lossless: true });
    expect(result.documents).toHaveLength(1);
  });

  test('has four notes, printed 0 to 3 at their places and 1 to 4 in the list', () => {
    const notes = all('note').filter((note) => note.getAttribute('n') !== null);
    expect(notes.map((note) => note.getAttribute('n'))).toEqual(['0', '1', '2', '3']);
    expect(notes.map((note) => note.textContent?.slice(0, 24))).toEqual([
      'Source: Department of St',
      'President Kennedy visite',
      'Reports on the individua',
      'See Document 387.',
    ]);
    expect(body).toMatch(
      /Department of State<\/orgName><note n="0" xml:id="d117fn0" type="source">[\s\S]*<\/note><\/head>/,
    );
    expect(body).toContain('Caracas and Bogota.<note n="1" xml:id="d117fn1">');
    expect(body).toContain('prove most productive.<note n="2" xml:id="d117fn2">');
    expect(body).toContain('Bermuda meeting,<note n="3" xml:id="d117fn3">');
    expect(body).not.toMatch(/State0|Bogota\.1|productive\.2|meeting,3/);
  });

  test('turns page 340 between "handling" and "Berlin"', () => {
    expect(body).toMatch(/on handling <pb n="340" xml:id="pg_340"\/>Berlin question/);
    expect(all('pb')).toHaveLength(1);
  });

  test('is from Secretary of State Rusk to the Department of State', () => {
    expect(body).toContain('Secretary of State <persName type="from">Rusk</persName>');
    expect(body).toContain('<orgName type="to">Department of State</orgName>');
    const [sent, received] = all('correspAction').map((action) => action.textContent?.trim());
    expect([sent, received]).toEqual(['Secretary of State Rusk', 'Department of State']);
  });

  test('is Secto 38, secret, eyes only for the President', () => {
    expect(terms('series')).toEqual(['Secto']);
    expect(terms('number')).toEqual(['38']);
    expect(terms('classification')).toEqual(['Secret']);
    expect(terms('handling')).toEqual(['Eyes only for the President']);
    expect(body).toContain('<p>Secto 38. Eyes only for the President. Best wishes');
  });

  test('cites its source by file number and lot, and Ibid. as what it repeats', () => {
    const archival = all('bibl').filter((bibl) => bibl.getAttribute('type') === 'archival');
    expect(archival.map((bibl) => bibl.textContent?.replace(/\s+/g, ' ').trim())).toEqual([
      'Department of State Central Files 396.1–PA/12–1561',
      'Department of State, Central Files, 396.1–PA/12–1561',
      'Ibid., Conference Files: Lot 65 D 366, CF2002',
      'Department of State, Conference Files: Lot 65 D 366, CF 2002–2014',
    ]);
    const ids = all('idno').map((idno) => [idno.getAttribute('type'), idno.textContent]);
    expect(ids).toContainEqual(['file', '396.1–PA/12–1561']);
    expect(ids.filter(([type]) => type === 'lot')).toEqual([
      ['lot', '65 D 366'],
      ['lot', '65 D 366'],
    ]);
    expect(archival[2]?.getAttribute('corresp')).toBe(`#${archival[1]?.getAttribute('xml:id')}`);
  });

  test('is dated by its file number, which is marked as an inference and is no dateline', () => {
    const dates = all('date').filter((date) => date.getAttribute('when') !== null);
    expect(dates.length).toBeGreaterThan(0);
    for (const date of dates) {
      expect(date.getAttribute('when')).toBe('1961-12-15');
      expect(date.getAttribute('resp')).toBe('#d117-teigram');
      expect(date.getAttribute('cert')).not.toBeNull();
      expect(date.getAttribute('evidence')).not.toBeNull();
    }
    expect(all('dateline')).toEqual([]);
    expect(result.diagnostics).toMatchObject([{ code: 'date-inferred', severity: 'info', line: 11 }]);
  });

  test('points to Document 387', () => {
    expect(all('ref').map((ref) => [ref.getAttribute('target'), ref.textContent])).toEqual([
      ['frus:d387', 'Document 387'],
    ]);
    expect(all('prefixDef').map((prefix) => prefix.getAttribute('ident'))).toEqual(['frus']);
  });

  test('has four paragraphs and no signature, as printed', () => {
    expect(textOf('p').filter((text) => /^(?:Secto|Thursday|Believe|Will make)/.test(text ?? ''))).toHaveLength(4);
    expect(all('closer')).toEqual([]);
  });
});
