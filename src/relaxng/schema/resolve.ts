/** Where the files of a schema come from. */
import { readFileSync } from 'node:fs';
import { resolve as resolvePath } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { displayName } from '../syntax/report.js';

/** A schema given by its text. */
export interface SchemaText {
  readonly text: string;
  /** The base of its references and the name in its diagnostics: a URI or a path. */
  readonly uri: string;
  /** By default `compact` for a `uri` that ends in .rnc, else `xml`. */
  readonly syntax?: 'xml' | 'compact';
}

/** A schema by its path, its URI, or its text. */
export type SchemaSource = string | URL | SchemaText;

/** The content of a schema file; `undefined` leaves it to the default, which reads local files only. @inline */
type Content = string | Uint8Array | undefined;

/**
 * Gives the content of a schema file. `uri` is absolute; `baseUri` is that of the file which refers to it,
 * undefined for the schema itself. A rejection becomes a diagnostic.
 */
export type SchemaResolver = (uri: string, baseUri: string | undefined) => Content | Promise<Content>;
export type SyncSchemaResolver = (uri: string, baseUri: string | undefined) => Content;

/** The absolute URI of a path or URI that a caller gives; a path is relative to the working directory. */
export function absoluteUri(source: string | URL): string {
  if (source instanceof URL) return source.href;
  // One letter and a colon is a Windows drive.
  const isUri = /^[A-Za-z][A-Za-z0-9+.-]+:/.test(source) && URL.canParse(source);
  return isUri ? new URL(source).href : pathToFileURL(resolvePath(source)).href;
}

/** The absolute URI that an `href` means (§4.5), or undefined if it means none. */
export function resolveHref(href: string, baseUri: string): string | undefined {
  return URL.canParse(href, baseUri) ? new URL(href, baseUri).href : undefined;
}

export function isCompact(uri: string): boolean {
  return /\.rnc$/i.test(uri.replace(/[?#].*$/s, ''));
}

/** Why a schema file could not be had, with the code of the diagnostic to report. */
export class SchemaFileError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Reads a `file:` URI; refuses every other: the engine never touches the network. */
export function readLocalFile(uri: string): Uint8Array {
  if (!uri.startsWith('file:')) {
    throw new SchemaFileError(
      'schema-not-fetched',
      `${uri} is not on this computer, and schemas are never fetched from elsewhere by themselves. Download the file, put it beside the schema, and point to that copy (or give a resolver to loadSchema).`,
    );
  }
  try {
    return readFileSync(fileURLToPath(uri));
  } catch (error) {
    throw new SchemaFileError('schema-file-unreadable', describeReadError(uri, error));
  }
}

function describeReadError(uri: string, error: unknown): string {
  const name = displayName(uri);
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return `there is no schema file ${name}. Check the spelling, and whether the file was copied along.`;
    case 'EISDIR':
      return `${name} is a folder, not a schema file.`;
    case 'EACCES':
    case 'EPERM':
      return `the schema file ${name} may not be read: check its permissions.`;
    default:
      return `the schema file ${name} could not be read: ${error instanceof Error ? error.message : String(error)}.`;
  }
}

export function describeResolverError(uri: string, error: unknown): SchemaFileError {
  if (error instanceof SchemaFileError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new SchemaFileError(
    'schema-file-unreadable',
    `the schema file ${displayName(uri)} could not be read: ${reason}`,
  );
}
