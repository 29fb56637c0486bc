/** Cuts the compact syntax into tokens (§3). */
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
  readonly code?: string;
}

export const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'attribute default datatypes div element empty external grammar include inherit list mixed namespace ' +
    'notAllowed parent start string text token'
  ).split(' '),
);

const LONG_SYMBOLS: readonly string[] = ['|=', '&=', '>>'];
const SYMBOLS = '={}[](),&|?*+-~';

/** All tokens up to the end, or up to the first thing that is none. */
export function tokenize(source: CompactSource): Token[] {
  return new Lexer(source).run();
}

class Lexer {
  readonly #text: string;
  readonly #tokens: Token[] = [];
  readonly #badEscape: CompactSource['badEscape'];
  #at = 0;

  constructor(source: CompactSource) {
    this.#text = source.text;
    this.#badEscape = source.badEscape;
  }

  run(): Token[] {
    while (this.#next()) {
      const bad = this.#badEscape;
      if (bad !== undefined && this.#at > bad.offset) {
        this.#fail('compact-escape', `${bad.escape} stands for no character that XML allows`, bad.offset);
        break;
      }
    }
    return this.#tokens;
  }

  /** False at the end, and after an error. */
  #next(): boolean {
    this.#skipSpace();
    const char = this.#text.charAt(this.#at);
    if (char === '') return this.#push('end', '', this.#at) && false;
    if (char === '#') return this.#comment();
    if (char === '"' || char === "'") return this.#literal(char);
    if (char === '\\') return this.#quotedIdentifier();
    if (isNamePart(this.#text.charCodeAt(this.#at)) && char !== '-') return this.#name();
    const pair = this.#text.slice(this.#at, this.#at + 2);
    const symbol = LONG_SYMBOLS.includes(pair) ? pair : char;
    if (symbol === char && !SYMBOLS.includes(char)) return this.#fail('compact-syntax', `“${char}” means nothing here`);
    this.#at += symbol.length;
    return this.#push('symbol', symbol, this.#at - symbol.length);
  }

  #skipSpace(): void {
    for (;;) {
      const unit = this.#text.charCodeAt(this.#at);
      if (unit !== 0x20 && unit !== 0x09 && !isLineEnd(unit)) return;
      this.#at++;
    }
  }

  /** `#` to the end of the line; lines that begin with `##` and follow each other are one documentation. */
  #comment(): boolean {
    const offset = this.#at;
    if (!this.#text.startsWith('##', offset)) {
      this.#restOfLine();
      return true;
    }
    const lines: string[] = [];
    while (this.#text.startsWith('##', this.#at)) {
      lines.push(this.#restOfLine().replace(/^#+ ?/, ''));
      this.#skipSpace();
    }
    return this.#push('documentation', lines.join('\n'), offset);
  }

  /** Escaped line ends do end a comment (as in Jing), but not a literal. */
  #restOfLine(): string {
    const start = this.#at;
    while (this.#at < this.#text.length && !isLineEnd(this.#text.charCodeAt(this.#at))) this.#at++;
    return this.#text.slice(start, this.#at);
  }

  #literal(quote: string): boolean {
    const offset = this.#at;
    const triple = quote.repeat(3);
    const delimiter = this.#text.startsWith(triple, offset) ? triple : quote;
    const start = offset + delimiter.length;
    const end = this.#text.indexOf(delimiter, start);
    const content = this.#text.slice(start, end < 0 ? this.#text.length : end);
    if (end < 0 || (delimiter === quote && content.includes('\n'))) {
      return this.#fail('compact-literal-open', `this text in quotes never ends: a ${delimiter} is missing`);
    }
    this.#at = end + delimiter.length;
    return this.#push('literal', content.replaceAll(ESCAPED_LINE_FEED, '\n'), offset);
  }

  #quotedIdentifier(): boolean {
    const offset = this.#at++;
    const name = this.#scanName();
    if (!isNCName(name))
      return this.#fail('compact-syntax', '“\\” must stand right before a name, as in \\list', offset);
    return this.#push('identifier', name, offset);
  }

  #name(): boolean {
    const offset = this.#at;
    const name = this.#scanName();
    if (!isNCName(name)) return this.#failName(name, offset);
    if (this.#text.charAt(this.#at) !== ':')
      return this.#push(KEYWORDS.has(name) ? 'keyword' : 'identifier', name, offset);
    const colon = this.#at++;
    if (this.#text.charAt(this.#at) === '*') {
      this.#at++;
      return this.#push('ns-name', name, offset);
    }
    const local = this.#scanName();
    if (isNCName(local)) return this.#push('cname', `${name}:${local}`, offset);
    if (local !== '') return this.#failName(local, colon + 1);
    return this.#fail('compact-syntax', `after “${name}:” a name or “*” must follow, without a space`, offset);
  }

  #scanName(): string {
    const start = this.#at;
    while (isNamePart(this.#text.charCodeAt(this.#at))) this.#at++;
    return this.#text.slice(start, this.#at);
  }

  #failName(name: string, offset: number): boolean {
    const curly = /[“”‘’«»„]/.test(name) ? ' Text is put between straight quotes: "like this".' : '';
    return this.#fail('compact-syntax', `“${name}” is not a name that XML allows.${curly}`, offset);
  }

  #push(kind: TokenKind, text: string, offset: number): true {
    this.#tokens.push({ kind, text, offset });
    return true;
  }

  #fail(code: string, text: string, offset = this.#at): false {
    this.#tokens.push({ kind: 'error', text, offset, code });
    return false;
  }
}

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
