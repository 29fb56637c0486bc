/** Hears the headers of a document, as the project's parser delimits them, and writes each down as minimal XML. */
import type { Diagnostic } from '../diagnostics.js';
import { escapeAttribute, escapeText } from '../xml/escape.js';
import type { XmlAttribute, XmlHandler, XmlName } from '../xml/events.js';
import { TEI_NAMESPACE, XML_NAMESPACE } from '../xml/known-namespaces.js';
import { isBlank } from '../xml/white-space.js';
import { MARK } from './element.js';

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
  readonly #onHeader: (xml: string, id: string | undefined) => void;
  #pieces: string[] = [];
  /** Open elements of the header, itself included, by their local names. */
  readonly #open: string[] = [];
  /** At what depth the part stands that is passed over; 0 for none. */
  #passing = 0;
  /** The `xml:id` of the TEI, or the corpus, that began last. */
  #id: string | undefined;
  #begun = false;

  /** @param onHeader told each header: local names, attributes of TEI, `xml:id`, and texts; no comment, CDATA section or entity of its own. */
  constructor(onHeader: (xml: string, id: string | undefined) => void = () => {}) {
    this.#onHeader = onHeader;
  }

  get begun(): boolean {
    return this.#begun;
  }

  startElement(name: XmlName, attributes: readonly XmlAttribute[]): void {
    const depth = this.#open.length + 1;
    if (depth === 1 && !isHeader(name)) {
      if (name.local === 'TEI' || name.local === 'teiCorpus') this.#id = attributes.find(isId)?.value;
      return;
    }
    this.#begun = true;
    this.#open.push(name.local);
    if (this.#passing === 0 && PASSED_OVER.has(name.local)) this.#passing = depth;
    if (this.#passing > 0 || depth > DEEPEST) return;
    this.#pieces.push(`<${MARK}${name.local}${attributes.map(attributeText).join('')}>`);
  }

  endElement({ local }: XmlName): void {
    const depth = this.#open.length;
    if (depth === 0) return;
    if (this.#passing === 0 && depth <= DEEPEST) this.#pieces.push(`</${MARK}${local}>`);
    if (this.#passing === depth) this.#passing = 0;
    this.#open.pop();
    if (depth > 1) return;
    this.#onHeader(this.#pieces.join(''), this.#id);
    this.#pieces = [];
  }

  text(data: string): void {
    const { length } = this.#open;
    if (length === 0 || this.#passing > 0 || (WITHOUT_TEXT.has(this.#open[length - 1]!) && isBlank(data))) return;
    this.#pieces.push(escapeText(data));
  }

  diagnostic(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }
}

function isId({ name: { uri, local } }: XmlAttribute): boolean {
  return uri === XML_NAMESPACE && local === 'id';
}

/** Those of TEI, and `xml:id`. */
function attributeText({ name: { uri, local }, value }: XmlAttribute): string {
  const name = uri === '' ? local : uri === XML_NAMESPACE && local === 'id' ? 'xml:id' : undefined;
  return name === undefined ? '' : ` ${MARK}${name}="${escapeAttribute(value)}"`;
}

function isHeader({ uri, local }: XmlName): boolean {
  return local === 'teiHeader' && (uri === TEI_NAMESPACE || uri === '');
}
