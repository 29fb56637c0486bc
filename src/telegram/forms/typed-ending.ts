/** What typists put below the text of a form: their initials, notes of the message centre, the marks of the last page. */
import type { Loose, Trailer } from '../model.js';
import { looseOn } from './furniture.js';
import { trailer } from './nodes.js';
import type { FormLine } from './page.js';

/** Who dictated and who typed: `LM:CJ/1`, `AAL/10`, `JMB:eg`. */
const TYPIST = /^[A-Z]{2,4}(?:[:/][A-Za-z]{1,4}){0,2}[:/](?:[A-Za-z]{1,4}|\d{1,3})$/;
/** Initials alone: a name has more letters. */
const INITIALS = /^[A-Z]{2,3}$/;
const NOTE = /^(?:Note\s*:|NOTE\s*:|\(?[#*]|\(?Advance cop(?:y|ies)\b|(?:#|\*)?\s?As received\b)/;
const END = /^(?:END(?: OF)?(?: MESSAGE| TELEGRAM)?|END\.)$/;

export interface TypedEnding {
  /** The first line that is none of the text, nor its signature. */
  readonly from: number;
  readonly below: readonly (Loose | Trailer)[];
}

/** Takes the lines below the signature off a text that begins at `first`. */
export function typedEnding(text: string, lines: readonly FormLine[], first: number): TypedEnding {
  let from = lines.length;
  while (from > first + 1 && isBelow(text, lines, from - 1)) from--;
  // Marks of a page alone end no text: they may stand where the copy breaks off.
  const below = lines.slice(from).flatMap((line): (Loose | Trailer)[] => looseOn(text, line) ?? [trailer(text, line)]);
  return { from, below };
}

function isBelow(text: string, lines: readonly FormLine[], at: number): boolean {
  const line = lines[at]!;
  if (looseOn(text, line)) return true;
  return [TYPIST, INITIALS, NOTE, END].some((pattern) => pattern.test(line.said));
}
