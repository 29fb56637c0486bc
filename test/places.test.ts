import { describe, expect, it } from 'vitest';
import { Places, placeAt } from '../src/places.js';

describe('the place of an offset', () => {
  const text = 'ab\ncd\r\nef\rg\n';

  it.each([
    [0, 1, 1],
    [2, 1, 3],
    [3, 2, 1],
    [6, 2, 4],
    [7, 3, 1],
    [9, 3, 3],
    [10, 4, 1],
    [12, 5, 1],
  ])('%i is line %i, column %i', (offset, line, column) => {
    expect(new Places(text).at(offset)).toEqual({ line, column });
  });

  it('is the same, asked once or often', () => {
    const places = new Places(text);
    // Between CR and LF no line begins, though the text up to there ends in a CR.
    for (const offset of Array.from(text, (_, i) => i)) expect(placeAt(text, offset)).toEqual(places.at(offset));
  });
});
