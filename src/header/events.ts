/** Hears the first header of a document, as the project's parser delimits it, and writes it down as minimal XML. */
import type { Diagnostic } from '../diagnostics.js';
import { escapeAttribute, escapeText } from '../xml/escape.js';
import type { XmlAttribute, XmlHandler, XmlName } from '../xml/events.js';
import { TEI_NAMESPACE, XML_NAMESPACE } from '../xml/known-namespaces.js';
import { MARK } from './element.js';

/** No header has more levels; of what lies deeper the text is kept and the tags are not, since readers of trees recurse. */
const DEEPEST = 100;

export class HeaderListener implements XmlHandler {
  /** Of the document, as far as it was heard. */
  readonly diagnostics: Diagnostic[] = [];
  readonly #pieces: string[] = [];
  /** Open elements of the header, itself included. */
  #depth = 0;
  #ended = false;

  get begun(): boolean {
    return this.#pieces.length > 0;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Local names, attributes that have no namespace, `xml:id`, and texts: no comment, CDATA section or entity of its own. */
  get xml(): string {
    return this.#pieces.join('');
  }

  startElement(name: XmlName, attributes: readonly XmlAttribute[]): void {
    if (this.#ended || (this.#depth === 0 && !isHeader(name))) return;
    this.#depth++;
    if (this.#depth > DEEPEST) return;
    const written = attributes.map(attributeText);
    this.#pieces.push(`<${MARK}${name.local}${written.join('')}>`);
  }

  endElement({ local }: XmlName): void {
    if (this.#depth === 0) return;
    if (this.#depth <= DEEPEST) this.#pieces.push(`</${MARK}${local}>`);
    this.#depth--;
    this.#ended = this.#depth === 0;
  }

  text(data: string): void {
    if (this.#depth > 0) this.#pieces.push(escapeText(data));
  }

  diagnostic(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }
}

/** Those of TEI, and `xml:id`. */
function attributeText({ name: { uri, local }, value }: XmlAttribute): string {
  const name = uri === '' ? local : uri === XML_NAMESPACE && local === 'id' ? 'xml:id' : undefined;
  return name === undefined ? '' : ` ${MARK}${name}="${escapeAttribute(value)}"`;
}

function isHeader({ uri, local }: XmlName): boolean {
  return local === 'teiHeader' && (uri === TEI_NAMESPACE || uri === '');
}
