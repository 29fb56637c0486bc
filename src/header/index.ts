/** What the header of a TEI document says, as plain facts: any TEI P5, not only this project's. */
import type { Diagnostic } from '../diagnostics.js';
import { streamFile, type Why } from '../files/door.js';
import { parseXml, XmlParser } from '../xml/parser.js';
import { parseElement } from './element.js';
import { HeaderListener } from './events.js';
import { factsOf } from './facts.js';
import type { HeaderFacts } from './model.js';

export type * from './model.js';

export type HeaderResult =
  | { readonly facts: HeaderFacts; readonly diagnostics: readonly Diagnostic[] }
  | { readonly facts?: undefined; readonly diagnostics: readonly Diagnostic[] };

/**
 * Reads the first `teiHeader` of a document. A document that is not well-formed, or has none, gives diagnostics only.
 *
 * @param file its name in diagnostics.
 */
export function readHeader(xml: string, file: string): HeaderResult {
  const listener = new HeaderListener();
  const { wellFormed } = parseXml(xml, listener, { file });
  const { diagnostics } = listener;
  if (!wellFormed) return { diagnostics };
  return listener.ended ? { facts: factsIn(listener), diagnostics } : { diagnostics: [missing(file)] };
}

/** Whether a document begins a `teiHeader`, well-formed or not. */
export function hasHeader(xml: string): boolean {
  const listener = new HeaderListener();
  parseXml(xml, listener);
  return listener.begun;
}

/** In bytes, read at a time. */
const PIECE = 65_536;
/** In bytes. Headers of the largest editions have some hundred thousand. */
const LONGEST = 16_000_000;

/**
 * Reads what the first `teiHeader` of a file of any length says, and no more of it than the header takes. The file is
 * expected to have been validated: whether the rest of it is well-formed is not looked at. Rejects with a Refusal or the
 * system's error where the file cannot be read.
 *
 * @param why in whose name it is read.
 * @param display its name in diagnostics.
 */
export async function readHeaderOf(path: string, why: Why, display: string): Promise<HeaderResult> {
  const listener = new HeaderListener();
  const parser = new XmlParser(listener, { file: display });
  let read = 0;
  for await (const piece of streamFile(path, why, PIECE) as AsyncIterable<Buffer>) {
    parser.write(piece);
    read += piece.length;
    if (listener.ended || parser.failed || read >= LONGEST) break;
  }
  return listener.ended
    ? { facts: factsIn(listener), diagnostics: [] }
    : { diagnostics: [missing(display, parser.failed)] };
}

function factsIn({ xml }: HeaderListener): HeaderFacts {
  return factsOf(parseElement(xml));
}

function missing(file: string, broken = false): Diagnostic {
  const message = broken
    ? 'The file is not well-formed before its <teiHeader> ends, so nothing can be said of its document. Mend the fault that is reported for it.'
    : 'The file has no <teiHeader>, so there is nothing to say of its document. Is it TEI?';
  return { severity: 'error', code: 'header-missing', message, file, source: 'input' };
}
