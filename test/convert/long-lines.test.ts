/** A text that lost its line ends: read as long as it may be a volume, refused in words beyond. */
import { expect, it } from 'vitest';
import { convert } from '../../src/index.js';

const LONGEST = 4_000_000;

it.each(['a', '. . . '])('reads a line of four million letters (%j)', (piece) => {
  const { lossless, valid } = convert(piece.repeat(Math.floor(LONGEST / piece.length)));
  expect({ lossless, valid }).toEqual({ lossless: true, valid: true });
});

it.each(['\n', '\r\n', '\r'])('refuses a longer one, and says which it is (line ends %j)', (end) => {
  const { diagnostics } = convert(`7. Letter${end}${end}${'said so. '.repeat(1_200_000)}${end}`, { file: 'v.txt' });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toMatchObject([
    { code: 'line-too-long', file: 'v.txt', line: 3, column: 1 },
  ]);
});
