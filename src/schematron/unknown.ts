/** What of a schema is not known here: it may ask for anything, so it is said once for each place, and counted. */
import type { Diagnostic } from '../diagnostics.js';
import { displayName } from '../engine/source.js';
import type { Part } from './includes.js';
import * as messages from './messages.js';
import { placeOf } from './source.js';
import { type DocumentNode, ELEMENT, type ElementNode, nextWithin, writtenName } from './tree.js';
import { type Container, checksWithin, isKnownIn, unknownAttributes } from './vocabulary.js';

export class Unknown {
  /** Assertions and reports in parts that are not known. */
  passedOver = 0;
  readonly #diagnostics: Diagnostic[];
  readonly #said = new Set<ElementNode>();

  constructor(diagnostics: Diagnostic[]) {
    this.#diagnostics = diagnostics;
  }

  passOver(parent: Container, children: readonly Part[]): void {
    for (const { element, uri } of children) {
      if (isKnownIn(parent, element)) continue;
      this.passedOver += checksWithin(element);
      if (!this.#said.has(element))
        this.#diagnostics.push(messages.partUnknown(`<${writtenName(element.name)}>`, placeOf(element, uri)));
      this.#said.add(element);
    }
  }

  /** A misspelt attribute says nothing, whatever it was to say; the rest of its element holds. */
  sayAttributes(document: DocumentNode, uri: string): void {
    const file = displayName(uri);
    for (let at = nextWithin(document, document); at !== undefined; at = nextWithin(at, document)) {
      if (at.kind !== ELEMENT) continue;
      for (const { name, line, column } of unknownAttributes(at)) {
        const place = { file, line, column };
        this.#diagnostics.push(messages.attributeUnknown(name.local, writtenName(at.name), place));
      }
    }
  }
}
