/** Reads what stands in a rule: variables, assertions and reports, and the messages of all. */

import type { Diagnostic } from '../diagnostics.js';
import type { Part } from './includes.js';
import * as messages from './messages.js';
import type { CheckModel, LetModel, Marks, MessageModel, MessagePart } from './model.js';
import { nameAttribute, namesAttribute } from './names.js';
import { substitute } from './parameters.js';
import { placeOf } from './source.js';
import { templateParts } from './templates.js';
import { attributeValue, ELEMENT, type ElementNode, TEXT } from './tree.js';
import { readLiteral } from './xslt/read.js';

/** Values of the parameters of an abstract pattern, by name. */
export type Parameters = ReadonlyMap<string, string>;
export const NO_PARAMETERS: Parameters = new Map();

export interface Reading {
  readonly parameters?: Parameters;
  /** Whether braces in messages are expressions. */
  readonly expandsText?: boolean;
}

/** The variables among the children of a schema, a phase, a pattern or a rule; `param` is one where the schema declares it. */
export function readDeclarations(
  parts: readonly Part[],
  local: 'let' | 'param',
  parameters: Parameters = NO_PARAMETERS,
): LetModel[] {
  return parts.flatMap(({ element, uri }) => {
    const name = element.name.local === local ? nameAttribute(element, 'name') : undefined;
    if (name === undefined) return [];
    const value = attributeValue(element, '', 'value');
    const isWithout = local === 'param' && value === undefined;
    return [
      {
        name,
        value: value === undefined ? undefined : substitute(value, parameters),
        body: isWithout ? { reason: 'it has no value, and nobody gives one' } : readLiteral(element, uri),
        as: attributeValue(element, '', 'as'),
        place: placeOf(element, uri),
      },
    ];
  });
}

/** What a rule gives to its assertions and reports that say nothing themselves. */
export type Inherited = Partial<Marks & Pick<CheckModel, 'subject'>>;

/** An assertion or a report; undefined for anything else, and for one without a test, which is said. */
export function readCheck(
  { element, uri }: Part,
  outer: Inherited,
  diagnostics: Diagnostic[],
  reading: Reading,
): CheckModel | undefined {
  const kind = element.name.local;
  if (kind !== 'assert' && kind !== 'report') return undefined;
  const { parameters = NO_PARAMETERS } = reading;
  const place = placeOf(element, uri);
  const attribute = (name: string): string | undefined => attributeValue(element, '', name);
  const test = attribute('test');
  if (test === undefined) {
    diagnostics.push(messages.attributeMissing(kind, 'test', place));
    return undefined;
  }
  const subject = attribute('subject') ?? outer.subject;
  return {
    kind,
    test: substitute(test, parameters),
    message: readMessage(element, uri, reading),
    id: nameAttribute(element, 'id'),
    role: attribute('role') ?? outer.role,
    flag: attribute('flag') ?? outer.flag,
    severity: attribute('severity') ?? outer.severity,
    see: attribute('see'),
    subject: subject && substitute(subject, parameters),
    diagnostics: namesAttribute(element, 'diagnostics'),
    properties: namesAttribute(element, 'properties'),
    place,
  };
}

/** The text of an element with what is computed in it; elements for emphasis and the like are but what they hold. */
export function readMessage(element: ElementNode, uri: string, reading: Reading): MessageModel {
  const { parameters = NO_PARAMETERS, expandsText = false } = reading;
  const parts: MessagePart[] = [];
  const gather = (parent: ElementNode): void => {
    for (let child = parent.firstChild; child !== undefined; child = child.next) {
      if (child.kind === TEXT) {
        const text = substitute(child.data, parameters);
        parts.push(...(expandsText ? templateParts(text) : [{ type: 'text', text } as const]));
      }
      if (child.kind !== ELEMENT) continue;
      const { local } = child.name;
      const select = attributeValue(child, '', 'select');
      const path = attributeValue(child, '', 'path');
      if (local === 'value-of' && select !== undefined)
        parts.push({ type: 'value-of', select: substitute(select, parameters) });
      else if (local === 'name') parts.push({ type: 'name', path: path && substitute(path, parameters) });
      else gather(child);
    }
  };
  gather(element);
  return { parts, place: placeOf(element, uri) };
}
