/** Regular expressions of XML Schema (Part 2, appendix F), for the `pattern` facet. */
import { Alphabet } from './alphabet.js';
import { Automaton } from './automaton.js';
import { contains } from './char-set.js';
import type { RegexpNode } from './nodes.js';
import { assemble, MAX_INSTRUCTIONS } from './program.js';
import { PatternReader, RegexpError } from './reader.js';

/** A pattern, ready for use. */
export interface Regexp {
  readonly source: string;
  /** Whether the whole value matches; in time linear in the value's length. @throws PatternTooCostly where the pattern makes each letter dear. */
  matches(value: string): boolean;
  /** True when no value that matches can hold white space: worth a word in a message. */
  readonly excludesSpace: boolean;
}

export type RegexpResult =
  | { readonly ok: true; readonly regexp: Regexp }
  | { readonly ok: false; readonly reason: string };

/** The pattern and its values ask for more work than any honest ones. */
export class PatternTooCostly extends RangeError {}

/** What finding new states may take, about a second of work; and as many steps more for each character of the values. */
const MOST_STEPS = 32_000_000;
const STEPS_A_CHARACTER = 32;

// TEI's schema has 400 pattern facets, but 15 patterns.
const MAX_CACHED = 500;
const cache = new Map<string, RegexpResult>();

/** Compiles a pattern, or says in words why it is none. */
export function compileRegexp(source: string): RegexpResult {
  let result = cache.get(source);
  if (result === undefined) {
    result = compile(source);
    if (cache.size >= MAX_CACHED) cache.clear();
    cache.set(source, result);
  }
  return result;
}

function compile(source: string): RegexpResult {
  let node: RegexpNode;
  try {
    node = new PatternReader(source).read();
  } catch (error) {
    if (error instanceof RegexpError) return { ok: false, reason: error.message };
    throw error;
  }
  // A pattern matches the whole value.
  const program = assemble({ kind: 'sequence', items: [node, { kind: 'end', ofLines: false }] });
  if (program === undefined) {
    return {
      ok: false,
      reason: `the pattern “${source}” repeats too much: written out, it has over ${MAX_INSTRUCTIONS} steps`,
    };
  }
  const automaton = new Automaton(program, new Alphabet(program.sets), false);
  const excludesSpace = !program.sets.some((set) => [0x20, 0x09, 0x0a, 0x0d].some((space) => contains(set, space)));
  let left = MOST_STEPS;
  const spend = (steps: number): void => {
    left -= steps;
    if (left >= 0) return;
    // Other documents have values of their own.
    left = MOST_STEPS;
    throw new PatternTooCostly('more states than can be found in time');
  };
  const matches = (value: string): boolean => {
    left += value.length * STEPS_A_CHARACTER;
    return automaton.test(value, spend);
  };
  return { ok: true, regexp: { source, excludesSpace, matches } };
}
