/**
 * Identifiers and pointers: unique in the document, and the series' own wherever it has one (`d117`, `d117fn2`, `pg_340`).
 * All hold the document's, so that a corpus has each once; only a page of a numbered document keeps its name in the volume.
 */
import { sha256 } from '../platform/node/machine.js';
import type { Reference, Telegram } from '../telegram/model.js';
import { codePointName } from './characters.js';
import type { TeiOptions } from './options.js';

const PUBLISHED = 'https://history.state.gov/historicaldocuments/';

/** The prefix that stands for the documents of this document's volume. */
export const VOLUME_PREFIX = 'frus';

/** What `frus:` pointers look like after the prefix: a document, or a note of it, perhaps in another part of the volume. */
export const VOLUME_POINTER = '((p[0-9]/)?d[0-9]+[a-z]?(fn[0-9]+[a-z]?)?)';

/**
 * The identifier of a document: `d117` by its number, else, or where another document has that already, made of a
 * name that the caller knows it by.
 */
export function documentId({ number }: Telegram, name = 'doc', taken: ReadonlySet<string> = new Set()): string {
  const own = number === undefined ? undefined : `d${nameCharacters(number.value)}`;
  if (own !== undefined && !taken.has(own)) return own;
  const known = nameId(own === undefined || name.endsWith(own) ? name : `${name}_${own}`);
  let id = known;
  for (let copy = 2; taken.has(id); copy++) id = `${known}-${copy}`;
  return id;
}

/** A name as an identifier. Where that changes it, a checksum keeps it apart from names that differ in nothing else. */
function nameId(name: string): string {
  const path = name.normalize('NFC').replaceAll('/', '.');
  const plain = path.normalize('NFD').replace(/\p{M}/gu, '');
  const safe = nameCharacters(plain);
  const id = safe === path ? safe : `${safe}-${sha256(path).slice(0, 8)}`;
  return /^[A-Za-z_]/.test(id) ? id : `d_${id}`;
}

/** The identifiers of one document. */
export class Identifiers {
  readonly #own = new Set<string>();
  readonly #taken: Set<string>;
  readonly #copies = new Map<string, number>();
  readonly #notes = new Map<string, string>();
  readonly #noteIds: readonly string[];
  readonly #number: string | undefined;
  readonly #namesPages: boolean;
  readonly #volume: string | undefined;
  /** As {@link documentId} has it. */
  readonly document: string;
  /** `d117-teigram`: the program, for whoever asks who says so. */
  readonly program: string;
  /** Whether a pointer with the prefix has been handed out, which must then be declared. */
  usesPrefix = false;

  constructor(telegram: Telegram, { id, volume, taken = new Set() }: TeiOptions) {
    this.#number = telegram.number?.value;
    this.#volume = volume;
    this.#taken = taken;
    this.document = this.unique(documentId(telegram, id, taken));
    // Of a page in a volume there is one; without the number as its name nothing says that this one stands in any.
    this.#namesPages = this.#number !== undefined && this.document === documentId(telegram);
    this.program = this.unique(`${this.document}-teigram`);
    this.#noteIds = telegram.notes.map((note) => {
      const id = this.unique(`${this.document}fn${nameCharacters(note.printed)}`);
      if (!this.#notes.has(note.printed)) this.#notes.set(note.printed, id);
      return id;
    });
  }

  /** The identifier itself if it is still free, else with `b`, `c` … after it. */
  unique(wanted: string): string {
    let id = wanted;
    let copy = this.#copies.get(wanted) ?? 1;
    while (this.#taken.has(id)) id = wanted + copyMark(++copy);
    // Where it went on, so that a page printed a thousand times is not counted from the start each time.
    this.#copies.set(wanted, copy);
    this.#taken.add(id);
    this.#own.add(id);
    return id;
  }

  /** The identifier of the note at this index of `Telegram.notes`. */
  note(index: number): string {
    return this.#noteIds[index]!;
  }

  page(n: string, edition?: string): string {
    const page = nameCharacters((edition === undefined ? ['pg', n] : ['pg', edition, n]).join('_'));
    const isFree = this.#own.has(page) || !this.#taken.has(page);
    return this.unique(this.#namesPages && isFree ? page : `${this.document}_${page}`);
  }

  /** The header's description of a character that XML cannot hold. */
  character(codePoint: number): string {
    return `${this.document}-char-${codePointName(codePoint)}`;
  }

  /** The nth thing of a kind in the document: `d117bibl3`. */
  numbered(kind: string, n: number): string {
    return this.unique(`${this.document}${kind}${n}`);
  }

  /** Where a reference points, or undefined where that cannot be told. */
  target(reference: Reference): string | undefined {
    const { document, note, volume, part } = reference;
    if (part !== undefined) return this.#otherPart(part, document, note);
    const here = volume === undefined || volume === this.#volume;
    if (here && (document === undefined || document === this.#number)) {
      if (note === undefined) return document === undefined ? undefined : `#${this.document}`;
      const id = this.#notes.get(note);
      if (id !== undefined) return `#${id}`;
    }
    const pointer = volumePointer(document ?? (here ? this.#number : undefined), note);
    if (!here && !/^[A-Za-z0-9-]+$/.test(volume)) return undefined;
    if (pointer === undefined)
      return here || document !== undefined || note !== undefined ? undefined : PUBLISHED + volume;
    if (!here) return `${PUBLISHED}${volume}/${pointer}`;
    return this.#prefixed(pointer);
  }

  /** `Part 2, Document 100`: another part of the document's own volume, by its address where the volume is known. */
  #otherPart(part: string, document: string | undefined, note: string | undefined): string | undefined {
    const pointer = volumePointer(document, note);
    if (pointer === undefined || !/^[0-9]$/.test(part)) return undefined;
    if (this.#volume === undefined) return this.#prefixed(`p${part}/${pointer}`);
    return `${PUBLISHED}${encodeURIComponent(this.#volume.replace(/p[0-9]$/, ''))}p${part}/${pointer}`;
  }

  #prefixed(pointer: string): string {
    this.usesPrefix = true;
    return `${VOLUME_PREFIX}:${pointer}`;
  }
}

/** What a `frus:` pointer expands to: the published address, or, the volume unknown, a neighbour of the document itself. */
export function prefixReplacement(volume: string | undefined): string {
  return volume === undefined ? '$1' : `${PUBLISHED}${encodeURIComponent(volume)}/$1`;
}

function volumePointer(document: string | undefined, note: string | undefined): string | undefined {
  if (document === undefined) return undefined;
  const pointer = `d${document}${note === undefined ? '' : `fn${note}`}`;
  return /^d[0-9]+[a-z]?(?:fn[0-9]+[a-z]?)?$/.test(pointer) ? pointer : undefined;
}

// The characters that may stand in an identifier of any XML tool, ASCII only.
function nameCharacters(text: string): string {
  return text.replace(/[^A-Za-z0-9_.-]/g, '_');
}

function copyMark(copy: number): string {
  return copy <= 26 ? String.fromCharCode(0x60 + copy) : `-${copy}`;
}
