/** From libxml2's XPaths to places in the source: libxml2 keeps lines only, and of the tag's end. */

import { shortenedWithin } from '../shown.js';
import type { XmlHandler, XmlLocator, XmlName } from '../xml/events.js';

export interface Located {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The path in this project's form: local names, numbered where siblings share one. */
  readonly path: string;
}

/** An element on the way down, with what its children have counted so far. */
interface Level {
  readonly xpath: string;
  readonly path: string;
  elements: number;
  readonly byName: Map<string, number>;
}

/**
 * Finds elements by paths of the form that libxml2 prints: `/*[1]/tei:p[2]`, a `*` standing for any
 * element in a default namespace. The source is read once, without a tree.
 *
 * @param tell tells a handler the document.
 * @returns the place of each start tag that was found, by path as asked.
 */
export function locateElements(tell: (handler: XmlHandler) => void, xpaths: readonly string[]): Map<string, Located> {
  // libxml2 leaves out `[1]` where there is no second sibling, which is only known at the end of the parent.
  const wanted = new Map(xpaths.map((xpath) => [withoutAttribute(xpath).replaceAll('[1]', ''), xpath] as const));
  const found = new Map<string, Located>();
  let locator: XmlLocator | undefined;
  const levels: Level[] = [{ xpath: '', path: '', elements: 0, byName: new Map() }];
  const handler: XmlHandler = {
    startDocument(given) {
      locator = given;
    },
    startElement(name) {
      const level = enter(levels.at(-1)!, name);
      levels.push(level);
      const asked = wanted.get(level.xpath);
      if (asked === undefined || locator === undefined) return;
      const { line, column, endLine, endColumn } = locator;
      found.set(asked, { line, column, endLine, endColumn, path: shortenedWithin(level.path, 1_000) });
    },
    endElement() {
      levels.pop();
    },
  };
  if (wanted.size > 0) tell(handler);
  return found;
}

function enter(parent: Level, name: XmlName): Level {
  parent.elements++;
  const qualified = name.prefix === '' ? name.local : `${name.prefix}:${name.local}`;
  const nth = (parent.byName.get(qualified) ?? 0) + 1;
  parent.byName.set(qualified, nth);
  const generic = name.prefix === '' && name.uri !== '';
  return {
    xpath: `${parent.xpath}/${generic ? `*${position(parent.elements)}` : `${qualified}${position(nth)}`}`,
    path: `${parent.path}/${name.local}${position(nth)}`,
    elements: 0,
    byName: new Map(),
  };
}

/** `[2]`; nothing for the first. */
function position(n: number): string {
  return n === 1 ? '' : `[${n}]`;
}

function withoutAttribute(xpath: string): string {
  const at = xpath.lastIndexOf('/@');
  return at === -1 ? xpath : xpath.slice(0, at);
}
