/** Offsets as lines and columns, for diagnostics. */

/** One-based line and column, in UTF-16 code units, of a zero-based offset; LF, CRLF and CR end lines. */
export function positionOf(text: string, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split(/\r\n?|\n/);
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}
