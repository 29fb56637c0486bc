import { describe, expect, it } from 'vitest';
import { codeFrame } from '../../src/report/code-frame.js';

const frame = (...lines: string[]) => lines.join('\n');

describe('codeFrame', () => {
  it('shows the line with those around it and underlines the place', () => {
    expect(codeFrame('one\ntwo three\nfour\nfive', { line: 2, column: 5, endColumn: 10 })).toBe(
      frame('  1 | one', '> 2 | two three', '    |     ^^^^^', '  3 | four'),
    );
  });

  it('underlines one character where no end is given, and to the line end where the place goes on', () => {
    expect(codeFrame('abc', { line: 1, column: 2 })).toBe(frame('> 1 | abc', '    |  ^'));
    expect(codeFrame('abc\ndef', { line: 1, column: 2, endLine: 2, endColumn: 2 })).toContain('    |  ^^\n');
  });

  it('shows the line alone where no column is given', () => {
    expect(codeFrame('abc', { line: 1 })).toBe('> 1 | abc');
  });

  it('points past the end of a line, where a tag is missing', () => {
    expect(codeFrame('abc', { line: 1, column: 4 })).toBe(frame('> 1 | abc', '    |    ^'));
  });

  it('counts lines at LF, CRLF and CR', () => {
    expect(codeFrame('a\r\nb\rc\nd', { line: 3, column: 1 })).toBe(frame('  2 | b', '> 3 | c', '    | ^', '  4 | d'));
  });

  it('takes a tab for one column, as the positions do', () => {
    expect(codeFrame('\tab', { line: 1, column: 2 })).toBe(frame('> 1 |  ab', '    |  ^'));
  });

  it('leaves two columns to wide characters and none to combining marks', () => {
    expect(codeFrame('電報 x', { line: 1, column: 4 })).toBe(frame('> 1 | 電報 x', '    |      ^'));
    expect(codeFrame('e\u0301 x', { line: 1, column: 4 })).toBe(frame('> 1 | e\u0301 x', '    |   ^'));
    expect(codeFrame('😀 x', { line: 1, column: 1, endColumn: 3 })).toBe(frame('> 1 | 😀 x', '    | ^^'));
  });

  it('shows control characters without letting them act', () => {
    expect(codeFrame('a\x1b[2Jb', { line: 1, column: 1 })).toContain('a\\u001b[2Jb');
  });

  it('cuts long lines around the place', () => {
    const line = `${'x'.repeat(500)}HERE${'y'.repeat(500)}`;
    const [shown, marked] = codeFrame(line, { line: 1, column: 501, endColumn: 505 })!.split('\n');
    expect(shown!.length).toBeLessThan(120);
    expect(shown!.slice(marked!.indexOf('^'), marked!.lastIndexOf('^') + 1)).toBe('HERE');
  });

  it.each([1, 150, 5_000_000, 10_000_000])('is small also in a line of 10 MB, at column %i', (column) => {
    const text = codeFrame(`first\n${'x'.repeat(10_000_000)}`, { line: 2, column })!;
    expect(text.length).toBeLessThan(400);
    expect(text).toContain('^');
  });

  it('does not cut through a character outside the BMP', () => {
    for (let column = 100; column < 140; column++) {
      expect(codeFrame('😀'.repeat(200), { line: 1, column })).not.toMatch(/\p{Cs}/u);
    }
  });

  it('says nothing of a line that is not there', () => {
    expect(codeFrame('a', { line: 2, column: 1 })).toBeUndefined();
    expect(codeFrame('', { line: 9 })).toBeUndefined();
  });
});
