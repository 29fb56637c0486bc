/** What an expression needs while it runs: the context, variables, and how many steps it may still take. */
import type { Budget } from '../../budget.js';
import { type DocumentNode, type TreeNode, textMeter } from '../tree.js';
import { type Temporal, temporalNow } from './atomic/temporal.js';
import { EvaluationSpent } from './errors.js';

/** An item of a sequence. What kind of string or number it is, the compiler knows. */
export type Item = TreeNode | string | number | boolean;
export type Sequence = readonly Item[];

/**
 * A step is a node that is looked at, which takes some ten nanoseconds; whatever takes longer counts for more, so that
 * the steps of a document follow its time. An operator or a call, whatever it works on:
 */
export const OPERATING = 5;
/** What an item of a sequence takes to be kept, in steps. */
const KEEPING = 10;
/** What an item takes more where a variable holds it, however many sequences others hold: time has no end, but memory has. */
const HOLDING = 30;

/** Steps between two looks at the account: some ten milliseconds. */
const STRETCH = 2_000_000;
/** Of a small account, one of so many parts. */
const LOOKS = 50;
/** One evaluation may have one of so many parts of the document's steps, so that no other thing waits longer. */
const SHARES = 5;

/** A variable that is evaluated when first asked for. */
export interface Lazy {
  items(c: Dynamic): Sequence;
  /** Whether its context is the document rather than the rule's node. */
  readonly global: boolean;
}

/** The index of `xsl:key`s. */
export interface Keys {
  /** Nodes of a document, in its order. */
  lookup(c: Dynamic, name: string, values: readonly string[], document: DocumentNode): readonly TreeNode[];
}

/** Other files, which rules look things up in. */
export interface Files {
  /**
   * A document by its absolute address, the same each time.
   *
   * @param asker the address of the file that names it. @throws XPathDynamicError where it cannot be had.
   */
  document(c: Dynamic, uri: string, asker: string | undefined): DocumentNode;
  /** As {@link document}, for files of any kind. */
  text(c: Dynamic, uri: string, asker: string | undefined): string;
}

/** What a document's rules have beside the document. */
export interface Surroundings {
  readonly keys: Keys;
  readonly files: Files;
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
  readonly files: Files;
  readonly budget: Budget;
  /** What is the same wherever it is asked for, by what gives it; undefined where that was asked once. */
  readonly #lasting = new Map<unknown, unknown>();
  #now: Temporal | undefined;
  readonly #stretch: number;
  /** Steps left of the stretch. */
  #left = 0;
  /** Steps that the stretch began with. */
  #granted = 0;
  /** How many stretches have ended. */
  stretches = 0;
  /** That of the document that is judged, whose variables of the schema it shares; undefined for that itself. */
  outer: Dynamic | undefined;
  /** How many functions are being called within one another. */
  depth = 0;
  /** What the groups of a regular expression have kept, within `xsl:analyze-string`. */
  groups: readonly string[] = [];
  /** Whether nodes of other trees than the document's may be about, and have to be told apart. */
  hasOtherTrees = false;
  /** Steps left to the evaluation, when the stretch began. */
  #evaluation = 0;
  /** What has ended the work: none is done any more, whoever catches what is thrown. */
  #stopped: unknown;

  constructor(
    document: DocumentNode,
    lazies: readonly (Lazy | undefined)[],
    { keys, files }: Surroundings,
    budget: Budget,
  ) {
    this.document = document;
    this.item = document;
    this.current = document;
    this.#lazies = lazies;
    this.keys = keys;
    this.files = files;
    this.budget = budget;
    this.#stretch = Math.min(STRETCH, Math.ceil(budget.limits.steps / LOOKS));
    this.begin();
  }

  /** Begins an evaluation: of it and of the document the steps are counted. */
  begin(): void {
    this.depth = 0;
    this.#stopped = undefined;
    this.#evaluation = Math.ceil(this.budget.limits.steps / SHARES) + this.taken;
  }

  /** When the document is judged, in the time zone of the machine: the same for all rules. */
  get now(): Temporal {
    this.#now ??= temporalNow();
    return this.#now;
  }

  /** The time zone of what names none, in minutes east of Greenwich. */
  get zone(): number {
    return this.now.zone!;
  }

  /** What has ended the evaluation, for whoever calls others that throw it in a form of their own; else undefined. */
  get stopped(): unknown {
    return this.#stopped;
  }

  /** Steps taken in this stretch, which the budget does not know of yet. */
  get taken(): number {
    return this.#granted - this.#left;
  }

  /** To a rule's node. */
  enter(node: TreeNode): void {
    this.item = node;
    this.current = node;
    this.position = 1;
    this.size = 1;
  }

  /** Throws where there are none left, for the evaluation or the document. */
  spend(steps: number): void {
    this.#left -= steps + textMeter.gathered;
    textMeter.gathered = 0;
    if (this.#left < 0) this.settle();
  }

  /** Spends them where so many are left of the stretch, so that there is nothing to settle; whether it did. */
  affords(steps: number): boolean {
    if (this.#left < steps + textMeter.gathered) return false;
    this.spend(steps);
    return true;
  }

  /** Counts an item before it is kept. @param length of the sequence without it. */
  keep(length: number): void {
    this.#allow(length + 1);
    this.spend(KEEPING);
  }

  /** Counts the items of a sequence before they are kept. */
  keepAll(length: number): void {
    this.#allow(length);
    this.spend(KEEPING * length);
  }

  /** Counts a text before it is made, of so many characters. */
  write(length: number): void {
    this.#allow(length);
    this.spend(length >> 2);
  }

  /** Counts what a variable is to hold. */
  hold(items: Sequence): Sequence {
    // Of one item nearly nothing is held, and most variables have but one.
    if (items.length > 1) this.spend(HOLDING * items.length);
    return items;
  }

  /** Puts the steps taken on the account, and begins another stretch. Throws where there are none left. */
  settle(): void {
    const { taken } = this;
    const left = this.budget.left('steps') - taken;
    this.#evaluation -= taken;
    this.stretches++;
    this.#granted = Math.max(0, Math.min(this.#stretch, left));
    this.#left = this.#granted;
    try {
      this.budget.spend('steps', taken);
      if (this.#evaluation < 0) throw new EvaluationSpent();
      this.budget.breathe();
    } catch (error) {
      this.#stop(error);
    }
  }

  /** Whether a sequence may have so many items, a text so many characters. */
  #allow(length: number): void {
    if (length > this.budget.limits.items) this.#stop(new EvaluationSpent());
  }

  #stop(error: unknown): never {
    this.#stopped = error;
    throw error;
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
    const value = lazy.global
      ? this.#ofSchema(slot, lazy)
      : this.hold(this.within(this.current, () => lazy.items(this)));
    this.slots[slot] = value;
    return value;
  }

  #ofSchema(slot: number, lazy: Lazy): Sequence {
    if (this.outer !== undefined) return this.outer.variable(slot);
    return this.hold(this.within(this.document, () => lazy.items(this)));
  }

  /**
   * What `evaluate` gives, which is the same wherever in the document it is asked for: kept from the second time on.
   * Undefined at the first time, when nobody can tell yet whether there will be another.
   */
  lasting<T extends { readonly length: number }>(by: unknown, evaluate: () => T): T | undefined {
    const known = this.#lasting.get(by) as T | undefined;
    if (known !== undefined) return known;
    if (!this.#lasting.has(by)) {
      this.#lasting.set(by, undefined);
      return undefined;
    }
    const value = evaluate();
    this.spend(HOLDING * value.length);
    this.#lasting.set(by, value);
    return value;
  }

  /** What `evaluate` gives, else what is made of the error, with the context as it was before. */
  recovering<T>(evaluate: () => T, recover: (error: unknown) => T): T {
    const { item, current, position, size } = this;
    try {
      return evaluate();
    } catch (error) {
      this.item = item;
      this.current = current;
      this.position = position;
      this.size = size;
      return recover(error);
    }
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
