/** Attribute values: read, references expanded, white space normalised (XML 1.0 §3.3.3). */
import { AMPERSAND, APOSTROPHE, CLASS, CR, isPair, LESS_THAN, LF, QUOTE, TAB, VALUE } from './chars.js';
import type { Entity } from './dtd.js';
import type { Entities, ReferenceContext } from './entities.js';
import { NEED_MORE } from './failure.js';
import { problems } from './messages.js';
import { Scanner } from './scanner.js';

/** No quote ends the value: it is an entity's replacement text, which ends where the text does. */
const NO_QUOTE = 0;

/** Reads a quoted attribute value at the cursor; the value, normalised as for type CDATA. */
export function readAttributeValue(scanner: Scanner, entities: Entities, context: ReferenceContext): string {
  const { text, pos } = scanner;
  const quote = scanner.peek();
  if (quote !== QUOTE && quote !== APOSTROPHE) scanner.failHere(problems.unquotedValue);
  const start = pos + 1;
  const end = text.length;
  let i = start;
  for (; i < end; i++) {
    const c = text.charCodeAt(i);
    if ((CLASS[c]! & VALUE) !== 0) continue;
    if (c === quote) {
      scanner.pos = i + 1;
      return text.slice(start, i);
    }
    // The other quote is the only further character that a value holds as it is.
    if (c !== QUOTE && c !== APOSTROPHE) break;
  }
  if (i === end) throw NEED_MORE;
  scanner.pos = i;
  return text.slice(start, i) + readRest(scanner, quote, entities, context);
}

/** Trims a value and makes one space of several, as all types but CDATA ask for. Only U+0020 counts. */
export function collapseSpaces(value: string): string {
  return value.replace(/ {2,}/g, ' ').replace(/^ | $/g, '');
}

function readRest(scanner: Scanner, quote: number, entities: Entities, context: ReferenceContext): string {
  const { text } = scanner;
  const end = text.length;
  let value = '';
  let start = scanner.pos;
  let i = start;
  while (i < end) {
    const c = text.charCodeAt(i);
    if ((CLASS[c]! & VALUE) !== 0) {
      i++;
      continue;
    }
    if (c === quote) {
      value += text.slice(start, i);
      scanner.advanceTo(i + 1);
      return value;
    }
    if (c === QUOTE || c === APOSTROPHE) {
      i++;
    } else if (c === LF || c === TAB || c === CR) {
      value += `${text.slice(start, i)} `;
      start = ++i;
    } else if (c === AMPERSAND) {
      value += text.slice(start, i);
      scanner.advanceTo(i);
      value += readReference(scanner, entities, context);
      start = i = scanner.pos;
    } else if (c === LESS_THAN) {
      scanner.fail(problems.lessThanInAttribute, i);
    } else if (i + 1 < end && isPair(c, text.charCodeAt(i + 1))) {
      i += 2;
    } else {
      scanner.failAtCharacter(i, 'an attribute value');
    }
  }
  if (quote !== NO_QUOTE) throw NEED_MORE;
  return value + text.slice(start);
}

function readReference(scanner: Scanner, entities: Entities, context: ReferenceContext): string {
  const start = scanner.pos;
  const target = entities.readReference(scanner, context);
  if (typeof target === 'string') return target;
  return target === undefined ? '' : expand(target, scanner, start, entities, context);
}

function expand(
  entity: Entity,
  scanner: Scanner,
  start: number,
  entities: Entities,
  context: ReferenceContext,
): string {
  entities.enter(entity, scanner, start);
  let value = entity.text;
  if (!entity.plain || /[\t\n\r]/.test(value)) {
    const inner = Scanner.ofEntity(entity, scanner, start);
    // An entity must be well-formed content wherever it is used (§4.3.2).
    const closer = value.indexOf(']]>');
    if (closer !== -1) inner.fail(problems.cdataEndInText, closer, closer + 3);
    try {
      value = readRest(inner, NO_QUOTE, entities, context);
    } catch (error) {
      if (error === NEED_MORE) inner.fail(problems.endInsideEntity(entity.name), inner.pos, inner.pos);
      throw error;
    }
  }
  entities.leave(entity);
  return value;
}
