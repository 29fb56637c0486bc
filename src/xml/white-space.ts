/**
 * White space as XML has it (S [3]): space, tab, line feed and carriage return. ECMAScript's `trim` and `\s` know more
 * kinds, which in XML are letters like others. Nothing is allocated where nothing changes.
 */

import { unitAt } from './chars.js';

const SPACE = 0x20;

/** Whether a UTF-16 code unit is white space in XML: space, tab, line feed, carriage return. */
export function isXmlSpace(unit: number): boolean {
  return unit === SPACE || (unit <= 0x0d && (unit === 0x09 || unit === 0x0a || unit === 0x0d));
}

/** Whether a text is white space only, or nothing at all. */
export function isBlank(text: string): boolean {
  return firstInk(text) === -1;
}

/** The index of the first character that is no white space; -1 if there is none. */
export function firstInk(text: string): number {
  const { length } = text;
  for (let i = 0; i < length; i++) if (!isXmlSpace(unitAt(text, i))) return i;
  return -1;
}

/** The text without leading and trailing white space. */
export function trimXmlSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isXmlSpace(unitAt(text, start))) start++;
  while (end > start && isXmlSpace(unitAt(text, end - 1))) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/** The words of a text: its longest runs without white space. */
export function tokens(text: string): string[] {
  const found: string[] = [];
  everyToken(text, (word) => found.push(word) > 0);
  return found;
}

/** The first word of a text; undefined if there is none. */
export function firstToken(text: string): string | undefined {
  const start = firstInk(text);
  if (start === -1) return undefined;
  const { length } = text;
  let end = start + 1;
  while (end < length && !isXmlSpace(unitAt(text, end))) end++;
  return start === 0 && end === length ? text : text.slice(start, end);
}

/** Whether something holds for every word of a text, the first for which it does not being the last that is asked. */
export function everyToken(text: string, holds: (word: string) => boolean): boolean {
  const { length } = text;
  let start = 0;
  for (let i = 0; i < length; i++) {
    if (!isXmlSpace(unitAt(text, i))) continue;
    if (i > start && !holds(text.slice(start, i))) return false;
    start = i + 1;
  }
  if (start === 0) return length === 0 || holds(text);
  return start === length || holds(text.slice(start));
}

/** Each tab, line feed and carriage return becomes a space. */
export function replaceSpace(text: string): string {
  for (let i = 0; i < text.length; i++) {
    const unit = unitAt(text, i);
    if (unit !== SPACE && isXmlSpace(unit)) return text.replace(/[\t\n\r]/g, ' ');
  }
  return text;
}

/** Runs of white space become one space; none at the ends. */
export function collapseSpace(text: string): string {
  return isCollapsed(text) ? text : tokens(text).join(' ');
}

function isCollapsed(text: string): boolean {
  const length = text.length;
  let afterSpace = true;
  for (let i = 0; i < length; i++) {
    const unit = unitAt(text, i);
    if (unit > SPACE) {
      afterSpace = false;
    } else if (isXmlSpace(unit)) {
      if (afterSpace || unit !== SPACE) return false;
      afterSpace = true;
    } else {
      afterSpace = false;
    }
  }
  return length === 0 || !afterSpace;
}
