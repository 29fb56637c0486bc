/** The `whiteSpace` facet of XML Schema datatypes §4.3.6, without allocation where nothing changes. */

const SPACE = 0x20;

/** Whether a UTF-16 code unit is white space in XML: space, tab, line feed, carriage return. */
export function isXmlSpace(unit: number): boolean {
  return unit === SPACE || (unit <= 0x0d && (unit === 0x09 || unit === 0x0a || unit === 0x0d));
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
  return isCollapsed(text) ? text : collapse(text);
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

// By hand rather than by `trim` and `/\s+/`, which know more kinds of space than XML does.
function collapse(text: string): string {
  let result = '';
  let start = -1;
  for (let i = 0; i <= text.length; i++) {
    const inWord = i < text.length && !isXmlSpace(text.charCodeAt(i));
    if (inWord && start < 0) start = i;
    if (!inWord && start >= 0) {
      result += result === '' ? text.slice(start, i) : ` ${text.slice(start, i)}`;
      start = -1;
    }
  }
  return result;
}
