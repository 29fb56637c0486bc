import { expect, it } from 'vitest';
import { convert } from '../../src/index.js';

it.each(['a', '. . . '])('a text that is one line of a great many letters is converted (%j)', (piece) => {
  expect(convert(piece.repeat(10_000_000 / piece.length)).lossless).toBe(true);
});
