/**
 * Which files the door has read whole: for who must write over none of them, and for who takes along what documents need.
 * Nothing is noted until somebody asks for it.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { isSame, type Stamp } from './stamp.js';

/** How a file came to be read. */
export interface Reading {
  /** Whether a document, a schema or a catalog asked for it. */
  readonly asked: boolean;
  /** Addresses that it stood for: of the web, or names that a catalog knows. */
  readonly addresses: readonly string[];
  /** Of the file as it was then; of one that was read twice and had changed, one that no file has. */
  readonly stamp?: Stamp;
}

/** Of what was not the same each time that it was read. */
const CHANGED: Stamp = { size: -1, modified: -1 };

/** By path, absolute or relative to the working folder. */
export type Read = ReadonlyMap<string, Reading>;

/** Of this thread. */
let reads: Map<string, Reading> | undefined;
/** Of one piece of work, also where others go on beside it. */
const ofWork = new AsyncLocalStorage<Map<string, Reading>>();

/** Called by the door, and by who knows for which address a file was read. */
export function noteRead(path: string, reading: Reading): void {
  for (const noted of [reads, ofWork.getStore()]) noted?.set(path, together(noted.get(path), reading));
}

function together(before: Reading | undefined, now: Reading): Reading {
  if (before === undefined) return now;
  const [a, b] = [before.stamp, now.stamp];
  const stamp = a !== undefined && b !== undefined && !isSame(a, b) ? CHANGED : (b ?? a);
  return {
    asked: before.asked || now.asked,
    addresses: [...new Set([...before.addresses, ...now.addresses])],
    ...(stamp === undefined ? {} : { stamp }),
  };
}

/** What was read since the last call; nothing at the first, from which on it is noted. */
export function takeRead(): Read {
  const taken = reads ?? new Map();
  reads = new Map();
  return taken;
}

/** Does something, and tells it what is read for it, as that goes on. */
export function notingReads<T>(work: (read: Read) => Promise<T>): Promise<T> {
  const read = new Map<string, Reading>();
  return ofWork.run(read, () => work(read));
}
