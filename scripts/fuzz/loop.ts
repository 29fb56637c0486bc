/** The loop: inputs made of those that are kept; kept is what reaches a part of the program that nothing had reached. */
import { Covered, type Run, Watch } from './coverage.js';
import { mutate } from './mutate.js';
import { Random } from './random.js';
import { outcomeOf, type Target } from './target.js';

export interface Failure {
  readonly input: string;
  /** What is broken. */
  readonly broken: string;
}

export interface Progress {
  readonly done: number;
  readonly kept: number;
  readonly functions: { readonly run: number; readonly whole: number };
}

/** Whoever looks on. */
export interface Onlooker {
  /** Before each trial: an input that never comes back can be told by it. */
  begins(input: string): void;
  /** Each failure that is not one of those before. */
  failed(failure: Failure): void;
  progress(progress: Progress): void;
}

/** Between two looks at the coverage so many milliseconds pass, of which a look takes about a tenth. */
const BATCH_TIME = 150;
const MOST_KEPT = 3000;
/** How many of the newest are chosen as often as all others. */
const NEW = 40;

export class Loop {
  readonly #target: Target;
  readonly #random: Random;
  readonly #onlooker: Onlooker;
  readonly #watch: Watch;
  readonly #covered = new Covered();
  readonly #corpus: string[] = [];
  readonly #failures = new Set<string>();
  #done = 0;

  /** @param code a part of the addresses of the program's files. */
  constructor(target: Target, seed: number, code: string, onlooker: Onlooker) {
    this.#target = target;
    this.#random = new Random(seed);
    this.#onlooker = onlooker;
    this.#watch = new Watch(code);
  }

  /** What has been kept, in its order. */
  get corpus(): readonly string[] {
    return this.#corpus;
  }

  /** @param known inputs that are tried first. */
  async go(known: readonly string[], runs: number): Promise<void> {
    for (const input of [...known, ...this.#target.seeds]) {
      await this.#try(input);
      this.#covered.add(this.#watch.take());
      this.#keep(input);
    }
    let size = 8;
    while (this.#done < runs) {
      const started = performance.now();
      const batch = Array.from({ length: Math.min(size, runs - this.#done) }, () => this.#next());
      const run = await this.#runOf(batch);
      size = Math.max(8, Math.min(4096, Math.round((size * BATCH_TIME) / Math.max(1, performance.now() - started))));
      this.#done += batch.length;
      if (this.#covered.misses(run)) {
        await this.#search(batch);
        // What does not show again, such as what is only done the first time, shall not be looked for again.
        this.#covered.add(run);
      }
      this.#onlooker.progress({ done: this.#done, kept: this.#corpus.length, functions: this.#covered.functions });
    }
    this.#watch.stop();
  }

  #next(): string {
    const corpus = this.#corpus;
    const newest = this.#random.below(2) === 0 ? Math.max(0, corpus.length - NEW) : 0;
    const input = corpus[newest + this.#random.below(corpus.length - newest)] ?? '';
    return mutate(input, this.#random, this.#target, corpus);
  }

  async #runOf(batch: readonly string[]): Promise<Run> {
    this.#watch.take();
    for (const input of batch) await this.#try(input);
    return this.#watch.take();
  }

  /** Halves a batch until those inputs are alone that reach something new. */
  async #search(batch: readonly string[]): Promise<void> {
    if (batch.length === 1) {
      if (this.#covered.add(await this.#runOf(batch))) this.#keep(batch[0]!);
      return;
    }
    const middle = batch.length >> 1;
    for (const half of [batch.slice(0, middle), batch.slice(middle)]) {
      if (this.#covered.misses(await this.#runOf(half))) await this.#search(half);
    }
  }

  #keep(input: string): void {
    if (this.#corpus.length >= MOST_KEPT) this.#corpus.splice(this.#random.below(MOST_KEPT - NEW), 1);
    this.#corpus.push(input);
  }

  async #try(input: string): Promise<void> {
    this.#onlooker.begins(input);
    const broken = await outcomeOf(this.#target, input);
    if (broken === undefined) return;
    const kind = kindOf(broken);
    if (this.#failures.has(kind)) return;
    this.#failures.add(kind);
    const small = await simplified(input, async (smaller) => {
      this.#onlooker.begins(smaller);
      const still = await outcomeOf(this.#target, smaller);
      return still !== undefined && kindOf(still) === kind;
    });
    this.#onlooker.failed({ input: small, broken: (await outcomeOf(this.#target, small)) ?? broken });
  }
}

/** A failure's first lines without what differs from input to input. */
function kindOf(broken: string): string {
  return broken
    .split('\n')
    .slice(0, 2)
    .join('\n')
    .replace(/"(?:[^"\\]|\\.)*"|“.*”|\d+/g, '…')
    .slice(0, 200);
}

/** How often a failing input is tried in smaller pieces. */
const MOST_TRIALS = 1000;

/** An input from which no stretch can be taken without losing what it shows. */
export async function simplified(input: string, shows: (input: string) => Promise<boolean>): Promise<string> {
  let small = input;
  let trials = 0;
  for (let length = Math.ceil(small.length / 2); length >= 1 && trials < MOST_TRIALS; length = Math.floor(length / 2)) {
    for (let from = 0; from < small.length && trials < MOST_TRIALS; ) {
      const smaller = small.slice(0, from) + small.slice(from + length);
      trials++;
      if (await shows(smaller)) small = smaller;
      else from += length;
    }
  }
  return small;
}

/** So many milliseconds are spent on making inputs small. */
const LONGEST_SEARCH = 60_000;

/** Of inputs few and small ones that reach together what the target's seeds do not, each made as small as it can be for that. */
export async function essence(
  target: Target,
  inputs: readonly string[],
  { code, most, begins }: { readonly code: string; readonly most: number } & Pick<Onlooker, 'begins'>,
): Promise<string[]> {
  const watch = new Watch(code);
  const runOf = async (input: string): Promise<Run> => {
    begins(input);
    watch.take();
    await outcomeOf(target, input);
    return watch.take();
  };
  // Once in vain, for what is only done the first time.
  for (const input of inputs) await runOf(input);
  const covered = new Covered();
  for (const seed of target.seeds) covered.add(await runOf(seed));
  const essential: string[] = [];
  const until = performance.now() + LONGEST_SEARCH;
  for (const input of [...inputs].sort((a, b) => a.length - b.length)) {
    if (essential.length === most) break;
    // What fails has been told; here stands what must hold.
    if ((await outcomeOf(target, input)) !== undefined || !covered.misses(await runOf(input))) continue;
    const needed = await runOf(input);
    const small = await simplified(
      input,
      async (smaller) => performance.now() < until && reaches(covered, await runOf(smaller), needed),
    );
    if (covered.add(await runOf(small))) essential.push(small);
  }
  watch.stop();
  return essential;
}

/** Whether a run reaches all that is new of another. */
function reaches(covered: Covered, run: Run, needed: Run): boolean {
  if (!covered.misses(run)) return false;
  const only = new Covered();
  only.add(run);
  const fresh = new Map([...needed].filter((entry) => covered.misses(new Map([entry]))));
  return !only.misses(fresh);
}
