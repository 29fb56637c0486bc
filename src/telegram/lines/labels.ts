/** Printed labels of paragraphs: `1.`, `(a)`, `II.`, `2nd.`, `Article 3.`, and whether they count on from one another. */
import type { Range } from '../model.js';
import { MONTH } from '../vocabulary.js';

export interface ParagraphLabel extends Range {
  /** What it may count: `(i)` is the ninth letter, or the first of the Roman numbers. */
  readonly readings: readonly Reading[];
  /** True where nothing else stands on the line. */
  readonly alone: boolean;
  /** True for `Article 3.` and `§ 3`, which may as well be the heading of a section. */
  readonly named: boolean;
}

interface Reading {
  /** What it counts with, together with its punctuation: `arabic.`, `letter()`, `Article arabic`. */
  readonly form: string;
  readonly ordinal: number;
}

const COUNTER = String.raw`(\d{1,3}|[a-zA-Z]|[ivxlIVXL]{2,6})`;
const PLAIN = new RegExp(String.raw`^(?:${COUNTER}(\.?\)|\.)|\(${COUNTER}\)|\[${COUNTER}(\.?)\])(?=\s|$)`);
const LETTERED = /^(\d{1,2})([a-z])\.(?=\s|$)/;
const ORDINAL = /^\(?(?:(\d{1,2})(?:st|nd|rd|d|th|[º°])|(\p{L}{5,8}?)(?:ly)?)[.:)](?=\s|$)/u;
const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');
const NAMED = /^(?:(\p{Lu}\p{L}{1,11}\.?)\s(\d{1,3}|[IVXL]{1,7})(?:[.:)](?=\s|$)|$)|(§)\s?(\d{1,3})[.:)]?(?=\s|$))/u;
const NO_NAME = new RegExp(`^${MONTH}$`, 'i');
const LONGEST = 24;

const FORMS: readonly (readonly [RegExp, (found: RegExpExecArray) => Reading[]])[] = [
  [PLAIN, plainReadings],
  [LETTERED, letteredReadings],
  [ORDINAL, ordinalReadings],
  [NAMED, namedReadings],
];

/** The label that a paragraph begins with. */
export function labelAt(text: string, range: Range): ParagraphLabel | undefined {
  const said = text.slice(range.start, Math.min(range.end, range.start + LONGEST));
  for (const [pattern, read] of FORMS) {
    const found = pattern.exec(said);
    const readings = found ? read(found) : [];
    if (!found || readings.length === 0) continue;
    const end = range.start + found[0].length;
    return { start: range.start, end, readings, alone: end >= range.end, named: pattern === NAMED };
  }
  return undefined;
}

function plainReadings([, bare, closing, round, square, point]: RegExpExecArray): Reading[] {
  if (bare !== undefined) return readingsOf(bare, closing!);
  if (round !== undefined) return readingsOf(round, '()');
  // An editor's bracket around a whole label, `[b.]`, does not take it out of its count.
  return readingsOf(square!, point === '' ? '[]' : '.');
}

function letteredReadings([, digits, letter]: RegExpExecArray): Reading[] {
  const number = Number(digits);
  const readings = [{ form: 'lettered', ordinal: (number - 1) * 26 + letterValue(letter!) }];
  // `2d.` and `3d.` are also what older texts write for `2nd.` and `3rd.`
  return letter === 'd' ? [...readings, { form: 'ordinal', ordinal: number }] : readings;
}

function ordinalReadings([, digits, word]: RegExpExecArray): Reading[] {
  const ordinal = digits === undefined ? ORDINALS.indexOf(word!.toLowerCase()) + 1 : Number(digits);
  return ordinal === 0 ? [] : [{ form: 'ordinal', ordinal }];
}

function namedReadings([, word = '', counter, sign, number]: RegExpExecArray): Reading[] {
  if (NO_NAME.test(word)) return [];
  return readingsOf(counter ?? number!, '')
    .filter(({ form }) => form !== 'Letter')
    .map(({ form, ordinal }) => ({ form: `${sign ?? word} ${form}`, ordinal }));
}

/** `5`, `e`, `V`: capitals count apart from small letters. */
function readingsOf(counter: string, punctuation: string): Reading[] {
  if (/^\d/.test(counter)) return [{ form: `arabic${punctuation}`, ordinal: Number(counter) }];
  const lower = counter.toLowerCase();
  const [letter, roman] = lower === counter ? ['letter', 'roman'] : ['Letter', 'Roman'];
  const value = romanValue(lower);
  return [
    ...(counter.length === 1 ? [{ form: letter + punctuation, ordinal: letterValue(lower) }] : []),
    ...(value === undefined ? [] : [{ form: roman + punctuation, ordinal: value }]),
  ];
}

function letterValue(letter: string): number {
  return letter.charCodeAt(0) - 96;
}

const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };

/** The value of a numeral in lower case; undefined where it is none as it should be written. */
export function romanValue(numeral: string): number | undefined {
  if (!/^m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/.test(numeral) || numeral === '')
    return undefined;
  let total = 0;
  for (let i = 0; i < numeral.length; i++) {
    const value = ROMAN[numeral[i]!]!;
    total += value < (ROMAN[numeral[i + 1] ?? ''] ?? 0) ? -value : value;
  }
  return total;
}

/** Does `label` come next after `before` in the same count? */
export function countsOn(before: ParagraphLabel, label: ParagraphLabel): boolean {
  return label.readings.some(({ form, ordinal }) =>
    before.readings.some((one) => one.form === form && one.ordinal === ordinal - 1),
  );
}

/** Can the two be of the same count? */
export function isLike(one: ParagraphLabel, other: ParagraphLabel): boolean {
  return one.readings.some(({ form }) => other.readings.some((reading) => reading.form === form));
}

/** Can the label be the first of a count? */
export function beginsCount({ readings }: ParagraphLabel): boolean {
  return readings.some(({ ordinal }) => ordinal === 1);
}
