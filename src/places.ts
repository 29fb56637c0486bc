/** From offsets to lines and columns, as people count them. */

export interface Place {
  /** One-based. */
  readonly line: number;
  /** One-based, in UTF-16 code units. */
  readonly column: number;
}

/** The line starts of a text, found once. LF, CRLF and CR end a line. */
export class Places {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) this.#starts.push(at + 1);
    }
  }

  /** The place of an offset in UTF-16 code units, zero-based. */
  at(offset: number): Place {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.#starts[low]! + 1 };
  }

  /** The offset of a place, as {@link at} counts them; of a line that the text does not have, its beginning. */
  offsetOf({ line, column }: Place): number {
    return (this.#starts[line - 1] ?? 0) + column - 1;
  }
}

/** The place of one offset, for whoever asks once. */
export function placeAt(text: string, offset: number): Place {
  // With the character itself, which may be the second half of a line end.
  return new Places(text.slice(0, offset + 1)).at(offset);
}
