/**
 * Declarations that stand in files of their own, where references to parameter entities may stand anywhere in them
 * (XML 1.0 §2.8, §4.4.8): written out, so that they can be read as those of a document are.
 */
import { APOSTROPHE, GREATER_THAN, PERCENT, QUOTE } from './chars.js';
import { NEED_MORE } from './failure.js';

/** The text that a parameter entity stands for, given to what puts it in place. */
export type WithText = (name: string, use: (text: string) => void) => void;

export interface Flat {
  readonly text: string;
  /** Index behind the declaration in the text that it stands in. */
  readonly end: number;
  /** The first parameter entity in it; undefined where there is none, and the declaration is as it was written. */
  readonly entity: string | undefined;
}

const REFERENCE = /%([^\s;%&<>"']+);/y;
/** Up to the literal that is the value of an entity: in others a percent sign is one. */
const BEFORE_VALUE = /^<!ENTITY\s+(?:%\s+)?[^\s"'%]+\s+$/;

/** Writes out the declaration that begins at an index. Runs into the end where it does not end. */
export function flatten(text: string, start: number, withText: WithText): Flat {
  const flattener = new Flattener(withText);
  const end = flattener.add(text, start);
  if (!flattener.isDone) throw NEED_MORE;
  return { text: flattener.pieces.join(''), end, entity: flattener.entity };
}

class Flattener {
  readonly pieces: string[] = [];
  entity: string | undefined;
  isDone = false;
  readonly #withText: WithText;
  #depth = 0;
  /** The quote that is open, and how deep in entities it was opened: only there it can be closed. */
  #quote = 0;
  #quoteDepth = 0;
  #isValue = false;
  #hadQuote = false;

  constructor(withText: WithText) {
    this.#withText = withText;
  }

  /** Adds text up to the declaration's end, or all of it; where it stopped. */
  add(text: string, start: number): number {
    let from = start;
    let at = start;
    const take = (upTo: number): void => {
      if (upTo > from) this.pieces.push(text.slice(from, upTo));
      from = upTo;
    };
    while (at < text.length && !this.isDone) {
      const c = text.charCodeAt(at);
      if (c === PERCENT && (this.#quote === 0 || this.#isValue)) {
        REFERENCE.lastIndex = at;
        const name = REFERENCE.exec(text)?.[1];
        if (name !== undefined) {
          take(at);
          // Entities within will move it.
          at = REFERENCE.lastIndex;
          from = at;
          this.#include(name);
          continue;
        }
      } else if (c === QUOTE || c === APOSTROPHE) {
        if (this.#quote === 0) {
          take(at);
          // The value of an entity is the first literal of its declaration.
          this.#isValue = !this.#hadQuote && BEFORE_VALUE.test(this.pieces.join(''));
          this.#hadQuote = true;
          this.#quote = c;
          this.#quoteDepth = this.#depth;
        } else if (c === this.#quote && this.#depth === this.#quoteDepth) this.#quote = 0;
        else if (c === this.#quote) {
          // A quote that an entity brings into a literal does not end it (§4.4.5).
          take(at);
          this.pieces.push(`&#${c};`);
          from = at + 1;
        }
      } else if (c === GREATER_THAN && this.#quote === 0) this.isDone = true;
      at++;
    }
    take(at);
    return at;
  }

  #include(name: string): void {
    this.entity ??= name;
    // Outside literals it comes with a space on each side, so that it is a word of its own (§4.4.8).
    const space = this.#quote === 0 ? ' ' : '';
    this.#withText(name, (text) => {
      this.#depth++;
      this.pieces.push(space);
      this.add(text, 0);
      this.pieces.push(space);
      this.#depth--;
    });
  }
}
