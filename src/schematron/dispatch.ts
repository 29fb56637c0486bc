/** From a node to the rules that may apply to it, so that a hundred rules do not mean a hundred walks. */
import type { XmlName } from '../xml/events.js';
import type { Alternative, Head } from './context.js';
import type { Rule } from './rules.js';
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

export class Dispatcher {
  readonly #patterns: readonly (readonly Rule[])[];
  readonly #byKind = new Map<NodeKind, readonly Contest[]>();
  /** Of elements and attributes by name; names are the same object within one document. */
  readonly #elements = new Map<XmlName, readonly Contest[]>();
  readonly #attributes = new Map<XmlName, readonly Contest[]>();
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

  contests(node: TreeNode): readonly Contest[] {
    if (node.kind === ELEMENT || node.kind === ATTRIBUTE) {
      const known = node.kind === ELEMENT ? this.#elements : this.#attributes;
      const { name } = node;
      let contests = known.get(name);
      if (contests === undefined) {
        contests = this.#select((head) => head.kinds.includes(node.kind) && names(head, name));
        known.set(name, contests);
      }
      return contests;
    }
    let contests = this.#byKind.get(node.kind);
    if (contests === undefined) {
      contests = this.#select(({ kinds }) => kinds.includes(node.kind));
      this.#byKind.set(node.kind, contests);
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

function names({ uri, local }: Head, name: XmlName): boolean {
  return (uri === undefined || uri === name.uri) && (local === undefined || local === name.local);
}
