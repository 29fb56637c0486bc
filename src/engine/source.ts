/** Where the files of a schema come from, for every engine: a source, what it refers to, and why a file is not to be had. */
import { withoutCredentials } from '../addresses.js';
import type { Code } from '../codes/index.js';
import { pathOf, readLocalFile, uriOf } from '../platform/node/machine.js';
import { shortenedWithin } from '../shown.js';

/** A schema given by its text. */
export interface SchemaText {
  readonly text: string | Uint8Array;
  /** The base of its references and the name in its diagnostics: a URI or a path. */
  readonly uri: string;
  /** Of RELAX NG; by default `compact` for a `uri` that ends in .rnc, else `xml`. */
  readonly syntax?: 'xml' | 'compact';
}

/** A schema by its path (relative to the working folder), its URI, or its text. */
export type SchemaSource = string | URL | SchemaText;

/** The content of a schema file. */
export type Content = string | Uint8Array;

/** A schema file that was had from another address than it was asked for by, as by a catalog. */
export interface MovedContent {
  readonly content: Content;
  /** Absolute: what its own references are relative to (RFC 3986 §5.1.3). */
  readonly uri: string;
}

/**
 * Gives the content of a schema file; what it leaves undefined is read from the local disk, never from the network.
 * `uri` is absolute; `baseUri` is that of the file which refers to it, undefined for the schema itself. A rejection
 * becomes a diagnostic.
 */
export type SchemaResolver = (
  uri: string,
  baseUri: string | undefined,
) => ReturnType<SyncSchemaResolver> | Promise<ReturnType<SyncSchemaResolver>>;
export type SyncSchemaResolver = (uri: string, baseUri: string | undefined) => Content | MovedContent | undefined;

/** A file that a loader asks for; those who drive it wait for the answer or have it at once. */
export interface FileRequest {
  readonly uri: string;
  readonly baseUri: string | undefined;
}

/** `uri` is where it was had, which is the base of what it refers to. */
export type FileAnswer = MovedContent | { readonly error: SchemaFileError };

/** One algorithm for callers that wait and callers that cannot: it asks for one file after the other. */
export type Asking<T> = Generator<FileRequest, T, FileAnswer>;

/** Of one schema, its own file among them. TEI's largest has six. */
const MOST_FILES = 500;
/** In bytes, of all files of one schema together. */
const MOST_BYTES = 200_000_000;

/** What one schema has asked for: each request counts, whether or not it was answered, since each may cost somebody. */
class Account {
  #files = 0;
  #bytes = 0;

  /** @throws SchemaFileError where the schema has had enough. */
  open({ uri, baseUri }: FileRequest): void {
    this.#files++;
    if (this.#files > MOST_FILES) throw tooMany(uri, baseUri, `${MOST_FILES} files`);
  }

  /** @throws SchemaFileError */
  take(given: Content | MovedContent, { uri, baseUri }: FileRequest): MovedContent {
    const had = typeof given === 'object' && 'uri' in given ? given : { content: given, uri };
    this.#bytes += had.content.length;
    if (this.#bytes > MOST_BYTES) throw tooMany(uri, baseUri, `${MOST_BYTES / 1e6} MB`);
    return had;
  }
}

/** With this a loader asks for nothing more. */
export const TOO_MANY_FILES = 'schema-too-many-files' satisfies Code;

function tooMany(uri: string, baseUri: string | undefined, limit: string): SchemaFileError {
  const message = `The schema pulls in more than ${limit}, so the rest is not read: ${displayName(uri)} would be the next${baseUri === undefined ? '' : `, asked for by ${displayName(baseUri)}`}. No schema that people write is so large. Does one of its files lead on and on?`;
  return new SchemaFileError(TOO_MANY_FILES, message);
}

/** Runs a loader to its end, waiting for each file. */
export async function answering<T>(asking: Asking<T>, resolve: SchemaResolver | undefined): Promise<T> {
  const account = new Account();
  let step = asking.next();
  while (!step.done) {
    const request = step.value;
    const { uri, baseUri } = request;
    let answer: FileAnswer;
    try {
      account.open(request);
      answer = account.take((await resolve?.(uri, baseUri)) ?? readSchemaFile(uri, baseUri), request);
    } catch (error) {
      answer = { error: fileError(uri, error) };
    }
    step = asking.next(answer);
  }
  return step.value;
}

/** As {@link answering}, at once. */
export function answeringSync<T>(asking: Asking<T>, resolve: SyncSchemaResolver | undefined): T {
  const account = new Account();
  let step = asking.next();
  while (!step.done) {
    const request = step.value;
    const { uri, baseUri } = request;
    let answer: FileAnswer;
    try {
      account.open(request);
      answer = account.take(resolve?.(uri, baseUri) ?? readSchemaFile(uri, baseUri), request);
    } catch (error) {
      answer = { error: fileError(uri, error) };
    }
    step = asking.next(answer);
  }
  return step.value;
}

/** The absolute URI of a path or URI that a caller gives; a path is relative to the working folder. */
export function absoluteUri(source: SchemaSource): string {
  const given = typeof source === 'object' && 'text' in source ? source.uri : source;
  if (given instanceof URL) return given.href;
  // One letter and a colon is a Windows drive.
  const isUri = /^[A-Za-z][A-Za-z0-9+.-]+:/.test(given) && URL.canParse(given);
  return isUri ? new URL(given).href : uriOf(given);
}

/** The absolute URI that a reference means; undefined for none. */
export function resolveHref(href: string, baseUri: string): string | undefined {
  return URL.canParse(href, baseUri) ? new URL(href, baseUri).href : undefined;
}

/** What to call a schema file in a message: a path for what lies on this machine, else its URI. */
export function displayName(uri: string): string {
  if (!uri.startsWith('file:')) return withoutCredentials(uri);
  try {
    return pathOf(uri);
  } catch {
    return uri;
  }
}

/** Why a schema file could not be had, with the code of the diagnostic to report; the message is a whole sentence with a way out. */
export class SchemaFileError extends Error {
  readonly code: Code;

  constructor(code: Code, message: string) {
    super(message);
    this.code = code;
  }
}

/** Reads a `file:` URI, for the file that asks; refuses every other: the engines never touch the network. */
function readSchemaFile(uri: string, baseUri: string | undefined): Uint8Array {
  if (isWeb(baseUri ?? '') && !isWeb(uri)) throw reachesForDisk(uri, baseUri!);
  if (uri.startsWith('file:')) return readLocalFile(uri, baseUri);
  throw new SchemaFileError(
    'schema-not-fetched',
    `The schema file ${shortenedWithin(displayName(uri))} is not on this computer, and schemas are never fetched from elsewhere by themselves. Download the file, put it beside the schema, and point to that copy (or give a resolver).`,
  );
}

/** What came from the web may not look around on this disk. */
export function reachesForDisk(uri: string, base: string): SchemaFileError {
  const message = `The schema file ${displayName(base)} comes from the web and asks for ${displayName(uri)}, a file of this computer, which it does not get. If it is to be trusted so far, download it and use the copy.`;
  return new SchemaFileError('schema-reaches-for-disk', message);
}

/** Whether an address is one that the network is asked for. */
export function isWeb(uri: string): boolean {
  return uri.startsWith('http:') || uri.startsWith('https:');
}

function fileError(uri: string, error: unknown): SchemaFileError {
  return error instanceof SchemaFileError ? error : new SchemaFileError('schema-file-unreadable', describe(uri, error));
}

function describe(uri: string, error: unknown): string {
  const name = shortenedWithin(displayName(uri));
  switch ((error as { readonly code?: unknown }).code) {
    case 'ENOENT':
      return `There is no schema file ${name}. Check the spelling, and whether the file was copied along.`;
    case 'EISDIR':
      return `${name} is a folder, not a schema file.`;
    case 'EACCES':
    case 'EPERM':
      return `The schema file ${name} may not be read: check its permissions.`;
    default:
      return `The schema file ${name} could not be read: ${error instanceof Error ? error.message : String(error)}.`;
  }
}
