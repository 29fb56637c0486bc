/** Cuts the compact syntax into tokens (§3). */
import type { Code } from '../../../codes/index.js';
import { shortened } from '../../../shown.js';
import { isNCName } from '../lexical.js';
import { type CompactSource, ESCAPED_LINE_FEED } from './source.js';

/**
 * `identifier`: a name that is no keyword, or one that `\` frees from being one. `cname`: `prefix:local`.
 * `ns-name`: `prefix:*`, the text being the prefix. `literal`: one quoted piece, without its quotes.
 * `documentation`: the lines of a `##` comment. `error`: what is no token; its text says why.
 */
export type TokenKind =
  | 'identifier'
  | 'keyword'
  | 'cname'
  | 'ns-name'
  | 'literal'
  | 'documentation'
  | 'symbol'
  | 'error'
  | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** In the prepared text. */
  readonly offset: number;
  /** For `error`: the diagnostic's code. */
  readonly code?: Code;
}

export const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'attribute default datatypes div element empty external grammar include inherit list mixed namespace ' +
    'notAllowed parent start string text token'
  ).split(' '),
);

const LONG_SYMBOLS: readonly string[] = ['|=', '&=', '>>'];
const SYMBOLS = '={}[](),&|?*+-~';
const HASH = 0x23;

/** Gives one token after the other; at the end, and after an error, the same again. */
export class Lexer {
  /** Where the next token is looked for: set it back to read again. */
  at = 0;
  readonly #text: string;
  readonly #badEscape: CompactSource['badEscape'];

  constructor(source: CompactSource) {
    this.#text = source.text;
    this.#badEscape = source.badEscape;
  }

  next(): Token {
    const start = this.at;
    const token = this.#read();
    const bad = this.#badEscape;
    if (token.kind !== 'error' && (bad === undefined || this.at <= bad.offset)) return token;
    this.at = start;
    if (token.kind === 'error') return token;
    return fail('compact-escape', `${bad?.escape} stands for no character that XML allows`, bad?.offset ?? start);
  }

  #read(): Token {
    this.#skipSpace();
    const char = this.#text.charAt(this.at);
    if (char === '') return { kind: 'end', text: '', offset: this.at };
    if (char === '#') return this.#documentation();
    if (char === '"' || char === "'") return this.#literal(char);
    if (char === '\\') return this.#quotedIdentifier();
    if (isNamePart(this.#text.charCodeAt(this.at)) && char !== '-') return this.#name();
    const pair = this.#text.slice(this.at, this.at + 2);
    const symbol = LONG_SYMBOLS.includes(pair) ? pair : char;
    if (symbol === char && !SYMBOLS.includes(char))
      return fail('compact-syntax', `“${char}” means nothing here`, this.at);
    this.at += symbol.length;
    return { kind: 'symbol', text: symbol, offset: this.at - symbol.length };
  }

  /** White space, and comments from `#` to the end of the line. */
  #skipSpace(): void {
    for (;;) {
      const unit = this.#text.charCodeAt(this.at);
      if (unit === HASH && this.#text.charCodeAt(this.at + 1) !== HASH) this.#restOfLine();
      else if (unit === 0x20 || unit === 0x09 || isLineEnd(unit)) this.at++;
      else return;
    }
  }

  /** Lines that begin with `##` and follow each other. */
  #documentation(): Token {
    const offset = this.at;
    const lines: string[] = [];
    while (this.#text.startsWith('##', this.at)) {
      lines.push(this.#restOfLine().replace(/^#+ ?/, ''));
      this.#skipSpace();
    }
    return { kind: 'documentation', text: lines.join('\n'), offset };
  }

  /** Escaped line ends do end a comment (as in Jing), but not a literal. */
  #restOfLine(): string {
    const start = this.at;
    while (this.at < this.#text.length && !isLineEnd(this.#text.charCodeAt(this.at))) this.at++;
    return this.#text.slice(start, this.at);
  }

  #literal(quote: string): Token {
    const offset = this.at;
    const triple = quote.repeat(3);
    const delimiter = this.#text.startsWith(triple, offset) ? triple : quote;
    const start = offset + delimiter.length;
    const end = this.#text.indexOf(delimiter, start);
    const content = this.#text.slice(start, end < 0 ? this.#text.length : end);
    if (end < 0 || (delimiter === quote && content.includes('\n'))) {
      return fail('compact-literal-open', `this text in quotes never ends: a ${delimiter} is missing`, this.at);
    }
    this.at = end + delimiter.length;
    return { kind: 'literal', text: content.replaceAll(ESCAPED_LINE_FEED, '\n'), offset };
  }

  #quotedIdentifier(): Token {
    const offset = this.at++;
    const name = this.#scanName();
    if (!isNCName(name)) return fail('compact-syntax', '“\\” must stand right before a name, as in \\list', offset);
    return { kind: 'identifier', text: name, offset };
  }

  #name(): Token {
    const offset = this.at;
    const name = this.#scanName();
    if (!isNCName(name)) return failName(name, offset);
    if (this.#text.charAt(this.at) !== ':')
      return { kind: KEYWORDS.has(name) ? 'keyword' : 'identifier', text: name, offset };
    const colon = this.at++;
    if (this.#text.charAt(this.at) === '*') {
      this.at++;
      return { kind: 'ns-name', text: name, offset };
    }
    const local = this.#scanName();
    if (isNCName(local)) return { kind: 'cname', text: `${name}:${local}`, offset };
    if (local !== '') return failName(local, colon + 1);
    return fail('compact-syntax', `after “${shorten(name)}:” a name or “*” must follow, without a space`, offset);
  }

  #scanName(): string {
    const start = this.at;
    while (isNamePart(this.#text.charCodeAt(this.at))) this.at++;
    return this.#text.slice(start, this.at);
  }
}

function failName(name: string, offset: number): Token {
  const curly = /[“”‘’«»„]/.test(name) ? ' Text is put between straight quotes: "like this".' : '';
  return fail('compact-syntax', `“${shorten(name)}” is not a name that XML allows.${curly}`, offset);
}

function fail(code: Code, text: string, offset: number): Token {
  return { kind: 'error', text, offset, code };
}

/** For messages: what is long, by its beginning. */
export const shorten = (text: string): string => shortened(text, 41);

/** What names are scanned by; whether it is a name is then asked once for all. */
function isNamePart(unit: number): boolean {
  return (
    (unit >= 0x61 && unit <= 0x7a) ||
    (unit >= 0x41 && unit <= 0x5a) ||
    (unit >= 0x30 && unit <= 0x39) ||
    unit === 0x5f ||
    unit === 0x2d ||
    unit === 0x2e ||
    unit >= 0x80
  );
}

function isLineEnd(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d || unit === ESCAPED_LINE_FEED.charCodeAt(0);
}
