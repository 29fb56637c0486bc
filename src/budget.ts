/** What the judging of one document may cost, counted in one place, so that no document can hold up a run. */

/**
 * What is limited, and how much of it a document may have: generous for anything that people write, and some seconds of
 * work at most where a document or a schema is made to be slow.
 */
export const LIMITS = {
  /** Characters that entities add to the document's own. */
  expansion: 10_000_000,
  /** Elements within one another. */
  depth: 10_000,
  /** The same where rules need a tree. */
  'tree-depth': 2_000,
  /** Nodes of that tree. */
  nodes: 10_000_000,
  /** Parts that are included (XInclude), each time that they are. */
  parts: 10_000,
  /** Bytes of these parts together. */
  'part-bytes': 200_000_000,
  /** Steps of rules, in nodes and characters looked at, of all patterns together. */
  steps: 1_000_000_000,
  /** Items of one sequence, and characters of one string, that a rule makes. */
  items: 10_000_000,
  /** Letters compared to find out what a misspelt word means. */
  comparisons: 50_000_000,
  /** Pointers whose target has not been met yet. */
  pointers: 1_000_000,
} as const;

export type LimitName = keyof typeof LIMITS;
export type Limits = Readonly<Record<LimitName, number>>;

/** A document has passed a limit: whoever asked for the work says so with a diagnostic of the document. */
export class LimitPassed extends Error {
  readonly limit: LimitName;
  /** What was allowed. */
  readonly allowed: number;

  constructor(limit: LimitName, allowed: number) {
    super(`more than ${allowed} ${limit}`);
    this.limit = limit;
    this.allowed = allowed;
  }
}

/**
 * The account of one document: one object for its parse, for all engines that judge it and for the parts that it
 * includes.
 */
export class Budget {
  readonly limits: Limits;
  readonly #left: Record<LimitName, number>;

  /** @param limits other limits than {@link LIMITS}. */
  constructor(limits: Partial<Limits> = {}) {
    this.limits = { ...LIMITS, ...limits };
    this.#left = { ...this.limits };
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
}
