/**
 * White space as XML has it (S [3]): space, tab, line feed and carriage return. ECMAScript's `trim` and `\s` know more
 * kinds, which in XML are letters like others. Nothing is allocated where nothing changes.
 */

const SPACE = 0x20;

/** Whether a UTF-16 code unit is white space in XML: space, tab, line feed, carriage return. */
export function isXmlSpace(unit: number): boolean {
  return unit === SPACE || (unit <= 0x0d && (unit === 0x09 || unit === 0x0a || unit === 0x0d));
}

/** Whether a text is white space only, or nothing at all. */
export function isBlank(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (!isXmlSpace(text.charCodeAt(i))) return false;
  return true;
}

/** The text without leading and trailing white space. */
export function trimXmlSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isXmlSpace(text.charCodeAt(start))) start++;
  while (end > start && isXmlSpace(text.charCodeAt(end - 1))) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/** The words of a text: its longest runs without white space. */
export function tokens(text: string): string[] {
  const found: string[] = [];
  let start = -1;
  for (let i = 0; i <= text.length; i++) {
    const inWord = i < text.length && !isXmlSpace(text.charCodeAt(i));
    if (inWord && start < 0) start = i;
    if (!inWord && start >= 0) {
      found.push(text.slice(start, i));
      start = -1;
    }
  }
  return found;
}

/** Each tab, line feed and carriage return becomes a space. */
export function replaceSpace(text: string): string {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
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
    const unit = text.charCodeAt(i);
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
