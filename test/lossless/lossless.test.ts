/** The check that nothing is lost: it holds for what is right, and fails for every way of being wrong. */
import { describe, expect, it } from 'vitest';
import { checkLossless } from '../../src/lossless/index.js';
import { toTei } from '../../src/tei/index.js';
import type { Telegram } from '../../src/telegram/model.js';
import { Build } from '../tei/build.js';
import { bare, empty, newer, older, type Sample } from '../tei/samples.js';

const SAMPLES: Record<string, () => Sample> = {
  newer,
  older,
  bare,
  empty,
  forbidden: () => bare('a\0b\u0007 \uD800c\uFFFE'),
};

/** The codes that the check gives for a telegram, or for its TEI after a change. */
function codes({ input, telegram }: Sample, change?: (xml: string) => string): string[] {
  const xml = toTei(telegram);
  const changed = change?.(xml) ?? xml;
  if (change !== undefined && changed === xml) throw new Error('the change changes nothing');
  return checkLossless(input, [telegram], [changed]).diagnostics.map(({ code }) => code);
}

const replace = (from: string | RegExp, to: string) => (xml: string) => {
  const body = xml.indexOf('<body>');
  return xml.slice(0, body) + xml.slice(body).replace(from, to);
};

describe('a right conversion', () => {
  it.each(Object.keys(SAMPLES))('of %s is lossless', (name) => {
    const { input, telegram } = SAMPLES[name]!();
    const report = checkLossless(input, [telegram], [toTei(telegram)]);
    expect(report.diagnostics).toEqual([]);
    expect(report.lossless).toBe(true);
  });

  it('of several documents in one input is lossless', () => {
    const b = new Build();
    const one = { ...b.telegram({ division: b.division({ blocks: [b.p(b.t('One.'))] }) }) };
    b.skip();
    const two = { ...b.telegram({ division: b.division({ blocks: [b.p(b.t('Two.'))] }) }) };
    expect(
      checkLossless(
        b.input,
        [one, two],
        [one, two].map((t) => toTei(t)),
      ).lossless,
    ).toBe(true);
  });

  it('gives back the ledger with reasons and places', () => {
    const { input, telegram } = older();
    const { ledger } = checkLossless(input, [telegram], [toTei(telegram)]);
    expect(ledger.map(({ reason }) => reason)).toEqual(['navigation', 'bullet', 'note-label', 'backlink']);
    for (const { offset, text } of ledger) expect(input.slice(offset, offset + text.length)).toBe(text);
  });
});

describe('a change of the TEI is found', () => {
  it.each<[string, (xml: string) => string, string[]]>([
    ['a word dropped', replace('harbour ', ''), ['text-lost']],
    ['a word doubled', replace('harbour', 'harbour harbour'), ['text-invented']],
    ['a character changed', replace('quay', 'quai'), ['text-lost', 'text-invented']],
    ['two words swapped', replace('handling', 'gnildnah'), ['text-lost', 'text-invented']],
    ['a space inside a word', replace('handling', 'hand ling'), []],
    ['a word dropped in a note', replace('See <ref', '<ref'), ['text-lost']],
    ['a note dropped', replace(/<note n="1".*<\/note><\/p>/, '</p>'), ['text-lost', 'text-lost']],
    ['a note emptied', replace(/(<note n="1"[^>]*>).*(<\/note><\/p>)/, '$1$2'), ['text-lost']],
    ['a note moved', replace(/(well\.)(<note n="1".*<\/note>)/, '$2$1'), ['text-lost', 'text-invented']],
    ['a marker changed', replace('<note n="1"', '<note n="2"'), ['text-lost', 'text-invented']],
    ['a page changed', replace('<pb n="40"', '<pb n="41"'), ['text-lost', 'text-invented']],
    ['a page break dropped', replace(/<pb[^>]*>/, ''), ['text-lost']],
    ['a page break moved', replace(/(<pb[^>]*>)of/, 'of$1'), ['text-lost', 'text-invented']],
    ['text after the end', replace('</body>', 'x</body>'), ['text-invented']],
    ['text in a comment only', replace('harbour', '<!--harbour-->'), ['text-lost']],
    ['XML that is none', replace('</head>', ''), ['tei-unreadable']],
  ])('%s', (_, change, expected) => {
    expect(codes(newer(), change)).toEqual(expected);
  });

  it.each<[string, (xml: string) => string]>([
    ['an entry dropped', (xml) => xml.replace(/<label>bullet<\/label>.*\n/, '')],
    ['an entry changed', (xml) => xml.replace('>•<', '>*<')],
    ['an entry in another place', (xml) => xml.replace(/n="\d+">•</, 'n="1">•<')],
    [
      'an entry invented',
      (xml) => xml.replace('<label>bullet', '<label>separator</label><item n="3">-</item><label>bullet'),
    ],
  ])('in the ledger: %s', (_, change) => {
    expect(codes(older(), change)).not.toEqual([]);
  });

  it('where the TEI of a document is missing', () => {
    const { input, telegram } = newer();
    expect(checkLossless(input, [telegram], []).diagnostics.map(({ code }) => code)).toEqual(['tei-unreadable']);
  });

  it('with the line and column of the input', () => {
    const { input, telegram } = newer();
    const xml = replace('quay', 'quai')(toTei(telegram));
    const at = input.indexOf('quay') + 3;
    const before = input.slice(0, at).split('\n');
    const place = { line: before.length, column: before.at(-1)!.length + 1 };
    expect(checkLossless(input, [telegram], [xml]).diagnostics[0]).toMatchObject({
      severity: 'error',
      source: 'tei',
      ...place,
    });
  });
});

describe('a tree that does not fit the input is found', () => {
  const input = 'One two. Three.';
  const text = (start: number, end: number, words = input.slice(start, end)) => ({
    type: 'text' as const,
    start,
    end,
    text: words,
  });
  const of = (...children: ReturnType<typeof text>[]): string[] => {
    const b = new Build();
    const paragraph = { type: 'paragraph' as const, start: 0, end: input.length, children };
    return codes({ input, telegram: b.telegram({ division: b.division({ blocks: [paragraph] }) }) });
  };

  it('not where it fits', () => {
    expect(of(text(0, 8), text(8, 15))).toEqual([]);
  });

  it('where it has a hole', () => {
    expect(of(text(0, 3), text(8, 15))).toEqual(['text-lost']);
    expect(of(text(0, 8))).toEqual(['text-lost']);
    expect(of(text(4, 15))).toEqual(['text-lost']);
  });

  it('where it overlaps', () => {
    expect(of(text(0, 8), text(4, 15))).toContain('text-invented');
  });

  it('where its words are others', () => {
    expect(of(text(0, 15, 'One two. Seven.'))).toEqual(['text-lost', 'text-invented']);
  });

  it('where its order is another', () => {
    expect(of(text(8, 15), text(0, 8))).not.toEqual([]);
  });

  it.each([
    ['a marker that is another number', '12', '2', ['marker-lost']],
    ['a marker that is a word', 'word', '2', ['marker-lost']],
    ['a marker in brackets', '[2]', '2', []],
    ['a marker between slashes', '/2/', '2', []],
    ['a raised marker', '²', '2', []],
    ['a marker that is only brackets', '[.]', '2', ['marker-lost']],
    ['no marker', '', '2', []],
  ])('where the note has %s', (_, marker, printed, expected) => {
    const b = new Build();
    const anchored = b.p(b.t('x'), b.anchor(marker, 0));
    const notes = [b.note({ printed })];
    expect(
      codes({ input: b.input, telegram: b.telegram({ division: b.division({ blocks: [anchored] }), notes }) }),
    ).toEqual(expected);
  });

  it.each([
    ['[Page 340]', '340', undefined, []],
    ['[p. 340]', '340', undefined, []],
    ['[Facsimile Page 1]', '1', 'Facsimile', []],
    ['[Page 341]', '340', undefined, ['marker-lost']],
    ['[Page 1340]', '340', undefined, ['marker-lost']],
    ['see 340', '340', undefined, ['marker-lost']],
    ['[Typeset Page 1]', '1', 'Facsimile', ['marker-lost']],
  ])('where %s stands for page %s', (printed, n, edition, expected) => {
    const b = new Build();
    b.input = printed;
    const page = { ...new Build().pb(n, edition), start: 0, end: printed.length };
    expect(codes({ input: printed, telegram: b.telegram({ division: b.division({ blocks: [page] }) }) })).toEqual(
      expected,
    );
  });

  it.each([
    ['12', '2', ['text-lost']],
    ['[2]', '2', []],
    ['3', '2', ['text-lost']],
  ])('where the list of notes prints %s and the tree says that it prints %s', (printed, said, expected) => {
    const b = new Build();
    const blocks = [b.p(b.t('x'), b.anchor('2', 0))];
    const label = { ...b.skip().label(printed), text: said };
    const notes = [b.note({ label, printed: '2', blocks: [b.p(b.t(' See.'))] })];
    expect(codes({ input: b.input, telegram: b.telegram({ division: b.division({ blocks }), notes }) })).toEqual(
      expected,
    );
  });

  it('where an anchor has no note', () => {
    const b = new Build();
    const blocks = [b.p(b.t('x'), b.anchor('3', 7))];
    const telegram: Telegram = b.telegram({ division: b.division({ blocks }) });
    expect(codes({ input: b.input, telegram })).toEqual(['marker-lost']);
  });
});

it('says no more than is useful about an input of which nothing was read', () => {
  const input = 'word '.repeat(1000);
  const b = new Build();
  const leaf = (start: number) => ({ type: 'text' as const, text: 'w', start, end: start + 1 });
  const children = Array.from({ length: 1000 }, (_, i) => leaf(i * 5));
  const paragraph = { type: 'paragraph' as const, start: 0, end: input.length, children };
  const telegram = b.telegram({ division: b.division({ blocks: [paragraph] }) });
  const report = checkLossless(input, [telegram], [toTei(telegram)]);
  expect(report.lossless).toBe(false);
  expect(report.diagnostics.length).toBeLessThanOrEqual(20);
});
