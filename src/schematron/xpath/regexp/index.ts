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
export { RegExpFault, type RegExpFaultCode } from './fault.js';
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
    if (this.#owed > 0) this.#pay(spend);
    const native = this.#native;
    if (native !== undefined && text.length <= native.longest) {
      spend(native.cost(text.length));
      return native.expression.test(text);
    }
    if (this.#automaton === undefined) return new Searcher(this.#search, text, spend).find(0) !== undefined;
    spend(text.length >> 1);
    return this.#automaton.test(text, spend);
  }

  #pay(spend: Meter): void {
    const owed = this.#owed;
    this.#owed = 0;
    spend(owed);
  }

  tokenize(text: string, spend: Meter): string[] {
    this.#refuseEmpty();
    if (text === '') return [];
    const tokens: string[] = [];
    let at = 0;
    this.#eachMatch(text, false, spend, (match) => {
      tokens.push(text.slice(at, match[0]));
      at = match[1]!;
    });
    tokens.push(text.slice(at));
    return tokens;
  }

  replace(text: string, replacement: string, spend: Meter): string {
    this.#refuseEmpty();
    const parts: Replacement = this.#flags.literal
      ? [replacement]
      : readReplacement(replacement, this.#parents.length - 1);
    let result = '';
    let at = 0;
    const keepsGroups = parts.some((part) => typeof part === 'number' && part > 0);
    this.#eachMatch(text, keepsGroups, spend, (match) => {
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
    this.#eachMatch(text, this.#parents.length > 1, spend, (match) => {
      addOther(at, match[0]!);
      segments.push(matchSegment(text, match, this.#parents));
      spend(KEEPING * this.#parents.length);
      at = match[1]!;
    });
    addOther(at, text.length);
    return segments;
  }

  #eachMatch(text: string, keepsGroups: boolean, spend: Meter, found: (match: Match) => void): void {
    const native = this.#native;
    if (!keepsGroups && native !== undefined && text.length <= native.longest) {
      if (this.#owed > 0) this.#pay(spend);
      spend(native.cost(text.length));
      const { global } = native;
      global.lastIndex = 0;
      for (let match = global.exec(text); match !== null; match = global.exec(text)) {
        spend(KEEPING);
        found([match.index, global.lastIndex]);
      }
      return;
    }
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
