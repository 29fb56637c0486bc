/** Cuts an XPath into tokens (XPath 3.1, appendix A.2). Which names are operators, the parser knows. */
import { CLASS, NAME_PART, NAME_START, SPACE } from '../../xml/chars.js';
import { XPathSyntaxError } from './errors.js';

export interface Token {
  /** `name` is a QName or a wildcard with a prefix; `end` comes once, last. */
  readonly type: 'name' | 'string' | 'number' | 'symbol' | 'end';
  /** As written; of a string literal, its value. */
  readonly text: string;
  /** Of a name: `undefined` for any (`*:p`), '' for none. */
  readonly prefix?: string | undefined;
  /** Of a name written `Q{uri}local`. */
  readonly uri?: string;
  readonly local?: string | undefined;
  /** Zero-based offset in the expression. */
  readonly at: number;
}

const SYMBOLS = ['::', '//', '!=', '<=', '>=', '<<', '>>', '||', '..', '=>', ':='];

// Beyond ASCII only: the classes of Unicode take longer to make than most schemas to read.
const isNameStart = (code: number): boolean =>
  code < 0x80 ? (CLASS[code]! & NAME_START) !== 0 && code !== COLON : /[\p{L}\p{Nl}]/u.test(String.fromCodePoint(code));
const isNamePart = (code: number): boolean =>
  code < 0x80
    ? (CLASS[code]! & NAME_PART) !== 0 && code !== COLON
    : /[\p{L}\p{N}\p{M}\u00b7]/u.test(String.fromCodePoint(code));
const COLON = 0x3a;

/** Throws an {@link XPathSyntaxError} where no token can be read. */
export function tokenize(text: string): Token[] {
  return new Lexer(text).tokens();
}

class Lexer {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  tokens(): Token[] {
    const tokens: Token[] = [];
    for (;;) {
      this.#skip();
      if (this.#at >= this.#text.length) break;
      tokens.push(this.#token());
    }
    tokens.push({ type: 'end', text: '', at: this.#at });
    return tokens;
  }

  /** Past white space and comments, which nest. */
  #skip(): void {
    let depth = 0;
    for (; this.#at < this.#text.length; this.#at++) {
      if (this.#text.startsWith('(:', this.#at)) {
        depth++;
        this.#at++;
      } else if (depth > 0 && this.#text.startsWith(':)', this.#at)) {
        depth--;
        this.#at++;
      } else if (depth === 0 && (CLASS[this.#text.charCodeAt(this.#at)]! & SPACE) === 0) return;
    }
    if (depth > 0) throw new XPathSyntaxError('a comment “(:” is not closed by “:)”');
  }

  #token(): Token {
    const at = this.#at;
    const c = this.#text[at]!;
    if (c === '"' || c === "'") return this.#string(c);
    if (/[0-9]/.test(c) || (c === '.' && /[0-9]/.test(this.#text[at + 1] ?? ''))) return this.#number();
    if (c === 'Q' && this.#text[at + 1] === '{') return this.#bracedName();
    if (isNameStart(this.#text.codePointAt(at)!)) return this.#name();
    if (c === '*' && this.#text[at + 1] === ':' && this.#text[at + 2] !== ':') {
      this.#at += 2;
      const local = this.#ncName();
      if (local !== '') return { type: 'name', text: `*:${local}`, prefix: undefined, local, at };
      this.#at = at;
    }
    const symbol = SYMBOLS.find((candidate) => this.#text.startsWith(candidate, at)) ?? c;
    if (!/^[()[\]{}.@,/|+\-=<>!*$:?#&]/.test(symbol)) {
      throw new XPathSyntaxError(`“${this.#codePoint()}” has no meaning here (character ${at + 1})`);
    }
    this.#at += symbol.length;
    return { type: 'symbol', text: symbol, at };
  }

  #string(quote: string): Token {
    const at = this.#at;
    let value = '';
    for (let from = at + 1; ; ) {
      const end = this.#text.indexOf(quote, from);
      if (end === -1)
        throw new XPathSyntaxError(`a string that begins with ${quote} (character ${at + 1}) does not end`);
      value += this.#text.slice(from, end);
      this.#at = end + 1;
      if (this.#text[end + 1] !== quote) return { type: 'string', text: value, at };
      value += quote;
      from = end + 2;
    }
  }

  #number(): Token {
    const at = this.#at;
    const number = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
    number.lastIndex = at;
    const [text] = number.exec(this.#text)!;
    this.#at += text.length;
    return { type: 'number', text, at };
  }

  #bracedName(): Token {
    const at = this.#at;
    const close = this.#text.indexOf('}', at);
    if (close === -1) throw new XPathSyntaxError('“Q{” is not closed by “}”');
    const uri = this.#text.slice(at + 2, close).trim();
    this.#at = close + 1;
    const wildcard = this.#text[this.#at] === '*';
    if (wildcard) this.#at++;
    const local = wildcard ? undefined : this.#ncName();
    return { type: 'name', text: this.#text.slice(at, this.#at), prefix: '', uri, local, at };
  }

  /** `a`, `p:a`, `p:*`. */
  #name(): Token {
    const at = this.#at;
    const first = this.#ncName();
    if (this.#text[this.#at] === ':' && this.#text[this.#at + 1] !== ':' && this.#text[this.#at + 1] !== '=') {
      const colon = this.#at++;
      if (this.#text[this.#at] === '*') {
        this.#at++;
        return { type: 'name', text: `${first}:*`, prefix: first, local: undefined, at };
      }
      const local = this.#ncName();
      if (local !== '') return { type: 'name', text: `${first}:${local}`, prefix: first, local, at };
      this.#at = colon;
    }
    return { type: 'name', text: first, prefix: '', local: first, at };
  }

  #ncName(): string {
    const from = this.#at;
    if (!isNameStart(this.#text.codePointAt(from) ?? 0)) return '';
    for (;;) {
      const code = this.#text.codePointAt(this.#at);
      if (code === undefined || !isNamePart(code)) break;
      this.#at += code > 0xffff ? 2 : 1;
    }
    return this.#text.slice(from, this.#at);
  }

  #codePoint(): string {
    const code = this.#text.codePointAt(this.#at);
    return code === undefined ? '' : String.fromCodePoint(code);
  }
}
