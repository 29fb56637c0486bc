/** Conversions one after the other: short texts here, long ones on a thread that a signal can end in the middle of its work. */
import type { ConvertOptions } from '../convert.js';
import type { DecodedInput } from '../decode-input.js';
import type { Threads } from '../threads.js';
import { type Converted, convertOne } from './convert-one.js';

/** What the thread is sent. */
export interface ConvertTask {
  readonly input: DecodedInput;
  readonly options: ConvertOptions;
}

/** What it sends back. */
export interface ConvertAnswer {
  readonly converted: Converted;
  /** The identifiers that these documents have taken. */
  readonly taken: readonly string[];
}

/** In UTF-16 code units: some tenths of a second, as long as a signal may have to wait. */
const LONGEST_HERE = 100_000;
// Seen from cli/ as from chunks/, where the bundler puts this.
const ENTRY = new URL('../cli/convert-worker.js', import.meta.url);

export class Converter {
  readonly #taken = new Set<string>();
  #threads: Threads<ConvertTask, ConvertAnswer> | undefined;

  /** Converts texts in the order of the calls, so that who gets an identifier that two want does not depend on time. */
  async convert(input: DecodedInput, options: ConvertOptions): Promise<Converted> {
    const own = { ...options, taken: this.#taken };
    if (input.text.length <= LONGEST_HERE) return convertOne(input, own);
    const { canStart, Threads } = await import('../threads.js');
    if (!canStart(ENTRY)) return convertOne(input, own);
    this.#threads ??= new Threads(ENTRY, 1);
    const { converted, taken } = await this.#threads.run({ input, options: own });
    for (const id of taken) this.#taken.add(id);
    return converted;
  }

  /** Ends what is under way. */
  async stop(): Promise<void> {
    await this.#threads?.stop();
  }
}
