/** What may be said of schema files that lie elsewhere: a document can name any file of the disk as its schema. */
import { dirname, isAbsolute } from 'node:path';
import type { Diagnostic } from '../../diagnostics.js';
import type { Loaded, Schema } from '../../engine/contract.js';
import { askedBy, isWithin, pathOfUri } from '../../files/door.js';

/** The folders that a file may lie in for who asks for it, as a key; undefined where it is no file of this disk. */
export function reachOf(uri: string, asker: string): string | undefined {
  try {
    const why = askedBy(pathOfUri(asker), pathOfUri(uri));
    return why.why === 'asked' ? why.within.join('\n') : undefined;
  } catch {
    return undefined;
  }
}

/** Codes whose messages speak of the file and not of what it holds. */
const OF_FILES: ReadonlySet<string> = new Set([
  'schema-file-unreadable',
  'schema-not-fetched',
  'schema-reaches-for-disk',
  'schema-too-many-files',
]);

/**
 * A schema without the words that quote files far from who asks for it: of these it is told where they are wrong, not
 * what stands there.
 *
 * @param asker URI of the document that names the schema, or of the schema where the caller does.
 */
export function discreet(loaded: Loaded<Schema>, asker: string): Loaded<Schema> {
  if (!asker.startsWith('file:') || loaded.diagnostics.length === 0) return loaded;
  const folders = [dirname(pathOfUri(asker)), process.cwd()];
  const isFar = ({ file, code }: Diagnostic) =>
    file !== undefined && isAbsolute(file) && !OF_FILES.has(code) && !folders.some((folder) => isWithin(folder, file));
  return { ...loaded, diagnostics: loaded.diagnostics.map((found) => (isFar(found) ? withoutWords(found) : found)) };
}

function withoutWords({ severity, code, file, line, column, source }: Diagnostic): Diagnostic {
  const place = { ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
  const message =
    'Something is wrong here, and what it is would quote the file, which lies outside the folder of what asks for it and outside the one that the call runs in. Name the file with --schema, or run teigram in a folder that holds both, and it is told.';
  return { severity, code, message, ...(file === undefined ? {} : { file }), ...place, source };
}
