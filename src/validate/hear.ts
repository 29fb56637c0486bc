/** A document as its judges hear it, its parts in their places, for who wants something else of it than a judgement. */
import { pathToFileURL } from 'node:url';
import { Budget, type Limits } from '../budget.js';
import { readFileOrHead, streamFile } from '../files/door.js';
import { displayPath, type InputFile, whyOf } from '../files/inputs.js';
import type { XmlHandler } from '../xml/events.js';
import { XINCLUDE_NAMESPACE } from '../xml/known-namespaces.js';
import { XmlParser } from '../xml/parser.js';
import { LocalEntities } from './xinclude/external.js';
import { IncludableFiles, type StandIn } from './xinclude/files.js';
import { Includer } from './xinclude/includer.js';
import { LineMap } from './xinclude/line-map.js';

/** In bytes: what is longer is heard without its parts, as it is judged. */
const LONGEST_HELD = 16_000_000;
/** In bytes, heard at a time. */
const SLICE = 1_024;
/** In bytes, read at a time. */
const PIECE = 1 << 18;

export interface HearOptions extends Hearing {
  /** What is read in the place of the address of a part. */
  readonly standIn?: ((uri: string) => StandIn | undefined) | undefined;
  readonly limits?: Partial<Limits> | undefined;
  /** Whether files of this disk are read that the document takes in by its DOCTYPE; default `none`. */
  readonly entities?: 'none' | 'local' | undefined;
}

/** How one document is to be heard. */
export interface Hearing {
  /** Its content, where it is at hand. */
  readonly bytes?: Uint8Array | undefined;
  /** Asked every now and then, of a document in one file, whether what is still to come may be left unheard. */
  readonly isEnough?: ((rest: Buffer) => boolean) | undefined;
}

export interface Heard {
  /** Whether no fault was heard. */
  readonly wellFormed: boolean;
  /** Absolute paths of the parts (XInclude, entities) that were put in their places. */
  readonly parts: readonly string[];
}

/** Who hears a document and wants to know what its pointers are relative to. */
export interface PartsHandler extends XmlHandler {
  /** A part begins, with its absolute URI, or ends; after that the document itself goes on, or the part that it is in. */
  includePart?(uri: string | undefined): void;
}

/** Tells a handler what a file holds, its parts in their places as they are where it is checked. */
export type Hear = (file: InputFile, handler: PartsHandler, hearing?: Hearing) => Promise<Heard>;

/** Tells a handler the events of a file. Rejects with a Refusal or the system's error where the file cannot be read. */
export async function hearFile(file: InputFile, handler: PartsHandler, options: HearOptions = {}): Promise<Heard> {
  const why = whyOf(file);
  const path = file.path!;
  const { content, whole } =
    options.bytes === undefined
      ? readFileOrHead(path, why, LONGEST_HELD, 0)
      : { content: Buffer.from(options.bytes.buffer, options.bytes.byteOffset, options.bytes.length), whole: true };
  const budget = new Budget(options.limits);
  const about = { file: file.display, budget };
  if (!whole) {
    const parser = new XmlParser(handler, about);
    for await (const piece of streamFile(path, why, PIECE) as AsyncIterable<Buffer>) {
      parser.write(piece);
      if (parser.failed) break;
    }
    parser.end();
    return { wellFormed: !parser.failed, parts: [] };
  }
  const uri = pathToFileURL(path).href;
  const lines = new LineMap();
  const files = () => new IncludableFiles(budget.limits['part-bytes'], options.standIn);
  const external = { files: files(), lines, display: displayPath, budget };
  // Without a DOCTYPE there is nothing to take in.
  const isOpen = options.entities === 'local' && content.includes('<!DOCTYPE');
  const entities = isOpen ? new LocalEntities(external) : undefined;
  const included = content.includes(XINCLUDE_NAMESPACE) ? files() : undefined;
  const onPart = (part: string | undefined) => handler.includePart?.(part);
  const place = { path, uri, display: displayPath, lines, entities };
  const including = included && { ...about, ...place, files: included, onPart };
  const reader = entities?.for({ uri, asker: path, offset: 0 });
  const parser = new XmlParser(including === undefined ? handler : new Includer(handler, including), {
    ...about,
    files: reader,
  });
  const isAlone = including === undefined && reader === undefined;
  for (let from = 0; from < content.length && !parser.failed; from += SLICE) {
    parser.write(content.subarray(from, from + SLICE));
    if (isAlone && options.isEnough?.(content.subarray(from + SLICE)) === true) {
      parser.leave();
      return { wellFormed: true, parts: [] };
    }
  }
  parser.end();
  return { wellFormed: !parser.failed, parts: [...(included?.had ?? []), ...external.files.had] };
}
