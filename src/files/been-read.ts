/**
 * Which files the door has read whole: for who must write over none of them, and for who takes along what documents need.
 * Nothing is noted until somebody asks for it.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

/** How a file came to be read. */
export interface Reading {
  /** Whether a document, a schema or a catalog asked for it. */
  readonly asked: boolean;
  /** Addresses that it stood for: of the web, or names that a catalog knows. */
  readonly addresses: readonly string[];
}

/** By path, absolute or relative to the working folder. */
export type Read = ReadonlyMap<string, Reading>;

/** Of this thread. */
let reads: Map<string, Reading> | undefined;
/** Of one piece of work, also where others go on beside it. */
const ofWork = new AsyncLocalStorage<Map<string, Reading>>();

/** Called by the door, and by who knows for which address a file was read. */
export function noteRead(path: string, { asked, addresses }: Reading): void {
  for (const noted of [reads, ofWork.getStore()]) {
    if (noted === undefined) continue;
    const known = noted.get(path);
    const all = known === undefined ? addresses : [...new Set([...known.addresses, ...addresses])];
    noted.set(path, { asked: asked || known?.asked === true, addresses: all });
  }
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
