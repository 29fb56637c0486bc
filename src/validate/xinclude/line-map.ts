/**
 * One numbering of lines for a document and the parts that it includes, so that engines that know of one file only
 * can judge them all: the lines of each part are numbered on from a number that no document reaches, and findings are
 * put back into their files afterwards.
 */
import type { Diagnostic } from '../../diagnostics.js';

/** Beyond it, a line is one of a part. */
const FIRST = 2 ** 28;

interface Part {
  /** The first number of its lines; the next part's is beyond its last. */
  readonly start: number;
  readonly end: number;
  readonly file: string;
  /** Where it is included, in this numbering. */
  readonly line: number;
  readonly column: number;
}

export class LineMap {
  readonly #parts: Part[] = [];
  /** A part that is read once more at the same place has the numbers that it had. */
  readonly #starts = new Map<string, number>();

  /**
   * Numbers the lines of one more part.
   *
   * @param lines how many it has at most.
   * @param place where it is included, in this numbering.
   * @returns what is to be added to its own line numbers.
   */
  add(file: string, lines: number, place: { readonly line: number; readonly column: number }): number {
    const key = `${place.line}:${place.column} ${file}`;
    const known = this.#starts.get(key);
    if (known !== undefined) return known;
    const start = this.#parts.at(-1)?.end ?? FIRST;
    this.#starts.set(key, start);
    this.#parts.push({ start, end: start + lines + 1, file, line: place.line, column: place.column });
    return start;
  }

  /** Diagnostics in this numbering as they are in their files, in the order of the document with its parts in place. */
  putBack(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
    if (this.#parts.length === 0) return diagnostics;
    return diagnostics
      .map((diagnostic) => ({ key: this.#key(diagnostic.line ?? 0, diagnostic.column ?? 0), diagnostic }))
      .sort((a, b) => compare(a.key, b.key))
      .map(({ diagnostic }) => this.#inItsFile(diagnostic));
  }

  #inItsFile(diagnostic: Diagnostic): Diagnostic {
    const message = this.#withPlaces(diagnostic.message);
    const part = this.#partOf(diagnostic.line ?? 0);
    if (part === undefined) return { ...diagnostic, message };
    const { line, endLine } = diagnostic;
    return {
      ...diagnostic,
      message,
      file: part.file,
      line: line! - part.start,
      ...(endLine === undefined ? {} : { endLine: endLine - part.start }),
    };
  }

  /** A message may name a line too. */
  #withPlaces(message: string): string {
    return message.replace(/\b\d{9,10}\b/g, (digits) => {
      const part = this.#partOf(Number(digits));
      return part === undefined ? digits : `${Number(digits) - part.start} of ${part.file}`;
    });
  }

  /** The place in the document, then the place in the part that stands there, and so on inwards. */
  #key(line: number, column: number): readonly number[] {
    const part = this.#partOf(line);
    return part === undefined ? [line, column] : [...this.#key(part.line, part.column), line, column];
  }

  #partOf(line: number): Part | undefined {
    if (line < FIRST) return undefined;
    let [low, high] = [0, this.#parts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#parts[middle]!.start <= line) low = middle;
      else high = middle - 1;
    }
    const part = this.#parts[low];
    return part !== undefined && line >= part.start && line < part.end ? part : undefined;
  }
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] !== b[i]) return a[i]! - b[i]!;
  }
  return a.length - b.length;
}
