/** From a node to the rules that may apply to it, so that a hundred rules do not mean a hundred walks. */
import type { XmlName } from '../xml/events.js';
import type { Alternative, Head } from './context.js';
import type { Rule, RuleSet } from './rules.js';
import { ATTRIBUTE, ELEMENT, type NodeKind, type TreeNode } from './tree.js';

/** A rule with those of its alternatives that nodes of this name may match. */
export interface Candidate {
  readonly rule: Rule;
  readonly alternatives: readonly Alternative[];
}

/** The candidates of one pattern, in the order of its rules: the first that matches is the one that applies. */
export interface Contest {
  /** The pattern's index. */
  readonly pattern: number;
  readonly candidates: readonly Candidate[];
}

/** Names beyond these are made up, and found out anew. */
const MOST_NAMES = 10_000;

/** The same for all documents: most have the same names. */
export class Dispatcher {
  readonly #patterns: readonly (readonly Rule[])[];
  readonly #byKind = new Map<NodeKind, readonly Contest[]>();
  readonly #byName = new Map<string, readonly Contest[]>();
  /** Whether any rule may apply to attributes. */
  readonly attributes: boolean;
  readonly others: boolean;

  /** @param patterns the rules of each. */
  constructor(patterns: readonly (readonly Rule[])[]) {
    this.#patterns = patterns;
    const heads = patterns.flatMap((rules) => rules.flatMap(({ context }) => context.map(({ head }) => head)));
    this.attributes = heads.some(({ kinds }) => kinds.includes(ATTRIBUTE));
    this.others = heads.some(({ kinds }) => kinds.some((kind) => kind !== ELEMENT && kind !== ATTRIBUTE));
  }

  named(kind: typeof ELEMENT | typeof ATTRIBUTE, name: XmlName): readonly Contest[] {
    const key = `${kind}${name.local} ${name.uri}`;
    let contests = this.#byName.get(key);
    if (contests === undefined) {
      contests = this.#select((head) => head.kinds.includes(kind) && names(head, name));
      if (this.#byName.size >= MOST_NAMES) this.#byName.clear();
      this.#byName.set(key, contests);
    }
    return contests;
  }

  unnamed(kind: NodeKind): readonly Contest[] {
    let contests = this.#byKind.get(kind);
    if (contests === undefined) {
      contests = this.#select(({ kinds }) => kinds.includes(kind));
      this.#byKind.set(kind, contests);
    }
    return contests;
  }

  #select(fits: (head: Head) => boolean): Contest[] {
    return this.#patterns.flatMap((rules, pattern) => {
      const candidates = rules.flatMap((rule): Candidate[] => {
        const alternatives = rule.context.filter(({ head }) => fits(head));
        return alternatives.length === 0 ? [] : [{ rule, alternatives }];
      });
      return candidates.length === 0 ? [] : [{ pattern, candidates }];
    });
  }
}

const dispatchers = new WeakMap<RuleSet, Dispatcher>();

/** Of the patterns that are about the document that is judged. */
export function dispatcherOf(rules: RuleSet): Dispatcher {
  let dispatcher = dispatchers.get(rules);
  if (dispatcher === undefined) {
    dispatcher = new Dispatcher(
      rules.patterns.map((pattern) => (pattern.elsewhere === undefined ? pattern.rules : [])),
    );
    dispatchers.set(rules, dispatcher);
  }
  return dispatcher;
}

/** The nodes of one document, in which each name is one object. */
export class DocumentDispatcher {
  readonly #dispatcher: Dispatcher;
  readonly #elements = new Map<XmlName, readonly Contest[]>();
  readonly #attributes = new Map<XmlName, readonly Contest[]>();

  constructor(dispatcher: Dispatcher) {
    this.#dispatcher = dispatcher;
  }

  contests(node: TreeNode): readonly Contest[] {
    const { kind } = node;
    if (kind !== ELEMENT && kind !== ATTRIBUTE) return this.#dispatcher.unnamed(kind);
    const known = kind === ELEMENT ? this.#elements : this.#attributes;
    let contests = known.get(node.name);
    if (contests === undefined) {
      contests = this.#dispatcher.named(kind, node.name);
      known.set(node.name, contests);
    }
    return contests;
  }
}

function names({ uri, local }: Head, name: XmlName): boolean {
  return (uri === undefined || uri === name.uri) && (local === undefined || local === name.local);
}
