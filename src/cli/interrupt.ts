/** Ctrl-C as the end of the work, not of the program: what is done so far is still reported. */

export interface Interrupt {
  /** Whether the user asked to stop. */
  readonly requested: boolean;
  /** Resolves when the user asks to stop. */
  readonly request: Promise<void>;
  /** Gives Ctrl-C its usual meaning again. */
  release(): void;
}

/** From now on the first Ctrl-C (or SIGTERM) only asks to stop; the second ends the program. */
export function listenForInterrupt(): Interrupt {
  let requested = false;
  let resolve = () => {};
  const request = new Promise<void>((done) => {
    resolve = done;
  });
  const hear = () => {
    requested = true;
    release();
    resolve();
  };
  const release = () => {
    process.off('SIGINT', hear).off('SIGTERM', hear);
  };
  process.on('SIGINT', hear).on('SIGTERM', hear);
  return {
    get requested() {
      return requested;
    },
    request,
    release,
  };
}

/** The items of a generator until the user asks to stop, without waiting for the one that is under way. */
export async function* untilInterrupted<T>(items: AsyncGenerator<T>, interrupt: Interrupt): AsyncGenerator<T> {
  const stopped = interrupt.request.then(() => undefined);
  for (;;) {
    // Between two files, so that a signal that has come is heard even where work never waits.
    await new Promise(setImmediate);
    const next = await Promise.race([items.next(), stopped]);
    if (next === undefined || next.done === true || interrupt.requested) return;
    yield next.value;
  }
}
