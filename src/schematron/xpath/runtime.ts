/** What an expression needs while it runs: the context, variables, and how many steps it may still take. */
import { type DocumentNode, type TreeNode, textMeter } from '../tree.js';
import { BudgetSpent } from './errors.js';

/** An item of a sequence. What kind of string or number it is, the compiler knows. */
export type Item = TreeNode | string | number | boolean;
export type Sequence = readonly Item[];

/** What an item kept in a sequence counts for, in steps: time has no end, but memory has. */
export const KEEPING = 20;

/** A variable that is evaluated when first asked for. */
export interface Lazy {
  items(c: Dynamic): Sequence;
  /** Whether its context is the document rather than the rule's node. */
  readonly global: boolean;
}

/** The index of `xsl:key`s. */
export interface Keys {
  /** Nodes in document order. */
  lookup(c: Dynamic, name: string, values: readonly string[]): readonly TreeNode[];
}

/** The dynamic context of one document: one object, changed in place while expressions run within each other. */
export class Dynamic {
  item: Item;
  position = 1;
  size = 1;
  /** What `current()` gives: the node that the rule is applied to. */
  current: TreeNode;
  /** By the number that the compiler gave to each variable. */
  readonly slots: (Sequence | undefined)[] = [];
  readonly document: DocumentNode;
  readonly #lazies: readonly (Lazy | undefined)[];
  readonly keys: Keys;
  /** Steps left. */
  left: number;

  constructor(document: DocumentNode, lazies: readonly (Lazy | undefined)[], keys: Keys, steps: number) {
    this.document = document;
    this.item = document;
    this.current = document;
    this.#lazies = lazies;
    this.keys = keys;
    this.left = steps;
  }

  /** To a rule's node. */
  enter(node: TreeNode): void {
    this.item = node;
    this.current = node;
    this.position = 1;
    this.size = 1;
  }

  spend(steps: number): void {
    this.left -= steps + textMeter.gathered;
    textMeter.gathered = 0;
    if (this.left < 0) throw new BudgetSpent();
  }

  /** The items, each counted: for whoever goes through them all, which a walk has counted but a variable has not. */
  through(items: Sequence): Sequence {
    this.spend(items.length);
    return items;
  }

  variable(slot: number): Sequence {
    return this.slots[slot] ?? this.#evaluate(slot);
  }

  #evaluate(slot: number): Sequence {
    const lazy = this.#lazies[slot];
    if (lazy === undefined) throw new Error(`variable ${slot} has no value`);
    const node = lazy.global ? this.document : this.current;
    const value = this.within(node, () => lazy.items(this));
    this.slots[slot] = value;
    return value;
  }

  /** Evaluates as if `node` were the rule's node. */
  within<T>(node: TreeNode, evaluate: () => T): T {
    const { item, current, position, size } = this;
    this.enter(node);
    try {
      return evaluate();
    } finally {
      this.item = item;
      this.current = current;
      this.position = position;
      this.size = size;
    }
  }
}
