/** Where libxml2 does its work: on this thread what is harmless, all else on one beside it that can be ended. */
import { canStart } from '../threads.js';
import type { Beside } from './beside.js';
import type { Outcome, Source, Task } from './engine.js';
import { SHORT_DOCUMENT } from './limits.js';

// Seen from libxml2/ as from chunks/, where the bundler puts this.
const ENTRY = new URL('../libxml2/worker.js', import.meta.url);
const CAN_START = canStart(ENTRY);

export type Perform = (task: Task) => Outcome;

/** What does the work on this thread: where there can be no other, or none is worth its start. */
export async function performerHere({ plain }: Source): Promise<Perform | undefined> {
  return plain || !CAN_START ? (await import('./engine.js')).perform : undefined;
}

/** Compiles a schema. Never rejects. */
export async function compile(source: Source): Promise<Outcome> {
  const perform = await performerHere(source);
  return perform?.({ kind: 'compile', source }) ?? (await beside()).compile(source);
}

/** Judges a document by a schema that has been compiled, if need be once more. Never rejects. */
export async function judge(source: Source, xml: string | Uint8Array, signal?: AbortSignal): Promise<Outcome> {
  const perform = xml.length <= SHORT_DOCUMENT || !CAN_START ? await performerHere(source) : undefined;
  return perform === undefined ? (await beside()).judge(source, xml, signal) : judgeBy(perform, source, xml);
}

/** At once, however long it takes. */
export function judgeBy(perform: Perform, source: Source, xml: string | Uint8Array): Outcome {
  const task = { kind: 'judge', id: source.id, xml } as const;
  const outcome = perform(task);
  if (outcome.stopped !== 'not-compiled') return outcome;
  const compiled = perform({ kind: 'compile', source });
  return compiled.stopped === undefined ? perform(task) : compiled;
}

let started: Promise<Beside> | undefined;

function beside(): Promise<Beside> {
  started ??= import('./beside.js').then((module) => new module.Beside(ENTRY));
  return started;
}
