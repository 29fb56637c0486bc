/** `prefixDef` (TEI Guidelines, §16.2.3): what pointers such as `frus:d387` stand for. */
import { compileRegexp, PatternTooCostly, type Regexp } from '../../datatypes/regexp/index.js';

/** One `prefixDef`; a prefix may have several, tried in order. */
interface Definition {
  readonly matches: (value: string) => boolean;
  /** With its groups, where it is simple enough to be run by the machine's own engine. */
  readonly groups: RegExp | undefined;
  readonly replacement: string;
}

export type Expansion =
  /** What the pointer stands for; undefined where that cannot be said, though the prefix is declared and the rest fits. */
  | { readonly kind: 'expanded'; readonly pointer: string | undefined }
  | { readonly kind: 'no-match'; readonly patterns: readonly string[] }
  | { readonly kind: 'undeclared' };

/** In characters: no pointer that people write is longer. */
const LONGEST = 500;

/** Of one prefix; beyond them, it is said of no pointer where it leads. */
const MOST_DEFINITIONS = 100;

/** A pattern that once was too costly is taken to match, so that no right pointer is called wrong. */
function inTime(regexp: Regexp): (value: string) => boolean {
  let isCostly = false;
  return (value) => {
    try {
      return isCostly || regexp.matches(value);
    } catch (error) {
      if (!(error instanceof PatternTooCostly)) throw error;
      isCostly = true;
      return true;
    }
  };
}

/** The prefixes that a document declares. */
export class Prefixes {
  readonly #definitions = new Map<string, Definition[]>();
  readonly #patterns = new Map<string, string[]>();

  /** Takes a `prefixDef` by its attributes; one whose pattern is no regular expression matches everything. */
  declare(ident: string, matchPattern: string, replacement: string): void {
    const known = this.#definitions.get(ident);
    if (known?.length === MOST_DEFINITIONS) return;
    if (known?.length === MOST_DEFINITIONS - 1) {
      known.push({ matches: () => true, groups: undefined, replacement });
      return;
    }
    const compiled = compileRegexp(matchPattern);
    const definition: Definition = {
      matches: compiled.ok ? inTime(compiled.regexp) : () => true,
      groups: compiled.ok ? simpleRegExp(matchPattern) : undefined,
      replacement,
    };
    this.names.add(ident);
    if (known === undefined) this.#definitions.set(ident, [definition]);
    else known.push(definition);
    const patterns = this.#patterns.get(ident);
    if (patterns === undefined) this.#patterns.set(ident, [matchPattern]);
    else patterns.push(matchPattern);
  }

  /** The names declared, for suggestions. */
  readonly names = new Set<string>();

  expand(prefix: string, rest: string): Expansion {
    const definitions = this.#definitions.get(prefix);
    if (definitions === undefined) return { kind: 'undeclared' };
    const fitting = definitions.find(({ matches }) => matches(rest));
    if (fitting === undefined) return { kind: 'no-match', patterns: this.#patterns.get(prefix)! };
    const groups = rest.length > LONGEST ? null : (fitting.groups?.exec(rest) ?? null);
    if (groups === null) return { kind: 'expanded', pointer: undefined };
    return {
      kind: 'expanded',
      pointer: fitting.replacement.replace(/\$(\d)/g, (_, n: string) => groups[Number(n)] ?? ''),
    };
  }
}

/**
 * The pattern for the engine that knows groups, whose time is not bounded: only where no group is repeated and at
 * most three things are, so that {@link LONGEST} characters cannot hold it up. The two engines need not agree in
 * everything: what this one does not match is taken for an expansion that cannot be said.
 */
function simpleRegExp(pattern: string): RegExp | undefined {
  // What is escaped or within brackets is one character.
  const bare = pattern.replace(/\\./gs, 'x').replace(/\[[^[\]]*\]/g, 'x');
  const repetitions = bare.match(/[*+?{]/g)?.length ?? 0;
  if (repetitions > 3 || /\)[*+?{]/.test(bare)) return undefined;
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    return undefined;
  }
}
