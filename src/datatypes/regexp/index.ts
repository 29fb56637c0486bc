/** Regular expressions of XML Schema (Part 2, appendix F), for the `pattern` facet. */
import { Automaton } from './automaton.js';
import { contains } from './char-set.js';
import { assemble, MAX_INSTRUCTIONS } from './program.js';
import { parseRegexp } from './syntax.js';

export { PatternTooCostly } from './automaton.js';

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
  const syntax = parseRegexp(source);
  if (!syntax.ok) return syntax;
  const program = assemble(syntax.node);
  if (program === undefined) {
    return {
      ok: false,
      reason: `the pattern “${source}” repeats too much: written out, it has over ${MAX_INSTRUCTIONS} steps`,
    };
  }
  const automaton = new Automaton(program);
  const excludesSpace = !program.sets.some((set) => [0x20, 0x09, 0x0a, 0x0d].some((space) => contains(set, space)));
  return { ok: true, regexp: { source, excludesSpace, matches: (value) => automaton.matches(value) } };
}
