import { describe, expect, it } from 'vitest';
import { shortened, shortenedWithin, shownAsJson, visible, visibleInLine } from '../src/shown.js';
import { processorTime } from './setup/processor.js';

describe('visible', () => {
  it.each([
    ['an escape sequence', '\x1b[31m', '\\u001b[31m'],
    ['a carriage return', 'a\rb', 'a\\u000db'],
    ['DEL and C1', '\x7f\x9b2J', '\\u007f\\u009b2J'],
    ['marks of direction', '\u202egnp\u2066\u200f\u061c', '\\u202egnp\\u2066\\u200f\\u061c'],
    ['separators of lines', 'a\u2028b\u2029', 'a\\u2028b\\u2029'],
    ['half a character', 'a\ud83db', 'a\\ud83db'],
  ])('shows %s', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
    expect(visible(shown)).toBe(shown);
  });

  it.each([
    ['::error::x', '\\u003a:error::x'],
    ['a\n  ::error::x', 'a\n  \\u003a:error::x'],
    ['a\n\u00a0::error::x', 'a\n\u00a0\\u003a:error::x'],
    ['a ##[error]x', 'a #\\u0023[error]x'],
    ['##vso[task.x]', '#\\u0023vso[task.x]'],
  ])('breaks what a runner would take for a command: %j', (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it.each(['a\tb\nc', 'é 😀 ‘x’ – …', 'a::b', 'self::p and child::q', '## x [y]'])('leaves %j as it is', (text) => {
    expect(visible(text)).toBe(text);
  });

  it('keeps a name in its line', () => {
    expect(visibleInLine('a\nb\tc')).toBe('a\\u000ab\\u0009c');
  });

  it('takes what stands for a character from who knows the format', () => {
    expect(visible('\x9b\n::x', (char) => `&#${char.charCodeAt(0)};`)).toBe('&#155;\n&#58;:x');
  });

  it('takes time in proportion to the text', () => {
    const time = (length: number) => {
      const text = `${' '.repeat(length)}\n${'\n '.repeat(length)}`;
      return Math.min(
        ...[1, 2, 3].map(() => {
          const start = processorTime();
          visible(text);
          return processorTime() - start;
        }),
      );
    };
    time(1_000);
    expect(time(800_000)).toBeLessThan(20 * time(200_000) + 20);
  });
});

describe('shortened', () => {
  it('leaves what is short, and cuts what is long to the length that it says', () => {
    expect(shortened('abc', 3)).toBe('abc');
    expect(shortened('abcd', 3)).toBe('ab…');
    expect(shortenedWithin('/abc/def/ghi.xml', 11)).toBe('/abc/…i.xml');
    expect(shortened('x'.repeat(1_000_000))).toHaveLength(200);
  });

  it('cuts no character in two', () => {
    const text = '😀'.repeat(20);
    for (let most = 2; most < 12; most++) {
      expect(shortened(text, most)).toMatch(/^(?:😀)*…$/u);
      expect(shortenedWithin(text, most)).toMatch(/^(?:😀)*…(?:😀)*$/u);
    }
  });
});

describe('shownAsJson', () => {
  it.each(['a "b" \\ \n', 17, null, true, [], {}, ['a', ['b', []], { c: 1, '"d"': [2] }]])(
    'writes %j as JSON does',
    (value) => {
      expect(shownAsJson(value)).toBe(JSON.stringify(value));
    },
  );

  it('shows what is hidden in keys and values by its number', () => {
    const text = '\x1b\u2028\u202e\x9b\ud800';
    expect(shownAsJson({ [text]: [text] })).toBe(
      String.raw`{"\u001b\u2028\u202e\u009b\ud800":["\u001b\u2028\u202e\u009b\ud800"]}`,
    );
  });

  it.each([undefined, Number.NaN, 10n, Symbol('a')])('has a word for %s, which JSON has not', (value) => {
    expect(shownAsJson(value)).toBe(String(value));
  });

  it('shows the beginning of what is long, wide, deep or within itself', () => {
    const deep = JSON.parse(`${'[{"a":'.repeat(200_000)}0${'}]'.repeat(200_000)}`);
    const within: unknown[] = [];
    within.push(within, within);
    expect(shownAsJson('x'.repeat(100), 10)).toBe('"xxxxxxxx…');
    expect(
      shownAsJson(
        Array.from({ length: 1_000_000 }, () => 1),
        10,
      ),
    ).toBe('[1,1,1,1,…');
    expect(shownAsJson({ ['k'.repeat(100)]: 1, b: 2 }, 10)).toBe('{"kkkkkkk…');
    expect(shownAsJson(deep, 10)).toBe('[{"a":[{"…');
    expect(shownAsJson(within, 10)).toBe('[[[[[[[[[…');
  });
});
