/** Functions on strings (Functions and Operators 3.1, §5). Strings are counted in code points. */
import type { Compiled } from './compiled.js';
import { formatter, fromBoolean, fromItems, fromOptional } from './compiled.js';
import { XPathDynamicError, XPathNotEvaluable } from './errors.js';
import type { Call, Library } from './functions.js';
import { asFault, compileRegExp, type XPathRegExp } from './regexp/index.js';
import { type Dynamic, OPERATING } from './runtime.js';
import { find } from './search.js';
import { joined, normalizeSpace } from './values.js';

const MANY = Number.POSITIVE_INFINITY;

export const stringFunctions: Library = {
  concat: [2, MANY, concat],
  'string-join': [1, 2, stringJoin],
  contains: [2, 2, (call) => compared(call, (text, part, c) => find(c, text, part) !== -1)],
  'starts-with': [2, 2, (call) => compared(call, (text, part) => text.startsWith(part))],
  'ends-with': [2, 2, (call) => compared(call, (text, part) => text.endsWith(part))],
  'substring-before': [2, 2, (call) => cut(call, (text, _part, at) => text.slice(0, Math.max(0, at)))],
  'substring-after': [2, 2, (call) => cut(call, (text, part, at) => (at === -1 ? '' : text.slice(at + part.length)))],
  substring: [2, 3, substring],
  'string-length': [0, 1, stringLength],
  'normalize-space': [0, 1, (call) => changed(call, normalizeSpace)],
  'upper-case': [1, 1, (call) => changed(call, (text) => text.toUpperCase())],
  'lower-case': [1, 1, (call) => changed(call, (text) => text.toLowerCase())],
  'normalize-unicode': [1, 2, normalizeUnicode],
  translate: [3, 3, translate],
  matches: [2, 3, matches],
  tokenize: [1, 3, tokenize],
  replace: [3, 4, replace],
};

function concat({ args, scope }: Call): Compiled {
  const parts = args.map((arg) => {
    const format = formatter(arg.kind, scope.compatible);
    return (items: readonly Parameters<typeof format>[0][]): string => (items[0] === undefined ? '' : format(items[0]));
  });
  return fromOptional('string', (c) => {
    c.spend(OPERATING);
    let text = '';
    args.forEach((arg, i) => {
      const items = arg.items(c);
      if (items.length > 1 && !scope.compatible) {
        throw new XPathDynamicError('several values stand where only one may');
      }
      text += parts[i]!(items);
    });
    return joined(c, text);
  });
}

function stringJoin(call: Call): Compiled {
  const [arg] = call.args;
  const format = formatter(arg!.kind, call.scope.compatible);
  const separator = call.args.length === 2 ? call.text(1) : () => '';
  return fromOptional('string', (c) => {
    c.spend(OPERATING);
    const parts = c.through(arg!.items(c)).map(format);
    const between = separator(c);
    c.write(parts.reduce((sum, { length }) => sum + length + between.length, 0));
    return parts.join(between);
  });
}

function compared(call: Call, judge: (text: string, part: string, c: Dynamic) => boolean): Compiled {
  const [text, part] = [call.text(0), call.text(1)];
  return fromBoolean((c) => judge(text(c), part(c), c));
}

function cut(call: Call, take: (text: string, part: string, at: number) => string): Compiled {
  const [text, part] = [call.text(0), call.text(1)];
  return fromOptional('string', (c) => {
    const [whole, sought] = [text(c), part(c)];
    return take(whole, sought, find(c, whole, sought));
  });
}

function changed(call: Call, change: (text: string) => string): Compiled {
  const text = call.textOrContext(0);
  return fromOptional('string', (c) => {
    const value = text(c);
    c.spend(value.length);
    return joined(c, change(value));
  });
}

const SURROGATE = /[\ud800-\udfff]/;

function stringLength(call: Call): Compiled {
  const text = call.textOrContext(0);
  return fromOptional('integer', (c) => {
    const value = text(c);
    return SURROGATE.test(value) ? characters(c, value).length : value.length;
  });
}

/** Cut into code points, which takes its time. */
function characters(c: Dynamic, text: string): string[] {
  c.spend(3 * text.length);
  return [...text];
}

/** Positions are one-based and may be any number; rounding and NaN as §5.4.3 says. */
function substring(call: Call): Compiled {
  const text = call.text(0);
  const from = call.number(1);
  const length = call.args.length === 3 ? call.number(2) : undefined;
  return fromOptional('string', (c) => {
    const start = Math.floor(from(c) + 0.5);
    const end = length === undefined ? Number.POSITIVE_INFINITY : start + Math.floor(length(c) + 0.5);
    const value = text(c);
    if (Number.isNaN(start) || Number.isNaN(end)) return '';
    const units = SURROGATE.test(value) ? characters(c, value) : value;
    const part = units.slice(Math.max(0, start - 1), Math.max(0, end - 1));
    return typeof part === 'string' ? part : part.join('');
  });
}

function normalizeUnicode(call: Call): Compiled {
  const text = call.text(0);
  const form = call.args.length === 2 ? call.text(1) : () => 'NFC';
  return fromOptional('string', (c) => {
    const name = form(c).trim().toUpperCase();
    if (name !== '' && !/^NFK?[CD]$/.test(name))
      throw new XPathDynamicError(`the normalization form ${name} is not known; there are NFC, NFD, NFKC and NFKD`);
    return joined(c, name === '' ? text(c) : text(c).normalize(name));
  });
}

function translate(call: Call): Compiled {
  const [text, from, to] = [call.text(0), call.text(1), call.text(2)];
  return fromOptional('string', (c) => {
    const replacements = new Map<string, string>();
    const targets = characters(c, to(c));
    characters(c, from(c)).forEach((character, i) => {
      if (!replacements.has(character)) replacements.set(character, targets[i] ?? '');
    });
    let result = '';
    for (const character of characters(c, text(c))) result += replacements.get(character) ?? character;
    return result;
  });
}

/** The regular expression of a call: read at once where it is a literal, else for each value that it takes. */
function regExpOf(call: Call, patternAt: number, flagsAt: number): (c: Dynamic) => XPathRegExp {
  const source = call.exprs[patternAt]!;
  const flags = call.exprs[flagsAt];
  if (source.type === 'string' && (flags === undefined || flags.type === 'string')) {
    const regExp = asFault(XPathNotEvaluable, () => compileRegExp(source.value, flags?.value ?? ''));
    return () => regExp;
  }
  const pattern = call.text(patternAt);
  const options = flags === undefined ? () => '' : call.text(flagsAt);
  return (c) => asFault(XPathDynamicError, () => compileRegExp(pattern(c), options(c)));
}

function matches(call: Call): Compiled {
  const text = call.text(0);
  const regExp = regExpOf(call, 1, 2);
  return fromBoolean((c) => {
    const value = text(c);
    return regExp(c).test(value, (steps) => c.spend(steps));
  });
}

function tokenize(call: Call): Compiled {
  const text = call.text(0);
  if (call.args.length === 1) {
    return fromItems('string', false, (c) => {
      const value = text(c);
      c.spend(CUTTING * value.length);
      const normal = normalizeSpace(value);
      return normal === '' ? [] : kept(c, normal.split(' '));
    });
  }
  const regExp = regExpOf(call, 1, 2);
  return fromItems('string', false, (c) => {
    const value = text(c);
    const cutter = regExp(c);
    return kept(
      c,
      asFault(XPathDynamicError, () => cutter.tokenize(value, (steps) => c.spend(steps))),
    );
  });
}

function replace(call: Call): Compiled {
  const text = call.text(0);
  const regExp = regExpOf(call, 1, 3);
  const replacement = call.text(2);
  return fromOptional('string', (c) => {
    const value = text(c);
    const sought = regExp(c);
    const inserted = replacement(c);
    const spend = (steps: number): void => c.spend(steps);
    return joined(
      c,
      asFault(XPathDynamicError, () => sought.replace(value, inserted, spend)),
    );
  });
}

/** What each character takes where a text is cut into pieces. */
const CUTTING = 3;

function kept(c: Dynamic, items: string[]): string[] {
  c.keepAll(items.length);
  return items;
}
