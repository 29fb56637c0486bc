/** What is wrong with pointers, in words. */
import { raising } from '../../budget.js';
import { shortenedWithin as short } from '../../shown.js';

export interface Words {
  readonly message: string;
  /** The same in few words, as it may be said of all pointers of a run that have this fault. */
  readonly alike?: string;
}

/** Patterns that a message shows. */
const SHOWN = 5;

export function noSuchId(pointer: string, attribute: string, id: string, meant: string | undefined): Words {
  const advice = didYouMean(meant) ?? 'If it is in another file, write the name of that file before the #.';
  return {
    message: `${pointsTo(pointer, attribute)}, and nothing in this document has the xml:id "${short(id)}". ${advice}`,
  };
}

export function noSuchIdAnywhere(pointer: string, attribute: string, id: string, meant: string | undefined): Words {
  const nothing = `nothing in any file of this run has the xml:id "${short(id)}"`;
  const sentences = [`${pointsTo(pointer, attribute)}, and ${nothing}.`, didYouMean(meant)];
  return {
    message: sentences.filter((sentence) => sentence !== undefined).join(' '),
    alike: `${asWritten(pointer, attribute)} leads to nothing in any file of the run`,
  };
}

export function idElsewhere(pointer: string, attribute: string, id: string, file: string): Words {
  return {
    message: `${pointsTo(pointer, attribute)}, and nothing in this document has the xml:id "${short(id)}"; ${short(file)} has it. What begins with # stays within its own document: to point there, write the name of that file before the #.`,
    alike: `${asWritten(pointer, attribute)} leads to nothing in its own document (${short(file)} has that xml:id)`,
  };
}

export function noSuchIdIn(pointer: string, attribute: string, id: string, file: string): Words {
  const nothing = `nothing in ${short(file)} has the xml:id "${short(id)}"`;
  return {
    message: `${pointsTo(pointer, attribute)}, and ${nothing}.`,
    alike: `${asWritten(pointer, attribute)} leads to nothing in ${short(file)}`,
  };
}

export function noSuchFile(pointer: string, attribute: string, path: string): Words {
  return {
    message: `${pointsTo(pointer, attribute)}, and there is no file ${short(path)}. Check the spelling, and whether the file was copied along.`,
    alike: `${missingFile(pointer, attribute, path)} leads to no file`,
  };
}

/** A pointer that is the bare name of an id of the document. */
export function hashForgotten(pointer: string, attribute: string, path: string): Words {
  return {
    message: `${pointsTo(pointer, attribute)}, and there is no file ${short(path)}; but this document has the xml:id "${short(pointer)}". To point to that, write "#${short(pointer)}".`,
    alike: `${asWritten(pointer, attribute)} leads to no file ("#${short(pointer)}" is probably meant)`,
  };
}

/** A pointer that is the bare name of an id of another file. */
export function fileAndHashForgotten(pointer: string, attribute: string, path: string, owner: string): Words {
  return {
    message: `${pointsTo(pointer, attribute)}, and there is no file ${short(path)}; but ${short(owner)} has the xml:id "${short(pointer)}". To point to that, write the name of that file and "#${short(pointer)}" behind it.`,
    alike: `${asWritten(pointer, attribute)} leads to no file (${short(owner)} has an xml:id of that name)`,
  };
}

export function prefixUndeclared(pointer: string, attribute: string, prefix: string, meant: string | undefined): Words {
  const suggestion = meant === undefined ? '' : ` Did you mean ${short(meant)}:?`;
  return {
    message: `${pointsTo(pointer, attribute)}, but no prefixDef of the document says what "${short(prefix)}:" stands for, and it is no protocol that is known.${suggestion} Declare it in encodingDesc/listPrefixDef.`,
    alike: `${asWritten(`${prefix}:…`, attribute)} has a prefix that no prefixDef declares`,
  };
}

export function prefixMismatch(pointer: string, attribute: string, prefix: string, patterns: readonly string[]): Words {
  const reason = `what follows "${short(prefix)}:" does not match the matchPattern of its prefixDef`;
  return {
    message: `${pointsTo(pointer, attribute)}, but ${reason}: ${short(patterns.slice(0, SHOWN).join(' or '))}.`,
    alike: `${asWritten(pointer, attribute)} does not have the form that the prefixDef asks for`,
  };
}

export function idTwice(id: string, line: number): string {
  return `The xml:id "${short(id)}" is already taken: it stands on line ${line} too. Each must be there only once in a document; choose another for one of them.`;
}

export function tooMany(most: number): Words {
  return {
    message: `The document has over ${most.toLocaleString('en')} pointers to what comes after them or is not there; the rest were not checked. ${raising('pointers', most)}`,
  };
}

const pointsTo = (pointer: string, attribute: string): string => `${short(attribute)} points to ${short(pointer)}`;

const asWritten = (pointer: string, attribute: string): string => `${short(attribute)}="${short(pointer)}"`;

const didYouMean = (id: string | undefined): string | undefined =>
  id === undefined ? undefined : `Did you mean #${short(id)}?`;

/** Of the pointer what names the file; and the file, where a prefix stands for it. */
function missingFile(pointer: string, attribute: string, path: string): string {
  const [file = '', ...fragment] = pointer.split('#');
  const [, prefix] = /^([A-Za-z][A-Za-z0-9+.-]+):/.exec(file) ?? [];
  if (prefix !== undefined) return `${asWritten(`${prefix}:…`, attribute)} (${short(path)})`;
  // Within an xml:base only the fragment is written.
  const named = file === '' ? path : file;
  return asWritten(fragment.length > 0 ? `${named}#…` : named, attribute);
}
