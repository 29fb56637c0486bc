/** The ending of a division: its signatures, with what stands among them, and what only brackets may add behind. */

import { parseDateline } from '../lines/dateline.js';
import { pageBreakLine } from '../lines/pages.js';
import { ADDRESS, isOffice, isSigned, nameOn } from '../lines/signature.js';
import { isNextTo, type Unit } from '../lines/units.js';
import type { CloserPart, Inline, Range } from '../model.js';

export interface Ending {
  /** Units of the body, of the signatures, and after them. */
  readonly bodyEnd: number;
  readonly closerEnd: number;
}

/** So many lines of editors may stand behind the signature. */
const BEHIND_AT_MOST = 4;
const IN_BRACKETS = /^(?:\[[^[\]]{1,400}\]|\([^()]{1,400}\))\W{0,2}$/;
const POSTSCRIPT = /^P\.\s?S\.|^Postscript\b/i;
const SEAL = /^[[(]?(?:seal|l\. ?s\.)[\])]?\.?$/i;
/** `For Ruritania:`, `(For the Ambassador)`. */
const WITNESSES = /^(?:(?:In the presence of|Signed in the presence of|Witness(?:es)?|Attest(?:ed)?)\s?[:.]?)$/i;
const ON_BEHALF = /^\(?(?:For|On behalf of)\s(?:the\s)?\p{Lu}[^.;]{0,80}[:)]$/u;
/**
 * Where the signatures stand. The last line that is a name, with text above it; `names` are those of the
 * heading's parties, `stopped` says that it ends with a full stop, as signatures then do. Further signers above count where they are parties, share a block, or have a seal or
 * `For …:` before them.
 */
export function findEnding(text: string, body: readonly Unit[], names: readonly string[], stopped: boolean): Ending {
  const postscript = body.findIndex((unit) => POSTSCRIPT.test(said(text, unit)));
  const above = postscript < 0 ? undefined : endOfCloser(text, body.slice(0, postscript), names, stopped);
  const closerEnd = above ?? endOfCloser(text, body, names, stopped);
  if (closerEnd === undefined) return { bodyEnd: body.length, closerEnd: body.length };
  const last = signatureStart(text, body, closerEnd, names, stopped)!;
  const first = firstSigner(text, body, closerEnd, last, names);
  // What a colon announces is a list of persons; the last of the names signs.
  const announced = said(text, body[first - 1]!).endsWith(':') && !isPreface(text, body[first - 1]!);
  return { bodyEnd: announced ? last : first, closerEnd };
}

/** Upwards from the last signature to the first. */
function firstSigner(
  text: string,
  body: readonly Unit[],
  closerEnd: number,
  lowest: number,
  names: readonly string[],
): number {
  let bodyEnd = lowest;
  for (;;) {
    const preface = bodyEnd > 1 && isPreface(text, body[bodyEnd - 1]!);
    const last = preface ? bodyEnd - 1 : bodyEnd;
    const signer = last > 1 ? signatureStart(text, body, last, names) : undefined;
    const together =
      signer !== undefined && (preface || !body[last]!.blankBefore || isParty(text, body[signer]!, names));
    if (signer === undefined || !together) {
      // A treaty's first signer has his country before him, as the others have.
      return preface && bodyEnd < closerEnd - 1 && isOfSeveral(text, body, bodyEnd, closerEnd) ? last : bodyEnd;
    }
    bodyEnd = signer;
  }
}

function isOfSeveral(text: string, body: readonly Unit[], from: number, to: number): boolean {
  return body.slice(from, to).some((unit) => isPreface(text, unit));
}

/** Behind the last signature; undefined where none is found. */
function endOfCloser(
  text: string,
  body: readonly Unit[],
  names: readonly string[],
  stopped: boolean,
): number | undefined {
  let end = body.length;
  for (let behind = 0; end > 1 && behind <= BEHIND_AT_MOST; end--) {
    if (signatureStart(text, body, end, names, stopped) !== undefined) return end;
    if (pageBreakLine(text, body[end - 1]!)) continue;
    if (isListed(text, body[end - 1]!) || isAddress(text, body, end - 1)) continue;
    if (!mayStandBehind(text, body[end - 1]!)) return undefined;
    behind++;
  }
  return undefined;
}

/** Whom the letter goes to, below the signature as the letters of a hundred years ago have it. */
function isAddress(text: string, body: readonly Unit[], at: number): boolean {
  const line = (index: number): string => said(text, body[index]!);
  return ADDRESS.test(line(at)) || (at > 0 && !body[at]!.blankBefore && ADDRESS.test(line(at - 1)));
}

/** Notes that nothing bore out, which stayed text, stand behind the signature all the same. */
function isListed(text: string, unit: Range): boolean {
  return /^(?:\d{1,4}[a-z]?\.|\[\s?\d{1,4}[a-z]?\]|[*†‡§]{1,3})\s?\S/.test(said(text, unit));
}

/** Editors' brackets, the date of signing, the count of enclosures. */
function mayStandBehind(text: string, unit: Range): boolean {
  const line = said(text, unit);
  return (
    IN_BRACKETS.test(line) || /^(?:En|In)closures?\b.{0,60}$/.test(line) || parseDateline(text, unit) !== undefined
  );
}

/** The first unit of the signature that ends before `end`: a name, its office or place on the next line, the seal. */
function signatureStart(
  text: string,
  body: readonly Unit[],
  end: number,
  names: readonly string[],
  stopped = false,
): number | undefined {
  let last = end - 1;
  if (last > 1 && SEAL.test(said(text, body[last]!))) last--;
  const bracketed = inThreeLines(text, body, last, names);
  if (bracketed !== undefined) return bracketed;
  let first = last;
  while (first > 1 && isNextTo(text, body[first - 1]!, body[first]!) && goesOn(text, body[first - 1]!, body[first]!))
    first--;
  if (first < 1) return undefined;
  if (first < last && isSigned(text, withoutComma(text, body[first]!), names, stopped)) return first;
  return [first, last].find((at) => isSigned(text, body[at]!, names, stopped));
}

/** A name whose office stands on the next line may end with a comma. */
function withoutComma(text: string, { start, end }: Range): Range {
  return { start, end: text[end - 1] === ',' ? end - 1 : end };
}

/** A line below a name is its office, or what a comma promises. */
function goesOn(text: string, name: Range, below: Range): boolean {
  return isOffice(said(text, below)) || (said(text, name).endsWith(',') && below.end - below.start < 60);
}

/** `[` / `Wilson` / `]` on three lines. */
function inThreeLines(text: string, body: readonly Unit[], last: number, names: readonly string[]): number | undefined {
  const [open, name, close] = body.slice(Math.max(0, last - 2), last + 1);
  if (!open || !name || !close || last < 3) return undefined;
  const brackets = said(text, open) === '[' && said(text, close) === ']';
  const together = isNextTo(text, open, name) && isNextTo(text, name, close);
  return brackets && together && isSigned(text, name, names) ? last - 2 : undefined;
}

function isParty(text: string, unit: Range, names: readonly string[]): boolean {
  return names.some((name) => said(text, unit).toLowerCase().includes(name.toLowerCase()));
}

function isPreface(text: string, unit: Range): boolean {
  return [ON_BEHALF, SEAL, WITNESSES].some((pattern) => pattern.test(said(text, unit)));
}

function said(text: string, { start, end }: Range): string {
  return text.slice(start, Math.min(end, start + 420));
}

/** The units of an ending as signatures and the words among them. */
export function closerParts(
  text: string,
  units: readonly Unit[],
  inlines: (range: Range) => Inline[],
  names: readonly string[],
): CloserPart[] {
  const parts: CloserPart[] = [];
  const add = (type: CloserPart['type'], range: Range): void => {
    parts.push({ type, start: range.start, end: range.end, children: inlines(range) });
  };
  for (let at = 0; at < units.length; ) {
    const unit = units[at]!;
    if (isPreface(text, unit)) {
      add('words', unit);
      at++;
      continue;
    }
    const to = signatureEnd(text, units, at, names);
    const name = nameOn(text, unit);
    if (name.start > unit.start) add('words', { start: unit.start, end: name.start });
    add('signature', { start: name.start, end: units[to - 1]!.end });
    at = to;
  }
  return parts;
}

function signatureEnd(text: string, units: readonly Unit[], at: number, names: readonly string[]): number {
  if (inThreeLines(text, units.slice(at, at + 3), 2, names) !== undefined || said(text, units[at]!) === '[')
    return Math.min(units.length, at + 3);
  let to = at + 1;
  while (to < units.length && isNextTo(text, units[to - 1]!, units[to]!) && goesOn(text, units[to - 1]!, units[to]!))
    to++;
  return to;
}
