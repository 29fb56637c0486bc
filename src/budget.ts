/** What the judging of one document may cost, counted in one place, so that no document can hold up a run. */

/**
 * What is limited, how much of it a document may have, and what that is in words: generous for anything that people
 * write, and some seconds of work at most where a document or a schema is made to be slow.
 */
const TABLE = {
  expansion: [10_000_000, 'characters that entities and default attributes add to the document'],
  depth: [10_000, 'elements within one another'],
  'tree-depth': [2_000, 'elements within one another, for Schematron'],
  nodes: [10_000_000, 'elements, attributes and texts, for Schematron'],
  parts: [10_000, 'inclusions of parts (XInclude)'],
  'part-bytes': [200_000_000, 'bytes of these parts together'],
  steps: [400_000_000, 'steps of Schematron rules, all of them together, and a hundred more for each node'],
  items: [10_000_000, 'items of one sequence, or characters of one text, that a rule makes'],
  comparisons: [50_000_000, 'letters compared to find out what a misspelt word means'],
  findings: [100_000, 'findings'],
  pointers: [1_000_000, 'pointers to what has not come yet'],
} as const;

export type LimitName = keyof typeof TABLE;
export type Limits = Readonly<Record<LimitName, number>>;

/** The names of the limits, in an order to show them in. */
export const LIMIT_NAMES = Object.keys(TABLE) as readonly LimitName[];

/** What each is by default. */
export const LIMITS = Object.fromEntries(LIMIT_NAMES.map((name) => [name, TABLE[name][0]])) as Limits;

/** What a limit counts, to be put behind a number: `elements within one another`. */
export function countedBy(limit: LimitName): string {
  return TABLE[limit][1];
}

/** The sentence that says how to allow more. */
export function raising(limit: LimitName, allowed: number): string {
  return `If the document is honest, allow more: --limit ${limit}=${Math.max(1, 2 * allowed)}.`;
}

/** A document has passed a limit: whoever asked for the work says so with a diagnostic of the document. */
export class LimitPassed extends Error {
  readonly limit: LimitName;
  /** What was allowed. */
  readonly allowed: number;

  constructor(limit: LimitName, allowed: number) {
    super(`more than ${allowed} ${countedBy(limit)}`);
    this.limit = limit;
    this.allowed = allowed;
  }
}

/**
 * The work goes on in another place, so that it ends here: thrown by what a {@link Budget} calls while it is busy. No
 * engine makes a finding of it.
 */
export class MovedElsewhere extends Error {}

export interface BudgetOptions {
  /** Called within long work about every 10 to 50 milliseconds. What it throws ends the work. */
  readonly breathe?: () => void;
}

/**
 * The account of one document: one object for its parse, for all engines that judge it and for the parts that it
 * includes.
 */
export class Budget {
  readonly limits: Limits;
  readonly #left: Record<LimitName, number>;
  readonly #breathe: (() => void) | undefined;

  /** @param limits other limits than {@link LIMITS}. */
  constructor(limits: Partial<Limits> = {}, { breathe }: BudgetOptions = {}) {
    this.limits = Object.keys(limits).length === 0 ? LIMITS : { ...LIMITS, ...limits };
    this.#left = { ...this.limits };
    this.#breathe = breathe;
  }

  /** What is left of it; may be below 0. */
  left(limit: LimitName): number {
    return this.#left[limit];
  }

  /** Counts work that must be done. @throws LimitPassed */
  spend(limit: LimitName, amount = 1): void {
    this.#left[limit] -= amount;
    if (this.#left[limit] < 0) throw new LimitPassed(limit, this.limits[limit]);
  }

  /** Counts work that can be left out, and says whether it is to be done. */
  affords(limit: LimitName, amount = 1): boolean {
    if (this.#left[limit] < amount) return false;
    this.#left[limit] -= amount;
    return true;
  }

  /** Allows more: what a document may have beside its own length grows with its length. */
  earn(limit: LimitName, amount: number): void {
    this.#left[limit] += amount;
  }

  /** To be called within work that takes long without waiting for anything. What it throws is to pass. */
  breathe(): void {
    this.#breathe?.();
  }
}
