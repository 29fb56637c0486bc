/** A document in several files, as it is judged: its parts (XInclude) and its entities in their places. */
import { pathToFileURL } from 'node:url';
import { Budget, type Limits } from '../budget.js';
import type { Diagnostic } from '../diagnostics.js';
import type { Listener } from '../engine/contract.js';
import type { XmlHandler } from '../xml/events.js';
import { XINCLUDE_NAMESPACE } from '../xml/known-namespaces.js';
import { parseXml } from '../xml/parser.js';
import type { LocalEntities, Reader } from './xinclude/external.js';
import type { IncludableFiles, StandIn } from './xinclude/files.js';
import type { Includer, IncluderOptions } from './xinclude/includer.js';
import type { LineMap } from './xinclude/line-map.js';

/** A document at hand, or one too long for that. */
export type DocumentSource =
  | { readonly bytes: Uint8Array }
  | {
      readonly open: () => AsyncIterable<Uint8Array>;
      /** All of it, for engines that need a tree; or why not. */
      readonly whole: () => Promise<Uint8Array | Diagnostic>;
    };

/** Who hears a document and wants to know what its pointers are relative to. */
export interface PartsHandler extends XmlHandler {
  /** A part begins, with its absolute URI, or ends; after that the document itself goes on, or the part that it is in. */
  includePart?(uri: string | undefined): void;
}

export interface WholeOptions {
  /** The document's name, for its diagnostics. */
  readonly file: string;
  /** Its absolute path, to which its pointers are relative; for one without, a path in the folder it may be taken to lie in. */
  readonly path: string;
  /** Whether parts that it includes (XInclude) are judged in their place. */
  readonly xinclude: boolean;
  /** Whether files of this disk are read that the document takes in by its DOCTYPE: `local`, or by default none. */
  readonly entities?: 'none' | 'local' | undefined;
  /** What is read in the place of the address of a part. */
  readonly standIn?: ((uri: string) => StandIn | undefined) | undefined;
  /** How the report names a file, from its absolute path. */
  readonly display?: (path: string) => string;
  /** Other limits than the usual ones of what the document may cost. */
  readonly limits?: Partial<Limits> | undefined;
}

/** Parts are put in place in documents that are held in memory; in longer ones, `xi:include` is an element like others. */
function hasInclusions(source: DocumentSource): boolean {
  return 'bytes' in source && holds(source.bytes, XINCLUDE_NAMESPACE);
}

/** Whether there may be entities of other files: of what is not at hand, or not written in bytes of ASCII, that cannot be told. */
function mayHaveDoctype(source: DocumentSource): boolean {
  return !('bytes' in source) || source.bytes.includes(0) || holds(source.bytes, '<!DOCTYPE');
}

function holds(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(text);
}

/** A document in several files. */
export interface Wholes {
  readonly document: Reader;
  readonly display: (path: string) => string;
  readonly entities: LocalEntities | undefined;
  /** Where its lines are, once all are read. */
  readonly lines: LineMap;
  /** Puts included parts in place; absent where the document includes none. */
  readonly include: ((target: XmlHandler, budget: Budget, onPart?: IncluderOptions['onPart']) => Includer) | undefined;
  /** Absolute paths of those that were taken in so far. */
  readonly parts: () => readonly string[];
}

/** Whether the document may take in other files, as far as it is allowed to. */
export function mayTakeIn(source: DocumentSource, { xinclude, entities }: WholeOptions): boolean {
  return (xinclude && hasInclusions(source)) || (entities === 'local' && mayHaveDoctype(source));
}

/** The other files that the document may take in. */
export async function wholeOf(source: DocumentSource, checking: WholeOptions, budget: Budget): Promise<Wholes> {
  const { file, path, xinclude, entities: which, display = (name) => name, standIn } = checking;
  const includes = xinclude && hasInclusions(source);
  const opens = which === 'local' && mayHaveDoctype(source);
  const [{ IncludableFiles }, { LineMap }, { LocalEntities }, { Includer }] = await Promise.all([
    import('./xinclude/files.js'),
    import('./xinclude/line-map.js'),
    import('./xinclude/external.js'),
    import('./xinclude/includer.js'),
  ]);
  const lines = new LineMap();
  const document = { uri: pathToFileURL(path).href, asker: path, offset: 0 };
  const opened: IncludableFiles[] = [];
  const newFiles = () => {
    const files = new IncludableFiles(budget.limits['part-bytes'], standIn);
    opened.push(files);
    return files;
  };
  const external = { files: newFiles(), lines, display, budget };
  const entities = opens || (includes && which === 'local') ? new LocalEntities(external) : undefined;
  const include: Wholes['include'] = (target, budget, onPart) => {
    const own = { file, path, uri: document.uri, display, lines, files: newFiles(), entities, budget };
    return new Includer(target, onPart === undefined ? own : { ...own, onPart });
  };
  const parts = () => [...new Set(opened.flatMap(({ had }) => [...had]))];
  return { document, display, entities, lines, include: includes ? include : undefined, parts };
}

/** Tells it once more, to an engine that parses for itself: on an account of its own, since it has been counted. */
export function tellWhole(
  bytes: Uint8Array,
  handler: XmlHandler,
  { document, entities, include }: Wholes,
  { file, limits }: WholeOptions,
): void {
  const budget = new Budget(limits);
  parseXml(bytes, include?.(handler, budget) ?? handler, { file, budget, files: entities?.for(document) });
}

export interface Parts extends Listener {
  /** Whether parts were left out because there are too many of them. */
  readonly isLimited: boolean;
}

/** Tells `target` the parts in their places, and `told` where each begins and ends. */
export function partsOf(
  include: NonNullable<Wholes['include']>,
  target: XmlHandler,
  told: readonly (PartsHandler | undefined)[],
  budget: Budget,
): Parts {
  const handler = include(target, budget, (part) => {
    for (const each of told) each?.includePart?.(part);
  });
  return {
    handler,
    diagnostics: () => handler.diagnostics,
    get isLimited() {
      return handler.isLimited;
    },
  };
}
