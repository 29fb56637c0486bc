/** Regular expressions of XML Schema: what another engine says of them, in linear time. */
import { compile } from 'xspattern';
import { compileRegexp, PatternTooCostly } from '../../../src/datatypes/regexp/index.js';
import { hasLoneSurrogates, type Target } from '../target.js';

/** Longer, or repeating more, the other engine takes too long. */
const COMPARABLE = 40;
const VALUES = ['', 'a', 'b', '-', '1', 'ab', 'A', ' ', '\n', 'aab', 'é', '😀', 'a-b', '_:', '٣'];

export const xsdRegexp: Target = {
  name: 'xsd-regexp',
  promise: 'a pattern or the reason why it is none; matches as another engine does, in time linear in the value',
  longest: 200,
  // Texts of thousands of letters are matched by each.
  share: 0.1,
  seeds: [
    'a|b?c*',
    '[a-z-[aeiou]]+',
    '\\p{Lu}\\i\\c{2,3}',
    '(a{1,3}|\\d)*',
    '[^\\s.]\\P{IsGreek}',
    '\\-\\[[\\^-]',
    '(((a)))?b{0}',
  ],
  dictionary: [
    ...[
      '(',
      ')',
      '[',
      ']',
      '[^',
      '-[',
      '|',
      '*',
      '+',
      '?',
      '{',
      '}',
      ',',
      '{1,2}',
      '{0,}',
      '{3}',
      '{99}',
      '-',
      '^',
      '$',
      '.',
      '\\',
    ],
    ...[
      '\\s',
      '\\S',
      '\\d',
      '\\D',
      '\\w',
      '\\W',
      '\\i',
      '\\I',
      '\\c',
      '\\C',
      '\\n',
      '\\t',
      '\\p{',
      '\\P{L}',
      '\\p{IsBasicLatin}',
      '\\p{Nd}',
    ],
    ...['a', 'b', 'a-z', '\\-', '\\]', '\\p{Cs}', '\\p{IsHighSurrogates}', '😀', '\\u0041', '(?:', '\\b', '&&'],
  ],
  check(input) {
    try {
      return compare(input);
    } catch (error) {
      // What asks for more than may be spent is given up.
      if (error instanceof PatternTooCostly) return undefined;
      throw error;
    }
  },
};

function compare(input: string): string | undefined {
  const result = compileRegexp(input);
  // The other engine reads the second edition, which takes more: unknown blocks, a hyphen within a class.
  if (!result.ok) return result.reason === '' ? 'refused without a reason' : undefined;
  const { regexp } = result;
  for (const value of VALUES)
    if (regexp.excludesSpace && /\s/.test(value) && regexp.matches(value)) return 'matches a space that it excludes';
  for (const part of ['a', 'ab', '1 ', 'é-']) regexp.matches(part.repeat(2000));
  if (input.length > COMPARABLE || /\{[^}]*\d\d/.test(input) || hasLoneSurrogates(input)) return undefined;
  const oracle = theirs(input);
  if (oracle === undefined) return 'accepted, but the other engine refuses it';
  // Which characters beyond the first plane a name may hold depends on the edition of XML.
  const values =
    /\\c/i.test(input) || /\\i/i.test(input) ? VALUES.filter((value) => !/[^\0-\x7f]/.test(value)) : VALUES;
  const other = values.find((value) => oracle(value) !== regexp.matches(value));
  return other === undefined
    ? undefined
    : `${JSON.stringify(other)} matches: ${regexp.matches(other)}; by the other engine not so`;
}

function theirs(pattern: string): ((value: string) => boolean) | undefined {
  try {
    return compile(pattern);
  } catch {
    return undefined;
  }
}
