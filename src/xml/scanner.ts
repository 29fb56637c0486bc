/** A cursor over text that may still be arriving, with the lines counted. */
import {
  APOSTROPHE,
  CLASS,
  describeCharacter,
  EQUALS,
  findInvalidChar,
  isNamePair,
  LF,
  QUOTE,
  SPACE,
} from './chars.js';
import { type Blame, NEED_MORE, type Place, type Problem, XmlFailure } from './failure.js';
import { problems } from './messages.js';

/** The entity whose replacement text a scanner reads, and the reference to it in the document. */
export interface Origin extends Place {
  readonly entity: string;
}

/**
 * Reads one entity: the document, or the replacement text of an internal entity. Line breaks must
 * be normalised (XML 1.0 §2.11) before text gets here. Methods that run into the end throw
 * {@link NEED_MORE}; {@link rewind} then takes the cursor back to the token's start.
 */
export class Scanner {
  text: string;
  /** Index into `text` of the next character. */
  pos = 0;
  /** One-based line of `pos`. */
  line = 1;
  /** Index of the first character of that line; negative if it has been dropped already. */
  lineStart = 0;
  /** Whether nothing will be appended any more. */
  complete: boolean;
  readonly origin: Origin | undefined;
  /** Whether it reads an entity, of this file or another, and not the document itself: where the text ends, so does the entity. */
  readonly isEntity: boolean;
  #markPos = 0;
  #markLine = 1;
  #markLineStart = 0;

  constructor(text = '', complete = false, origin?: Origin, isEntity = origin !== undefined) {
    this.text = text;
    this.complete = complete;
    this.origin = origin;
    this.isEntity = isEntity;
  }

  /** A scanner over an entity's replacement text; `start` is where the reference stands that `outer` has just read. */
  static ofEntity(entity: { name: string; text: string }, outer: Scanner, start: number): Scanner {
    return new Scanner(entity.text, true, { ...outer.placeOf(start, outer.pos), entity: entity.name });
  }

  /** A scanner over a file that the document takes in, whose lines are numbered from `line`. */
  static ofFile(text: string, line: number): Scanner {
    const scanner = new Scanner(text, true, undefined, true);
    scanner.line = line;
    scanner.mark();
    return scanner;
  }

  /** Drops what has been read and adds a chunk. */
  append(chunk: string): void {
    this.lineStart -= this.pos;
    this.text = this.pos === this.text.length ? chunk : this.text.slice(this.pos) + chunk;
    this.pos = 0;
  }

  /** Remembers the cursor as the start of a token. */
  mark(): void {
    this.#markPos = this.pos;
    this.#markLine = this.line;
    this.#markLineStart = this.lineStart;
  }

  /** Takes the cursor back to the token's start. */
  rewind(): void {
    this.pos = this.#markPos;
    this.line = this.#markLine;
    this.lineStart = this.#markLineStart;
  }

  /** One-based line of the token's start. */
  get markLine(): number {
    return this.#markLine;
  }

  /** One-based column of the token's start. */
  get markColumn(): number {
    return this.#markPos - this.#markLineStart + 1;
  }

  /** One-based column of the cursor. */
  get column(): number {
    return this.pos - this.lineStart + 1;
  }

  /** The next code unit, without moving. */
  peek(): number {
    if (this.pos >= this.text.length) throw NEED_MORE;
    return this.text.charCodeAt(this.pos);
  }

  /** Whether a surrogate pair comes next that may stand in a name. */
  atNamePair(): boolean {
    const high = this.peek();
    if ((high & 0xfc00) !== 0xd800) return false;
    if (this.pos + 1 >= this.text.length) throw NEED_MORE;
    return isNamePair(high, this.text.charCodeAt(this.pos + 1));
  }

  /** Whether the text goes on with a literal (that has no line break), without moving. */
  lookingAt(literal: string): boolean {
    if (this.text.startsWith(literal, this.pos)) return true;
    const rest = this.text.length - this.pos;
    if (rest < literal.length && literal.startsWith(this.text.slice(this.pos))) throw NEED_MORE;
    return false;
  }

  /** Moves past a literal if the text goes on with it. */
  skip(literal: string): boolean {
    if (!this.lookingAt(literal)) return false;
    this.pos += literal.length;
    return true;
  }

  /** Moves past white space; whether there was any. Runs into the end unless something follows. */
  skipSpace(): boolean {
    const skipped = this.skipSpaceToEnd();
    if (this.pos === this.text.length) throw NEED_MORE;
    return skipped;
  }

  /** Moves past white space where the text may end after it; whether there was any. */
  skipSpaceToEnd(): boolean {
    const { text } = this;
    const start = this.pos;
    const end = text.length;
    let i = start;
    while (i < end) {
      const c = text.charCodeAt(i);
      if ((CLASS[c]! & SPACE) === 0) break;
      i++;
      if (c === LF) {
        this.line++;
        this.lineStart = i;
      }
    }
    this.pos = i;
    return i !== start;
  }

  /** Moves forward to an index, counting the lines on the way. */
  advanceTo(index: number): void {
    const { text } = this;
    // Bounded by hand: indexOf would run on to the next line break, however far that is.
    for (let i = this.pos; i < index; i++) {
      if (text.charCodeAt(i) !== LF) continue;
      this.line++;
      this.lineStart = i + 1;
    }
    this.pos = index;
  }

  /** Moves past white space that must be there. */
  requireSpace(missing: Blame): void {
    if (!this.skipSpace()) this.failHere(missing);
  }

  /** Moves past one character that must be there. */
  require(character: number, missing: Blame): void {
    if (this.peek() !== character) this.failHere(missing);
    this.pos++;
  }

  /**
   * Moves past a run of characters and its terminator; the run. Every character is checked.
   *
   * @param within what the run belongs to, for the message.
   */
  readUntil(terminator: string, within: string): string {
    const found = this.text.indexOf(terminator, this.pos);
    if (found === -1) throw NEED_MORE;
    const run = this.readTo(found, within);
    this.pos += terminator.length;
    return run;
  }

  /** Moves to an index; the characters on the way, each of which is checked. */
  readTo(index: number, within: string): string {
    const bad = findInvalidChar(this.text, this.pos, index);
    if (bad !== -1) this.failAtCharacter(bad, within);
    const run = this.text.slice(this.pos, index);
    this.advanceTo(index);
    return run;
  }

  /** Moves past a quoted literal; what stands between the quotes. */
  readQuoted(within: string, missing: Blame): string {
    const quote = this.peek();
    if (quote !== QUOTE && quote !== APOSTROPHE) this.failHere(missing);
    this.pos++;
    return this.readUntil(quote === QUOTE ? '"' : "'", within);
  }

  /** Moves past `=` with optional white space around it. */
  skipEquals(missing: Blame): void {
    this.skipSpace();
    this.require(EQUALS, missing);
    this.skipSpace();
  }

  /** The place of `[from, to)`, where neither is before the cursor's own line record: indexes at or after the mark. */
  placeOf(from: number, to: number): Place {
    if (this.origin !== undefined) return this.origin;
    const start = this.#locate(from);
    const end = this.#locate(to);
    return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  }

  /** The place of everything since the token's start. */
  placeSinceMark(): Place {
    return this.placeOf(this.#markPos, this.pos);
  }

  /** The place of `length` characters, `offset` characters after the token's start. */
  placeAfterMark(offset: number, length: number): Place {
    return this.placeOf(this.#markPos + offset, this.#markPos + offset + length);
  }

  /** Fails over `[from, to)`; by default over the character at `from`. */
  fail(problem: Problem, from: number, to = from + characterLength(this.text, from)): never {
    this.failAt(problem, this.placeOf(from, to));
  }

  /** Fails at a place that {@link placeOf} has given. */
  failAt(problem: Problem, place: Place): never {
    throw new XmlFailure(this.origin ? problems.insideEntity(problem, this.origin.entity) : problem, place);
  }

  /** Fails at the next character. */
  failHere(blame: Blame): never {
    // Where the text ends there is no next character to blame yet.
    if (this.pos >= this.text.length) throw NEED_MORE;
    if (this.#isCutPair(this.pos)) throw NEED_MORE;
    this.fail(blame(describeCharacter(this.text.codePointAt(this.pos)!)), this.pos);
  }

  /** Fails over everything since the token's start. */
  failSinceMark(problem: Problem): never {
    this.fail(problem, this.#markPos, this.pos);
  }

  /** Fails for a character that XML forbids or, where it is the first half of a pair cut in two, asks for more. */
  failAtCharacter(index: number, within: string): never {
    if (this.#isCutPair(index)) throw NEED_MORE;
    this.fail(problems.invalidCharacter(describeCharacter(this.text.codePointAt(index)!), within), index, index + 1);
  }

  /** Whether a chunk's border may have cut a surrogate pair here. */
  #isCutPair(index: number): boolean {
    return (this.text.charCodeAt(index) & 0xfc00) === 0xd800 && index + 1 >= this.text.length && !this.complete;
  }

  /** From the cursor's line, forwards or backwards: a token may be a whole DOCTYPE, too long to be counted for each place in it. */
  #locate(index: number): { line: number; column: number } {
    let { line, lineStart } = this;
    for (let i = this.pos; i < index; i++) {
      if (this.text.charCodeAt(i) !== LF) continue;
      line++;
      lineStart = i + 1;
    }
    while (index < lineStart && line > this.#markLine) {
      line--;
      lineStart = line === this.#markLine ? this.#markLineStart : this.text.lastIndexOf('\n', lineStart - 2) + 1;
    }
    return { line, column: index - lineStart + 1 };
  }
}

function characterLength(text: string, index: number): number {
  if (index >= text.length) return 0;
  return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
}
