/** Several listeners to one parse. */
import type { Diagnostic } from '../diagnostics.js';
import type { XmlAttribute, XmlDoctype, XmlHandler, XmlLocator, XmlName } from './events.js';

/** A handler that passes every event on to all, in order. */
export function fanOut(handlers: readonly XmlHandler[]): XmlHandler {
  return handlers.length === 1 ? handlers[0]! : new FanOut(handlers);
}

class FanOut implements XmlHandler {
  readonly #handlers: readonly XmlHandler[];

  constructor(handlers: readonly XmlHandler[]) {
    this.#handlers = handlers;
  }

  startDocument(locator: XmlLocator): void {
    for (const handler of this.#handlers) handler.startDocument?.(locator);
  }

  startElement(name: XmlName, attributes: readonly XmlAttribute[]): void {
    for (const handler of this.#handlers) handler.startElement?.(name, attributes);
  }

  endElement(name: XmlName): void {
    for (const handler of this.#handlers) handler.endElement?.(name);
  }

  text(data: string, ink?: number): void {
    for (const handler of this.#handlers) handler.text?.(data, ink);
  }

  comment(data: string): void {
    for (const handler of this.#handlers) handler.comment?.(data);
  }

  processingInstruction(target: string, data: string): void {
    for (const handler of this.#handlers) handler.processingInstruction?.(target, data);
  }

  doctype(doctype: XmlDoctype): void {
    for (const handler of this.#handlers) handler.doctype?.(doctype);
  }

  entity(uri: string | undefined): void {
    for (const handler of this.#handlers) handler.entity?.(uri);
  }

  diagnostic(diagnostic: Diagnostic): void {
    for (const handler of this.#handlers) handler.diagnostic?.(diagnostic);
  }

  endDocument(): void {
    for (const handler of this.#handlers) handler.endDocument?.();
  }
}
