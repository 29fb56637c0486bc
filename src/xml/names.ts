/** Names as written, interned while they are read, with what the parser knows about each. */
import { CLASS, detach, isNamePair, NAME_PART, NAME_START } from './chars.js';
import type { AttributeList } from './dtd.js';
import type { XmlName } from './events.js';
import { type Blame, NEED_MORE } from './failure.js';
import { problems } from './messages.js';
import type { Scanner } from './scanner.js';

/** Of the last name that was made, of all documents. */
let serial = 0;

/** A prefix and the namespace that it is bound to at this point of the document. */
export class Prefix {
  readonly prefix: string;
  /** undefined while unbound; '' for the default prefix without a default namespace. */
  uri: string | undefined;

  constructor(prefix: string, uri: string | undefined) {
    this.prefix = prefix;
    this.uri = uri;
  }
}

/** One distinct name of the document as written: `tei:p`. */
export class RawName {
  readonly raw: string;
  readonly prefix: Prefix;
  readonly local: string;
  /** Whether it is a QName (Namespaces §4): at most one colon, with a name on both sides. */
  readonly qualified: boolean;
  /** For `xmlns` and `xmlns:p`: the prefix that an attribute of this name declares. */
  readonly declares: Prefix | undefined;
  /** The ATTLIST of elements of this name. */
  attributes: AttributeList | undefined;
  /** The last tag that had an attribute of this name: finds duplicates without a set. */
  lastTag = 0;
  /** The name that came after it in the last tag, where one did. */
  next: RawName | undefined;
  /** What it means as the name of an attribute, if it has no prefix: the default namespace is not theirs (Namespaces §6.2). */
  readonly unprefixed: XmlName | undefined;
  #lastUri: string | undefined;
  #lastName: XmlName | undefined;
  /** Where it has meant more than one thing. */
  #resolved: Map<string, XmlName> | undefined;

  constructor(raw: string, prefix: Prefix, local: string, qualified: boolean, declares: Prefix | undefined) {
    this.raw = raw;
    this.prefix = prefix;
    this.local = local;
    this.qualified = qualified;
    this.declares = declares;
    this.unprefixed = qualified && prefix.prefix === '' ? nameOf('', local, '') : undefined;
  }

  /** The name in a namespace: the same frozen object for the same namespace. */
  resolve(uri: string): XmlName {
    if (uri === this.#lastUri) return this.#lastName!;
    if (uri === '' && this.unprefixed !== undefined) return this.unprefixed;
    let name = this.#resolved?.get(uri);
    if (name === undefined) {
      name = nameOf(uri, this.local, this.prefix.prefix);
      if (this.#lastName !== undefined) this.#resolved ??= new Map([[this.#lastName.uri, this.#lastName]]);
      this.#resolved?.set(uri, name);
    }
    this.#lastUri = uri;
    this.#lastName = name;
    return name;
  }
}

function nameOf(uri: string, local: string, prefix: string): XmlName {
  return Object.freeze({ uri, local, prefix, serial: ++serial });
}

const CACHE_SIZE = 1024;
/** Tables that wait for the next document, and how much one of them may hold: a document may invent names without end. */
const MOST_SPARE = 8;
const MOST_NAMES = 2_000;
const MOST_NAMESPACES = 32;
/** In UTF-16 code units. */
const MOST_TEXT = 100_000;
const spare: NameTable[] = [];

/**
 * The names of one parse; what it has learnt serves the next, since documents of one corpus have the same names. A small cache keyed by a hash that is computed while scanning stands
 * before a Map, so that a name seen before costs no substring; the Map's hashes are V8's, which
 * no document can make collide.
 */
export class NameTable {
  readonly #cache: (RawName | undefined)[] = new Array<RawName | undefined>(CACHE_SIZE).fill(undefined);
  readonly #names = new Map<string, RawName>();
  readonly #prefixes = new Map<string, Prefix>([['', new Prefix('', '')]]);
  /** Namespace names, each as one string, so that comparing two of them is comparing two references. */
  readonly #uris = new Map<string, string>();
  /** Tags read so far, of all parses. */
  #tags = 0;
  /** In UTF-16 code units: what names and namespaces are long together. */
  #length = 0;

  /** A table that no other parse uses. */
  static take(): NameTable {
    return spare.pop() ?? new NameTable();
  }

  /** Gives the table to the next parse, once this one has come to its end and all its elements are closed. */
  release(): void {
    const isLarge = this.#names.size > MOST_NAMES || this.#uris.size > MOST_NAMESPACES || this.#length > MOST_TEXT;
    if (!isLarge && spare.length < MOST_SPARE) spare.push(this);
  }

  /** A number for a tag that none before has had. */
  nextTag(): number {
    this.#tags++;
    return this.#tags;
  }

  /** The record of a prefix ('' for the default one). */
  prefix(prefix: string): Prefix {
    let record = this.#prefixes.get(prefix);
    if (record === undefined) {
      record = new Prefix(prefix, undefined);
      this.#prefixes.set(prefix, record);
    }
    return record;
  }

  /** A namespace name, the same string for equal ones. */
  uri(uri: string): string {
    const known = this.#uris.get(uri);
    if (known !== undefined) return known;
    const own = detach(uri);
    this.#uris.set(own, own);
    this.#length += own.length;
    return own;
  }

  /** The record of a prefix that has occurred. */
  knownPrefix(prefix: string): Prefix | undefined {
    return this.#prefixes.get(prefix);
  }

  /** All prefixes seen, bound or not. */
  prefixes(): Iterable<Prefix> {
    return this.#prefixes.values();
  }

  /**
   * Reads a Name [5] at the scanner's cursor.
   *
   * @param missing what to say if there is none.
   */
  read(scanner: Scanner, missing: Blame): RawName {
    const { text } = scanner;
    const start = scanner.pos;
    const end = text.length;
    if (start >= end) throw NEED_MORE;
    let c = text.charCodeAt(start);
    if ((CLASS[c]! & NAME_START) === 0) return this.#readAstral(scanner, start, missing);
    let hash = c;
    let i = start + 1;
    for (; i < end; i++) {
      c = text.charCodeAt(i);
      if ((CLASS[c]! & NAME_PART) === 0) break;
      hash = (Math.imul(hash, 31) + c) | 0;
    }
    if (i === end) throw NEED_MORE;
    if (c >= 0xd800 && c <= 0xdb7f) return this.#readAstral(scanner, i, missing);
    scanner.pos = i;

    const slot = (hash ^ (hash >>> 10)) & (CACHE_SIZE - 1);
    const cached = this.#cache[slot];
    if (cached !== undefined && matches(text, start, i, cached.raw)) return cached;
    const name = this.intern(text.slice(start, i));
    this.#cache[slot] = name;
    return name;
  }

  /** As {@link read}, at the name in a tag that follows another: which it was is kept. */
  readAfter(before: RawName, scanner: Scanner, missing: Blame): RawName {
    const name = this.read(scanner, missing);
    before.next = name;
    return name;
  }

  /** The record of a name given as a string. */
  intern(raw: string): RawName {
    let name = this.#names.get(raw);
    if (name === undefined) {
      name = this.#create(detach(raw));
      this.#names.set(name.raw, name);
      this.#length += name.raw.length;
    }
    return name;
  }

  /** Reads a name that has, from index `i` on, characters beyond the table. */
  #readAstral(scanner: Scanner, from: number, missing: Blame): RawName {
    const { text, pos: start } = scanner;
    let i = from;
    for (; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if ((CLASS[c]! & (i === start ? NAME_START : NAME_PART)) !== 0) continue;
      if ((c & 0xfc00) !== 0xd800) break;
      if (i + 1 >= text.length) throw NEED_MORE;
      if (!isNamePair(c, text.charCodeAt(i + 1))) break;
      i++;
    }
    if (i >= text.length) throw NEED_MORE;
    if (i === start) scanner.failHere(missing);
    scanner.pos = i;
    return this.intern(text.slice(start, i));
  }

  #create(raw: string): RawName {
    const colon = raw.indexOf(':');
    if (colon === -1) {
      return new RawName(raw, this.prefix(''), raw, true, raw === 'xmlns' ? this.prefix('') : undefined);
    }
    const prefix = raw.slice(0, colon);
    const local = raw.slice(colon + 1);
    const qualified = colon > 0 && isNameStart(local) && !local.includes(':');
    if (!qualified) return new RawName(raw, this.prefix(''), raw, false, undefined);
    return new RawName(raw, this.prefix(prefix), local, true, prefix === 'xmlns' ? this.prefix(local) : undefined);
  }
}

/** Fails, at the name that was just read, unless it is a QName. */
export function requireQualified(scanner: Scanner, name: RawName): void {
  if (!name.qualified) scanner.fail(problems.malformedQName(name.raw), scanner.pos - name.raw.length, scanner.pos);
}

/** Fails, at the name that was just read, if it has a colon (entities, notations, instructions: Namespaces §7). */
export function requireUnprefixed(scanner: Scanner, name: RawName, what: string): void {
  if (!name.raw.includes(':')) return;
  scanner.fail(problems.colonInName(name.raw, what), scanner.pos - name.raw.length, scanner.pos);
}

function isNameStart(text: string): boolean {
  if (text === '') return false;
  const c = text.charCodeAt(0);
  return (CLASS[c]! & NAME_START) !== 0 || isNamePair(c, text.charCodeAt(1));
}

/** Whether a name stands in a text from one index to another. */
export function matches(text: string, from: number, to: number, name: string): boolean {
  if (to - from !== name.length) return false;
  for (let i = from, k = 0; i < to; i++, k++) if (text.charCodeAt(i) !== name.charCodeAt(k)) return false;
  return true;
}
