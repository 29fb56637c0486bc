/**
 * XPath's regular expressions (Functions and Operators 3.1, §5.6) as JavaScript's, where they mean the same, with what
 * a search may cost: JavaScript searches by trial and error.
 */
import { XPathDynamicError, XPathUnsupported } from './errors.js';

export interface Search {
  readonly expression: RegExp;
  /** How many steps a search in a text of this length may take at worst. */
  cost(length: number): number;
}

/** What XML Schema's escapes stand for. */
const ESCAPES: Readonly<Record<string, string>> = {
  s: '[ \\t\\n\\r]',
  S: '[^ \\t\\n\\r]',
  d: '\\p{Nd}',
  D: '\\P{Nd}',
  w: '[^\\p{P}\\p{Z}\\p{C}]',
  W: '[\\p{P}\\p{Z}\\p{C}]',
};
const IN_CLASS: Readonly<Record<string, string>> = { s: ' \\t\\n\\r', d: '\\p{Nd}', D: '\\P{Nd}' };

/** More repetitions than this in one expression, one within reach of the other, could take for ever. */
const MOST_REPETITIONS = 3;
/** In so many ways an expression may choose (`a?`, `a|b`, `a{0,9}`, each by each), without its repetitions. */
const MOST_WAYS = 1000;
/** How often a bounded repetition may repeat. */
const LONGEST_BOUND = 100;

const translated = new Map<string, Search | XPathUnsupported>();
const MOST_KEPT = 500;

/**
 * @param flags of XPath: only `i` and none are translated.
 * @param extra flags of JavaScript.
 */
export function translateRegExp(source: string, flags: string, extra: string): Search {
  const key = `${flags}/${extra}/${source}`;
  let search = translated.get(key);
  if (search === undefined) {
    search = attempt(source, flags, extra);
    if (translated.size >= MOST_KEPT) translated.clear();
    translated.set(key, search);
  }
  if (search instanceof XPathUnsupported) throw search;
  return search;
}

/** As {@link translateRegExp}, for an expression that is only known while a document is judged. */
export function translateComputed(source: string, flags: string, extra: string): Search {
  try {
    return translateRegExp(source, flags, extra);
  } catch (error) {
    if (error instanceof XPathUnsupported)
      throw new XPathDynamicError(
        `the regular expression ${source} has ${error.message}, which is not supported where it is computed`,
      );
    throw error;
  }
}

function attempt(source: string, flags: string, extra: string): Search | XPathUnsupported {
  if (flags !== '' && flags !== 'i') return new XPathUnsupported(`the flags ${flags}`);
  // Case is folded over more than ASCII, and differently.
  if (flags === 'i' && /[^\x20-\x7e]|\\/.test(source)) return new XPathUnsupported('letters beyond ASCII without case');
  try {
    const translation = new Translation(source);
    const expression = new RegExp(translation.translate(), `u${flags}${extra}`);
    const degree = translation.repetitions + (source.startsWith('^') && !source.includes('|') ? 0 : 1);
    const { ways } = translation;
    return { expression, cost: (length) => ways * (degree < 2 ? length / 4 : length ** degree / 64) };
  } catch (error) {
    return error instanceof XPathUnsupported ? error : new XPathUnsupported('what JavaScript does not have');
  }
}

class Translation {
  readonly #source: string;
  #at = 0;
  repetitions = 0;
  ways = 1;
  /** Of each group that is open. */
  readonly #alternatives = [1];

  constructor(source: string) {
    this.#source = source;
  }

  translate(): string {
    let result = '';
    let repeated = false;
    while (this.#at < this.#source.length) {
      const c = this.#source[this.#at++]!;
      switch (c) {
        case '(':
          if (this.#source[this.#at] === '?') throw new XPathUnsupported('special groups');
          this.#alternatives.push(1);
          result += '(?:';
          break;
        case ')':
          this.#choose(this.#alternatives.pop() ?? 1);
          result += ')';
          // Repetitions within repetitions are what takes exponential time.
          if (/[*+{]/.test(this.#source[this.#at] ?? '')) throw new XPathUnsupported('repeated groups');
          break;
        case '.':
          result += '[^\\n\\r]';
          break;
        case '\\':
          result += this.#escape(ESCAPES);
          break;
        case '[':
          result += this.#class();
          break;
        case '*':
        case '+':
          this.#repeat();
          result += c;
          break;
        case '{':
          result += this.#bounds();
          break;
        case '?':
          // Behind a repetition it only says which way to try first.
          if (!repeated) this.#choose(2);
          result += c;
          break;
        case '|':
          this.#alternatives[this.#alternatives.length - 1]!++;
          result += c;
          break;
        default:
          result += c === '/' ? '\\/' : c;
      }
      repeated = /[*+{]/.test(c);
    }
    this.#choose(this.#alternatives.pop() ?? 1);
    return result;
  }

  #repeat(): void {
    if (++this.repetitions > MOST_REPETITIONS) throw new XPathUnsupported('many repetitions');
  }

  /** Each choice may have to be tried with each other one: `a?a?a?aaa` on a text that does not match. */
  #choose(ways: number): void {
    this.ways *= ways;
    if (this.ways > MOST_WAYS) throw new XPathUnsupported('many choices');
  }

  #bounds(): string {
    const close = this.#source.indexOf('}', this.#at);
    const [, fewest, comma, most] = /^(\d{1,4})(,?)(\d{0,4})$/.exec(this.#source.slice(this.#at, close)) ?? [];
    if (close === -1 || fewest === undefined) throw new XPathUnsupported('a “{” without bounds');
    if (Number(fewest) > LONGEST_BOUND || Number(most) > LONGEST_BOUND) throw new XPathUnsupported('large bounds');
    if (comma === ',' && most === '') this.#repeat();
    else if (comma === ',') this.#choose(Math.max(1, Number(most) - Number(fewest) + 1));
    const bounds = this.#source.slice(this.#at, close);
    this.#at = close + 1;
    return `{${bounds}}`;
  }

  #escape(classes: Readonly<Record<string, string>>): string {
    const c = this.#source[this.#at++] ?? '';
    if (Object.hasOwn(classes, c)) return classes[c]!;
    if (/^[nrt\\|.?*+(){}[\]^$-]$/.test(c)) return c === '-' ? '\\x2d' : `\\${c}`;
    if (c !== 'p' && c !== 'P') throw new XPathUnsupported(`\\${c}`);
    // General categories have the same names; blocks (\p{IsGreek}) are not known to JavaScript.
    const category = /^\{[LMNPZSC][a-z]?\}/.exec(this.#source.slice(this.#at, this.#at + 5))?.[0];
    if (category === undefined) throw new XPathUnsupported('blocks of Unicode');
    this.#at += category.length;
    return `\\${c}${category}`;
  }

  #class(): string {
    let result = '[';
    if (this.#source[this.#at] === '^') {
      result += '^';
      this.#at++;
    }
    for (;;) {
      const c = this.#source[this.#at++];
      if (c === undefined || c === '[') throw new XPathUnsupported('a class that is not closed, or a subtraction');
      if (c === ']') return `${result}]`;
      result += c === '\\' ? this.#escape(IN_CLASS) : c;
    }
  }
}
