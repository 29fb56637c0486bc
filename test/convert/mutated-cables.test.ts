/** Cables that a copy has damaged: nothing is lost, and facts are lost rather than invented. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { convert } from '../../src/convert.js';
import type { Telegram } from '../../src/telegram/model.js';
import { runs } from '../setup/effort.js';

const samples = new URL('../../samples/', import.meta.url);
const cables = readdirSync(samples)
  .filter((name) => name.startsWith('cable-') || name === 'style-e-raw-cable.txt')
  .map((name) => readFileSync(new URL(name, samples), 'utf8'));

type Damage = (lines: readonly string[], at: number) => readonly string[];

/** What becomes of a line, or of two. */
const DAMAGES: Readonly<Record<string, Damage>> = {
  dropped: (lines, at) => lines.toSpliced(at, 1),
  doubled: (lines, at) => lines.toSpliced(at, 0, lines[at]!),
  swapped: (lines, at) => (at === 0 ? lines : lines.toSpliced(at - 1, 2, lines[at]!, lines[at - 1]!)),
  cut: (lines, at) => lines.toSpliced(at, 1, lines[at]!.slice(0, 60).trimEnd(), lines[at]!.slice(60).trimStart()),
};
const MISREAD: Readonly<Record<string, string>> = { O: '0', '0': 'O', l: '1', '1': 'l', S: '5', '5': 'S' };

const damaged = fc
  .record({
    text: fc.constantFrom(...cables),
    damages: fc.array(fc.tuple(fc.constantFrom(...Object.keys(DAMAGES)), fc.nat(200)), { minLength: 1, maxLength: 6 }),
  })
  .map(({ text, damages }) => {
    const lines = damages.reduce<readonly string[]>(
      (now, [kind, at]) => DAMAGES[kind]!(now, at % now.length),
      text.split('\n'),
    );
    return { text, copy: lines.join('\n') };
  });

const misread = fc
  .tuple(fc.constantFrom(...cables), fc.array(fc.nat(3000), { minLength: 1, maxLength: 40 }))
  .map(([text, places]) => {
    const characters = [...text];
    for (const place of places) {
      const at = place % characters.length;
      characters[at] = MISREAD[characters[at]!] ?? characters[at]!;
    }
    return characters.join('');
  });

/** What the head claims: who, when, which, and how secret. */
function claims({ facts }: Telegram): Record<string, readonly string[]> {
  const { wire } = facts;
  return {
    sender: facts.senders.map(({ name }) => name),
    posts: [...facts.addressees, ...(wire?.copies ?? [])].map(({ name }) => name),
    date: facts.date ? [facts.date.when] : [],
    number: (wire?.messageNumbers ?? []).map(({ post, number }) => `${post.value} ${number.value}`),
    classification: facts.classification ? [facts.classification.value] : [],
    tags: (wire?.tags ?? []).map(({ value }) => value),
  };
}

describe('damaged cables', () => {
  test('lines dropped, doubled, swapped or cut: valid, lossless, and no fact that the whole copy does not have', () => {
    fc.assert(
      fc.property(damaged, ({ text, copy }) => {
        const [whole] = convert(text).documents;
        const known = claims(whole!.telegram);
        const { documents, valid, lossless } = convert(copy);
        expect({ valid, lossless }).toEqual({ valid: true, lossless: true });
        for (const { telegram } of documents) {
          for (const [claim, values] of Object.entries(claims(telegram))) {
            expect(
              values.filter((value) => !known[claim]!.includes(value)),
              claim,
            ).toEqual([]);
          }
        }
      }),
      { numRuns: runs(300), seed: 75 },
    );
  });

  test('characters misread: valid and lossless, and never another date or number', () => {
    fc.assert(
      fc.property(misread, (copy) => {
        const { documents, valid, lossless } = convert(copy);
        expect({ valid, lossless }).toEqual({ valid: true, lossless: true });
        for (const { telegram } of documents) {
          const { date, number } = claims(telegram);
          for (const when of date!)
            expect(copy).toContain(`${when.slice(8, 10)}${when.slice(11, 13)}${when.slice(14, 16)}`);
          for (const name of number!)
            expect(copy.replace(/\s+/g, ' ')).toMatch(new RegExp(`${name.replace(/ (?=\d+$)/, ' 0*')}\\b`));
        }
      }),
      { numRuns: runs(300), seed: 76 },
    );
  });
});
