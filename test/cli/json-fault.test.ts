import { describe, expect, it } from 'vitest';
import { jsonFault } from '../../src/cli/json-fault.js';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('where a text stops being JSON', () => {
  it.each([
    ['', 1, 1, 'a value'],
    ['{"a": 1,}', 1, 9, 'the name of an entry'],
    ['{a: 1}', 1, 2, 'the name of an entry, in quotation marks, or }'],
    ['{"a" 1}', 1, 6, 'a colon'],
    ['[1 2]', 1, 4, 'a comma or ]'],
    ['[1,]', 1, 4, 'a value'],
    ['{"a": 01}', 1, 7, 'a value'],
    ['{}\n x', 2, 2, 'the end of the file'],
    ['{\r\n"a": [nul]}', 2, 7, 'a value or ]'],
    ['"a\nb"', 1, 1, 'a value'],
    ['{"a": {"b": [', 1, 14, 'a value or ]'],
  ])('%j: line %i, column %i', (text, line, column, expected) => {
    expect(jsonFault(text)).toMatchObject({ line, column, expected: expect.stringContaining(expected) });
  });

  it('agrees with the parser on whatever is put together of pieces of JSON', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"\\u00e9"',
      '"\\x"',
      '-1.5e3',
      '01',
      'true',
      'nul',
      ' ',
      '\n',
    ];
    let seed = 7;
    const next = (n: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * n);
    };
    for (let i = 0; i < 20_000; i++) {
      const text = Array.from({ length: 1 + next(9) }, () => pieces[next(pieces.length)]).join('');
      expect([text, jsonFault(text) === undefined]).toEqual([text, isJson(text)]);
    }
  });

  it.each(['x', '\\n', '\\u00e9x'])('knows texts of any length, such as one of %j', (piece) => {
    const text = `["${piece.repeat(9_000_000 / piece.length)}"`;
    expect(jsonFault(`${text} 1`)).toMatchObject({ line: 1, column: text.length + 2, expected: 'a comma or ]' });
    expect(jsonFault(text.slice(0, -1))).toMatchObject({ line: 1, column: 2 });
  });

  it('knows any depth', () => {
    expect(jsonFault('['.repeat(200_000))).toMatchObject({ line: 1, column: 200_001 });
  });
});
