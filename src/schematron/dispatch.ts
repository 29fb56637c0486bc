/** From a node to the rules that may apply to it, so that a hundred rules do not mean a hundred walks. */
import type { XmlName } from '../xml/events.js';
import type { Alternative, Head } from './context.js';
import { Demands, names, type Turn, Turns } from './demands.js';
import { NameSlots } from './name-slots.js';
import type { Pattern, Rule, RuleSet } from './rules.js';
import { ATTRIBUTE, type AttributeNode, ELEMENT, type ElementNode, type NodeKind } from './tree.js';

/** A rule with those of its alternatives that nodes of this name may match. */
export interface Candidate {
  readonly rule: Rule;
  readonly alternatives: readonly Alternative[];
  /** Whether it applies to all of these nodes. */
  readonly isCertain: boolean;
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
  readonly #demands: Demands;
  readonly #byKind = new Map<NodeKind, readonly Turn[]>();
  readonly #byName = new Map<string, Turns>();
  readonly #elements = new NameSlots<Turns>((name) => this.#named(ELEMENT, name));
  readonly #attributes = new NameSlots<readonly Turn[]>((name) => this.#named(ATTRIBUTE, name).of(0));
  /** Whether any rule may apply to attributes. */
  readonly attributes: boolean;
  readonly others: boolean;
  /** Whether any pattern is about other documents than the one that is judged. */
  readonly elsewhere: boolean;

  constructor(patterns: readonly Pattern[]) {
    this.#patterns = patterns.map(({ elsewhere, rules }) => (elsewhere === undefined ? rules : []));
    this.elsewhere = patterns.some(({ elsewhere }) => elsewhere !== undefined);
    const alternatives = this.#patterns.flatMap((rules) => rules.flatMap(({ context }) => context));
    const kinds = new Set(alternatives.flatMap(({ head }) => head.kinds));
    this.#demands = new Demands(alternatives);
    this.attributes = kinds.has(ATTRIBUTE);
    this.others = [...kinds].some((kind) => kind !== ELEMENT && kind !== ATTRIBUTE);
  }

  ofElement(element: ElementNode): readonly Turn[] {
    return this.#elements.get(element.name).of(this.#demands.met(element.attributes));
  }

  ofAttribute({ name }: AttributeNode): readonly Turn[] {
    return this.#attributes.get(name);
  }

  ofOther(kind: NodeKind): readonly Turn[] {
    let turns = this.#byKind.get(kind);
    if (turns === undefined) {
      turns = new Turns(
        this.#select(({ kinds }) => kinds.includes(kind)),
        this.#demands,
      ).of(0);
      this.#byKind.set(kind, turns);
    }
    return turns;
  }

  #named(kind: typeof ELEMENT | typeof ATTRIBUTE, name: XmlName): Turns {
    const key = `${kind}${name.local} ${name.uri}`;
    let turns = this.#byName.get(key);
    if (turns === undefined) {
      const contests = this.#select((head) => head.kinds.includes(kind) && names(head, name));
      turns = new Turns(contests, this.#demands, name);
      if (this.#byName.size >= MOST_NAMES) this.#byName.clear();
      this.#byName.set(key, turns);
    }
    return turns;
  }

  #select(fits: (head: Head) => boolean): Contest[] {
    return this.#patterns.flatMap((rules, pattern) => {
      const candidates = rules.flatMap((rule): Candidate[] => {
        const alternatives = rule.context.filter(({ head }) => fits(head));
        return alternatives.length === 0
          ? []
          : [{ rule, alternatives, isCertain: alternatives[0]!.isCertain === true }];
      });
      return candidates.length === 0 ? [] : [{ pattern, candidates }];
    });
  }
}

const dispatchers = new WeakMap<RuleSet, Dispatcher>();

export function dispatcherOf(rules: RuleSet): Dispatcher {
  let dispatcher = dispatchers.get(rules);
  if (dispatcher === undefined) {
    dispatcher = new Dispatcher(rules.patterns);
    dispatchers.set(rules, dispatcher);
  }
  return dispatcher;
}
