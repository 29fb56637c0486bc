/** Sets of code points, as the character classes of a pattern describe them. */
import { isXmlSpace } from '../../xml/white-space.js';

export type CharSet =
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  | {
      readonly kind: 'predicate';
      readonly key: string;
      readonly has: (codePoint: number) => boolean;
      /** The same as an expression of JavaScript, flag `v`, where there is one. */
      readonly source?: string;
    }
  | { readonly kind: 'union'; readonly of: readonly CharSet[] }
  | { readonly kind: 'not'; readonly of: CharSet }
  | { readonly kind: 'minus'; readonly from: CharSet; readonly without: CharSet };

export function contains(set: CharSet, codePoint: number): boolean {
  switch (set.kind) {
    case 'range':
      return codePoint >= set.from && codePoint <= set.to;
    case 'predicate':
      return set.has(codePoint);
    case 'union':
      return set.of.some((part) => contains(part, codePoint));
    case 'not':
      return !contains(set.of, codePoint);
    case 'minus':
      return contains(set.from, codePoint) && !contains(set.without, codePoint);
  }
}

/** Equal keys, equal sets (not the reverse). */
export function charSetKey(set: CharSet): string {
  switch (set.kind) {
    case 'range':
      return `${set.from}-${set.to}`;
    case 'predicate':
      return set.key;
    case 'union':
      return `(${set.of.map(charSetKey).join('|')})`;
    case 'not':
      return `!${charSetKey(set.of)}`;
    case 'minus':
      return `(${charSetKey(set.from)}\\${charSetKey(set.without)})`;
  }
}

/** The set as a class or an escape of JavaScript's expressions, flag `v`; undefined where it has none for it. */
export function charSetSource(set: CharSet): string | undefined {
  switch (set.kind) {
    case 'range':
      return set.from === set.to ? escaped(set.from) : `[${escaped(set.from)}-${escaped(set.to)}]`;
    case 'predicate':
      return set.source?.startsWith('[^') ? complement(`[${set.source.slice(2)}`) : set.source;
    case 'union': {
      const parts = set.of.map(charSetSource);
      return parts.includes(undefined) ? undefined : `[${parts.join('')}]`;
    }
    case 'not': {
      const source = charSetSource(set.of);
      return source && complement(source);
    }
    case 'minus': {
      const [from, without] = [charSetSource(set.from), charSetSource(set.without)];
      return from && without && `[${from}--${without}]`;
    }
  }
}

/** V8 negates `[^…]` once more each time that it repeats it, where sets are of the flag `v`. */
function complement(source: string): string {
  return `[[\\u{0}-\\u{10ffff}]--${source}]`;
}

function escaped(codePoint: number): string {
  const character = String.fromCodePoint(codePoint);
  if (/^[a-z0-9]$/i.test(character)) return character;
  return `\\u{${codePoint.toString(16)}}`;
}

export function singleChar(codePoint: number): CharSet {
  return { kind: 'range', from: codePoint, to: codePoint };
}

/** A set that an expression of JavaScript describes, such as `\p{Lu}` or `[^\p{P}\p{Z}\p{C}]`. */
export function unicodeSet(source: string): CharSet {
  const expression = new RegExp(source, 'u');
  return {
    kind: 'predicate',
    key: source,
    source,
    has: (codePoint) => expression.test(String.fromCodePoint(codePoint)),
  };
}

/** `\s`. */
export const SPACE_SET: CharSet = { kind: 'predicate', key: '\\s', source: '[ \\t\\n\\r]', has: isXmlSpace };

/** `.`: all but line feed and carriage return. */
export const WILDCARD_SET: CharSet = { kind: 'not', of: { kind: 'union', of: [singleChar(0x0a), singleChar(0x0d)] } };
