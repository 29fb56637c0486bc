/** A thread for libxml2, which nothing else can stop: it is ended where it takes too long, and given no more memory than allowed. */
import { parentPort } from 'node:worker_threads';
import type { Outcome, Task } from './engine.js';

/** What the thread is sent; `memory`, in bytes, is how much more it may take. */
export interface Order {
  readonly task: Task;
  readonly memory: number;
}

/** What it sends back; `heap` in bytes, which is never given back while the thread lives. */
export interface Reply {
  readonly outcome: Outcome;
  readonly heap: number;
}

/** What TypeScript knows of browsers only. */
interface Memory {
  readonly buffer: ArrayBufferLike;
  grow(pages: number): number;
}
interface WithWebAssembly {
  readonly WebAssembly: { readonly Memory: { readonly prototype: Memory } };
}

const port = parentPort;
if (port !== null) {
  let allowed = Number.POSITIVE_INFINITY;
  let heap = 0;
  const memory = (globalThis as unknown as WithWebAssembly).WebAssembly.Memory.prototype;
  const grow = memory.grow;
  // A refusal becomes a failed allocation, of which libxml2 says that there was no memory.
  memory.grow = function (this: Memory, pages: number): number {
    if (this.buffer.byteLength + pages * 65_536 > allowed) throw new RangeError('The memory allowed is full.');
    const before = grow.call(this, pages);
    heap = this.buffer.byteLength;
    return before;
  };
  const { perform } = await import('./engine.js');
  port.on('message', ({ task, memory }: Order) => {
    allowed = heap + memory;
    const outcome = perform(task);
    port.postMessage({ outcome, heap } satisfies Reply);
  });
  port.postMessage('ready');
}
