/** The literal of an entity declaration [9], turned into replacement text (XML 1.0 §4.5). */
import { AMPERSAND, APOSTROPHE, CHAR, CLASS, HASH, isPair, PERCENT, QUOTE } from './chars.js';
import { type Entities, readCharacterReference } from './entities.js';
import { NEED_MORE } from './failure.js';
import { problems } from './messages.js';
import type { Scanner } from './scanner.js';

/**
 * Reads a quoted entity value at the cursor. Character references are replaced; references to
 * general entities are checked and stay; references to parameter entities may not stand within declarations here.
 */
export function readEntityValue(scanner: Scanner, entities: Entities): string {
  const quote = scanner.peek();
  if (quote !== QUOTE && quote !== APOSTROPHE) scanner.failHere(problems.malformedEntityDeclaration);
  const { text } = scanner;
  const end = text.length;
  let start = scanner.pos + 1;
  let value = '';
  let i = start;
  while (i < end) {
    const c = text.charCodeAt(i);
    if (c === quote) {
      value += text.slice(start, i);
      scanner.advanceTo(i + 1);
      return value;
    }
    if (c === AMPERSAND) {
      if (i + 1 >= end) throw NEED_MORE;
      scanner.advanceTo(i);
      if (text.charCodeAt(i + 1) === HASH) {
        value += text.slice(start, i);
        scanner.pos++;
        value += String.fromCodePoint(readCharacterReference(scanner, i));
        start = scanner.pos;
      } else {
        entities.skipEntityReference(scanner);
      }
      i = scanner.pos;
    } else if (c === PERCENT) {
      scanner.fail(problems.parameterReferenceInDeclaration, i);
    } else if ((CLASS[c]! & CHAR) !== 0) {
      i++;
    } else if (i + 1 < end && isPair(c, text.charCodeAt(i + 1))) {
      i += 2;
    } else {
      scanner.failAtCharacter(i, 'an entity declaration');
    }
  }
  throw NEED_MORE;
}
