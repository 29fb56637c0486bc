/** The reader's door: plain text in, `Telegram` out. Knows nothing of XML. */
import type { Diagnostic } from '../diagnostics.js';
import { Places } from '../places.js';
import { readCables } from './cables/index.js';
import { readForm, splitForms } from './forms/index.js';
import { type Line, splitLines } from './lines/units.js';
import type { Telegram } from './model.js';
import { unflatten } from './page/flattened.js';
import { splitDocuments } from './page/split.js';
import { type ReadOptions, type ReadResult, readDocument } from './reader.js';

export type * from './model.js';
export type { ReadOptions } from './reader.js';

export interface ParsedTelegrams {
  /** In the order of the text; at least one, be it empty. */
  readonly telegrams: readonly Telegram[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads one document from a text, whatever else the text may hold. Ranges are offsets in UTF-16
 * code units, zero-based. Never throws: what could not be decided is text, and a diagnostic says so.
 */
export function parseTelegram(
  text: string,
  options: ReadOptions = {},
): { telegram: Telegram; diagnostics: readonly Diagnostic[] } {
  const printed = splitLines(text);
  const places = new Places(text);
  const cables = readCables(text, printed, places) ?? [];
  return cables.length === 1 ? cables[0]! : readOne(text, unflatten(text, printed), places, options);
}

/** Reads all documents of a text, cut at their numbered headings. Every character belongs to one of them. */
export function parseTelegrams(text: string, options: ReadOptions = {}): ParsedTelegrams {
  const places = new Places(text);
  const printed = splitLines(text);
  const results: readonly ReadResult[] =
    readCables(text, printed, places) ??
    splitDocuments(text, unflatten(text, printed))
      .flatMap((lines) => splitForms(text, lines))
      .map((lines) => readOne(text, lines, places, options));
  const telegrams = results.map((result) => result.telegram);
  return {
    telegrams,
    diagnostics: [...severalDocuments(telegrams), ...results.flatMap((result) => result.diagnostics)],
  };
}

/** A typed form by its own signs, else what an edition prints. */
function readOne(text: string, lines: readonly Line[], places: Places, options: ReadOptions): ReadResult {
  return readForm(text, lines, places) ?? readDocument(text, lines, places, options);
}

function severalDocuments(telegrams: readonly Telegram[]): Diagnostic[] {
  if (telegrams.length < 2) return [];
  const numbers = telegrams.map((telegram) => telegram.number?.value).filter((number) => number !== undefined);
  const listed = numbers.length > 0 ? ` (${numbers.slice(0, 12).join(', ')}${numbers.length > 12 ? ', …' : ''})` : '';
  return [
    {
      severity: 'info',
      code: 'several-documents',
      source: 'telegram',
      message: `The file holds ${telegrams.length} documents${listed}. Each becomes a TEI file of its own.`,
    },
  ];
}
