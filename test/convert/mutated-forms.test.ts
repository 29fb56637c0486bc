/** Typed forms that a copy has damaged: nothing is lost, and facts are lost rather than invented. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { convert } from '../../src/convert.js';
import type { Telegram } from '../../src/telegram/model.js';
import { runs } from '../setup/effort.js';

const here = new URL('./', import.meta.url);
const forms = readdirSync(here)
  .filter((name) => name.startsWith('form-'))
  .map((name) => readFileSync(new URL(`${name}/input.txt`, here), 'utf8'));

type Damage = (lines: readonly string[], at: number) => readonly string[];

/** What becomes of a line, or of two. */
const DAMAGES: Readonly<Record<string, Damage>> = {
  dropped: (lines, at) => lines.toSpliced(at, 1),
  doubled: (lines, at) => lines.toSpliced(at, 0, lines[at]!),
  swapped: (lines, at) => (at === 0 ? lines : lines.toSpliced(at - 1, 2, lines[at]!, lines[at - 1]!)),
  parted: (lines, at) => lines.toSpliced(at, 0, ''),
};
const MISREAD: Readonly<Record<string, string>> = { O: '0', I: '1', l: '1', S: '5', '.': ',', ',': '.', "'": '’' };

const damaged = fc
  .record({
    text: fc.constantFrom(...forms),
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
  .tuple(fc.constantFrom(...forms), fc.array(fc.nat(3000), { minLength: 1, maxLength: 40 }))
  .map(([text, places]) => {
    const characters = [...text];
    for (const place of places) {
      const at = place % characters.length;
      characters[at] = MISREAD[characters[at]!] ?? characters[at]!;
    }
    return characters.join('');
  });

/** What the form claims: who, when, which, and how secret. */
function claims({ facts }: Telegram): Record<string, readonly string[]> {
  const days = [facts.date?.when, facts.received?.value].map((when) => (when === undefined ? [] : [when.slice(0, 10)]));
  return {
    names: [...facts.senders, ...facts.addressees, ...(facts.wire?.copies ?? [])].map(({ name }) => name),
    sent: days[0]!,
    received: days[1]!,
    number: [facts.telegramNumber, facts.secondNumber?.number].flatMap((number) => number?.value ?? []),
    classification: facts.classification ? [facts.classification.value.toUpperCase()] : [],
  };
}

describe('damaged forms', () => {
  test('lines dropped, doubled, swapped or parted: valid, lossless, and no fact that the whole copy does not have', () => {
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
      { numRuns: runs(300), seed: 62 },
    );
  });

  test('letters misread: valid and lossless', () => {
    fc.assert(
      fc.property(misread, (copy) => {
        const { valid, lossless } = convert(copy);
        expect({ valid, lossless }).toEqual({ valid: true, lossless: true });
      }),
      { numRuns: runs(200), seed: 62 },
    );
  });
});
