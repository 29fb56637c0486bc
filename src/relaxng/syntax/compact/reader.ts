/** What all parts of the compact syntax's parser share: the tokens, the declarations, and how nodes and errors are made. */
import type { Code } from '../../../codes/index.js';
import type { Diagnostic } from '../../../diagnostics.js';
import { schemaDiagnostic } from '../report.js';
import type { ForeignElement, SchemaPosition, SyntaxNode } from '../tree.js';
import { createEnvironment, type Environment } from './environment.js';
import { Lexer, shorten, type Token, type TokenKind } from './lexer.js';
import { prepareSource } from './source.js';

/** A node that is still being made. */
export type Draft = { -readonly [K in keyof SyntaxNode]: SyntaxNode[K] };

export interface DraftParts {
  readonly attributes?: ReadonlyMap<string, string>;
  readonly children?: readonly SyntaxNode[];
  readonly text?: string;
  readonly annotations?: readonly ForeignElement[];
}

/** A syntax error: nothing that follows can be relied upon. Caught in `parseCompact`. */
export class CompactSyntaxError extends Error {
  readonly code: Code;
  readonly token: Token;

  constructor(code: Code, message: string, token: Token) {
    super(/[.?]$/.test(message) ? message : `${message}.`);
    this.code = code;
    this.token = token;
  }
}

// Deeper than anybody writes, shallower than the stack.
const MAX_DEPTH = 500;
const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();
const NO_CHILDREN: readonly SyntaxNode[] = [];
const NO_PARTS: DraftParts = {};

export class CompactReader {
  readonly environment: Environment = createEnvironment();
  readonly diagnostics: Diagnostic[] = [];
  readonly #uri: string;
  readonly #place: (offset: number) => { readonly line: number; readonly column: number };
  readonly #lexer: Lexer;
  #token: Token;
  #following: Token;
  #depth = 0;
  readonly #attributes = new Map<string, Map<string, ReadonlyMap<string, string>>>();

  constructor(text: string, uri: string) {
    const source = prepareSource(text);
    this.#uri = uri;
    this.#place = source.place;
    this.#lexer = new Lexer(source);
    this.#token = this.#lexer.next();
    this.#following = this.#lexer.next();
  }

  get token(): Token {
    return this.#token;
  }

  /** The token after the current one. */
  get following(): Token {
    return this.#following;
  }

  next(): Token {
    const token = this.#token;
    if (token.kind === 'error') throw new CompactSyntaxError(token.code ?? 'compact-syntax', token.text, token);
    this.#token = this.#following;
    this.#following = this.#lexer.next();
    return token;
  }

  /** What `read` says, as if it had not read. */
  lookAhead<T>(read: () => T): T {
    const token = this.#token;
    const following = this.#following;
    const { at } = this.#lexer;
    const reported = this.diagnostics.length;
    const result = read();
    this.#token = token;
    this.#following = following;
    this.#lexer.at = at;
    this.diagnostics.length = reported;
    return result;
  }

  isSymbol(...symbols: readonly string[]): boolean {
    return this.token.kind === 'symbol' && symbols.includes(this.token.text);
  }

  isKeyword(...keywords: readonly string[]): boolean {
    return this.token.kind === 'keyword' && keywords.includes(this.token.text);
  }

  eatSymbol(symbol: string): Token | undefined {
    return this.isSymbol(symbol) ? this.next() : undefined;
  }

  eatKeyword(keyword: string): Token | undefined {
    return this.isKeyword(keyword) ? this.next() : undefined;
  }

  /** @param where the rest of the sentence: 'after the name of the element'. */
  expectSymbol(symbol: string, where: string): Token {
    return this.eatSymbol(symbol) ?? this.fail(`“${symbol}” must stand ${where}`);
  }

  /** A name that may be a keyword. */
  expectName(what: string): Token {
    if (this.is('identifier') || this.is('keyword')) return this.next();
    return this.fail(`${what} must stand here`);
  }

  /** `"…"`, or several joined with `~`. */
  expectLiteral(what: string): string {
    if (!this.is('literal')) this.fail(`${what} must stand here, in quotes`);
    let text = this.next().text;
    while (this.eatSymbol('~')) {
      if (!this.is('literal')) this.fail('after “~” more text in quotes must follow');
      text += this.next().text;
    }
    return text;
  }

  is(kind: TokenKind): boolean {
    return this.token.kind === kind;
  }

  /** Reads something that may hold more of its kind. */
  nested<T>(read: () => T): T {
    if (++this.#depth > MAX_DEPTH) {
      throw new CompactSyntaxError('compact-too-deep', `patterns are nested more than ${MAX_DEPTH} deep`, this.token);
    }
    const result = read();
    this.#depth--;
    return result;
  }

  node(
    name: string,
    token: Token,
    { attributes = NO_ATTRIBUTES, children = NO_CHILDREN, text = '', annotations = [] }: DraftParts = NO_PARTS,
  ): Draft {
    const { namespaces } = this.environment;
    const position = this.position(token);
    const node: Draft = { name, attributes, children, text, namespaces, baseUri: this.#uri, position };
    if (annotations.length > 0) node.annotations = annotations;
    return node;
  }

  /** The attributes of a node that has one. Schemas refer to few names and namespaces often, so equal ones are shared. */
  attribute(name: string, value: string): ReadonlyMap<string, string> {
    let byValue = this.#attributes.get(name);
    if (byValue === undefined) {
      byValue = new Map();
      this.#attributes.set(name, byValue);
    }
    let attributes = byValue.get(value);
    if (attributes === undefined) {
      attributes = new Map([[name, value]]);
      byValue.set(value, attributes);
    }
    return attributes;
  }

  /** A finding after which reading goes on. */
  report(code: Code, message: string, token: Token): void {
    this.diagnostics.push(schemaDiagnostic(code, message, this.position(token)));
  }

  /** Ends the reading: says what was found and, in `wanted`, what could stand there. */
  fail(wanted: string, code: Code = 'compact-syntax'): never {
    const { token } = this;
    if (token.kind === 'error') throw new CompactSyntaxError(token.code ?? 'compact-syntax', token.text, token);
    const found = `found ${describeToken(token)}, but ${wanted}.`;
    throw new CompactSyntaxError(
      code,
      token.kind === 'documentation' ? `${found} ${DOCUMENTATION_ADVICE}` : found,
      token,
    );
  }

  /** Ends the reading, at a token that was read before. */
  failAt(token: Token, message: string): never {
    throw new CompactSyntaxError('compact-syntax', message, token);
  }

  position(token: Token): SchemaPosition {
    return { uri: this.#uri, ...this.#place(token.offset) };
  }
}

/** To follow what is said of documentation that may not stand where it does. */
export const DOCUMENTATION_ADVICE =
  'Documentation (##) stands in front of what it explains; a comment that stands anywhere begins with one #.';

function describeToken(token: Token): string {
  switch (token.kind) {
    case 'end':
      return 'the end of the file';
    case 'literal':
      return `the text "${shorten(token.text)}"`;
    case 'documentation':
      return 'a documentation comment';
    case 'keyword':
      return `the keyword “${token.text}”`;
    case 'ns-name':
      return `“${shorten(token.text)}:*”`;
    default:
      return `“${shorten(token.text)}”`;
  }
}
