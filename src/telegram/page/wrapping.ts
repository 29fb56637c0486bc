/**
 * Are the page's paragraphs wrapped over several lines, as typists, mail and scanners wrap them, and which
 * lines belong together? Judged on the language first (a sentence goes on below in lower case, a word is
 * broken), then on the page's width: a wrapped line is a full one, the next line's first word would not have fitted.
 */

import { isLabelLine, isNumberLine } from '../heading/front.js';
import { parseDateline } from '../lines/dateline.js';
import { isFileLine } from '../lines/file-line.js';
import { headAt } from '../lines/headed.js';
import { pageBreakLine } from '../lines/pages.js';
import { isAbbreviated } from '../lines/sentences.js';
import { isSignature, isSignatureLine } from '../lines/signature.js';
import { tableLines } from '../lines/tables.js';
import type { Line } from '../lines/units.js';
import { isNextTo } from '../lines/units.js';
import type { Range } from '../model.js';
import { isHandlingLine } from '../vocabulary.js';

export interface Wrapping {
  /** Does the paragraph of the line go on with the next? Both are of one page, in this order. */
  joins(line: Line, next: Line): boolean;
  /** The same within a note, whose lines are few: a sentence that has not ended goes on. */
  joinsInNote(line: Line, next: Line): boolean;
}

/** Wider lines are paragraphs of their own. */
const WIDEST = 130;
/** Of the line ends within paragraphs, at least this share shows that a sentence goes on. */
const SHARE = 0.25;
const BROKEN_WORD = /\p{L}[-‐¬]$/u;
const SENTENCE_END = /[.:;?!…][”’"')\]]*\d{0,3}$/;
/** The small words that no line of its own ends with. */
const HANGS =
  /(?<=\p{Ll}\s)(?:of|on|the|a|an|to|in|at|by|for|and|or|be|is|are|was|dated|until|since|not|with|as|that)$/u;
const LABEL = /^(?:\[?\(?(?:\d{1,4}|[a-zA-Z]|[ivx]{1,4})[a-z]?[.)\]]|[-–•*†‡§¶·])\s?\S/;

/** Looks at the lines of one document. */
export function findWrapping(text: string, lines: readonly Line[]): Wrapping {
  const width = pageWidth(lines);
  const said = (line: Range): string => text.slice(line.start, line.end);
  const capitals = (line: Line): boolean => /\p{Lu}{2}/u.test(said(line)) && !/\p{Ll}/u.test(said(line));
  const rows = tableLines(text, lines);
  const isAlone = (line: Line): boolean => rows.has(line.start) || standsAlone(text, line);
  const room = (line: Line, next: Line): number =>
    width - lengthOf(line) - 1 - (/^\S*/.exec(said(next).slice(0, 60))![0].length ?? 0);
  const breaksWord = (line: Line, next: Line): boolean => BROKEN_WORD.test(said(line)) && /^\p{Ll}/u.test(said(next));
  const runsOn = (line: Line, next: Line): boolean =>
    !SENTENCE_END.test(said(line)) &&
    (/^\p{Ll}/u.test(said(next)) || (capitals(line) && capitals(next))) &&
    room(line, next) < width / 4;

  let inside = 0;
  let going = 0;
  for (const [i, line] of lines.entries()) {
    const next = lines[i + 1];
    if (line.blank || next === undefined || next.blank || isAlone(line) || isAlone(next)) continue;
    const on = breaksWord(line, next) || runsOn(line, next);
    if (on) going++;
    if (on || lengthOf(line) >= width * 0.6) inside++;
  }
  const wrapped = width <= WIDEST && width >= 24 && going > 0 && going >= inside * SHARE;

  const joins = (line: Line, next: Line): boolean => {
    if (!wrapped || !isNextTo(text, line, next)) return false;
    if (leavesOpen(said(line))) return true;
    if (isAlone(line)) return false;
    if (breaksWord(line, next) || HANGS.test(said(line))) return true;
    if (isAlone(next)) return false;
    const ended = SENTENCE_END.test(said(line)) && !isAbbreviated(text, line.start, line.end - 1);
    // A closing courtesy ends with a comma above the name.
    if (said(line).endsWith(',') && lengthOf(next) < width / 2 && isSignature(text, next, [])) return false;
    if (!ended) return /^\p{Ll}/u.test(said(next)) || room(line, next) < width * 0.4;
    const opens =
      headAt(text, next) !== undefined ||
      LABEL.test(said(next)) ||
      (lengthOf(next) < width / 2 && isSignatureLine(text, next));
    return !opens && room(line, next) < 3;
  };
  const joinsInNote = (line: Line, next: Line): boolean =>
    joins(line, next) ||
    (isNextTo(text, line, next) &&
      !isAlone(next) &&
      !/[.:;?!…\])”’"',↩]\d{0,3}$/.test(said(line)) &&
      ((HANGS.test(said(line)) && /^\d/.test(said(next))) || !(LABEL.test(said(next)) || isSignatureLine(text, next))));
  return { joins, joinsInNote };
}

/** Does a bracket that the line opens close on the next: `[Received October 13,`? */
function leavesOpen(line: string): boolean {
  return /[[(][^[\]()]{0,60}$/.test(line);
}

function lengthOf(line: Line): number {
  return line.end - line.start + line.indent;
}

/** The width that lines come near to again and again; a single longer one, such as a heading, does not make it. */
function pageWidth(lines: readonly Line[]): number {
  const lengths = lines
    .filter(({ blank }) => !blank)
    .map(lengthOf)
    .sort((a, b) => b - a);
  const enough = Math.max(2, Math.ceil(lengths.length / 5));
  // Behind the last that is near: it moves on with the width, so that a volume of lines is counted once.
  let end = 0;
  for (const [i, width] of lengths.entries()) {
    if (i * 8 > lengths.length) break;
    if (width === lengths[i - 1]) continue;
    while (end < lengths.length && lengths[end]! > width * 0.8) end++;
    if (end - i >= enough) return width;
  }
  return lengths[0] ?? 0;
}

/** Lines that no paragraph takes in: page marks, datelines, classifications, file lines, labels in brackets. */
function standsAlone(text: string, line: Line): boolean {
  const said = text.slice(line.start, line.end);
  return (
    pageBreakLine(text, line) !== undefined ||
    isHandlingLine(said) ||
    isLabelLine(text, line) ||
    isNumberLine(text, line) ||
    isFileLine(text, line) ||
    (/\d/.test(said) && parseDateline(text, withoutOpenBracket(text, line)) !== undefined)
  );
}

/** A dateline may break off within `[Received …]`. */
function withoutOpenBracket(text: string, { start, end }: Range): Range {
  const open = /\s*[[(][^[\]()]*$/.exec(text.slice(start, end));
  return { start, end: open ? start + open.index : end };
}
