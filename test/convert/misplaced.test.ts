/**
 * The fourth promise: text of the message stands in the body, a note's text in a note, in the order of the input.
 * Telegrams are built of words that say where they belong, changed as copies and services change them, and looked for.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { convert } from '../../src/convert.js';
import { runs } from '../setup/effort.js';

type Layout = 'indented' | 'plain' | 'bracket' | 'slash' | 'backlink' | 'sign';

interface Telegram {
  readonly layout: Layout;
  /** How many notes each paragraph has. */
  readonly notesOf: readonly number[];
  /** The service numbers its paragraphs, from this number on. */
  readonly numberedFrom: number | undefined;
  /** Between a note's place in the list and its number. */
  readonly offset: number;
  /** Notes whose marker is lost, and notes that the list lacks. */
  readonly markersLost: ReadonlySet<number>;
  readonly notesLost: ReadonlySet<number>;
  /** A number in brackets, or at the end of a word, that belongs to the text. */
  readonly stray: string;
  readonly signed: boolean;
}

/** No digits, which could be markers. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const NONE = new Set<number>();
const set = fc.uniqueArray(fc.integer({ min: 0, max: 8 }), { maxLength: 4 }).map((items) => new Set(items));
const telegrams: fc.Arbitrary<Telegram> = fc.record({
  layout: fc.constantFrom<Layout>('indented', 'plain', 'bracket', 'slash', 'backlink', 'sign'),
  notesOf: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 6 }),
  numberedFrom: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  offset: fc.constantFrom(0, 0, 0, -1, 30, 57),
  markersLost: fc.oneof(fc.constant(NONE), set),
  notesLost: fc.oneof(fc.constant(NONE), set),
  stray: fc.constantFrom('', ' [7]', ' [26]', ' No. 321', ' O.ZE33591', ' 4552', ' May 4 [5]'),
  signed: fc.boolean(),
});

const MARK: Readonly<Record<Layout, (n: string) => string>> = {
  indented: (n) => n,
  plain: (n) => n,
  bracket: (n) => `[${n}]`,
  slash: (n) => `/${n}/`,
  backlink: (n) => n,
  sign: (n) => n,
};

/** The text: each paragraph holds `body` words, each note a `remark` word, with their numbers. */
function print(telegram: Telegram): string {
  const { layout, notesOf, numberedFrom, offset, markersLost, notesLost, stray, signed } = telegram;
  const list: string[] = [];
  const blocks = ['The Minister in Orvania (Hollis) to the Secretary of State', 'Tarsk, May 4, 1934.'];
  let note = 0;
  for (const [at, count] of notesOf.entries()) {
    const number = numberedFrom === undefined || at === 0 ? '' : `${numberedFrom + at - 1}. `;
    let paragraph = `${number}The body${LETTERS[at]} of the text came by the morning boat${at === 1 ? stray : ''}`;
    const own: string[] = [];
    for (let i = 0; i < count; i++, note++) {
      const n =
        layout === 'sign'
          ? ['*', '†', '‡', '§', '**', '††', '‡‡', '§§', '***', '†††', '‡‡‡', '§§§'][note]!
          : String(note + 1 + offset);
      paragraph += ` and left again.${markersLost.has(note) ? '' : MARK[layout](n)} The body${LETTERS[at]} went on`;
      if (!notesLost.has(note)) own.push(listed(layout, n, note, list.length + own.length));
    }
    blocks.push(`${paragraph}.`);
    if (layout === 'slash') blocks.push(...own);
    else list.push(...own);
  }
  const signature = signed ? ['Hollis'] : [];
  return `${[...blocks, ...signature].join('\n\n')}\n\n${list.join('\n')}\n`;
}

function listed(layout: Layout, n: string, note: number, place: number): string {
  const words = `The remark${LETTERS[note]} was added later.`;
  if (layout === 'slash') return `/${n}/${words}`;
  if (layout === 'bracket') return `[${n}] ${words}`;
  if (layout === 'backlink') return `- ${words}↩`;
  if (layout === 'sign') return `${n} ${words}`;
  return layout === 'plain' ? `${n}. ${words}` : `  ${place + 1}. ${words}`;
}

function noteIn(text: string): number {
  return LETTERS.indexOf(/remark(\p{Lu})/u.exec(text)![1]!);
}

interface Found {
  /** What stands outside notes, and in each note with its number and certainty. */
  readonly body: string;
  readonly notes: readonly {
    readonly n: string;
    readonly cert: string | undefined;
    readonly text: string;
    readonly before: string;
  }[];
}

function find(text: string): Found {
  const body = /<body>.*<\/body>/s.exec(convert(text).xml)![0];
  const notes = [...body.matchAll(/<note\b([^>]*)>(.*?)<\/note>/gs)].map(({ 1: attributes, 2: inside, index }) => ({
    n: /\bn="([^"]*)"/.exec(attributes!)?.[1] ?? '',
    cert: /\bcert="([^"]*)"/.exec(attributes!)?.[1],
    text: inside!,
    before: body
      .slice(0, index)
      .replace(/<note\b.*?<\/note>/gs, '')
      .replace(/<[^>]*>/g, ''),
  }));
  return { body: body.replace(/<note\b.*?<\/note>/gs, '').replace(/<[^>]*>/g, ''), notes };
}

test('text of the message never goes into a note, and stays in its order', () => {
  fc.assert(
    fc.property(telegrams, (telegram) => {
      const { body, notes } = find(print(telegram));
      expect(notes.filter(({ text }) => text.includes('body'))).toEqual([]);
      const order = [...body.matchAll(/body(\p{Lu})/gu)].map(([, at]) => LETTERS.indexOf(at!));
      expect(order).toEqual([...order].sort((a, b) => a - b));
      expect(new Set(order)).toEqual(new Set(telegram.notesOf.keys()));
      // With a marker lost, a number may end in the digit that is sought.
      if (telegram.notesOf.length > 1 && telegram.markersLost.size === 0) expect(body).toContain(telegram.stray);
    }),
    { numRuns: runs(1500), seed: 8 },
  );
});

test('where no marker and no note is lost, each note stands at its marker', () => {
  fc.assert(
    fc.property(telegrams, (given) => {
      const whole = { ...given, markersLost: NONE, notesLost: NONE, signed: true };
      // A list that counts for itself is told from the text's own paragraphs by standing in, or by its numbers.
      const telegram =
        whole.layout === 'indented' || whole.layout === 'backlink'
          ? whole
          : { ...whole, offset: Math.max(0, whole.offset) };
      const { body, notes } = find(print(telegram));
      const count = telegram.notesOf.reduce((sum, own) => sum + own, 0);
      expect(notes.map(({ text }) => noteIn(text))).toEqual([...Array(count).keys()]);
      expect(body).not.toContain('remark');
      for (const { before } of notes) expect(before).toMatch(/left again\.$/);
    }),
    { numRuns: runs(500), seed: 8 },
  );
});

test('a note without cert stands at its own marker, whatever else is lost', () => {
  fc.assert(
    fc.property(telegrams, (given) => {
      // A list that counts for itself does not show what it lacks.
      const counts = given.layout === 'indented' || given.layout === 'backlink';
      const telegram = counts ? { ...given, notesLost: NONE } : given;
      const { notes } = find(print(telegram));
      for (const { cert, text, before } of notes) {
        const note = noteIn(text);
        if (cert !== undefined) continue;
        expect(telegram.markersLost.has(note)).toBe(false);
        expect(before).toMatch(/left again\.$/);
      }
    }),
    { numRuns: runs(1000), seed: 8 },
  );
});
