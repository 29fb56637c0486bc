/** Turns of long work: others have theirs in between, and where nothing can stand in between, it goes on elsewhere. */
import { setImmediate } from 'node:timers/promises';
import { MovedElsewhere } from '../budget.js';

/** In milliseconds: how long others may wait for their turn. */
const LONGEST_TURN = 50;
/** In milliseconds: how long a signal may wait. */
const LONGEST_WAIT = 300;

export class Turn {
  #began = performance.now();

  get isOver(): boolean {
    return performance.now() - this.#began > LONGEST_TURN;
  }

  async pass(): Promise<void> {
    await setImmediate();
    this.#began = performance.now();
  }

  /** Ends work that has not let others have their turn for too long. @throws MovedElsewhere */
  endWhereTooLong(): void {
    if (performance.now() - this.#began > LONGEST_WAIT) throw new MovedElsewhere();
  }
}
