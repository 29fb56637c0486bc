/** The elements of a header, over the object that fast-xml-parser builds of it. */
import { XMLParser } from 'fast-xml-parser';

/** In front of each name: fast-xml-parser refuses those that are dangerous as keys, such as `constructor`. */
export const MARK = 'tei.';

/** fast-xml-parser's ordered form: one key with the children, `:@` with the attributes; texts under `#text`. */
interface OrderedNode {
  readonly [key: string]: unknown;
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  jPath: false,
  // What it is given has been judged already, and its entities are those that every XML has.
  processEntities: { enabled: true, maxExpandedLength: Number.POSITIVE_INFINITY },
  maxNestedTags: Number.POSITIVE_INFINITY,
});

/** Reads the minimal XML that events.ts writes. */
export function parseElement(xml: string): Element {
  return new Element((parser.parse(xml) as OrderedNode[])[0]!);
}

/** Parts of names, between which a space belongs where the file has none. */
const NAME_PARTS: ReadonlySet<string> = new Set([
  ...['persName', 'orgName', 'placeName', 'name', 'forename', 'surname', 'nameLink', 'genName', 'addName', 'roleName'],
  ...['settlement', 'district', 'region', 'country', 'bloc'],
]);

/** What stands on lines of its own, or makes a new one. */
const ON_LINES: ReadonlySet<string> = new Set([
  ...['p', 'ab', 'item', 'list', 'head', 'label', 'l', 'lg', 'address', 'addrLine', 'email', 'lb', 'pb', 'cb'],
  ...['title', 'street', 'postCode', 'pubPlace', 'publisher', 'desc', 'licence', 'idno', 'date'],
]);
/** What is said beside a text, and is no part of it. */
const BESIDE = 'note';
/** Of two readings of one place, that which is meant: written out, put right, in today's spelling. */
const READINGS = ['expan', 'corr', 'reg', 'abbr', 'sic', 'orig', 'unclear'];

export class Element {
  /** Without a prefix; `#text` for a text. */
  readonly name: string;
  readonly #node: OrderedNode;
  readonly #key: string;
  /** Its content, made once. */
  #made: readonly Element[] | undefined;

  constructor(node: OrderedNode) {
    this.#node = node;
    this.#key = keyOf(node);
    this.name = this.#key.startsWith(MARK) ? this.#key.slice(MARK.length) : this.#key;
  }

  /** The value of one of TEI's own attributes. */
  attribute(name: string): string | undefined {
    return (this.#node[':@'] as Record<string, string> | undefined)?.[MARK + name];
  }

  children(): Element[] {
    return this.#content().filter(({ name }) => name !== '#text');
  }

  /** Descendants along a path of local names. */
  all(...path: string[]): Element[] {
    return inside([this], ...path);
  }

  /** The same element without children of some names. */
  withoutChildren(...names: readonly string[]): Element {
    const kept = this.#content()
      .filter(({ name }) => !names.includes(name))
      .map((child) => child.#node);
    return new Element({ ...this.#node, [this.#key]: kept });
  }

  /** All text inside, that of one kind of element perhaps left out, white space folded. */
  text(without?: string): string {
    return this.#raw(without).replace(/\s+/g, ' ').trim();
  }

  #raw(without?: string): string {
    if (this.name === '#text') return String(this.#node['#text']);
    if (this.name === 'choice') {
      const reading = this.#reading();
      return reading === undefined ? '' : reading.#raw(without);
    }
    let text = '';
    let last: Element | undefined;
    for (const child of this.#content()) {
      if (child.name === without || child.name === BESIDE) continue;
      // Not after an elision: d’Este.
      const parted = last?.isNamePart && child.isNamePart && !/['’-]$/.test(text);
      text += (parted ? ' ' : '') + (child.#isOnLines ? ` ${child.#raw(without)} ` : child.#raw(without));
      last = child;
    }
    return text;
  }

  #reading(): Element | undefined {
    const readings = this.children();
    const ranked = READINGS.flatMap((name) => readings.filter((reading) => reading.name === name));
    return ranked[0] ?? readings[0];
  }

  /** A line that ends within a word is not its end. */
  get #isOnLines(): boolean {
    return ON_LINES.has(this.name) && this.attribute('break') !== 'no';
  }

  get isNamePart(): boolean {
    return NAME_PARTS.has(this.name);
  }

  /** @param to takes the children of a name. */
  give(name: string, to: Element[]): void {
    for (const child of this.#content()) if (child.name === name) to.push(child);
  }

  #content(): readonly Element[] {
    this.#made ??= (this.#node[this.#key] as readonly OrderedNode[]).map((node) => new Element(node));
    return this.#made;
  }
}

/** Texts of elements, none of them empty. */
export function texts(elements: readonly Element[]): string[] {
  return elements.map((element) => element.text()).filter((text) => text !== '');
}

/** Descendants of elements along a path of local names. */
export function inside(elements: readonly Element[], ...path: string[]): Element[] {
  let found = [...elements];
  for (const name of path) {
    const next: Element[] = [];
    for (const element of found) element.give(name, next);
    found = next;
  }
  return found;
}

/** That of the content, which comes before that of the attributes. */
function keyOf(node: OrderedNode): string {
  for (const key in node) return key;
  return '';
}
