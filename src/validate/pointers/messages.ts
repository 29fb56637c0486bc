/** What is wrong with pointers, in words. */
import { raising } from '../../budget.js';

/** Patterns that a message shows. */
const SHOWN = 5;

export function noSuchId(pointer: string, attribute: string, id: string, meant: string | undefined): string {
  const suggestion = meant === undefined ? '' : ` Did you mean #${meant}?`;
  return `${attribute} points to ${pointer}, and nothing in this document has the xml:id "${id}".${suggestion}`;
}

export const ELSEWHERE = ' If it is in another file of the same edition, check them together with --corpus.';

export function noSuchIdAnywhere(pointer: string, attribute: string, id: string, meant: string | undefined): string {
  const suggestion = meant === undefined ? '' : ` Did you mean #${meant}?`;
  return `${attribute} points to ${pointer}, and nothing in any file of this run has the xml:id "${id}".${suggestion}`;
}

export function noSuchIdIn(pointer: string, attribute: string, id: string, file: string): string {
  return `${attribute} points to ${pointer}, and nothing in ${file} has the xml:id "${id}".`;
}

export function noSuchFile(pointer: string, attribute: string, path: string): string {
  return `${attribute} points to ${pointer}, and there is no file ${path}. Check the spelling, and whether the file was copied along.`;
}

export function prefixUndeclared(
  pointer: string,
  attribute: string,
  prefix: string,
  meant: string | undefined,
): string {
  const suggestion = meant === undefined ? '' : ` Did you mean ${meant}:?`;
  return `${attribute} points to ${pointer}, but no prefixDef of the document says what "${prefix}:" stands for, and it is no protocol that is known.${suggestion} Declare it in encodingDesc/listPrefixDef.`;
}

export function prefixMismatch(
  pointer: string,
  attribute: string,
  prefix: string,
  patterns: readonly string[],
): string {
  return `${attribute} points to ${pointer}, but what follows "${prefix}:" does not match the matchPattern of its prefixDef: ${patterns.slice(0, SHOWN).join(' or ')}.`;
}

export function idInOtherFile(id: string, file: string): string {
  return `The xml:id "${id}" is also in ${file}. Within a corpus a pointer could mean either; give one of them another.`;
}

export function tooMany(most: number): string {
  return `The document has over ${most.toLocaleString('en')} pointers to what comes after them or is not there; the rest were not checked. ${raising('pointers', most)}`;
}
