/** What stands in other files than the document: external entities and declarations (XML 1.0 §4.2.2), for a caller that has these files. */
import { ByteReader } from './bytes.js';
import type { Entities } from './entities.js';
import { type Place, XmlFailure } from './failure.js';
import { problems } from './messages.js';
import { Scanner } from './scanner.js';

export interface ExternalFile {
  readonly content: Uint8Array;
  /** Absolute: what it names is relative to it. */
  readonly uri: string;
  /** The number of its first line, among those of all that is read for the document. */
  readonly line: number;
}

/** Where the parser has other files from. Without it, none is read. */
export interface ExternalFiles {
  /** Absolute URI of the document. */
  readonly uri: string;
  /**
   * @param systemId as written.
   * @param base absolute URI of the file that names it.
   * @param place where it is asked for.
   * @returns the file, or why it is not to be had, as a sentence.
   */
  read(systemId: string, base: string, place: Place): ExternalFile | { readonly reason: string };
}

/** A file that has been opened, read from behind its text declaration on. */
export interface OpenedFile {
  readonly scanner: Scanner;
  readonly uri: string;
}

const TEXT_DECLARATION =
  /^<\?xml(?:[ \t\n]+version[ \t\n]*=[ \t\n]*(?:"1\.\d+"|'1\.\d+'))?[ \t\n]+encoding[ \t\n]*=[ \t\n]*(?:"[\w.-]+"|'[\w.-]+')[ \t\n]*\?>/;

/** @throws XmlFailure where it is not encoded as it says, or begins wrongly. */
export function openExternal({ content, uri, line }: ExternalFile): OpenedFile {
  const reader = new ByteReader();
  const text = reader
    .decode(content, true)
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n');
  const scanner: Scanner = Scanner.ofFile(text, line);
  if (reader.problem !== undefined) {
    scanner.advanceTo(text.length);
    throw new XmlFailure(reader.problem, scanner.placeOf(text.length, text.length));
  }
  if (/^<\?xml[ \t\n]/.test(text)) {
    const [declaration] = TEXT_DECLARATION.exec(text) ?? [];
    if (declaration === undefined) scanner.fail(problems.malformedTextDeclaration, 0, 5);
    scanner.advanceTo(declaration.length);
  }
  return { scanner, uri };
}

/** What an external entity was declared with. */
export interface ExternalReference {
  readonly systemId: string;
  /** Absolute URI of the file that declares it. */
  readonly base: string;
}

/**
 * Opens the file of an external entity, where the caller has such files.
 *
 * @returns why not, as a sentence.
 */
export function openReference(
  entities: Entities,
  { systemId, base }: ExternalReference,
  place: Place,
): OpenedFile | { readonly reason: string } {
  const file = entities.files!.read(systemId, base, place);
  if ('reason' in file) return file;
  entities.earn(file);
  return openExternal(file);
}
