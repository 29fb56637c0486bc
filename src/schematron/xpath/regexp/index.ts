/**
 * Regular expressions of XPath (Functions and Operators 3.1, §5.6): the one way in which `matches`, `replace`,
 * `tokenize` and `analyze-string` search texts.
 */
import { Alphabet } from '../../../datatypes/regexp/alphabet.js';
import { Automaton, type Meter } from '../../../datatypes/regexp/automaton.js';
import { isNullable } from '../../../datatypes/regexp/nodes.js';
import { assemble, MAX_INSTRUCTIONS } from '../../../datatypes/regexp/program.js';
import { RegExpFault } from './fault.js';
import { type Flags, readFlags } from './flags.js';
import { type Native, nativeOf } from './native.js';
import { type Replacement, readReplacement, replaced } from './replacement.js';
import { type Match, prepareSearch, type Search, Searcher } from './searcher.js';
import { matchSegment, type Segment } from './segments.js';
import { readSyntax } from './syntax.js';

export type { Meter } from '../../../datatypes/regexp/automaton.js';
export { asFault, RegExpFault, type RegExpFaultCode } from './fault.js';
export type { Group, Segment } from './segments.js';

/**
 * A regular expression, ready for use. Texts are Unicode: a character beyond the first plane is one character. All
 * work is told to the meter, in steps of some ten nanoseconds; what that throws ends it.
 */
export interface XPathRegExp {
  /** Whether a part of the text matches: `matches`, §5.6.3. */
  test(text: string, spend: Meter): boolean;
  /** Whether it matches the empty text, which the functions that cut texts refuse. */
  readonly matchesEmpty: boolean;
  /** What stands between the matches; nothing of an empty text: `tokenize`, §5.6.5. @throws RegExpFault FORX0003 */
  tokenize(text: string, spend: Meter): string[];
  /** The text with every match replaced: `replace`, §5.6.4. @throws RegExpFault FORX0003, FORX0004 */
  replace(text: string, replacement: string, spend: Meter): string;
  /** All parts of the text, matches and others: `analyze-string`, §5.6.6. @throws RegExpFault FORX0003 */
  analyze(text: string, spend: Meter): Segment[];
}

const MAX_CACHED = 500;
/** Instructions of all that are kept. */
const MAX_INSTRUCTIONS_CACHED = 2 * MAX_INSTRUCTIONS;
const cache = new Map<string, Compiled>();
let cachedInstructions = 0;

/**
 * Reads an expression and its flags (`i`, `m`, `s`, `x`, `q`).
 *
 * @throws RegExpFault FORX0001 for the flags, FORX0002 for the expression.
 */
export function compileRegExp(source: string, flags: string): XPathRegExp {
  const key = `${flags}/${source}`;
  let compiled = cache.get(key);
  if (compiled === undefined) {
    compiled = new Compiled(source, readFlags(flags));
    cachedInstructions += compiled.size;
    if (cache.size >= MAX_CACHED || cachedInstructions > MAX_INSTRUCTIONS_CACHED) {
      cache.clear();
      cachedInstructions = compiled.size;
    }
    cache.set(key, compiled);
  }
  return compiled;
}

/** What it takes to compile an expression, and each of its instructions, in steps. */
const COMPILING = 5000;
const COMPILING_AN_INSTRUCTION = 20;
/** What it takes to keep a match and what is made of it, in steps. */
const KEEPING = 20;

class Compiled implements XPathRegExp {
  readonly size: number;
  readonly matchesEmpty: boolean;
  readonly #source: string;
  readonly #flags: Flags;
  readonly #parents: readonly number[];
  readonly #native: Native | undefined;
  readonly #automaton: Automaton | undefined;
  readonly #search: Search;
  /** The last one: a rule has but one. */
  #replacement: Replacement | undefined;
  /** Steps that compiling took, which nobody has paid for yet. */
  #owed: number;

  constructor(source: string, flags: Flags) {
    const { node, parents } = readSyntax(source, flags);
    const program = assemble(node, parents.length - 1);
    if (program === undefined) refuseLength(source);
    const alphabet = new Alphabet(program.sets);
    this.size = program.op.length;
    // In the empty text every assertion holds, and a group has kept nothing.
    this.matchesEmpty = isNullable(node);
    this.#source = source;
    this.#flags = flags;
    this.#parents = parents;
    this.#native = nativeOf(node);
    this.#automaton = program.hasReferences ? undefined : new Automaton(program, alphabet, true);
    this.#search = prepareSearch(program, alphabet, parents.length - 1, flags.anyCase);
    this.#owed = COMPILING + COMPILING_AN_INSTRUCTION * this.size;
  }

  test(text: string, spend: Meter): boolean {
    const native = this.#nativeFor(text, spend);
    if (native !== undefined) return native.expression.test(text);
    if (this.#automaton === undefined) return new Searcher(this.#search, text, spend).find(0) !== undefined;
    spend(text.length >> 1);
    return this.#automaton.test(text, spend);
  }

  tokenize(text: string, spend: Meter): string[] {
    this.#refuseEmpty();
    if (text === '') return [];
    const native = this.#nativeFor(text, spend);
    if (native !== undefined) {
      const tokens = text.split(native.expression);
      spend(KEEPING * tokens.length);
      return tokens;
    }
    const tokens: string[] = [];
    let at = 0;
    this.#eachMatch(text, spend, (match) => {
      tokens.push(text.slice(at, match[0]));
      at = match[1]!;
    });
    tokens.push(text.slice(at));
    return tokens;
  }

  replace(text: string, replacement: string, spend: Meter): string {
    this.#refuseEmpty();
    if (replacement !== this.#replacement?.source) {
      this.#replacement = readReplacement(replacement, this.#parents.length - 1, this.#flags);
    }
    const { parts, plain } = this.#replacement;
    const native = plain === undefined ? undefined : this.#nativeFor(text, spend);
    if (plain !== undefined && native !== undefined) {
      const result = text.replace(native.global, plain);
      spend(result.length);
      return result;
    }
    let result = '';
    let at = 0;
    this.#eachMatch(text, spend, (match) => {
      const inserted = replaced(parts, text, match);
      spend(inserted.length);
      result += text.slice(at, match[0]) + inserted;
      at = match[1]!;
    });
    return result + text.slice(at);
  }

  analyze(text: string, spend: Meter): Segment[] {
    this.#refuseEmpty();
    const segments: Segment[] = [];
    const addOther = (from: number, to: number): void => {
      if (from < to) segments.push({ matched: false, text: text.slice(from, to), groups: [] });
    };
    let at = 0;
    this.#eachMatch(text, spend, (match) => {
      addOther(at, match[0]!);
      segments.push(matchSegment(text, match, this.#parents));
      spend(KEEPING * this.#parents.length);
      at = match[1]!;
    });
    addOther(at, text.length);
    return segments;
  }

  /** JavaScript's expression where it may search this text: it is paid for then. */
  #nativeFor(text: string, spend: Meter): Native | undefined {
    if (this.#owed > 0) {
      const owed = this.#owed;
      this.#owed = 0;
      spend(owed);
    }
    const native = this.#native;
    if (native === undefined || text.length > native.longest) return undefined;
    spend(native.cost(text.length));
    return native;
  }

  #eachMatch(text: string, spend: Meter, found: (match: Match) => void): void {
    // Most texts do not match, which is soon known.
    if (this.#automaton !== undefined && !this.test(text, spend)) return;
    const searcher = new Searcher(this.#search, text, spend);
    for (let match = searcher.find(0); match !== undefined; match = searcher.find(match[1]!)) {
      spend(KEEPING);
      found(match);
    }
  }

  #refuseEmpty(): void {
    if (this.matchesEmpty) {
      throw new RegExpFault(
        'FORX0003',
        `the regular expression “${this.#source}” matches even where there is nothing, so a text cannot be cut by it; write + instead of *, or leave out a ?`,
      );
    }
  }
}

function refuseLength(source: string): never {
  throw new RegExpFault(
    'FORX0002',
    `the regular expression “${source}” repeats too much: written out, it has over ${MAX_INSTRUCTIONS} steps`,
  );
}
