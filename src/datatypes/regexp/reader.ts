/**
 * The syntax that XML Schema's regular expressions (XML Schema Part 2, appendix F) and XPath's have in common. They
 * differ from JavaScript's: no possessive quantifiers, no look-around, and classes that subtract: `[a-z-[aeiou]]`.
 */
import { isNameChar, isNameStart } from '../names.js';
import { blockRanges } from './blocks.js';
import { type CharSet, SPACE_SET, singleChar, unicodeSet, WILDCARD_SET } from './char-set.js';
import type { RegexpNode } from './nodes.js';

// Parentheses and classes deeper than this are no pattern that somebody wrote, and would exhaust the stack.
const MAX_DEPTH = 200;
const MAX_REPEAT = 100_000;

const CATEGORIES = new Set(
  'L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po Z Zs Zl Zp S Sm Sc Sk So C Cc Cf Co Cn'.split(' '),
);

const CONTROL_ESCAPES: Readonly<Record<string, number>> = { n: 0x0a, r: 0x0d, t: 0x09 };
const ESCAPABLE = '\\|.?*+(){}-[]^';

/** Says in words what is wrong with an expression and at which character. */
export class RegexpError extends Error {}

/** A set of characters, and the character where it is one. */
interface ClassPart {
  readonly set: CharSet;
  readonly char?: number;
}

export class PatternReader {
  protected at = 0;
  #depth = 0;
  protected readonly pattern: string;
  /** What the expression is called in messages. */
  protected readonly noun: string = 'pattern';
  protected readonly language: string = "XML Schema's patterns";
  /** Characters that must be escaped where they stand for themselves. */
  protected readonly meta: string = '.\\?*+()|[]{}';

  constructor(pattern: string) {
    this.pattern = pattern;
  }

  /** @throws RegexpError */
  read(): RegexpNode {
    const node = this.choice();
    if (this.at < this.pattern.length)
      this.fail('this “)” closes a group that was not opened; write \\) for the character');
    return node;
  }

  protected choice(): RegexpNode {
    if (++this.#depth > MAX_DEPTH) this.fail(`groups are nested more than ${MAX_DEPTH} deep`);
    const items = [this.#sequence()];
    while (this.eat('|')) items.push(this.#sequence());
    this.#depth--;
    return items.length === 1 ? items[0]! : { kind: 'choice', items };
  }

  #sequence(): RegexpNode {
    const items: RegexpNode[] = [];
    while (this.at < this.pattern.length && this.peek() !== '|' && this.peek() !== ')') {
      items.push(this.quantified(this.atom()));
    }
    return items.length === 1 ? items[0]! : { kind: 'sequence', items };
  }

  protected atom(): RegexpNode {
    const char = this.peek();
    if (this.eat('(')) return this.group();
    if (this.eat('[')) return { kind: 'chars', set: this.#charClass() };
    if (this.eat('.')) return { kind: 'chars', set: this.wildcard() };
    if (this.eat('\\')) return { kind: 'chars', set: this.#escape().set };
    if ('?*+{'.includes(char)) this.fail(`“${char}” has nothing to repeat; write \\${char} for the character`);
    if (this.meta.includes(char)) this.fail(`“${char}” must be written \\${char} here`);
    return { kind: 'chars', set: this.single(this.#codePoint()).set };
  }

  /** After `(`. */
  protected group(): RegexpNode {
    const node = this.choice();
    if (!this.eat(')')) this.fail('a “)” is missing');
    return node;
  }

  protected quantified(item: RegexpNode): RegexpNode {
    if (this.eat('?')) return { kind: 'repeat', item, min: 0, max: 1 };
    if (this.eat('*')) return { kind: 'repeat', item, min: 0, max: Number.POSITIVE_INFINITY };
    if (this.eat('+')) return { kind: 'repeat', item, min: 1, max: Number.POSITIVE_INFINITY };
    if (!this.eat('{')) return item;
    const min = this.#count();
    let max = min;
    if (this.eat(',')) max = this.peek() === '}' ? Number.POSITIVE_INFINITY : this.#count();
    if (!this.eat('}')) this.fail('a quantifier is written {2}, {2,} or {2,5}');
    if (max < min) this.fail(`the quantifier {${min},${max}} asks for at least ${min} and at most ${max}`);
    return { kind: 'repeat', item, min, max };
  }

  #count(): number {
    const start = this.at;
    while (/^[0-9]$/.test(this.peek())) this.at++;
    if (start === this.at) this.fail('a quantifier is written {2}, {2,} or {2,5}: a number is missing');
    const count = Number(this.pattern.slice(start, this.at));
    if (count > MAX_REPEAT) this.fail(`a quantifier may not ask for more than ${MAX_REPEAT} repetitions`);
    return count;
  }

  /** After `[`. */
  #charClass(): CharSet {
    if (++this.#depth > MAX_DEPTH) this.fail(`classes are nested more than ${MAX_DEPTH} deep`);
    const negated = this.eat('^');
    const parts: CharSet[] = [];
    let without: CharSet | undefined;
    while (!this.eat(']')) {
      if (this.at >= this.pattern.length) this.fail('a “]” is missing');
      if (this.peek() === '-' && this.peek(1) === '[' && parts.length > 0) {
        this.at += 2;
        without = this.#charClass();
        if (!this.eat(']'))
          this.fail('a subtraction such as [a-z-[aeiou]] must be the last in its class: “]” is missing');
        break;
      }
      parts.push(this.#charRange(parts.length === 0));
    }
    if (parts.length === 0) this.fail('a class must hold at least one character; write \\] for the character “]”');
    this.#depth--;
    const all: CharSet = parts.length === 1 ? parts[0]! : { kind: 'union', of: parts };
    const group: CharSet = negated ? { kind: 'not', of: all } : all;
    return without === undefined ? group : { kind: 'minus', from: group, without };
  }

  #charRange(first: boolean): CharSet {
    if (this.peek() === '-') {
      if (!first && this.peek(1) !== ']' && !this.mayBeHyphen())
        this.fail('“-” inside a class must be written \\-, unless it is the first or last');
      this.at++;
      return singleChar(0x2d);
    }
    const start = this.#classChar();
    if (this.peek() !== '-' || this.peek(1) === ']' || this.peek(1) === '[') return start.set;
    if (start.char === undefined && this.mayBeHyphen()) return start.set;
    this.at++;
    if (this.peek() === '-') this.fail('“-” as the end of a range must be written \\-');
    const end = this.#classChar();
    if (start.char === undefined || end.char === undefined) {
      this.fail('a range such as a-z runs from one character to another; write \\- for the character “-”');
    }
    if (start.char > end.char) this.fail('this range ends before it begins');
    return this.range(start.char, end.char);
  }

  /** Whether the “-” that comes next within a class, where no range can begin or go on, may be the character. */
  protected mayBeHyphen(): boolean {
    return false;
  }

  #classChar(): ClassPart {
    if (this.eat('\\')) return this.#escape();
    if (this.at >= this.pattern.length) this.fail('a “]” is missing');
    const char = this.peek();
    if (char === '[' || char === ']') this.fail(`“${char}” inside a class must be written \\${char}`);
    return this.single(this.#codePoint());
  }

  /** After `\`. */
  #escape(): ClassPart {
    const char = this.peek();
    const control = CONTROL_ESCAPES[char];
    if (control !== undefined || (char !== '' && (ESCAPABLE.includes(char) || this.meta.includes(char)))) {
      this.at++;
      return this.single(control ?? char.charCodeAt(0));
    }
    if (char === 'p' || char === 'P') {
      this.at++;
      return { set: this.#property(char === 'P') };
    }
    const set = classEscape(char.toLowerCase());
    if (set === undefined)
      this.fail(char === '' ? 'a “\\” at the end escapes nothing; write \\\\ for the character' : this.noEscape(char));
    this.at++;
    return { set: char === char.toLowerCase() ? set : { kind: 'not', of: set } };
  }

  /** Why a character cannot stand behind `\`. */
  protected noEscape(char: string): string {
    return `“\\${char}” is not an escape of ${this.language}${/^\W$/.test(char) ? `; “${char}” needs no “\\”` : ''}`;
  }

  /** After `\p` or `\P`. */
  #property(negated: boolean): CharSet {
    const close = this.pattern.indexOf('}', this.at);
    if (!this.eat('{') || close < 0) this.fail('a category is written \\p{Lu}, a block \\p{IsBasicLatin}');
    const name = this.pattern.slice(this.at, close);
    const set = propertySet(name);
    if (set === undefined)
      this.fail(`“${name}” is neither a Unicode category such as Lu nor a block such as IsBasicLatin`);
    this.at = close + 1;
    return negated ? { kind: 'not', of: set } : set;
  }

  /** `.` */
  protected wildcard(): CharSet {
    return WILDCARD_SET;
  }

  protected range(from: number, to: number): CharSet {
    return { kind: 'range', from, to };
  }

  protected single(char: number): Required<ClassPart> {
    return { set: this.range(char, char), char };
  }

  protected peek(offset = 0): string {
    return this.pattern.charAt(this.at + offset);
  }

  protected eat(text: string): boolean {
    if (!this.pattern.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  #codePoint(): number {
    const codePoint = this.pattern.codePointAt(this.at)!;
    this.at += codePoint > 0xffff ? 2 : 1;
    return codePoint;
  }

  /** One-based, in UTF-16 code units of what was written. */
  protected position(): number {
    return this.at + 1;
  }

  protected fail(reason: string): never {
    throw new RegexpError(
      `the ${this.noun} “${this.written()}” cannot be read: at character ${this.position()}, ${reason}`,
    );
  }

  protected written(): string {
    return this.pattern;
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
