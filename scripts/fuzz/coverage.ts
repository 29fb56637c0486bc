/** Which parts of the program have run, as V8 counts them. */
import { type Profiler, Session } from 'node:inspector';

type Range = readonly [from: number, to: number];
/** Of each function that has run: the ranges of it that have not. */
export type Run = ReadonlyMap<string, readonly Range[]>;

/** Watches the files whose address holds a part. */
export class Watch {
  readonly #session = new Session();
  readonly #part: string;

  /** @param part of the addresses of the files that count, such as `/src/`. */
  constructor(part: string) {
    this.#part = part;
    this.#session.connect();
    this.#session.post('Profiler.enable');
    this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** What has run since the last call. */
  take(): Run {
    let scripts: readonly Profiler.ScriptCoverage[] = [];
    // Within one process it answers before it returns.
    this.#session.post('Profiler.takePreciseCoverage', (error, { result }) => {
      if (error === null) scripts = result;
    });
    const run = new Map<string, readonly Range[]>();
    for (const { url, scriptId, functions } of scripts) {
      if (!url.includes(this.#part)) continue;
      for (const { ranges } of functions) {
        const [whole] = ranges;
        if (whole === undefined || whole.count === 0) continue;
        const missed = ranges.filter(({ count }) => count === 0);
        run.set(
          `${scriptId}:${whole.startOffset}-${whole.endOffset}`,
          missed.map(({ startOffset, endOffset }) => [startOffset, endOffset] as const),
        );
      }
    }
    return run;
  }

  stop(): void {
    this.#session.disconnect();
  }
}

/**
 * All that has run so far. V8 gives a block a range of its own only where it ran more or less often than what is around
 * it, so what is compared is what has not run.
 */
export class Covered {
  readonly #missed = new Map<string, readonly Range[]>();

  /** Functions that have run, less those that have parts which have not. */
  get functions(): { readonly run: number; readonly whole: number } {
    const whole = [...this.#missed.values()].filter((ranges) => ranges.length === 0).length;
    return { run: this.#missed.size, whole };
  }

  /** Takes a run in. Whether something ran in it that had not run before. */
  add(run: Run): boolean {
    let grown = false;
    for (const [key, missed] of run) {
      const before = this.#missed.get(key);
      if (before !== undefined && before.length === 0) continue;
      const now = before === undefined ? missed : intersection(before, missed);
      if (before !== undefined && lengthOf(now) === lengthOf(before)) continue;
      this.#missed.set(key, now);
      grown = true;
    }
    return grown;
  }

  /** Whether something ran that has not been taken in. */
  misses(run: Run): boolean {
    for (const [key, missed] of run) {
      const before = this.#missed.get(key);
      if (before === undefined) return true;
      if (before.length > 0 && lengthOf(intersection(before, missed)) < lengthOf(before)) return true;
    }
    return false;
  }
}

function intersection(a: readonly Range[], b: readonly Range[]): readonly Range[] {
  const common = a.flatMap(([from, to]) =>
    b.flatMap(([start, end]) =>
      start < to && from < end ? [[Math.max(from, start), Math.min(to, end)] as const] : [],
    ),
  );
  // Ranges lie within each other: each part once.
  return common.filter(
    ([from, to], i) =>
      !common.some(([start, end], j) => j !== i && start <= from && to <= end && (end - start > to - from || j < i)),
  );
}

function lengthOf(ranges: readonly Range[]): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from, 0);
}
