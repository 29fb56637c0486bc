/** What values are looked up by in the index of a key (XSLT 3.0, §20.2.2): as `eq` compares, and texts apart from numbers. */
import type { Dynamic } from '../runtime.js';
import { atomized, textOfValue } from './atomize.js';
import { equalKey, isText } from './compare.js';
import type { Values } from './value.js';

/** No character of XML, so that no text is taken for another value. */
const OTHER = '\u0000';

/** @param compatible whether, as in XPath 1.0, all values are texts. */
export function keysOf(c: Dynamic, values: Values, compatible: boolean): readonly string[] {
  const atoms = atomized(c, values);
  if (compatible) return atoms.map((atom) => textOfValue(atom, true));
  return atoms.map((atom) => (isText(atom) ? (atom.plain as string) : OTHER + equalKey(c, atom)));
}
