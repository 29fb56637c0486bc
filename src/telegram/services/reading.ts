/** What the lines of a head say, gathered while they are read one by one. */
import { handlingOf, type SendingLine } from '../lines/sending-line.js';
import type { DocumentDate, Fact, Facts } from '../model.js';
import type { ServiceLine } from './service.js';

/** A service whose heads have place and date and say how they were sent extends it by what its lines look like. */
export class HeadReading {
  readonly lines: ServiceLine[] = [];
  telegraphic = false;
  date: DocumentDate | undefined;
  protected place: Fact | undefined;
  protected number: Fact | undefined;
  readonly #phrases: Fact[] = [];

  constructor(protected readonly text: string) {}

  /** `Tel. (No. 137.) Urgent.`; of two numbers the first. */
  protected addSending({ telegraphic, number, phrases }: SendingLine): void {
    this.telegraphic ||= telegraphic;
    this.number ??= number;
    this.#phrases.push(...phrases);
  }

  /** What the lines say; absent what they do not say. */
  facts(): Partial<Facts> {
    const { classification, precedence, handling } = handlingOf(this.#phrases);
    return {
      ...(this.date && { date: this.date }),
      ...(this.place && { place: this.place }),
      ...(this.number && { telegramNumber: this.number }),
      ...(classification[0] && { classification: classification[0] }),
      precedence,
      handling,
    };
  }
}
