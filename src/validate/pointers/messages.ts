/** What is wrong with pointers, in words. */
import { raising } from '../../budget.js';
import { shortenedWithin as short } from '../../shown.js';

/** Patterns that a message shows. */
const SHOWN = 5;

export function noSuchId(pointer: string, attribute: string, id: string, meant: string | undefined): string {
  const suggestion = meant === undefined ? '' : ` Did you mean #${short(meant)}?`;
  return `${short(attribute)} points to ${short(pointer)}, and nothing in this document has the xml:id "${short(id)}".${suggestion}`;
}

export const ELSEWHERE = ' If it is in another file, write the name of that file before the #.';

export function noSuchIdAnywhere(pointer: string, attribute: string, id: string, meant: string | undefined): string {
  const suggestion = meant === undefined ? '' : ` Did you mean #${short(meant)}?`;
  return `${short(attribute)} points to ${short(pointer)}, and nothing in any file of this run has the xml:id "${short(id)}".${suggestion}`;
}

export function noSuchIdIn(pointer: string, attribute: string, id: string, file: string): string {
  return `${short(attribute)} points to ${short(pointer)}, and nothing in ${short(file)} has the xml:id "${short(id)}".`;
}

export function noSuchFile(pointer: string, attribute: string, path: string): string {
  return `${short(attribute)} points to ${short(pointer)}, and there is no file ${short(path)}. Check the spelling, and whether the file was copied along.`;
}

export function prefixUndeclared(
  pointer: string,
  attribute: string,
  prefix: string,
  meant: string | undefined,
): string {
  const suggestion = meant === undefined ? '' : ` Did you mean ${meant}:?`;
  return `${short(attribute)} points to ${short(pointer)}, but no prefixDef of the document says what "${short(prefix)}:" stands for, and it is no protocol that is known.${suggestion} Declare it in encodingDesc/listPrefixDef.`;
}

export function prefixMismatch(
  pointer: string,
  attribute: string,
  prefix: string,
  patterns: readonly string[],
): string {
  return `${short(attribute)} points to ${short(pointer)}, but what follows "${short(prefix)}:" does not match the matchPattern of its prefixDef: ${short(patterns.slice(0, SHOWN).join(' or '))}.`;
}

/** A pointer that is the bare name of an id of the document. */
export function hashForgotten(pointer: string, attribute: string, path: string): string {
  return `${short(attribute)} points to ${short(pointer)}, and there is no file ${short(path)}; but this document has the xml:id "${short(pointer)}". To point to that, write "#${short(pointer)}".`;
}

export function idElsewhere(pointer: string, attribute: string, id: string, file: string): string {
  return `${short(attribute)} points to ${short(pointer)}, and nothing in this document has the xml:id "${short(id)}"; ${short(file)} has it. What begins with # stays within its own document: to point there, write the name of that file before the #.`;
}

export function idTwice(id: string, line: number): string {
  return `The xml:id "${short(id)}" is already taken: it stands on line ${line} too. Each must be there only once in a document; choose another for one of them.`;
}

export function tooMany(most: number): string {
  return `The document has over ${most.toLocaleString('en')} pointers to what comes after them or is not there; the rest were not checked. ${raising('pointers', most)}`;
}
