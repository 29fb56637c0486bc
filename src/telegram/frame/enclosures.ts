/**
 * Texts inside a telegram that have a salutation of their own: a letter to be handed over, a message
 * passed on, as one telegram in nine has. They are enclosed where both their beginning and their end can be seen.
 */

import { isSignatureLine } from '../lines/signature.js';
import type { Range } from '../model.js';

export interface EnclosedUnits {
  /** First unit, and the one just past the last. */
  readonly from: number;
  readonly to: number;
  /** The unit that is the signature, if it stands on a line of its own. */
  readonly signature?: number;
}

const SALUTATION_START = /^[“"‘']?\s*(?:My\s+)?Dear\s+[^:;,—]{1,80}[:,—]/;
const DATE_ABOVE = /^(?:Begin(?: text| message)?[:.]\s*)?[“"]?[^.:;“"]{0,40}\b\d{1,2},?\s+\d{4}\b[^.:;]{0,12}[.]?$/i;
const END_WORDS = /^(?:end\b.{0,30}|unquote\b.{0,10})$/i;
const VALEDICTION =
  /\b(?:Sincerely|Respectfully|Faithfully|Cordially|Yours (?:truly|faithfully|sincerely)|(?:warm|warmest|best|kind|kindest)(?: personal)? (?:regards?|wishes)|sincere friendship|highest consideration)\b.{0,120}$/s;
const CLOSING_QUOTE = /[”"]\.?(?:\s?(?:\d{1,3}|\[\d{1,3}\]|\/\d{1,3}\/))?$/;
const LONGEST = 120;

/** The enclosed texts among the units of a telegram's body, in order. */
export function findEnclosures(text: string, units: readonly Range[]): EnclosedUnits[] {
  const found: EnclosedUnits[] = [];
  for (let at = 1; at < units.length; at++) {
    if (!SALUTATION_START.test(head(text, units[at]!))) continue;
    const end = enclosureEnd(text, units, at);
    if (!end) continue;
    const above = at - 1;
    const from =
      above >= Math.max(1, found.at(-1)?.to ?? 0) && DATE_ABOVE.test(wholeIfShort(text, units[above]!)) ? above : at;
    found.push({ from, ...end });
    at = end.to - 1;
  }
  return found;
}

function enclosureEnd(
  text: string,
  units: readonly Range[],
  salutation: number,
): Omit<EnclosedUnits, 'from'> | undefined {
  const quoted = /^[“"]/.test(head(text, units[salutation]!)) || /^[“"]/.test(head(text, units[salutation - 1]!));
  const last = Math.min(units.length, salutation + LONGEST);
  for (let at = salutation; at < last; at++) {
    const unit = units[at]!;
    if (at > salutation && END_WORDS.test(wholeIfShort(text, unit))) return { to: at };
    const ending = tail(text, unit);
    if (quoted && CLOSING_QUOTE.test(ending))
      return isName(text, units, at, salutation) ? { to: at + 1, signature: at } : { to: at + 1 };
    if (isName(text, units, at, salutation)) return { to: at + 1, signature: at };
    if (!quoted && VALEDICTION.test(ending) && !isName(text, units, at + 1, salutation)) return { to: at + 1 };
  }
  return undefined;
}

function isName(text: string, units: readonly Range[], at: number, salutation: number): boolean {
  return at > salutation + 1 && units[at] !== undefined && isSignatureLine(text, units[at]!);
}

function head(text: string, unit: Range): string {
  return text.slice(unit.start, Math.min(unit.end, unit.start + 120));
}

function tail(text: string, unit: Range): string {
  return text.slice(Math.max(unit.start, unit.end - 160), unit.end);
}

function wholeIfShort(text: string, unit: Range): string {
  return unit.end - unit.start <= 80 ? text.slice(unit.start, unit.end) : '';
}
