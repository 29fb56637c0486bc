/** Several at a time, results in the order of the inputs. */

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
