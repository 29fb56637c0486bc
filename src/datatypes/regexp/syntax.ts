/**
 * The syntax of XML Schema's regular expressions (XML Schema Part 2, appendix F). They differ from
 * JavaScript's: no anchors (a pattern matches the whole value), no lazy or possessive quantifiers, no
 * look-around, and classes that subtract: `[a-z-[aeiou]]`.
 */
import { isNameChar, isNameStart } from '../names.js';
import { blockRanges } from './blocks.js';
import { type CharSet, SPACE_SET, singleChar, unicodeSet, WILDCARD_SET } from './char-set.js';

export type RegexpNode =
  | { readonly kind: 'chars'; readonly set: CharSet }
  | { readonly kind: 'sequence'; readonly items: readonly RegexpNode[] }
  | { readonly kind: 'choice'; readonly items: readonly RegexpNode[] }
  | { readonly kind: 'repeat'; readonly item: RegexpNode; readonly min: number; readonly max: number };

export type RegexpSyntax =
  | { readonly ok: true; readonly node: RegexpNode }
  | { readonly ok: false; readonly reason: string };

/** Reads a pattern; a reason says in words what is wrong and at which character (one-based, UTF-16 code units). */
export function parseRegexp(pattern: string): RegexpSyntax {
  try {
    return { ok: true, node: new RegexpParser(pattern).parse() };
  } catch (error) {
    if (error instanceof RegexpError) return { ok: false, reason: error.message };
    throw error;
  }
}

// Parentheses and classes deeper than this are no pattern that somebody wrote, and would exhaust the stack.
const MAX_DEPTH = 200;
const MAX_REPEAT = 100_000;

const CATEGORIES = new Set(
  'L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po Z Zs Zl Zp S Sm Sc Sk So C Cc Cf Co Cn'.split(' '),
);

const CONTROL_ESCAPES: Readonly<Record<string, number>> = { n: 0x0a, r: 0x0d, t: 0x09 };
const ESCAPABLE = '\\|.?*+(){}-[]^';
const META = '.\\?*+()|[]{}';

class RegexpError extends Error {}

class RegexpParser {
  private at = 0;
  private depth = 0;
  private readonly pattern: string;

  constructor(pattern: string) {
    this.pattern = pattern;
  }

  parse(): RegexpNode {
    const node = this.choice();
    if (this.at < this.pattern.length)
      this.fail('this “)” closes a group that was not opened; write \\) for the character');
    return node;
  }

  private choice(): RegexpNode {
    if (++this.depth > MAX_DEPTH) this.fail(`groups are nested more than ${MAX_DEPTH} deep`);
    const items = [this.sequence()];
    while (this.eat('|')) items.push(this.sequence());
    this.depth--;
    return items.length === 1 ? items[0]! : { kind: 'choice', items };
  }

  private sequence(): RegexpNode {
    const items: RegexpNode[] = [];
    while (this.at < this.pattern.length && this.peek() !== '|' && this.peek() !== ')') {
      items.push(this.quantified(this.atom()));
    }
    return items.length === 1 ? items[0]! : { kind: 'sequence', items };
  }

  private atom(): RegexpNode {
    const char = this.peek();
    if (this.eat('(')) {
      const node = this.choice();
      if (!this.eat(')')) this.fail('a “)” is missing');
      return node;
    }
    if (this.eat('[')) return { kind: 'chars', set: this.charClass() };
    if (this.eat('.')) return { kind: 'chars', set: WILDCARD_SET };
    if (this.eat('\\')) return { kind: 'chars', set: this.escape().set };
    if ('?*+{'.includes(char)) this.fail(`“${char}” has nothing to repeat; write \\${char} for the character`);
    if (META.includes(char)) this.fail(`“${char}” must be written \\${char} here`);
    return { kind: 'chars', set: singleChar(this.codePoint()) };
  }

  private quantified(item: RegexpNode): RegexpNode {
    if (this.eat('?')) return { kind: 'repeat', item, min: 0, max: 1 };
    if (this.eat('*')) return { kind: 'repeat', item, min: 0, max: Number.POSITIVE_INFINITY };
    if (this.eat('+')) return { kind: 'repeat', item, min: 1, max: Number.POSITIVE_INFINITY };
    if (!this.eat('{')) return item;
    const min = this.count();
    let max = min;
    if (this.eat(',')) max = this.peek() === '}' ? Number.POSITIVE_INFINITY : this.count();
    if (!this.eat('}')) this.fail('a quantifier is written {2}, {2,} or {2,5}');
    if (max < min) this.fail(`the quantifier {${min},${max}} asks for at least ${min} and at most ${max}`);
    return { kind: 'repeat', item, min, max };
  }

  private count(): number {
    const start = this.at;
    while (/^[0-9]$/.test(this.peek())) this.at++;
    if (start === this.at) this.fail('a quantifier is written {2}, {2,} or {2,5}: a number is missing');
    const count = Number(this.pattern.slice(start, this.at));
    if (count > MAX_REPEAT) this.fail(`a quantifier may not ask for more than ${MAX_REPEAT} repetitions`);
    return count;
  }

  /** After `[`. */
  private charClass(): CharSet {
    if (++this.depth > MAX_DEPTH) this.fail(`classes are nested more than ${MAX_DEPTH} deep`);
    const negated = this.eat('^');
    const parts: CharSet[] = [];
    let without: CharSet | undefined;
    while (!this.eat(']')) {
      if (this.at >= this.pattern.length) this.fail('a “]” is missing');
      if (this.peek() === '-' && this.peek(1) === '[' && parts.length > 0) {
        this.at += 2;
        without = this.charClass();
        if (!this.eat(']'))
          this.fail('a subtraction such as [a-z-[aeiou]] must be the last in its class: “]” is missing');
        break;
      }
      parts.push(this.charRange(parts.length === 0));
    }
    if (parts.length === 0) this.fail('a class must hold at least one character; write \\] for the character “]”');
    this.depth--;
    const all: CharSet = parts.length === 1 ? parts[0]! : { kind: 'union', of: parts };
    const group: CharSet = negated ? { kind: 'not', of: all } : all;
    return without === undefined ? group : { kind: 'minus', from: group, without };
  }

  private charRange(first: boolean): CharSet {
    if (this.peek() === '-') {
      if (!first && this.peek(1) !== ']')
        this.fail('“-” inside a class must be written \\-, unless it is the first or last');
      this.at++;
      return singleChar(0x2d);
    }
    const start = this.classChar();
    if (this.peek() !== '-' || this.peek(1) === ']' || this.peek(1) === '[') return start.set;
    this.at++;
    if (this.peek() === '-') this.fail('“-” as the end of a range must be written \\-');
    const end = this.classChar();
    if (start.char === undefined || end.char === undefined) {
      this.fail('a range such as a-z runs from one character to another; write \\- for the character “-”');
    }
    if (start.char > end.char) this.fail('this range ends before it begins');
    return { kind: 'range', from: start.char, to: end.char };
  }

  private classChar(): { set: CharSet; char?: number } {
    if (this.eat('\\')) return this.escape();
    if (this.at >= this.pattern.length) this.fail('a “]” is missing');
    const char = this.peek();
    if (char === '[' || char === ']') this.fail(`“${char}” inside a class must be written \\${char}`);
    const codePoint = this.codePoint();
    return { set: singleChar(codePoint), char: codePoint };
  }

  /** After `\`. */
  private escape(): { set: CharSet; char?: number } {
    const char = this.peek();
    const control = CONTROL_ESCAPES[char];
    if (control !== undefined || (char !== '' && ESCAPABLE.includes(char))) {
      this.at++;
      const code = control ?? char.charCodeAt(0);
      return { set: singleChar(code), char: code };
    }
    if (char === 'p' || char === 'P') {
      this.at++;
      return { set: this.property(char === 'P') };
    }
    const set = classEscape(char.toLowerCase());
    if (set === undefined) {
      this.fail(
        char === ''
          ? 'a “\\” at the end escapes nothing; write \\\\ for the character'
          : `“\\${char}” is not an escape of XML Schema's patterns${/^\W$/.test(char) ? `; “${char}” needs no “\\”` : ''}`,
      );
    }
    this.at++;
    return { set: char === char.toLowerCase() ? set : { kind: 'not', of: set } };
  }

  /** After `\p` or `\P`. */
  private property(negated: boolean): CharSet {
    const close = this.pattern.indexOf('}', this.at);
    if (!this.eat('{') || close < 0) this.fail('a category is written \\p{Lu}, a block \\p{IsBasicLatin}');
    const name = this.pattern.slice(this.at, close);
    const set = propertySet(name);
    if (set === undefined)
      this.fail(`“${name}” is neither a Unicode category such as Lu nor a block such as IsBasicLatin`);
    this.at = close + 1;
    return negated ? { kind: 'not', of: set } : set;
  }

  private peek(offset = 0): string {
    return this.pattern.charAt(this.at + offset);
  }

  private eat(char: string): boolean {
    if (this.peek() !== char) return false;
    this.at++;
    return true;
  }

  private codePoint(): number {
    const codePoint = this.pattern.codePointAt(this.at)!;
    this.at += codePoint > 0xffff ? 2 : 1;
    return codePoint;
  }

  private fail(reason: string): never {
    throw new RegexpError(`the pattern “${this.pattern}” cannot be read: at character ${this.at + 1}, ${reason}`);
  }
}

/** `\s \i \c \d \w`, by the letter. */
function classEscape(letter: string): CharSet | undefined {
  switch (letter) {
    case 's':
      return SPACE_SET;
    case 'i':
      return { kind: 'predicate', key: '\\i', has: isNameStart };
    case 'c':
      return { kind: 'predicate', key: '\\c', has: isNameChar };
    case 'd':
      return unicodeSet('\\p{Nd}');
    case 'w':
      return unicodeSet('[^\\p{P}\\p{Z}\\p{C}]');
    default:
      return undefined;
  }
}

function propertySet(name: string): CharSet | undefined {
  if (CATEGORIES.has(name)) return unicodeSet(`\\p{${name}}`);
  const ranges = name.startsWith('Is') ? blockRanges(name.slice(2)) : undefined;
  if (ranges === undefined) return undefined;
  return { kind: 'union', of: ranges.map(({ from, to }): CharSet => ({ kind: 'range', from, to })) };
}
