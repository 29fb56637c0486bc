/** Whether each reference of a document to an identifier finds one (XML Schema part 1, cvc-id.1). */
import type { Budget } from '../budget.js';
import type { Diagnostic } from '../diagnostics.js';
import { shortenedWithin } from '../shown.js';
import { detach } from '../xml/chars.js';
import type { XmlAttribute, XmlHandler, XmlLocator, XmlName } from '../xml/events.js';
import { XSI_NAMESPACE } from '../xml/known-namespaces.js';
import { collapseSpace, tokens } from '../xml/white-space.js';
import { type Definition, type IdKind, type IdTypes, nameKey } from './id-types.js';

type Place = Pick<XmlAttribute, 'line' | 'column' | 'endLine' | 'endColumn'>;

interface Reference extends Place {
  readonly id: string;
}

interface Level {
  /** Undefined where no schema says what it is. */
  readonly definition: Definition | undefined;
  /** Whether no schema looks at it. */
  readonly isUnseen: boolean;
  /** Of its text. */
  readonly kind: IdKind | undefined;
  readonly place: Place;
  text: string;
}

export class ReferenceListener implements XmlHandler {
  readonly #types: IdTypes;
  readonly #budget: Budget;
  readonly #file: { readonly file?: string };
  readonly #ids = new Set<string>();
  readonly #open: Reference[] = [];
  readonly #levels: Level[] = [];
  #locator: XmlLocator | undefined;

  constructor(types: IdTypes, file: { readonly file?: string }, budget: Budget) {
    this.#types = types;
    this.#file = file;
    this.#budget = budget;
  }

  /** Complete once the document has ended. */
  diagnostics(): readonly Diagnostic[] {
    const lost = this.#open.filter(({ id }) => !this.#ids.has(id) && this.#budget.affords('findings'));
    return lost.map(({ id, ...place }) => {
      const shown = shortenedWithin(id, 200);
      const message = `This points to "${shown}", but nothing in the document has that identifier. Correct it, or give the element meant the identifier "${shown}".`;
      return { severity: 'error', code: 'idref-unresolved', message, ...this.#file, ...place, source: 'libxml2' };
    });
  }

  startDocument(locator: XmlLocator): void {
    this.#locator = locator;
  }

  startElement(name: XmlName, attributes: readonly XmlAttribute[]): void {
    const { line, column, endLine, endColumn } = this.#locator!;
    const place = { line, column, endLine, endColumn };
    const outer = this.#levels.at(-1);
    const found = outer?.isUnseen === true ? 'unseen' : this.#definitionOf(name, attributes, outer?.definition);
    const definition = found === 'unseen' ? undefined : found;
    const kind = definition && this.#types.kindOf(definition);
    this.#levels.push({ definition, isUnseen: found === 'unseen', kind, place, text: '' });
    if (found === 'unseen') return;
    for (const attribute of attributes) {
      const { uri, local } = attribute.name;
      const key = nameKey(uri, local);
      const declared = definition && this.#types.within(definition, 'attributes', key);
      const meant = declared ?? (uri === '' ? undefined : this.#types.global('attribute', key));
      if (meant !== undefined) this.#take(this.#types.kindOf(meant), attribute.value, attribute);
    }
  }

  text(data: string): void {
    const level = this.#levels.at(-1);
    if (level?.kind !== undefined) level.text += data;
  }

  endElement(): void {
    const { kind, text, place } = this.#levels.pop()!;
    this.#take(kind, text, place);
  }

  #definitionOf(
    name: XmlName,
    attributes: readonly XmlAttribute[],
    outer: Definition | undefined,
  ): Definition | undefined | 'unseen' {
    const key = nameKey(name.uri, name.local);
    const declared = outer && this.#types.within(outer, 'elements', key);
    if (declared === undefined && outer !== undefined && this.#types.hidesOthers(outer)) return 'unseen';
    const given = attributes.find(
      (attribute) => attribute.name.uri === XSI_NAMESPACE && attribute.name.local === 'type',
    );
    const [, prefix = '', local = ''] = /^(?:(.*):)?(.*)$/s.exec(collapseSpace(given?.value ?? '')) ?? [];
    const type = given && this.#types.global('type', nameKey(this.#locator!.lookupNamespace(prefix) ?? '', local));
    return type ?? declared ?? this.#types.global('element', key);
  }

  #take(kind: IdKind | undefined, value: string, { line, column, endLine, endColumn }: Place): void {
    if (kind === undefined) return;
    for (const word of tokens(value)) {
      if (kind === 'id') this.#ids.add(detach(word));
      // What came before is found at once.
      else if (!this.#ids.has(word) && this.#budget.affords('pointers'))
        this.#open.push({ id: detach(word), line, column, endLine, endColumn });
    }
  }
}
