/** What the header of a TEI document says, as plain facts: any TEI P5, not only this project's. */
import type { Diagnostic } from '../diagnostics.js';
import { parseXml } from '../xml/parser.js';
import { HeaderListener } from './events.js';
import { factsOf } from './facts.js';
import type { HeaderFacts } from './model.js';

export type * from './model.js';

export type HeaderResult =
  | { readonly facts: HeaderFacts; readonly diagnostics: readonly Diagnostic[] }
  | { readonly facts?: undefined; readonly diagnostics: readonly Diagnostic[] };

/**
 * Reads the header of a document, and those of the documents within it: of a `teiCorpus`, of `TEI` in `TEI`. A document
 * that is not well-formed, or has no header, gives diagnostics only.
 *
 * @param file its name in diagnostics.
 */
export function readHeader(xml: string, file: string): HeaderResult {
  const facts = new FactsListener();
  const { wellFormed } = parseXml(xml, facts.handler, { file });
  const { diagnostics } = facts.handler;
  if (!wellFormed) return { diagnostics };
  const found = facts.get();
  return found === undefined ? { diagnostics: [headerMissing(file)] } : { facts: found, diagnostics };
}

/** Whether a document begins a `teiHeader`, well-formed or not. */
export function hasHeader(xml: string): boolean {
  const listener = new HeaderListener();
  parseXml(xml, listener);
  return listener.begun;
}

/** What headers say, of a document that somebody else tells. */
export class FactsListener {
  readonly #facts: HeaderFacts[] = [];
  readonly handler = new HeaderListener((header, id) => void this.#facts.push(factsOf(header, id)));

  /** Undefined where no header came to its end. */
  get(): HeaderFacts | undefined {
    const [own, ...members] = this.#facts;
    return own === undefined || members.length === 0 ? own : { ...own, members };
  }
}

/** @param broken whether the document is not well-formed. */
export function headerMissing(file: string, broken = false): Diagnostic {
  const message = broken
    ? 'The file is not well-formed before its <teiHeader> ends, so nothing can be said of its document. Mend the fault that is reported for it.'
    : 'The file has no <teiHeader>, so there is nothing to say of its document. Is it TEI?';
  return { severity: 'error', code: 'header-missing', message, file, source: 'input' };
}
