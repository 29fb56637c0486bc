/**
 * The text of a schema in the compact syntax before it is cut into tokens (§3): line ends are all one, escapes
 * such as \x{E9} are the characters that they stand for, and every character knows where it came from.
 */

/** A line end of the source. One that is written as the escape \x{A} is a plain line feed: it ends no line. */
export const NEWLINE = '\0';

export interface CompactSource {
  readonly text: string;
  /** One-based line and column (UTF-16 code units) in the file, of an offset in `text`. */
  place(offset: number): { readonly line: number; readonly column: number };
  /** Escapes of what is no character of XML, by their offset in `text`. */
  readonly badEscapes: readonly { readonly offset: number; readonly escape: string }[];
}

// \x{..}, with any number of x; carriage returns and the two end-of-line forms they make.
const CHANGES = /\\x+\{([0-9A-Fa-f]+)\}|\r\n?|\n/g;

export function prepareSource(file: string): CompactSource {
  const text = file.startsWith('\uFEFF') ? file.slice(1) : file;
  const badEscapes: { offset: number; escape: string }[] = [];
  const pieces: Piece[] = [{ at: 0, from: 0, line: 1, lineStart: 0 }];
  let prepared = '';
  let from = 0;
  let line = 1;
  let lineStart = 0;
  for (const match of text.matchAll(CHANGES)) {
    const [found, hex] = match;
    prepared += text.slice(from, match.index);
    from = match.index + found.length;
    if (hex === undefined) {
      prepared += NEWLINE;
      line++;
      lineStart = from;
    } else {
      const char = xmlCharacter(hex);
      if (char === undefined) badEscapes.push({ offset: prepared.length, escape: found });
      prepared += char ?? '\uFFFD';
    }
    pieces.push({ at: prepared.length, from, line, lineStart });
  }
  prepared += text.slice(from);
  return { text: prepared, badEscapes, place: (offset) => placeIn(pieces, offset) };
}

/** A stretch that stands in the file as it stands in the text, up to the next piece. */
interface Piece {
  /** Offset in the text. */
  readonly at: number;
  /** Offset in the file. */
  readonly from: number;
  readonly line: number;
  /** Offset in the file of the line's first character. */
  readonly lineStart: number;
}

function placeIn(pieces: readonly Piece[], offset: number): { line: number; column: number } {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle]!.at <= offset) low = middle;
    else high = middle - 1;
  }
  const { at, from, line, lineStart } = pieces[low]!;
  return { line, column: from + offset - at - lineStart + 1 };
}

/** XML 1.0 §2.2 Char. */
function xmlCharacter(hex: string): string | undefined {
  const code = Number.parseInt(hex, 16);
  const allowed =
    code === 0x09 ||
    code === 0x0a ||
    code === 0x0d ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd);
  return allowed || (code >= 0x10000 && code <= 0x10ffff) ? String.fromCodePoint(code) : undefined;
}
