/**
 * The promise that nothing is lost and nothing invented, checked on the finished XML. Two steps,
 * neither of which asks the writer: the tree accounts for every character of the input once
 * (tiling.ts), and the XML, read again, holds what the tree says (streams below).
 */
import type { Diagnostic } from '../diagnostics.js';
import type { Telegram } from '../telegram/model.js';
import { expectedContent, type Stream } from './expected.js';
import { type FoundContent, foundContent } from './found.js';
import { type Finding, inventedText, lostText, toDiagnostic, unreadable } from './messages.js';
import { checkTiling } from './tiling.js';

export { TeiContent } from './found.js';
export { type Leaf, leavesOf } from './leaves.js';
export { type ElementSource, elementSources } from './sources.js';

const MOST_FINDINGS = 20;

/** What a conversion left out of the TEI's text on purpose. */
export interface LedgerEntry {
  /** Why: `navigation`, `backlink`, `bullet`, `note-label` … */
  readonly reason: string;
  /** Where it starts in the input: zero-based, in UTF-16 code units. */
  readonly offset: number;
  /** The characters, layout folded. */
  readonly text: string;
}

export interface LosslessReport {
  /** Whether both promises hold. */
  readonly lossless: boolean;
  /** What was left out and why, as the documents' own headers list it, in the order of the documents. */
  readonly ledger: readonly LedgerEntry[];
  /** Errors with line and column in the input: `text-lost`, `text-invented`, `marker-lost`, `tei-unreadable`. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Checks a conversion. Every character of the input that is not white space must be in the TEI's
 * text exactly once and in the order of the reading, or be held by an attribute (the marker of a
 * note, the number of a page), or stand in the list of what was left out. Linear in the length of
 * the input.
 *
 * @param input the whole text that was converted.
 * @param telegrams all documents read from it.
 * @param xmls the TEI of each.
 */
export function checkLossless(input: string, telegrams: readonly Telegram[], xmls: readonly string[]): LosslessReport {
  return checkContents(input, telegrams, xmls.map(foundContent));
}

/** The same where the TEI of each has been read already; undefined for what could not be. */
export function checkContents(
  input: string,
  telegrams: readonly Telegram[],
  contents: readonly (FoundContent | undefined)[],
): LosslessReport {
  const findings: Finding[] = checkTiling(input, telegrams);
  const ledger: LedgerEntry[] = [];
  telegrams.forEach((telegram, index) => {
    const found = contents[index];
    if (found === undefined) {
      findings.push(unreadable(telegram.start));
      return;
    }
    for (const entry of found.ledger) ledger.push(entry);
    const expected = expectedContent(input, telegram);
    const longest = Math.max(expected.length, found.streams.length);
    for (let i = 0; i < longest; i++) findings.push(...compare(expected[i], found.streams[i] ?? '', telegram));
  });
  // The first ones say what is wrong; a thousand more would say it again.
  const told = findings.sort((a, b) => a.offset - b.offset).slice(0, MOST_FINDINGS);
  return { lossless: findings.length === 0, ledger, diagnostics: told.map((finding) => toDiagnostic(input, finding)) };
}

/** One place at most for each stream: between what begins alike and what ends alike. */
function compare(expected: Stream | undefined, found: string, telegram: Telegram): Finding[] {
  const wanted = expected?.text ?? '';
  if (wanted === found) return [];
  const shorter = Math.min(wanted.length, found.length);
  let from = 0;
  while (from < shorter && wanted.charCodeAt(from) === found.charCodeAt(from)) from++;
  let tail = 0;
  while (
    tail < shorter - from &&
    wanted.charCodeAt(wanted.length - 1 - tail) === found.charCodeAt(found.length - 1 - tail)
  )
    tail++;

  const offset = expected?.offsetOf(from) ?? telegram.start;
  const lost = wanted.slice(from, wanted.length - tail);
  const invented = found.slice(from, found.length - tail);
  return [
    ...(lost === '' ? [] : [lostText(offset, lost)]),
    ...(invented === '' ? [] : [inventedText(offset, invented)]),
  ];
}
