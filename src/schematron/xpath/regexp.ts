/**
 * XPath's regular expressions (Functions and Operators 3.1, §5.6) as JavaScript's, for those that mean the same in
 * both and take linear time. All others are left to fontoxpath.
 */
import { XPathUnsupported } from './errors.js';

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

/**
 * @param flags of XPath: only `i` and none are translated.
 * @param extra flags of JavaScript.
 */
export function translateRegExp(source: string, flags: string, extra: string): RegExp {
  if (flags !== '' && flags !== 'i') throw new XPathUnsupported(`the flags ${flags}`);
  // Case is folded over more than ASCII, and differently.
  if (flags === 'i' && /[^\x20-\x7e]|\\/.test(source)) throw new XPathUnsupported('ignoring case beyond ASCII');
  try {
    return new RegExp(new Translation(source).translate(), `u${flags}${extra}`);
  } catch (error) {
    if (error instanceof XPathUnsupported) throw error;
    throw new XPathUnsupported('a regular expression that JavaScript does not have');
  }
}

class Translation {
  readonly #source: string;
  #at = 0;
  #quantifiers = 0;

  constructor(source: string) {
    this.#source = source;
  }

  translate(): string {
    let result = '';
    let depth = 0;
    while (this.#at < this.#source.length) {
      const c = this.#source[this.#at++]!;
      switch (c) {
        case '(':
          // Without groups that repeat, no input makes the search take exponential time.
          if (this.#source[this.#at] === '?') throw new XPathUnsupported('special groups');
          depth++;
          result += '(?:';
          break;
        case ')':
          depth--;
          result += ')';
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
        case '{':
          // Several searches for repetitions within one another are quadratic or worse.
          if (++this.#quantifiers > 2) throw new XPathUnsupported('many quantifiers');
          result += c;
          break;
        default:
          result += c === '/' ? '\\/' : c;
      }
    }
    if (depth !== 0) throw new XPathUnsupported('a group that is not closed');
    return result;
  }

  #escape(classes: Readonly<Record<string, string>>): string {
    const c = this.#source[this.#at++] ?? '';
    if (Object.hasOwn(classes, c)) return classes[c]!;
    if (/^[nrt\\|.?*+(){}[\]^$]$/.test(c)) return `\\${c}`;
    if (c === '-') return '\\-';
    throw new XPathUnsupported(`\\${c}`);
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
