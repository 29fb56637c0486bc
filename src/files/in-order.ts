/** Work on many inputs: several at a time, results in the order of the inputs, until it is to stop. */

/**
 * Runs `work` on up to `limit` inputs at once and yields each result in the order of the inputs, as
 * soon as it and all before it are there. At most `limit` results are held.
 */
export async function* inOrder<In, Out>(
  inputs: Iterable<In> | AsyncIterable<In>,
  limit: number,
  work: (input: In) => Promise<Out>,
): AsyncGenerator<Out> {
  const running: { readonly result: Promise<Out>; settled: boolean }[] = [];
  const start = (input: In) => {
    const task = { result: work(input), settled: false };
    const settle = () => {
      task.settled = true;
    };
    // Hears a rejection too, so that one is never unheard when the consumer stops early.
    task.result.then(settle, settle);
    running.push(task);
  };
  for await (const input of inputs) {
    start(input);
    while (running[0] !== undefined && (running[0].settled || running.length >= limit))
      yield await running.shift()!.result;
  }
  for (const { result } of running) yield await result;
}

/** In milliseconds: how long nothing but the work on items may have its turn. */
const LONGEST_DEAF = 10;

/** The items until the signal comes, without waiting for the one that is under way. */
export async function* untilAborted<T>(items: AsyncGenerator<T>, signal: AbortSignal | undefined): AsyncGenerator<T> {
  let stop = () => {};
  const onAbort = () => stop();
  signal?.addEventListener('abort', onAbort);
  try {
    for (let heard = -Infinity; ; ) {
      // Between two items, so that a signal that has come is heard even where work never waits.
      if (performance.now() - heard > LONGEST_DEAF) {
        await new Promise(setImmediate);
        heard = performance.now();
      }
      if (signal?.aborted) return;
      const next = await new Promise<IteratorResult<T> | undefined>((done, fail) => {
        stop = () => done(undefined);
        items.next().then(done, fail);
      });
      if (next === undefined || next.done === true || signal?.aborted) return;
      yield next.value;
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}
