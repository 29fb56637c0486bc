/** Regular expressions of XPath: one answer in whichever way they are searched for, within the steps that are told. */
import { compileRegExp, RegExpFault, type XPathRegExp } from '../../../src/schematron/xpath/regexp/index.js';
import type { Target } from '../target.js';

const TEXTS = ['', 'a', 'ab', 'aab b', 'A\nb\n', 'a-b', 'é😀1', ' _:٣', 'abcabcAB'];
const LONG = ['a', 'ab', '1 ', 'é-'].map((part) => part.repeat(200));
/** What a text may take; only expressions with references may ask for more. */
const MOST_STEPS = 4_000_000;

class Spent extends Error {}

export const xpathRegexp: Target = {
  name: 'xpath-regexp',
  promise: 'an expression or a fault in words; the same matches and groups in whichever way they are searched for',
  longest: 200,
  share: 0.1,
  seeds: [
    '/^(a|b)?c*$',
    'i/[a-z-[aeiou]]+',
    'x/ \\p{Lu} \\i\\c{2,3} # ',
    'm/^(a{1,3}|\\d)*?$',
    's/(.)(.)\\2\\1',
    'q/a.b[c]',
    '/(((a)))?b{0}|(?:a+)+',
    'im/(\\w+)\\s+\\1',
  ],
  dictionary: [
    ...['(', ')', '(?:', '[', ']', '[^', '-[', '|', '*', '+', '?', '*?', '+?', '??', '{', '}', ',', '{1,2}?', '{0,}'],
    ...['{3}', '{99}', '-', '^', '$', '.', '\\', '/', 'i/', 'm/', 's/', 'x/', 'q/', ' '],
    ...['\\s', '\\S', '\\d', '\\D', '\\w', '\\W', '\\i', '\\I', '\\c', '\\C', '\\n', '\\t', '\\p{', '\\P{L}'],
    ...['\\p{IsBasicLatin}', '\\p{Nd}', '\\1', '\\2', '\\10', '\\$', 'a', 'b', 'a-z', '\\-', '\\]', '😀', '(?=', '\\b'],
  ],
  check(input) {
    const cut = input.indexOf('/');
    const [flags, pattern] = [input.slice(0, Math.max(0, cut)), input.slice(cut + 1)];
    const regexp = compiled(pattern, flags);
    if (regexp === undefined) return undefined;
    for (const text of LONG)
      if (runsOut(regexp, text) && !/\\[1-9]/.test(pattern)) return 'takes more steps than it may';
    for (const text of TEXTS) {
      const broken = inconsistent(regexp, text);
      if (broken !== undefined) return broken;
    }
    return flags.includes('q') ? undefined : differing(regexp, pattern, flags);
  },
};

function compiled(pattern: string, flags: string): XPathRegExp | undefined {
  try {
    return compileRegExp(pattern, flags);
  } catch (error) {
    if (error instanceof RegExpFault && error.message !== '') return undefined;
    throw error;
  }
}

function limited(): (steps: number) => void {
  let left = MOST_STEPS;
  return (steps) => {
    left -= steps;
    if (left < 0) throw new Spent();
  };
}

function runsOut(regexp: XPathRegExp, text: string): boolean {
  return (
    answer(() => {
      const spend = limited();
      regexp.test(text, spend);
      if (!regexp.matchesEmpty) regexp.analyze(text, spend);
      return '';
    }) === undefined
  );
}

/** Undefined where it takes too long. */
function answer(ask: () => string): string | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Spent) return undefined;
    throw error;
  }
}

function inconsistent(regexp: XPathRegExp, text: string): string | undefined {
  const spend = limited();
  const said = answer(() => {
    if (text === '' && regexp.test(text, spend) !== regexp.matchesEmpty)
      return 'says falsely whether it matches nothing';
    if (regexp.matchesEmpty) return '';
    const segments = regexp.analyze(text, spend);
    if (segments.map((segment) => segment.text).join('') !== text) return 'loses text';
    if (segments.some(({ matched }) => matched) !== regexp.test(text, spend)) return 'matches here and not there';
    if (regexp.replace(text, '$0', spend) !== text) return 'replaces each match with something else than itself';
    return '';
  });
  return said === '' ? undefined : said;
}

/** The same expression, written so that it is searched for in another way. */
function differing(regexp: XPathRegExp, pattern: string, flags: string): string | undefined {
  const others = [`(?:${pattern})\\i{0}`, `()(?:${shifted(pattern)})\\1`].map((each) => compiled(each, flags));
  for (const text of TEXTS) {
    const wanted = answer(() => drawn(regexp, text, 0));
    for (const [i, other] of others.entries()) {
      // What is longer may be too long, or too deep.
      const found = other && answer(() => drawn(other, text, i));
      if (wanted !== undefined && found !== undefined && wanted !== found)
        return `${JSON.stringify(text)} gives ${wanted} or ${found}`;
    }
  }
  return undefined;
}

/** One group more stands before it. */
function shifted(pattern: string): string {
  return pattern.replace(/\\(?:([1-9]\d*)|.)/gs, (all, number?: string) =>
    number === undefined ? all : `\\${Number(number) + 1}`,
  );
}

function drawn(regexp: XPathRegExp, text: string, before: number): string {
  const spend = limited();
  if (regexp.matchesEmpty) return String(regexp.test(text, spend));
  const groups = Array.from({ length: 5 }, (_, i) => `<$${i + 1 + before}>`).join('');
  return regexp.replace(text, `[$0${groups}]`, spend);
}
