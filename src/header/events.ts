/** Hears the headers of a document, as the project's parser delimits them, and builds the elements of each. */
import type { Diagnostic } from '../diagnostics.js';
import { detach } from '../xml/chars.js';
import type { XmlAttribute, XmlHandler, XmlName } from '../xml/events.js';
import { TEI_NAMESPACE, XML_NAMESPACE } from '../xml/known-namespaces.js';
import { isBlank } from '../xml/white-space.js';
import { type Attribute, Element } from './element.js';

/** No header has more levels; of what lies deeper the text is kept and the tags are not, since readers of trees recurse. */
const DEEPEST = 100;
/** Parts of headers of which no fact is taken, and which may be longer than all else: descriptions of manuscripts, of methods, of changes. */
const PASSED_OVER: ReadonlySet<string> = new Set([
  ...[
    'encodingDesc',
    'revisionDesc',
    'xenoData',
    'msContents',
    'physDesc',
    'history',
    'additional',
    'msPart',
    'msFrag',
  ],
  ...[
    'particDesc',
    'settingDesc',
    'handNotes',
    'seriesStmt',
    'notesStmt',
    'editionStmt',
    'extent',
    'recordingStmt',
    'listPerson',
    'listPlace',
    'listOrg',
    'listEvent',
    'listRelation',
    'listWit',
  ],
]);

/** Parts that hold elements only: between them stands nothing but white space, which is half of what a header is made of. */
const WITHOUT_TEXT: ReadonlySet<string> = new Set([
  ...['teiHeader', 'fileDesc', 'titleStmt', 'publicationStmt', 'sourceDesc', 'profileDesc', 'langUsage', 'textClass'],
  ...['keywords', 'correspDesc', 'correspAction', 'correspContext'],
]);

export class HeaderListener implements XmlHandler {
  /** Of the document, as far as it was heard. */
  readonly diagnostics: Diagnostic[] = [];
  readonly #onHeader: (header: Element, id: string | undefined) => void;
  /** Open elements of the header, itself included, that are kept. */
  readonly #open: Element[] = [];
  /** How many are open, also of those that are not kept. */
  #depth = 0;
  /** At what depth the part stands that is passed over; 0 for none. */
  #passing = 0;
  /** The `xml:id` of the TEI, or the corpus, that began last. */
  #id: string | undefined;
  #begun = false;

  /** @param onHeader told each header: local names, attributes of TEI, `xml:id`, and texts. */
  constructor(onHeader: (header: Element, id: string | undefined) => void = () => {}) {
    this.#onHeader = onHeader;
  }

  get begun(): boolean {
    return this.#begun;
  }

  startElement(name: XmlName, attributes: readonly XmlAttribute[]): void {
    if (this.#depth === 0 && !isHeader(name)) {
      if (name.local === 'TEI' || name.local === 'teiCorpus') this.#id = attributes.find(isId)?.value;
      return;
    }
    this.#begun = true;
    this.#depth++;
    if (this.#passing === 0 && PASSED_OVER.has(name.local)) this.#passing = this.#depth;
    if (this.#passing > 0 || this.#depth > DEEPEST) return;
    const element = new Element(name.local, attributes.length === 0 ? NONE : attributes.flatMap(kept));
    this.#open.at(-1)?.add(element);
    this.#open.push(element);
  }

  endElement(): void {
    if (this.#depth === 0) return;
    if (this.#passing === this.#depth) this.#passing = 0;
    // Passed over, or too deep, it was never opened.
    const header = this.#open.length === this.#depth ? this.#open.pop() : undefined;
    this.#depth--;
    if (this.#depth === 0) this.#onHeader(header!, this.#id);
  }

  text(data: string): void {
    const element = this.#passing > 0 ? undefined : this.#open.at(-1);
    if (element === undefined || (WITHOUT_TEXT.has(element.name) && isBlank(data))) return;
    element.add(detach(data));
  }

  diagnostic(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }
}

function isId({ name: { uri, local } }: XmlAttribute): boolean {
  return uri === XML_NAMESPACE && local === 'id';
}

const NONE: readonly Attribute[] = [];

/** Those of TEI, and `xml:id`. */
function kept({ name: { uri, local }, value }: XmlAttribute): Attribute | readonly Attribute[] {
  const name = uri === '' ? local : uri === XML_NAMESPACE && local === 'id' ? 'xml:id' : undefined;
  return name === undefined ? NONE : { name, value: detach(value) };
}

function isHeader({ uri, local }: XmlName): boolean {
  return local === 'teiHeader' && (uri === TEI_NAMESPACE || uri === '');
}
