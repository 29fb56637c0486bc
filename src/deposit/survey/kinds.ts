/** What a file is, before anything is judged: a document, or something else. */
import { readFileOrHead } from '../../files/door.js';
import { type InputFile, whyOf } from '../../files/inputs.js';
import { NO_STAMP, type Stamp, stampOf } from '../../files/stamp.js';
import type { XmlDoctype, XmlHandler, XmlName } from '../../xml/events.js';
import { XINCLUDE_NAMESPACE } from '../../xml/known-namespaces.js';
import { XmlParser } from '../../xml/parser.js';

export interface Kind {
  /** By its root: TEI or a corpus; something else that names a schema, such as a register; or something else. */
  readonly kind: 'document' | 'with-schema' | 'other' | 'broken';
  /** Whether it names a schema. */
  readonly isAssociated: boolean;
  /** Whether it may take in parts (XInclude). */
  readonly includes: boolean;
  /** Of the file, before anything was read of it. */
  readonly stamp: Stamp;
  /** Why it could not be read. */
  readonly failure?: unknown;
}

/** In bytes: what is longer is judged without its parts, and its root stands in the beginning. */
const LONGEST_HELD = 16_000_000;
const BEGINNING = 65_536;
/** In bytes, given to the parser at a time, since the root mostly stands in the first of them. */
const PIECE = 512;

/** What cannot be read is broken. */
export function kindOf(file: InputFile): Kind {
  let stamp: Stamp = NO_STAMP;
  try {
    stamp = stampOf(file.path!);
    const { content, whole } = readFileOrHead(file.path!, whyOf(file), LONGEST_HELD, BEGINNING);
    return {
      ...kindBy(content.subarray(0, BEGINNING)),
      includes: whole && content.includes(XINCLUDE_NAMESPACE),
      stamp,
    };
  } catch (failure) {
    return { kind: 'broken', isAssociated: false, includes: false, stamp, failure };
  }
}

function kindBy(beginning: Uint8Array): Pick<Kind, 'kind' | 'isAssociated'> {
  const root = new RootListener();
  const parser = new XmlParser(root);
  for (let from = 0; from < beginning.length && !root.begun && !parser.failed; from += PIECE) {
    parser.write(beginning.subarray(from, from + PIECE));
  }
  parser.leave();
  const { isAssociated } = root;
  return { kind: parser.failed && !root.begun ? 'broken' : root.kind, isAssociated };
}

const ROOTS: ReadonlySet<string> = new Set(['TEI', 'teiCorpus', 'TEI.2']);

/** Hears what stands in front of the root, and its name. */
class RootListener implements XmlHandler {
  kind: Kind['kind'] = 'other';
  isAssociated = false;
  begun = false;

  processingInstruction(target: string): void {
    if (target === 'xml-model') this.#associate();
  }

  doctype({ systemId }: XmlDoctype): void {
    if (systemId !== undefined) this.#associate();
  }

  #associate(): void {
    if (this.begun) return;
    this.kind = 'with-schema';
    this.isAssociated = true;
  }

  startElement({ local }: XmlName): void {
    if (!this.begun && ROOTS.has(local)) this.kind = 'document';
    this.begun = true;
  }
}
