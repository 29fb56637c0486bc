/** Turns of long work: others have theirs in between, and where nothing can stand in between, it goes on elsewhere. */
import { setImmediate } from 'node:timers/promises';
import { MovedElsewhere } from '../budget.js';

/** In milliseconds: how long others may wait for their turn. */
const LONGEST_TURN = 50;
/** In milliseconds: how long a signal may wait. */
const LONGEST_WAIT = 300;

export class Turn {
  #began = performance.now();
  readonly #signal: AbortSignal | undefined;

  /** @param signal ends the work at the next turn: nobody waits for it any more. */
  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  get isOver(): boolean {
    return performance.now() - this.#began > LONGEST_TURN;
  }

  /** @throws MovedElsewhere where the work is to end. */
  async pass(): Promise<void> {
    await setImmediate();
    if (this.#signal?.aborted === true) throw new MovedElsewhere();
    this.#began = performance.now();
  }

  /** Ends work that has not let others have their turn for too long. @throws MovedElsewhere */
  endWhereTooLong(): void {
    if (performance.now() - this.#began > LONGEST_WAIT) throw new MovedElsewhere();
  }
}
