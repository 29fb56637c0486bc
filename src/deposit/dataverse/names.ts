/** Names of files and folders that Dataverse takes (its FileMetadata: `label` and `directoryLabel`). */
import type { Diagnostic } from '../../diagnostics.js';
import { shortened, visibleInLine } from '../../shown.js';

const NOT_IN_NAMES = /[:<>;#/"*|?\\]/;
const NOT_IN_FOLDERS = /[^A-Za-z0-9_ .\-/]/;
/** Dataverse takes these off the ends of a folder's path without a word, so that the file would lie elsewhere. */
const ENDS_OF_FOLDERS = /^[\s.\-/]|[\s.\-/]$/;
/** In UTF-16 code units: what a column of its database holds. */
const LONGEST = 255;
/** In one message. */
const MOST_NAMED = 20;

/** Why Dataverse does not take a file under a path; undefined where it does. */
export function refusalOf(path: string): string | undefined {
  const at = path.lastIndexOf('/');
  const folder = path.slice(0, Math.max(0, at));
  const name = path.slice(at + 1);
  const inName = NOT_IN_NAMES.exec(name)?.[0];
  if (inName !== undefined) return `a name must not have ${quoted(inName)}`;
  if (name.length > LONGEST) return `a name must not be longer than ${LONGEST} characters`;
  const inFolder = NOT_IN_FOLDERS.exec(folder)?.[0];
  if (inFolder !== undefined) return `a folder must not have ${quoted(inFolder)}`;
  if (ENDS_OF_FOLDERS.test(folder)) return 'a folder must not begin or end with a blank, a dot or a dash';
  return undefined;
}

function quoted(char: string): string {
  return `"${visibleInLine(char)}"`;
}

/** One error for all files that Dataverse would refuse. */
export function refusedNames(paths: Iterable<string>): readonly Diagnostic[] {
  const refused: string[] = [];
  for (const path of paths) {
    const reason = refusalOf(path);
    if (reason !== undefined) refused.push(`  ${visibleInLine(shortened(path))}: ${reason}`);
  }
  if (refused.length === 0) return [];
  const more = refused.length > MOST_NAMED ? `\n  and ${refused.length - MOST_NAMED} more` : '';
  const message = `Dataverse does not take files under these names, so no package was made:\n${refused.slice(0, MOST_NAMED).join('\n')}${more}\nRename them. Names must not have : < > ; # / " * | ? or \\, and folders may have letters a-z and A-Z, digits, blanks, "_", "-" and "." only.`;
  return [{ severity: 'error', code: 'file-name-refused', message, source: 'deposit' }];
}
