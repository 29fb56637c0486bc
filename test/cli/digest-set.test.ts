import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DigestSet } from '../../src/cli/digest-set.js';

describe('a set by digests', () => {
  it('knows what was added, as a set does', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 3 })), (texts) => {
        const [ours, theirs] = [new DigestSet(), new Set<string>()];
        for (const text of texts) {
          expect(ours.add(text)).toBe(theirs.has(text));
          theirs.add(text);
        }
      }),
    );
  });

  it('holds many', () => {
    const set = new DigestSet();
    for (let n = 0; n < 50_000; n++) expect(set.add(`${n}`)).toBe(false);
    for (let n = 0; n < 50_000; n += 7) expect(set.add(`${n}`)).toBe(true);
  });
});
