/** Start tags: attributes read, defaulted, and resolved to their namespaces. */
import { BLANK, CLASS, EQUALS, GREATER_THAN, QUOTE, SLASH, VALUE } from './chars.js';
import type { AttributeList } from './dtd.js';
import type { Entities } from './entities.js';
import type { XmlAttribute, XmlName } from './events.js';
import { NEED_MORE, type Place } from './failure.js';
import { problems } from './messages.js';
import { matches, type NameTable, type RawName } from './names.js';
import type { Namespaces } from './namespaces.js';
import type { Scanner } from './scanner.js';
import { collapseSpaces, readAttributeValue } from './values.js';

const NO_NAME: XmlName = Object.freeze({ uri: '', local: '', prefix: '' });

class Attribute implements XmlAttribute {
  name = NO_NAME;
  value: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  type: string | undefined = undefined;

  constructor(value: string, line: number, column: number, endLine: number, endColumn: number) {
    this.value = value;
    this.line = line;
    this.column = column;
    this.endLine = endLine;
    this.endColumn = endColumn;
  }
}

/**
 * The attribute that follows, if it is written as nearly all are: one space before its name, which is given, `="` behind
 * it, and only what means itself up to the other quote. If not, the scanner stays where it is.
 */
function readPlain(scanner: Scanner, name: string): Attribute | undefined {
  const { text, pos } = scanner;
  const { length } = text;
  const from = pos + 1;
  const to = from + name.length;
  const start = to + 2;
  if (start >= length || text.charCodeAt(pos) !== BLANK || text.charCodeAt(to) !== EQUALS) return undefined;
  if (text.charCodeAt(to + 1) !== QUOTE || !matches(text, from, to, name)) return undefined;
  let end = start;
  while (end < length && (CLASS[text.charCodeAt(end)]! & VALUE) !== 0) end++;
  if (end === length || text.charCodeAt(end) !== QUOTE) return undefined;
  scanner.pos = end + 1;
  const { line, lineStart } = scanner;
  return new Attribute(text.slice(start, end), line, from - lineStart + 1, line, end - lineStart + 2);
}

const LONGEST_KEPT_ARRAY = 32;

const NO_ATTRIBUTES: Attribute[] = [];

/** Reads one start tag after the other; what it found in the last one is in its fields. */
export class TagReader {
  /** The attributes of the last tag, without namespace declarations. The array is used again for later tags. */
  attributes: Attribute[] = NO_ATTRIBUTES;
  /** Whether the last tag was that of an empty element, `<a/>`. */
  empty = false;
  readonly #names: NameTable;
  readonly #namespaces: Namespaces;
  readonly #entities: Entities;
  /** The attributes as written, namespace declarations included: the first `#count` of these arrays, which never shrink. */
  readonly #raws: RawName[] = [];
  readonly #found: Attribute[] = [];
  #count = 0;
  /** An array of each length to hand out: emptying one and filling it again would allocate each time. */
  readonly #arrays: Attribute[][] = [NO_ATTRIBUTES];

  constructor(names: NameTable, namespaces: Namespaces, entities: Entities) {
    this.#names = names;
    this.#namespaces = namespaces;
    this.#entities = entities;
  }

  /**
   * Reads a start tag [40] [44] at the cursor's `<`. The element's namespace scope is open afterwards.
   *
   * @returns the element's name as written; {@link resolve} gives it its namespace.
   */
  read(scanner: Scanner): RawName {
    scanner.pos++;
    const element = this.#names.read(scanner, problems.notMarkup);
    this.#readAttributes(scanner, element);
    // From here on the tag is whole, so nothing below will have to be done again.
    this.#namespaces.open();
    this.attributes = NO_ATTRIBUTES;
    const list = element.attributes;
    if (this.#count !== 0 || list !== undefined) this.#settle(scanner, element);
    return element;
  }

  /** The element's name in its namespace. */
  resolve(scanner: Scanner, element: RawName): XmlName {
    const { uri, prefix } = element.prefix;
    if (uri === undefined || !element.qualified || prefix === 'xmlns') this.#failAtName(scanner, element);
    return element.resolve(uri);
  }

  #readAttributes(scanner: Scanner, element: RawName): void {
    const raws = this.#raws;
    const found = this.#found;
    let count = 0;
    let raw = element;
    const { text, origin } = scanner;
    for (;;) {
      const plain = origin === undefined && raw.next !== undefined ? readPlain(scanner, raw.next.raw) : undefined;
      if (plain !== undefined) {
        raw = raw.next!;
        raws[count] = raw;
        found[count++] = plain;
        continue;
      }
      const spaced = scanner.skipSpace();
      const c = text.charCodeAt(scanner.pos);
      if (c === GREATER_THAN) {
        scanner.pos++;
        this.empty = false;
        this.#count = count;
        return;
      }
      if (c === SLASH) {
        scanner.pos++;
        scanner.require(GREATER_THAN, problems.slashInTag);
        this.empty = true;
        this.#count = count;
        return;
      }
      if (!spaced) scanner.failHere(problems.missingSpace);
      const { line, column } = scanner;
      raw = this.#names.readAfter(raw, scanner, problems.malformedTag);
      if (text.charCodeAt(scanner.pos) === EQUALS) scanner.pos++;
      else {
        scanner.skipSpace();
        scanner.require(EQUALS, problems.missingEquals);
      }
      if (scanner.pos >= text.length) throw NEED_MORE;
      scanner.skipSpace();
      const value = readAttributeValue(scanner, this.#entities, 'attribute');
      raws[count] = raw;
      found[count++] =
        origin === undefined
          ? new Attribute(value, line, column, scanner.line, scanner.column)
          : new Attribute(value, origin.line, origin.column, origin.endLine, origin.endColumn);
    }
  }

  /** Duplicates, types, defaults, declarations, namespaces: in the order in which each needs the one before. */
  #settle(scanner: Scanner, element: RawName): void {
    const raws = this.#raws;
    const found = this.#found;
    const tag = this.#names.nextTag();
    let declarations = 0;
    for (let i = 0; i < this.#count; i++) {
      const raw = raws[i]!;
      if (raw.lastTag === tag) scanner.failAt(problems.duplicateAttribute(raw.raw), found[i]!);
      raw.lastTag = tag;
      if (raw.declares !== undefined) declarations++;
    }
    if (element.attributes !== undefined) {
      this.#applyDeclarations(scanner, element, element.attributes, tag);
      declarations = this.#raws.slice(0, this.#count).filter(({ declares }) => declares !== undefined).length;
    }
    const count = this.#count;
    if (declarations > 0) this.#declare(scanner);
    const attributes = this.#arrayOf(count - declarations);
    let next = 0;
    let prefixed = 0;
    for (let i = 0; i < count; i++) {
      const raw = raws[i]!;
      if (raw.declares !== undefined) continue;
      const attribute = found[i]!;
      if (raw.unprefixed !== undefined) attribute.name = raw.unprefixed;
      else {
        prefixed++;
        attribute.name = this.#resolveAttribute(scanner, raw, attribute);
      }
      attributes[next++] = attribute;
    }
    this.attributes = attributes;
    if (prefixed > 1) this.#checkExpandedNames(scanner);
  }

  #declare(scanner: Scanner): void {
    for (let i = 0; i < this.#count; i++) {
      const declared = this.#raws[i]!.declares;
      if (declared === undefined) continue;
      const attribute = this.#found[i]!;
      const problem = this.#namespaces.declare(declared, attribute.value);
      if (problem !== undefined) scanner.failAt(problem, attribute);
    }
  }

  #resolveAttribute(scanner: Scanner, raw: RawName, place: Place): XmlName {
    if (!raw.qualified) scanner.failAt(problems.malformedQName(raw.raw), place);
    const { prefix, uri } = raw.prefix;
    if (uri === undefined) scanner.failAt(problems.unboundPrefix(prefix, raw.raw), place);
    return raw.resolve(uri);
  }

  #arrayOf(length: number): Attribute[] {
    // Elements with more attributes are too rare to keep an array for.
    if (length > LONGEST_KEPT_ARRAY) return new Array<Attribute>(length);
    let array = this.#arrays[length];
    if (array === undefined) {
      while (this.#arrays.length <= length) this.#arrays.push(new Array<Attribute>(this.#arrays.length));
      array = this.#arrays[length]!;
    }
    return array;
  }

  #applyDeclarations(scanner: Scanner, element: RawName, list: AttributeList, tag: number): void {
    for (let i = 0; i < this.#count; i++) {
      const attribute = this.#found[i]!;
      const type = list.byName.get(this.#raws[i]!)?.type;
      if (type === undefined || type === 'CDATA') continue;
      attribute.value = collapseSpaces(attribute.value);
      attribute.type = type;
    }
    if (list.defaults.length === 0) return;
    const { budget } = this.#entities;
    const { line, column, endLine, endColumn } = scanner.placeSinceMark();
    for (const { name, value } of list.defaults) {
      if (name.lastTag === tag) continue;
      // A few declarations can stand for gigabytes, as entities can.
      if (!budget.affords('expansion', 1 + (value?.length ?? 0))) {
        scanner.failSinceMark(problems.defaultsLimit(element.raw, budget.limits.expansion));
      }
      this.#raws[this.#count] = name;
      this.#found[this.#count++] = new Attribute(value ?? '', line, column, endLine, endColumn);
    }
  }

  /** Two prefixes may be bound to one namespace (Namespaces §6.3). */
  #checkExpandedNames(scanner: Scanner): void {
    const seen = new Set<string>();
    for (const attribute of this.attributes) {
      const { prefix, local, uri } = attribute.name;
      if (prefix === '') continue;
      const key = `${local} ${uri}`;
      if (seen.has(key)) scanner.failAt(problems.duplicateExpandedName(local, uri), attribute);
      seen.add(key);
    }
  }

  #failAtName(scanner: Scanner, element: RawName): never {
    const { prefix } = element.prefix;
    const place: Place = scanner.placeAfterMark(1, element.raw.length);
    if (!element.qualified) scanner.failAt(problems.malformedQName(element.raw), place);
    if (prefix === 'xmlns') scanner.failAt(problems.reservedPrefix(prefix), place);
    scanner.failAt(problems.unboundPrefix(prefix, element.raw), place);
  }
}
