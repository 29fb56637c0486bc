/** What the forms of 1945 to 1972 print around the text: their title, their labels, the marks of a page. */

import type { Loose } from '../model.js';
import { handlingKind } from '../vocabulary.js';
import { fuzzy } from './misread.js';
import { furniture, pageBreak } from './nodes.js';
import type { FormLine } from './page.js';
import { isLetterhead, isTitle } from './titles.js';

/** The warning below each page of a copy, whole or as what is left of it. */
const WARNING = new RegExp(`${fuzzy('REPRODUCTION FROM THIS COPY')}|${fuzzy('PROHIBITED UNLESS')}`, 'i');
/** `-2- 1188, May 3, 5 p.m., from Strelsau`, `Page 2 of telegram 1188 from Strelsau`, `-2-`. */
const PAGE =
  /^(?:[-–—~_]?\s?(\d{1,2})\s?[-–—]\s*#?\s*(?:No\.?\s*)?\d{1,5}\b.{0,60}\bfrom\s+\p{Lu}.*|Page\s+(\d{1,2})\s+of\s+(?:telegram|no\.?)\b.{3,80}|[-–—]\s?(\d{1,2})\s?[-–—])$/iu;
/** What the Department's forms have printed on them; their values stand beside or below. */
const LABELS = [
  'Classification',
  'Charge to',
  'Collect',
  'Charge',
  'Origin',
  'Distribution',
  'Indicate',
  'Control',
  'Telegraph Branch',
  'Cable Section',
  'Assigned to',
  'Date of action',
  'Action taken',
];
const LABEL = new RegExp(
  `^(?:[[(]\\s*[\\])]\\s*)?(?:${LABELS.map((label) => fuzzy(label)).join('|')})\\s*[:.]?(?:\\s*[[(]\\s*[\\])])?$`,
  'i',
);
const FORM_NUMBER =
  /^(?:FORM\s+)?(?:\d{1,2}-\d{2}\s+)?DS[- ]\d{3,4}[A-Z]?\b.{0,40}$|^FORM\s+\d{1,2}[-–]\d{2}\b.{0,20}$/i;
/** The clock of the code room: `MAY 3 7 12 PM '62`, `1967 JUN 15 PM 4 21`. */
export const STAMPED =
  /^(?:(\d{4})\s+([A-Z]{3,4})\.?\s+(\d{1,2})\s+([AP])\.?M\.?\s+(\d{1,2})[\s:](\d{2})|([A-Z]{3,4})\.?\s+(\d{1,2})\s+(\d{1,2})[\s:](\d{2})\s+([AP])\.?M\.?\s+['’‘]?(\d{2}|\d{4}))$/i;

export function isWarning(said: string): boolean {
  return said.length <= 100 && WARNING.test(said);
}

export function isFormLabel(said: string): boolean {
  return said.length <= 60 && (LABEL.test(said) || FORM_NUMBER.test(said));
}

/** Is the line a classification alone, in capitals, as it stands above and below each page? */
export function isPageMarking(said: string): boolean {
  const bare = said.replace(/^[\s._-]+|[\s._-]+$/g, '');
  return handlingKind(bare) === 'classification' && bare === bare.toUpperCase();
}

/** What is printed on a line of the text that is none of it; undefined for the text. */
export function looseOn(text: string, line: FormLine): Loose[] | undefined {
  const page = PAGE.exec(line.said);
  if (page) return [pageBreak(line, (page[1] ?? page[2] ?? page[3])!), furniture(text, 'header', line)];
  if (isPageMarking(line.said)) return [furniture(text, 'classification', line)];
  const printed = [isWarning, isFormLabel, isTitle, isLetterhead].some((is) => is(line.said));
  if (printed) return [furniture(text, 'form', line)];
  return STAMPED.test(line.said) ? [furniture(text, 'operator', line)] : undefined;
}
