/** The elements of a header, as plain objects. */

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

/** Names without a prefix: of attributes, those of TEI and `xml:id`. */
export interface Attribute {
  readonly name: string;
  readonly value: string;
}

export class Element {
  readonly name: string;
  readonly #attributes: readonly Attribute[];
  readonly #content: (Element | string)[];

  constructor(name: string, attributes: readonly Attribute[], content: (Element | string)[] = []) {
    this.name = name;
    this.#attributes = attributes;
    this.#content = content;
  }

  /** Adds to the end of its content, while that is being read. */
  add(content: Element | string): void {
    this.#content.push(content);
  }

  attribute(name: string): string | undefined {
    return this.#attributes.find((attribute) => attribute.name === name)?.value;
  }

  children(): Element[] {
    return this.#content.filter((child) => typeof child !== 'string');
  }

  /** Descendants along a path of local names. */
  all(...path: string[]): Element[] {
    let found: Element[] = [this];
    for (const name of path) {
      const next: Element[] = [];
      for (const element of found) {
        for (const child of element.#content) if (typeof child !== 'string' && child.name === name) next.push(child);
      }
      found = next;
    }
    return found;
  }

  /** The same element without children of some names. */
  withoutChildren(...names: readonly string[]): Element {
    const kept = this.#content.filter((child) => typeof child === 'string' || !names.includes(child.name));
    return new Element(this.name, this.#attributes, kept);
  }

  /** All text inside, that of one kind of element perhaps left out, white space folded. */
  text(without?: string): string {
    return this.#raw(without).replace(/\s+/g, ' ').trim();
  }

  #raw(without?: string): string {
    if (this.name === 'choice') {
      const reading = this.#reading();
      return reading === undefined ? '' : reading.#raw(without);
    }
    let text = '';
    let last: Element | undefined;
    for (const child of this.#content) {
      if (typeof child === 'string') {
        text += child;
        last = undefined;
        continue;
      }
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
}

/** Texts of elements, none of them empty. */
export function texts(elements: readonly Element[]): string[] {
  return elements.map((element) => element.text()).filter((text) => text !== '');
}

/** Descendants of elements along a path of local names. */
export function inside(elements: readonly Element[], ...path: string[]): Element[] {
  return elements.flatMap((element) => element.all(...path));
}
