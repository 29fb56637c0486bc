/** What the fuzzer tries, and what must hold of it. */

/** One part of the program, tried on inputs of its kind. */
export interface Target {
  /** As the command and the folder of its corpus call it. */
  readonly name: string;
  /** What must hold, in a sentence. */
  readonly promise: string;
  /** What inputs are to begin with. */
  readonly seeds: readonly string[];
  /** What its language is made of. */
  readonly dictionary: readonly string[];
  /** In UTF-16 code units, or bytes. Default 2,000. */
  readonly longest?: number;
  /** How many of the inputs of `all` it takes, where one takes longer or shorter than usual. Default 1. */
  readonly share?: number;
  /** Each character of an input is a byte. */
  readonly binary?: boolean;
  /**
   * What is broken, in words, or undefined. Whatever it throws is broken as well.
   *
   * @param input as far as it is text it may be any sequence of code units.
   */
  check(input: string): string | undefined | Promise<string | undefined>;
}

/** Longer than any input of a fuzzer may take, in milliseconds. */
export const LONGEST_TIME = 2000;
/** More than any of them may need, in megabytes. */
export const LARGEST_HEAP = 512;

/** What a target says of one input: what is broken, or undefined. */
export async function outcomeOf(target: Target, input: string): Promise<string | undefined> {
  let took = Number.POSITIVE_INFINITY;
  // Twice, if need be: a machine that is busy with other things may be slow once.
  for (let turn = 0; turn < 2 && took > LONGEST_TIME; turn++) {
    const started = performance.now();
    const broken = await attempt(target, input);
    if (broken !== undefined) return broken;
    took = Math.min(took, performance.now() - started);
  }
  return took > LONGEST_TIME ? `took more than ${LONGEST_TIME / 1000} s (${took.toFixed(0)} ms)` : undefined;
}

async function attempt(target: Target, input: string): Promise<string | undefined> {
  try {
    return await target.check(input);
  } catch (error) {
    return `threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
}

/** Whether halves of pairs stand alone, which no file of text can hold. */
export function hasLoneSurrogates(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}
