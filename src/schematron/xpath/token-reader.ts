/** Tokens read one after the other, with what to say where one cannot stand. */
import { XPathNotEvaluable, XPathSyntaxError } from './errors.js';
import { type Token, tokenize } from './lexer.js';

/** Beyond this, parentheses and predicates are nested by a program, to overrun the stack. */
const DEEPEST = 100;

export abstract class TokenReader {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#tokens = tokenize(text);
  }

  protected peek(ahead = 0): Token {
    return this.#tokens[this.#at + ahead] ?? this.#tokens.at(-1)!;
  }

  protected next(): Token {
    const token = this.peek();
    this.#at++;
    return token;
  }

  protected skip(tokens: number): void {
    this.#at += tokens;
  }

  /** Whether a symbol stands here, or so many tokens further on. */
  protected is(symbol: string, ahead = 0): boolean {
    const { type, text } = this.peek(ahead);
    return type === 'symbol' && text === symbol;
  }

  protected isWord(word: string, ahead = 0): boolean {
    const { type, text } = this.peek(ahead);
    return type === 'name' && text === word;
  }

  protected take(symbol: string): boolean {
    const taken = this.is(symbol);
    if (taken) this.#at++;
    return taken;
  }

  protected takeWord(word: string): boolean {
    const taken = this.isWord(word);
    if (taken) this.#at++;
    return taken;
  }

  protected expect(text: string): void {
    const token = this.next();
    if (token.text !== text || token.type === 'string') this.fail(-1, text);
  }

  /** What stands between parentheses, or stands for as much, one level deeper. */
  protected nested<T>(read: () => T): T {
    if (++this.#depth > DEEPEST) throw new XPathNotEvaluable(`it is nested more than ${DEEPEST} levels deep`);
    const result = read();
    this.#depth--;
    return result;
  }

  protected fail(back = 0, expected?: string): never {
    const { type, text, at } = this.peek(back);
    const wanted = expected === undefined ? '' : `; “${expected}” should stand there`;
    if (type === 'end') throw new XPathSyntaxError(`it ends too early${wanted}`);
    throw new XPathSyntaxError(`“${text}” cannot stand at character ${at + 1}${wanted}`);
  }
}
