/** Whether an expression can be evaluated: tried, and where it cannot, said once. */
import type { Diagnostic } from '../diagnostics.js';
import * as messages from './messages.js';
import type { Place } from './model.js';
import { XPathNotEvaluable } from './xpath/errors.js';

export interface About {
  readonly part: messages.SchemaPart;
  /** As the schema has it. */
  readonly text: string;
  readonly place: Place;
  /** The one that the schema gives it. */
  readonly id?: string | undefined;
}

export class Attempts {
  /** By what they say: some things are tried more than once. */
  readonly #said = new Map<string, Diagnostic>();

  get diagnostics(): readonly Diagnostic[] {
    return [...this.#said.values()];
  }

  say(diagnostic: Diagnostic): void {
    this.#said.set(JSON.stringify(diagnostic), diagnostic);
  }

  /** The result, or undefined where the expression cannot be evaluated. @param isQuiet whether that is of no interest. */
  try<T>({ part, text, place, id }: About, make: () => T, isQuiet = false): T | undefined {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof XPathNotEvaluable)) throw error;
      if (!isQuiet) this.say(messages.notEvaluable(part, text, error.message, place, id));
      return undefined;
    }
  }
}
