/** The files of a schema, had from whoever loads it before libxml2 asks: it cannot wait, and must not read for itself. */
import type { Diagnostic } from '../diagnostics.js';
import { type Asking, displayName, type FileRequest } from '../engine/source.js';
import { LARGEST_FILE, LARGEST_SCHEMA, SHORT_SCHEMA } from './limits.js';
import { beyond, look } from './look.js';
import { pointElsewhere, standIn } from './point.js';
import { type Place, type Reference, type ScannedFile, scanSchema } from './scan.js';

export interface HadFile {
  readonly content: Uint8Array;
  readonly uri: string;
}

/** Files that were had, and what is wrong with the others. */
export class Files {
  /** By absolute URI, of where they were had. */
  readonly contents = new Map<string, Uint8Array>();
  /** Where files were had that were asked for by another address. */
  readonly moved = new Map<string, string>();
  readonly diagnostics: Diagnostic[] = [];
  readonly #most: number;
  readonly #asked = new Set<string>();
  #bytes = 0;

  /** @param most how many files may be asked for. */
  constructor(most: number) {
    this.#most = most;
  }

  /** How many they have together. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Whether a file was asked for, had or not. */
  has(uri: string): boolean {
    return this.#asked.has(uri);
  }

  /**
   * Asks for a file, unless it was asked for before or there are too many.
   *
   * @param place where it is asked for.
   * @param optional whether the schema may do without it.
   * @returns its content and where it was had, where it is new and was had.
   */
  *read(request: FileRequest, place: Partial<Place>, optional = false): Asking<HadFile | undefined> {
    const { uri } = request;
    if (this.#asked.has(uri)) return undefined;
    if (this.#asked.size === this.#most) return this.#refuse(beyond(place, tooMany(this.#most)));
    this.#asked.add(uri);
    const answer = yield request;
    if ('error' in answer) {
      const { code, message } = answer.error;
      // What reaches for this disk is refused also where it could be done without.
      const severity = optional && code !== 'schema-reaches-for-disk' ? 'warning' : 'error';
      const rest = severity === 'warning' ? ` ${WITHOUT}` : '';
      return this.#refuse({ severity, code, message: message + rest, ...place, source: 'libxml2' });
    }
    const { content, uri: at } = answer;
    if (at !== uri) this.moved.set(uri, at);
    // The same file may have been asked for by its own name.
    if (this.contents.has(at)) return undefined;
    this.#asked.add(at);
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    this.#bytes += bytes.length;
    if (bytes.length > LARGEST_FILE) return this.#refuse(beyond(place, tooLarge(displayName(uri), LARGEST_FILE)));
    if (this.#bytes > LARGEST_SCHEMA)
      return this.#refuse(beyond(place, tooLarge('The schema with its files', LARGEST_SCHEMA)));
    this.contents.set(at, bytes);
    return { content: bytes, uri: at };
  }

  #refuse(diagnostic: Diagnostic): undefined {
    this.diagnostics.push(diagnostic);
    return undefined;
  }
}

const WITHOUT =
  'The schema does without it as long as nothing refers to what it declares; what it would say of the documents is not checked.';

function tooMany(most: number): string {
  return `The schema takes in more than ${most.toLocaleString('en')} files. So many are not read: mostly files that name ever new ones are a mistake, or made to keep others busy. Take a copy of the schema that is complete in fewer files.`;
}

function tooLarge(name: string, most: number): string {
  return `${name} is larger than ${most / 1e6} MB, so it is not read as a schema. Look whether it is the file that you mean.`;
}

/** What is known of an XML Schema before libxml2 compiles it. */
export interface Gathered {
  readonly scanned: readonly ScannedFile[];
  /** Whether libxml2 needs no watching over it. */
  readonly plain: boolean;
}

/** Gathers an XML Schema with all that it includes, imports and redefines, and finds what is wrong with it before libxml2 would. */
export function* gatherXsd(uri: string, files: Files): Asking<Gathered> {
  const scanned: ScannedFile[] = [];
  const sources: HadFile[] = [];
  const waiting: (FileRequest & { readonly reference?: Reference })[] = [{ uri, baseUri: undefined }];
  for (const { reference, ...request } of waiting) {
    const place = reference?.place ?? { file: displayName(uri) };
    const had = yield* files.read(request, place, reference?.element === 'import');
    if (had === undefined) continue;
    const file = scanSchema(had.content, had.uri, displayName(had.uri));
    scanned.push(file);
    sources.push(had);
    files.diagnostics.push(...file.diagnostics.map(asFaultOfSchema));
    for (const reference of file.references) {
      if (reference.uri === undefined || !WRITTEN.test(reference.location))
        files.diagnostics.push(noAddress(reference));
      else waiting.push({ uri: reference.uri, baseUri: had.uri, reference });
    }
  }
  for (const [i, { content, uri: own }] of sources.entries()) {
    const moves = scanned[i]!.references.flatMap(({ attribute, uri: asked = '' }) => {
      const at = files.moved.get(asked);
      return at === undefined ? [] : [{ attribute, uri: at }];
    });
    if (moves.length > 0) files.contents.set(own, pointElsewhere(content, moves));
  }
  const { diagnostics, plain } = look(scanned);
  files.diagnostics.push(...diagnostics);
  return { scanned, plain: plain && files.bytes <= SHORT_SCHEMA };
}

function asFaultOfSchema(diagnostic: Diagnostic): Diagnostic {
  if (diagnostic.severity !== 'error') return diagnostic;
  return { ...diagnostic, code: 'schema-invalid', message: `The schema is not correct: ${diagnostic.message}` };
}

/** What libxml2 takes for an address: no spaces, no letters beyond ASCII. */
const WRITTEN = /^[\x21-\x7e]*$/;

function noAddress({ element, location, uri, place }: Reference): Diagnostic {
  const shown = location.length <= 100 ? location : `${location.slice(0, 100)}…`;
  const instead = uri === undefined ? '' : `: ${encodeURI(location.trim()).slice(0, 300)}`;
  const message = `The schema is not correct: xs:${element} names the file "${shown}", which is not written as an address. In addresses spaces are %20, and letters beyond A to Z are written in percent signs, too${instead}.`;
  return { severity: 'error', code: 'schema-invalid', message, ...place, source: 'libxml2' };
}

/** Has parts of a DTD that libxml2 asked for, or the DTD itself. */
export function* gatherParts(requests: readonly FileRequest[], files: Files, place: Partial<Place>): Asking<void> {
  for (const request of requests) {
    yield* files.read(request, place);
    const at = files.moved.get(request.uri);
    if (at !== undefined && request.baseUri !== undefined)
      files.contents.set(request.uri, standIn(at, files.moved.size));
  }
}
