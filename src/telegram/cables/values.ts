/** What the keys of a head say: codes, references, the day of release. */

import { isoDate } from '../lines/dates.js';
import type { Fact, Range, WireFacts, WireReference } from '../model.js';
import { PRECEDENCES } from './words.js';

/** A stretch of a line, its offsets in the text. */
export interface Stretch extends Range {
  readonly said: string;
}

/** Each once, where it stands first: a line printed twice says nothing new. */
export function once<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const seen = new Set<string>();
  return all.filter((one) => !seen.has(keyOf(one)) && seen.add(keyOf(one)));
}

/** Facts of which each says something that none before it said. */
export function factsOnce<T extends { readonly value: string }>(facts: readonly T[]): T[] {
  return once(facts, ({ value }) => value);
}

/** `O R 131725Z`: how urgent the message is, the first letter for those behind TO, the second for copies (ACP 121). */
export function precedenceOf({ start, said }: Pick<Stretch, 'start' | 'said'>): Fact[] {
  const letters = /^(?:[ZOPR]\s+)+/.exec(said)?.[0] ?? '';
  return [...letters.matchAll(/[ZOPR]/g)].map(({ 0: letter, index }) => ({
    start: start + index,
    end: start + index + 1,
    value: PRECEDENCES[letter]!,
  }));
}

/** `PFOR, RR, US (SAPT, FRITZ)`: codes in order; a name in brackets belongs to the code before it. */
export function tagsOf({ start, said }: Stretch): Fact[] {
  const plain = said.replace(/\([^)]*\)?/g, (name) => ' '.repeat(name.length));
  return [...plain.matchAll(/(?<![A-Za-z-])[A-Za-z]{2,5}(?![A-Za-z])/g)].map(({ 0: value, index }) => ({
    start: start + index,
    end: start + index + value.length,
    value,
  }));
}

const RELEASE = /(?:GDS|RDS|DECL)\S*\s*:?\s*-?\s*((\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2}))(?!\d)/d;

/** The order with its rule, and the day on which the message is to be released. */
export function declassificationOf({ start, end, said }: Stretch): NonNullable<WireFacts['declassification']> {
  const found = RELEASE.exec(said);
  const [from, to] = found?.indices?.[1] ?? [0, 0];
  const when = found ? isoDate(yearOfRelease(found[4]!), Number(found[2]), Number(found[3])) : undefined;
  return {
    start,
    end,
    value: said,
    ...(when && { release: { start: start + from, end: start + to, when } }),
  };
}

/** A release lies ahead of orders of 1972 and later. */
function yearOfRelease(printed: string): number {
  const year = Number(printed);
  return printed.length === 4 ? year : year < 72 ? 2000 + year : 1900 + year;
}

/** `(A)`, also glued to its words; `A.`, `A)`. */
const LABEL = /(?:^|[\s,;:])(?:[¶\uFFFD]\s*)?(?:\(([A-Z]|\d)\)(?=\s|$|[A-Z])|([A-Z]|\d)[.)](?=\s|$))/g;
/** `STATE FAX, APRIL 30`: a day behind a comma belongs to the message before it. */
const UNLETTERED = /(?:[^;,]|,(?=\s*(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*\.?\s\d{1,2}(?!\d)))+/g;
const POST_AND_NUMBER = /(?<![A-Z\d/])(?:\d{2}\s)?[A-Z][A-Z.'’]+(?:\s[A-Z][A-Z.'’]+){0,2}\s0*\d{1,7}(?![\d/])/g;

type Piece = WireReference & { readonly goesOn?: true; readonly bracketed?: boolean };

/** REF's messages: by their letters where they have some, else by commas and by their shape (`STRELSAU 6859 ZENDA 7294`). */
export function referencesOf(stretches: readonly Stretch[]): WireReference[] {
  const pieces: Piece[] = [];
  for (const stretch of stretches)
    pieces.push(
      ...piecesOf(
        stretch,
        pieces.findLast(({ label }) => label),
      ),
    );
  return pieces.reduce<WireReference[]>(joinCut, []).filter(({ value }) => /[A-Za-z\d]/.test(value));
}

/** What a line holds: a piece for each letter that counts on, set as those before it; before the first what belongs to the line above. */
function piecesOf({ start, said }: Stretch, last: Piece | undefined): Piece[] {
  let before = last?.label;
  let bracketed = last?.bracketed;
  const labels = [...said.matchAll(LABEL)].filter(({ 1: inBrackets, 2: bare, index }) => {
    const label = (inBrackets ?? bare)!;
    const isSame = bracketed === undefined || bracketed === (inBrackets !== undefined);
    const counts = isSame && (before === undefined || index === 0 || label.charCodeAt(0) === before.charCodeAt(0) + 1);
    if (counts) {
      before = label;
      bracketed ??= inBrackets !== undefined;
    }
    return counts;
  });
  if (labels.length === 0) return unlettered(start, said);
  const first = labels[0]!.index + (/^[\s,;:]/.test(labels[0]![0]) ? 1 : 0);
  const front = said.slice(0, first).trim();
  const lettered = labels.map((label, i): Piece => {
    const from = label.index + label[0].length;
    const to = labels[i + 1]?.index ?? said.length;
    return { ...pieceAt(start, said, from, to), label: (label[1] ?? label[2])!, bracketed: label[1] !== undefined };
  });
  return front === '' ? lettered : [{ ...pieceAt(start, said, 0, first), goesOn: true }, ...lettered];
}

function unlettered(start: number, said: string): Piece[] {
  const pieces: WireReference[] = [];
  for (const part of said.matchAll(UNLETTERED)) {
    const messages = [...part[0].matchAll(POST_AND_NUMBER)];
    const alone = messages.length < 2 || /[-–(,]/.test(part[0]);
    if (alone) pieces.push(pieceAt(start, said, part.index, part.index + part[0].length));
    else
      for (const message of messages)
        pieces.push(pieceAt(start, said, part.index + message.index, part.index + message.index + message[0].length));
  }
  return pieces.map((piece): Piece => ({ ...piece, goesOn: true }));
}

/** Words without the marks around them; `AND PREVIOUS` names no message. */
function pieceAt(start: number, said: string, from: number, to: number): WireReference {
  const words = said
    .slice(from, to)
    .replace(/(?:\s*[,;.]|\s+(?:AND|&)(?:\s+PREVIOUS)?\.?|\s+AND PREVIOUS\b.*)*\s*$/i, '')
    .replace(/^[\s,;]*(?:AND\s+)?/i, '');
  const at = said.indexOf(words, from);
  return { start: start + at, end: start + at + words.length, value: words };
}

/** What stands on the next line belongs to a letter that has no words yet. */
function joinCut(all: WireReference[], piece: Piece): WireReference[] {
  const last = all.at(-1);
  const { goesOn, bracketed: _, ...own } = piece;
  if (!goesOn || last?.label === undefined || /\d$|\)$/.test(last.value)) return [...all, own];
  return [...all.slice(0, -1), { ...last, end: own.end, value: `${last.value} ${own.value}`.trim() }];
}

/** `EUR-12`, `SS 20,L 03,`: the bureaus of a line, the total at its end left out. */
export function bureausOf({ start, said }: Stretch): Fact[] {
  return [...said.matchAll(/(?<![A-Z\d/-])[A-Z]{1,5}(?:\/[A-Z]{1,4})?[- ]\d{2,3}(?!\d)/g)].map(
    ({ 0: value, index }) => ({
      start: start + index,
      end: start + index + value.length,
      value,
    }),
  );
}

/** Is the line nothing but bureaus, or the total below them? */
export function isBureaus(said: string): boolean {
  const rest = said.replace(/(?<![A-Z\d/-])[A-Z]{1,5}(?:\/[A-Z]{1,4})?[- :]{1,2}[\dOIl]{2,3}(?!\d)/g, '');
  return /^[\s,]*(?:\(\s?[A-Z]{2,4}\s?\)\s*[WR]?\s*)?(?:\/?\s?\d{2,3}\s?)?[WR]?$/.test(rest);
}
