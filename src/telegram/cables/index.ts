/** Raw cables: telegrams as the wire printed them. `readCables` is the door; the grammar is described in docs/cables.md. */
import type { Diagnostic } from '../../diagnostics.js';
import type { Places } from '../../places.js';
import { Findings } from '../findings.js';
import type { Line } from '../lines/units.js';
import type { Telegram } from '../model.js';
import { findHeads, splitCables } from './heads.js';
import { wireLines } from './lines.js';
import { readOneLine } from './one-line.js';
import { readCable } from './read.js';
import { recogniseCable } from './recognise.js';

/**
 * Reads a text as cables, one for each message in it; undefined where it is none. Ranges are offsets
 * in UTF-16 code units, zero-based; every character that is no white space belongs to one cable.
 */
export function readCables(
  text: string,
  lines: readonly Line[],
  places: Places,
): { telegram: Telegram; diagnostics: readonly Diagnostic[] }[] | undefined {
  const wire = wireLines(text, lines);
  const form = recogniseCable(text, wire);
  if (!form) return readWithoutLines(text, places);
  return splitCables(wire, findHeads(wire)).map((range) => readCable(text, wire, range, form, places));
}

function readWithoutLines(
  text: string,
  places: Places,
): { telegram: Telegram; diagnostics: readonly Diagnostic[] }[] | undefined {
  const telegram = readOneLine(text);
  if (!telegram) return undefined;
  const findings = new Findings(text, places);
  findings.cableOnOneLine(telegram);
  return [{ telegram, diagnostics: findings.diagnostics }];
}
