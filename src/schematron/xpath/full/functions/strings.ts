/** Functions on texts (Functions and Operators 3.1, §5). Characters are code points. */
import { trimXmlSpace } from '../../../../xml/white-space.js';
import { XPathDynamicError } from '../../errors.js';
import { type Dynamic, OPERATING } from '../../runtime.js';
import { find } from '../../search.js';
import { normalizeSpace } from '../../values.js';
import { textOfValue } from '../atomize.js';
import { textOfAtomic } from '../text.js';
import { Atomic, integer, NOTHING, string, truth, type Values } from '../value.js';
import { atom, CODEPOINT, collated, collationOf, f, type Library, num, ofContextText, str, texts } from './spec.js';

const TEXT = 'xs:string?';

export const stringFunctions: Library = {
  concat: f(
    'xs:anyAtomicType?; xs:anyAtomicType?...',
    (c, args, { compatible }) =>
      texts(c, args.map(([arg]) => (arg === undefined ? '' : textOfValue(arg, compatible))).join('')),
    2,
  ),
  'string-join': f('xs:anyAtomicType*; xs:string', stringJoin, 1),
  substring: f(`${TEXT}; xs:double; xs:double`, substring, 2),
  'string-length': ofContextText((c, [text]) => [integer(lengthOf(c, str(text)))]),
  'normalize-space': ofContextText((c, [text]) => texts(c, normalizeSpace(str(text)))),
  'normalize-unicode': f(`${TEXT}; xs:string`, normalizeUnicode, 1),
  'upper-case': f(TEXT, (c, [text]) => texts(c, str(text).toUpperCase())),
  'lower-case': f(TEXT, (c, [text]) => texts(c, str(text).toLowerCase())),
  translate: f(`${TEXT}; xs:string; xs:string`, translate),
  contains: f(`${TEXT}; ${TEXT}; xs:string`, (c, [text, part, by]) => truth(placeOf(c, text, part, by) !== -1), 2),
  'starts-with': f(`${TEXT}; ${TEXT}; xs:string`, (_c, [text, part, by]) => truth(begins(text, part, by)), 2),
  'ends-with': f(`${TEXT}; ${TEXT}; xs:string`, (_c, [text, part, by]) => truth(ends(text, part, by)), 2),
  'substring-before': f(`${TEXT}; ${TEXT}; xs:string`, before, 2),
  'substring-after': f(`${TEXT}; ${TEXT}; xs:string`, after, 2),
  'contains-token': f('xs:string*; xs:string; xs:string', containsToken, 2),
  compare: f(`${TEXT}; ${TEXT}; xs:string`, compare, 2),
  'codepoint-equal': f(`${TEXT}; ${TEXT}`, (_c, [a, b]) =>
    a!.length === 0 || b!.length === 0 ? NOTHING : truth(str(a) === str(b)),
  ),
  'string-to-codepoints': f(TEXT, (c, [text]) => {
    const codes = Array.from(str(text), (character) => character.codePointAt(0)!);
    c.keepAll(codes.length);
    return codes.map(integer);
  }),
  'codepoints-to-string': f('xs:integer*', (c, [codes]) => {
    c.write(2 * codes!.length);
    return [string(codes!.map((code) => characterOf(Number((code as Atomic).plain))).join(''))];
  }),
  'encode-for-uri': f(TEXT, (c, [text]) => texts(c, escaped(str(text), /[^A-Za-z0-9\-_.~]/gu))),
  'iri-to-uri': f(TEXT, (c, [text]) => texts(c, escaped(str(text), /[^!#-;=?-[\]_a-z~]/gu))),
  'escape-html-uri': f(TEXT, (c, [text]) => texts(c, escaped(str(text), /[^\x20-\x7e]/gu))),
  'default-collation': f('', () => [string(CODEPOINT)]),
  'collation-key': f(
    'xs:string; xs:string',
    (_c, [text, by]) => [new Atomic('base64Binary', utf8(collated(by)(str(text))))],
    1,
  ),
};

function stringJoin(c: Dynamic, [items, separator]: readonly Values[]): Values {
  const parts = items!.map((item) => textOfAtomic(item as Atomic));
  const between = str(separator);
  c.spend(OPERATING * parts.length);
  c.write(parts.reduce((sum, { length }) => sum + length + between.length, 0));
  return [string(parts.join(between))];
}

const ASTRAL = /[\ud800-\udbff][\udc00-\udfff]/g;

function lengthOf(c: Dynamic, text: string): number {
  c.spend(text.length >> 2);
  return text.length - (text.match(ASTRAL)?.length ?? 0);
}

function substring(c: Dynamic, [text, from, length]: readonly Values[]): Values {
  const start = Math.round(num(from!));
  const end = length === undefined ? Number.POSITIVE_INFINITY : start + Math.round(num(length));
  const characters = Array.from(str(text));
  c.spend(characters.length);
  return texts(c, characters.filter((_, i) => i + 1 >= start && i + 1 < end).join(''));
}

const FORMS: ReadonlySet<string> = new Set(['NFC', 'NFD', 'NFKC', 'NFKD']);

function normalizeUnicode(c: Dynamic, [text, form]: readonly Values[]): Values {
  const name = form === undefined ? 'NFC' : str(form).trim().toUpperCase();
  if (name === '') return texts(c, str(text));
  if (!FORMS.has(name))
    throw new XPathDynamicError(`the normalization form ${name} is not known; there are NFC, NFD, NFKC and NFKD`);
  return texts(c, str(text).normalize(name));
}

function translate(c: Dynamic, [text, from, to]: readonly Values[]): Values {
  const replacements = Array.from(str(to));
  const map = new Map<string, string>();
  Array.from(str(from)).forEach((character, i) => {
    if (!map.has(character)) map.set(character, replacements[i] ?? '');
  });
  const characters = Array.from(str(text));
  c.spend(characters.length + map.size);
  return texts(c, characters.map((character) => map.get(character) ?? character).join(''));
}

function placeOf(c: Dynamic, text: Values | undefined, part: Values | undefined, by: Values | undefined): number {
  const fold = collated(by);
  return find(c, fold(str(text)), fold(str(part)));
}

function begins(text: Values | undefined, part: Values | undefined, by: Values | undefined): boolean {
  const fold = collated(by);
  return fold(str(text)).startsWith(fold(str(part)));
}

function ends(text: Values | undefined, part: Values | undefined, by: Values | undefined): boolean {
  const fold = collated(by);
  return fold(str(text)).endsWith(fold(str(part)));
}

function before(c: Dynamic, [text, part, by]: readonly Values[]): Values {
  return texts(c, str(text).slice(0, Math.max(0, placeOf(c, text, part, by))));
}

function after(c: Dynamic, [text, part, by]: readonly Values[]): Values {
  const at = placeOf(c, text, part, by);
  return texts(c, at === -1 ? '' : str(text).slice(at + str(part).length));
}

function containsToken(c: Dynamic, [inputs, token, by]: readonly Values[]): Values {
  const fold = collated(by);
  const wanted = fold(trimXmlSpace(str(token)));
  if (wanted === '') return truth(false);
  const found = inputs!.some((input) => {
    const text = str([input]);
    c.spend(text.length);
    return text.split(/[ \t\r\n]+/).some((word) => fold(word) === wanted);
  });
  return truth(found);
}

function compare(_c: Dynamic, [a, b, by]: readonly Values[]): Values {
  if (atom(a) === undefined || atom(b) === undefined) return NOTHING;
  return [integer(Math.sign(collationOf(by)(str(a), str(b))))];
}

/** A character that XML allows. */
function characterOf(code: number): string {
  const allowed =
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff);
  if (!allowed) throw new XPathDynamicError(`${code} is the code of no character`);
  return String.fromCodePoint(code);
}

/** Each character that matches as `%` with its bytes in UTF-8. */
function escaped(text: string, characters: RegExp): string {
  return text.replace(characters, (character) =>
    Array.from(utf8(character), (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`).join(
      '',
    ),
  );
}

/** In bytes, a character each. */
export function utf8(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}
