/** Ctrl-C as the end of the work, not of the program: what is done so far is still reported. */
import type { Diagnostic } from '../diagnostics.js';

/** What ends programs: Ctrl-C, `timeout` and a runner's cancel button, a terminal that is closed. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Interrupt {
  /** Aborted when the user asks to stop. */
  readonly signal: AbortSignal;
  /** Resolves when the user asks to stop. */
  readonly request: Promise<void>;
  /** Gives Ctrl-C its usual meaning again. */
  release(): void;
}

/** From now on the first of these signals only asks to stop; the second ends the program. */
export function listenForInterrupt(): Interrupt {
  const stop = new AbortController();
  const request = new Promise<void>((done) => stop.signal.addEventListener('abort', () => done()));
  const hear = () => {
    release();
    stop.abort();
  };
  const release = () => {
    for (const signal of SIGNALS) process.off(signal, hear);
  };
  for (const signal of SIGNALS) process.on(signal, hear);
  return { signal: stop.signal, request, release };
}

/** What a report says of a run that the user stopped. */
export function interrupted(done: number, total: number): Diagnostic {
  const message = `The run was stopped after ${done} of ${total} files; the report has what was done.`;
  return { severity: 'warning', code: 'run-interrupted', message, source: 'run' };
}
