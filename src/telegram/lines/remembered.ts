/** Answers that are kept while one text is read: several parts of the reader ask the same of the same line. */
import type { Range } from '../model.js';

/**
 * The same question, asked once of each stretch of a text. The answers, and the text, are kept until another text comes.
 * The question may look at nothing but the text and the two offsets.
 */
export function remembered<T>(ask: (text: string, range: Range) => T): (text: string, range: Range) => T {
  const known = new Map<number, { readonly end: number; readonly answer: T }>();
  let of = '';
  return (text, range) => {
    if (text !== of) known.clear();
    // Even where it is the same: to compare two texts that lie apart takes long.
    of = text;
    const before = known.get(range.start);
    if (before?.end === range.end) return before.answer;
    const answer = ask(text, range);
    known.set(range.start, { end: range.end, answer });
    return answer;
  };
}
