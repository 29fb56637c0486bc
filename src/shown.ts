/** Text of others as it may be shown: nothing in it moves a cursor, turns a line round or commands a machine, and none is longer than it need be. */

/**
 * What is not seen and yet does something: controls but tab and line feed, line separators, marks of direction, halves of
 * characters, and what no character is. With the u flag a surrogate matches only where it is alone.
 */
const HIDDEN = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]/gu;
/**
 * Where GitHub's runner (ActionCommand.cs) or that of Azure would read a command: `::` that begins a line, `##[` and
 * `##vso[` anywhere. The last character of a match is what must not be there.
 */
const COMMAND = /^[^\S\n]*:(?=:)|##(?=\[|vso\[)/gm;
/** What either begins with: hardly any text has it, and nearly all is asked. */
const SUSPICIOUS =
  /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]|::|##/;

/** `\u001b` for an escape: what JSON and most people read as the character of that number. */
export function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * The text with nothing hidden in it, and no line that a runner would take for a command. What is visible already stays as it is.
 *
 * @param standIn what is written for a character; by default {@link escaped}.
 */
export function visible(text: string, standIn: (char: string) => string = escaped): string {
  if (!SUSPICIOUS.test(text)) return text;
  return text.replace(HIDDEN, standIn).replace(COMMAND, (start) => `${start.slice(0, -1)}${standIn(start.at(-1)!)}`);
}

/** The same for what stands within a line, such as a name: ends of lines and tabs are made visible, too. */
export function visibleInLine(text: string): string {
  const plain = visible(text);
  return /[\t\n]/.test(plain) ? plain.replace(/[\t\n]/g, escaped) : plain;
}

/** Of names, values and texts in messages, in UTF-16 code units. */
export const LONGEST_QUOTED = 200;

/** The text as a message quotes it: of a long one the beginning, and `…` for the rest. */
export function shortened(text: string, most = LONGEST_QUOTED): string {
  return text.length <= most ? text : `${copied(text, 0, most - 1)}…`;
}

/**
 * A value as JSON writes it, for a message: nothing hidden in it, and the beginning only of a long one, so that a value
 * may be as deep as it likes.
 */
export function shownAsJson(value: unknown, most = LONGEST_QUOTED): string {
  return visible(shortened(jsonOf(value, most), most));
}

/** The value's JSON, or of a long one more than `most` characters. Each level takes one, so that none is too deep. */
function jsonOf(value: unknown, most: number): string {
  if (typeof value === 'string') return JSON.stringify(copied(value, 0, Math.min(value.length, most + 1)));
  if (typeof value !== 'object' || value === null) return String(value);
  const isList = Array.isArray(value);
  const entries: readonly (readonly [string | undefined, unknown])[] = isList
    ? value.slice(0, most + 1).map((item) => [undefined, item])
    : Object.entries(value);
  let json = isList ? '[' : '{';
  for (const [key, item] of entries) {
    if (json.length > most) return json;
    if (json.length > 1) json += ',';
    if (key !== undefined) json += `${jsonOf(key, most)}:`;
    json += jsonOf(item, Math.max(0, most - json.length));
  }
  return `${json}${isList ? ']' : '}'}`;
}

/** The same for what is known by its end as well, such as a path or an address. */
export function shortenedWithin(text: string, most = LONGEST_QUOTED): string {
  if (text.length <= most) return text;
  const tail = most >> 1;
  return `${copied(text, 0, most - 1 - tail)}…${copied(text, text.length - tail, text.length)}`;
}

/** A piece that does not keep the whole text in memory, as slices do, and cuts no character in two. */
function copied(text: string, from: number, to: number): string {
  const start = isHalf(text, from) ? from + 1 : from;
  const end = isHalf(text, to) ? to - 1 : to;
  return text.slice(start, end).split('').join('');
}

/** Whether a character outside the basic plane goes on at an offset. */
function isHalf(text: string, at: number): boolean {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff;
}
