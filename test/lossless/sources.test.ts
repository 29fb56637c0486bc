/** Where in the input each element of a TEI stands. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { type Element, parseXmlDocument } from 'slimdom';
import { describe, expect, it, test } from 'vitest';
import { convertText } from '../../src/convert.js';
import { decodeInput } from '../../src/decode-input.js';
import { type ElementSource, elementSources } from '../../src/lossless/index.js';
import { runs } from '../setup/effort.js';

const SAMPLES = fileURLToPath(new URL('../../samples/', import.meta.url));
const names = readdirSync(SAMPLES).filter((name) => name.endsWith('.txt'));

function converted(input: Uint8Array | string) {
  const decoded = decodeInput(input);
  return { text: decoded.text, ...convertText(decoded) };
}

const bare = (text: string) => text.replace(/\s+/g, '');

function allElements(xml: string): readonly Element[] {
  return parseXmlDocument(xml).getElementsByTagName('*');
}

/** Whether an attribute within it holds what is printed, or a note stands within it and elsewhere in the text. */
function holdsMore(element: Element): boolean {
  return element.getElementsByTagName('*').some(({ localName }) => ['note', 'ptr', 'pb'].includes(localName));
}

describe.each(names)('of %s', (name) => {
  const { text, documents } = converted(readFileSync(SAMPLES + name));
  const at = (ranges: ElementSource['ranges']) => ranges.map(({ start, end }) => text.slice(start, end)).join('');

  test.each(documents)('$id: what an element holds is what stands at its source', ({ telegram, xml }) => {
    const all = allElements(xml);
    const body = all.findIndex(({ localName }) => localName === 'text');
    const sources = elementSources(text, telegram, xml);
    expect(sources.map(({ index, name: local }) => [index, local])).toEqual(
      all.flatMap(({ localName }, index) => (index > body ? [[index, localName]] : [])),
    );
    const compared = sources.filter(({ index }) => !holdsMore(all[index]!));
    for (const { index, ranges, name: local } of compared) {
      const own = bare(all[index]!.textContent ?? '');
      // A point begins a line; a note's label stands before its text.
      if (local === 'milestone') {
        expect(text.slice(ranges[0]!.start)).toMatch(/^\S/);
        continue;
      }
      if (local === 'note') expect(bare(at(ranges)).endsWith(own), `${local}: ${own}`).toBe(true);
      else expect(bare(at(ranges)), local).toBe(own);
    }
    expect(compared.length).toBeGreaterThan(2);
  });

  test.each(documents)(
    '$id: the marker of a note and the number of a page are where they are printed',
    ({ telegram, xml }) => {
      const all = allElements(xml);
      for (const { index, marker, name: local } of elementSources(text, telegram, xml)) {
        if (marker.length === 0) continue;
        const n = all[index]!.getAttribute('n') ?? '';
        expect(['note', 'ptr', 'pb']).toContain(local);
        expect(bare(at(marker)).normalize('NFKC'), local).toContain(bare(n));
      }
    },
  );
});

const TEXT = `7. Telegram From the Embassy in Velden to the Department of State

Velden, May 3, 1961.

Harbor dues are to rise.1 The Minister regrets it.

Cole

  1. Telegram 5, not printed.
`;

describe('of a TEI that an editor has gone on with', () => {
  const { text, documents } = converted(TEXT);
  const [{ telegram, xml }] = documents as [(typeof documents)[0]];
  const sourceOf = (edited: string, name: string) => {
    const [found] = elementSources(text, telegram, edited).filter((each) => each.name === name);
    return found?.ranges.map(({ start, end }) => text.slice(start, end)).join('|');
  };

  it('finds elements that were put around words', () => {
    const edited = xml.replace('The Minister regrets', '<rs ref="#m">The Minister</rs> regrets');
    expect(sourceOf(edited, 'rs')).toBe('The Minister');
  });

  it('finds all but what was changed', () => {
    const edited = xml.replace('are to rise', 'will rise').replace('Cole', '<name>Cole</name>');
    expect(sourceOf(edited, 'dateline')).toBe('Velden, May 3, 1961.');
    expect(sourceOf(edited, 'name')).toBe('Cole');
    const paragraph = sourceOf(edited, 'p');
    expect(paragraph).toMatch(/^Harbor dues/);
    expect(paragraph).toMatch(/regrets it\.$/);
    expect(paragraph).not.toContain('are to');
  });

  it('gives a note with its label and its marker apart', () => {
    const note = elementSources(text, telegram, xml).find(({ name }) => name === 'note')!;
    expect(note.ranges.map(({ start, end }) => text.slice(start, end))).toEqual(['1. Telegram 5, not printed.']);
    expect(note.marker).toEqual([{ start: TEXT.indexOf('rise.1') + 5, end: TEXT.indexOf('rise.1') + 6 }]);
  });

  it('has the places of the tags', () => {
    const lines = xml.split('\n');
    for (const { name, line, column, endLine, endColumn } of elementSources(text, telegram, xml)) {
      expect(lines[line - 1]!.slice(column - 1)).toMatch(new RegExp(`^<${name}\\b`));
      expect(lines[endLine - 1]!.slice(0, endColumn - 1)).toMatch(new RegExp(`</${name}>$|<${name}[^>]*/>$`));
    }
  });

  it('takes nothing from another place for words that were added', () => {
    const text = `9. Telegram From the Embassy in Velden to the Department of State

Velden, May 3, 1961.

Harbor dues are to rise. The Minister regrets it and says so.

No record of this conversation was kept in Velden.

The Secretary of State agrees with the Ambassador about the loan.

Cole
`;
    const [{ telegram, xml }] = converted(text).documents as [(typeof documents)[0]];
    const edited = xml.replace('The Minister regrets', '<s>So says the Secretary of State.</s> The Minister regrets');
    const found = elementSources(text, telegram, edited).filter(({ name }) => ['p', 's', 'signed'].includes(name));
    expect(found.map(({ ranges }) => ranges.map(({ start, end }) => text.slice(start, end)))).toEqual([
      ['Harbor dues are to rise. The Minister regrets it and says so.'],
      [],
      ['No record of this conversation was kept in Velden.'],
      ['The Secretary of State agrees with the Ambassador about the loan.'],
      ['Cole'],
    ]);
  });

  it('keeps notes apart where one was taken out, put in or changed', () => {
    const text = `8. Telegram From the Embassy in Velden to the Department of State

Velden, May 3, 1961.

Harbor dues are to rise.1 The Minister regrets it.2 He will say so on Tuesday.3 No more.4

Cole

  1. Not printed.
  2. Telegram 5 of May 1, not printed.
  3. Not printed.
  4. He did not.
`;
    const [{ telegram, xml }] = converted(text).documents as [(typeof documents)[0]];
    const notes = (edited: string) =>
      elementSources(text, telegram, edited)
        .filter(({ name }) => name === 'note')
        .map(({ ranges }) => ranges.map(({ start, end }) => text.slice(start, end)).join(''));
    const all = ['1. Not printed.', '2. Telegram 5 of May 1, not printed.', '3. Not printed.', '4. He did not.'];
    expect(notes(xml)).toEqual(all);
    const tags = xml.match(/<note n=[^>]*>.*?<\/note>/g)!;
    expect(notes(xml.replace(tags[1]!, ''))).toEqual([all[0], all[2], all[3]]);
    expect(notes(xml.replace(tags[0]!, ''))).toEqual(all.slice(1));
    const both = xml.replace(tags[0]!, '').replace('Telegram 5 of May 1', 'Telegram 5 of May 2');
    expect(notes(both)).toEqual([expect.stringMatching(/^2\. Telegram 5 of May/), ...all.slice(2)]);
    const added = xml.replace(tags[1]!, `<note n="x">The editor thinks otherwise.</note>${tags[1]}`);
    expect(notes(added)).toEqual([all[0], '', ...all.slice(1)]);
    const changed = xml.replace('Telegram 5 of May 1', 'Telegram 5 of May 2');
    expect(notes(changed)).toEqual([
      all[0],
      expect.stringMatching(/^2\. Telegram 5 of May.*not printed\.$/),
      all[2],
      all[3],
    ]);
  });

  it('has nothing of what is not well-formed', () => {
    expect(elementSources(text, telegram, xml.replace('</body>', ''))).toEqual([]);
  });
});

/** Some words of the text of a TEI taken out, put in or misspelt. */
function edited(xml: string, edits: readonly (readonly [place: number, word: number, kind: number])[]): string {
  const start = xml.indexOf('<body>');
  let body = xml.slice(start);
  for (const [place, word, kind] of edits) {
    const texts = [...body.matchAll(/>([^<]{6,})</g)];
    const chosen = texts[place % texts.length]!;
    const words = chosen[1]!.split(' ');
    const at = word % words.length;
    if (kind === 0) words.splice(at, 1 + (word % 5));
    else if (kind === 1) words.splice(at, 0, 'moreover it was said');
    else words[at] = `${words[at]!.slice(0, -1)}x`;
    body = `${body.slice(0, chosen.index + 1)}${words.join(' ')}${body.slice(chosen.index + 1 + chosen[1]!.length)}`;
  }
  return xml.slice(0, start) + body;
}

/** How many characters of one stand in the other, in their order. */
function inCommon(one: string, other: string): number {
  let row = new Uint16Array(other.length + 1);
  for (const char of one) {
    const next = new Uint16Array(other.length + 1);
    for (let i = 0; i < other.length; i++)
      next[i + 1] = char === other[i] ? row[i]! + 1 : Math.max(row[i + 1]!, next[i]!);
    row = next;
  }
  return row[other.length]!;
}

test('whatever an editor changes, nothing is given as the source of an element that it does not hold', () => {
  const read = names.map((name) => converted(readFileSync(SAMPLES + name))).filter(({ text }) => text.length < 4_000);
  const edits = fc.array(fc.tuple(fc.nat(200), fc.nat(200), fc.nat(2)), { minLength: 1, maxLength: 4 });
  const property = fc.property(fc.nat(read.length - 1), edits, (which, some) => {
    const { text, documents } = read[which]!;
    const { telegram, xml } = documents[0]!;
    const tei = edited(xml, some);
    const all = allElements(tei);
    for (const { index, ranges, name } of elementSources(text, telegram, tei)) {
      if (name === 'note' || name === 'milestone' || holdsMore(all[index]!)) continue;
      const found = bare(ranges.map(({ start, end }) => text.slice(start, end)).join(''));
      const own = bare(all[index]!.textContent ?? '');
      expect(inCommon(found, own), `${name}: ${found} | ${own}`).toBeGreaterThanOrEqual(0.9 * found.length);
    }
  });
  fc.assert(property, { numRuns: runs(300) });
});
