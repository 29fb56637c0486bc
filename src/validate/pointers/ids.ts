/** That each `xml:id` stands once in a document (xml:id 1.0, section 4): for documents that no grammar looks at. */
import { Budget } from '../../budget.js';
import type { Diagnostic } from '../../diagnostics.js';
import { detach } from '../../xml/chars.js';
import type { XmlAttribute, XmlHandler, XmlName } from '../../xml/events.js';
import { XML_NAMESPACE } from '../../xml/known-namespaces.js';
import * as messages from './messages.js';

export class IdListener implements XmlHandler {
  /** Each with the line of its first element. */
  readonly #lines = new Map<string, number>();
  readonly #found: Diagnostic[] = [];
  readonly #file: string;
  readonly #budget: Budget;

  /** @param file the document's name, for its diagnostics. */
  constructor(file: string, budget: Budget = new Budget()) {
    this.#file = file;
    this.#budget = budget;
  }

  /** A warning for each `xml:id` that stood before. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#found;
  }

  startElement(_: XmlName, attributes: readonly XmlAttribute[]): void {
    for (const attribute of attributes) {
      if (attribute.name.local === 'id' && attribute.name.uri === XML_NAMESPACE) this.#take(attribute);
    }
  }

  #take({ value, line, column, endLine, endColumn }: XmlAttribute): void {
    const id = value.trim();
    const earlier = this.#lines.get(id);
    if (earlier === undefined) this.#lines.set(detach(id), line);
    else if (this.#budget.affords('findings')) {
      const message = messages.idTwice(id, earlier);
      const place = { file: this.#file, line, column, endLine, endColumn };
      this.#found.push({ severity: 'warning', code: 'id-duplicate', message, ...place, source: 'pointers' });
    }
  }
}
