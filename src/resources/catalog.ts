/** Looking names up in XML catalogs (OASIS XML Catalogs 1.1, §7), from their address to that of a copy. */
import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import { displayName } from '../engine/source.js';
import { askedBy, foundIn, NAMED, pathOfUri, Refusal, readFileNow, type Why } from '../files/door.js';
import { reasonOf } from '../files/reason.js';
import { shortenedWithin } from '../shown.js';
import {
  type CatalogEntry,
  type CatalogFile,
  type NameKind,
  normalizePublicId,
  normalizeUri,
  parseCatalog,
} from './catalog-entries.js';

/** More than any real chain of catalogs has; what leads in a circle ends here at the latest. */
const MOST_CATALOGS = 500;
/** In bytes, of all catalogs together. */
const MOST_BYTES = 200_000_000;
const EMPTY: CatalogFile = { entries: [], next: [] };

/** A catalog and those that it hands on to, each read when it is first needed. */
export class Catalog {
  readonly #roots: readonly string[];
  readonly #files = new Map<string, CatalogFile>();
  readonly #found: boolean;
  readonly #diagnostics: Diagnostic[] = [];
  #bytes = 0;
  /** Nothing more is read. */
  #full = false;

  /**
   * @param roots `file:` URIs of the catalogs to begin with, in order.
   * @param found whether nobody named them, and they lay in the working folder: they then lead to files of it only.
   */
  constructor(roots: readonly string[], found = false) {
    this.#roots = roots;
    this.#found = found;
  }

  /** What was wrong with the catalogs read since the last call. */
  takeDiagnostics(): readonly Diagnostic[] {
    return this.#diagnostics.splice(0);
  }

  /** Where an address is to be found instead, by whichever entries: catalogs made for DTDs list everything as system identifiers. */
  resolve(uri: string): string | undefined {
    return this.resolveUri(uri) ?? this.resolveExternal(undefined, uri);
  }

  /** Where a URI is to be found instead (§7.2.2); undefined where no entry speaks of it. */
  resolveUri(uri: string): string | undefined {
    const publicId = unwrapPublicId(uri);
    return publicId === undefined
      ? this.#search('uri', normalizeUri(uri), false)
      : this.resolveExternal(publicId, undefined);
  }

  /** Where an external identifier is to be found instead (§7.1.2). */
  resolveExternal(publicId: string | undefined, systemId: string | undefined): string | undefined {
    // §7.1.1: an identifier in the form of a URN is the public one that it wraps.
    const wrapped = systemId === undefined ? undefined : unwrapPublicId(systemId);
    if (wrapped !== undefined) return this.resolveExternal(publicId ?? wrapped, undefined);
    const found = systemId === undefined ? undefined : this.#search('system', normalizeUri(systemId), false);
    if (found !== undefined || publicId === undefined) return found;
    return this.#search('public', normalizePublicId(publicId), systemId !== undefined);
  }

  #search(names: NameKind, name: string, hasSystemId: boolean): string | undefined {
    // A list, not recursion: a catalog that is reached a second time has nothing new to say.
    let pending = [...this.#roots];
    const seen = new Set<string>();
    for (let uri = pending.shift(); uri !== undefined && !this.#full; uri = pending.shift()) {
      if (seen.has(uri)) continue;
      seen.add(uri);
      const { entries, next } = this.#file(uri);
      const eligible = entries.filter(
        (e) => e.names === names && !(names === 'public' && hasSystemId && !e.preferPublic),
      );
      const found = best(eligible, name);
      if (found !== undefined) return found;
      const delegates = delegatesFor(eligible, name);
      // §7.1.2: who delegates has nothing to say any more, nor have those after it.
      pending = delegates.length > 0 ? delegates : [...next, ...pending];
    }
    return undefined;
  }

  #file(uri: string): CatalogFile {
    let file = this.#files.get(uri);
    if (file === undefined) {
      file = this.#take(uri);
      this.#files.set(uri, file);
    }
    return file;
  }

  #take(uri: string): CatalogFile {
    const name = displayName(uri);
    if (this.#files.size >= MOST_CATALOGS) {
      this.#full = true;
      this.#complain(name, tooMany(`${MOST_CATALOGS} files`));
      return EMPTY;
    }
    if (!uri.startsWith('file:')) {
      this.#complain(
        name,
        `The catalog ${shortenedWithin(name)} is not on this computer, and catalogs are not fetched. Download it and name the copy.`,
      );
      return EMPTY;
    }
    try {
      const path = pathOfUri(uri);
      const content = readFileNow(path, this.#whyOf(uri, path), MOST_BYTES - this.#bytes);
      this.#bytes += content.length;
      const parsed = parseCatalog(content, uri, path);
      if ('entries' in parsed) return parsed;
      this.#complain(path, `The catalog is not well-formed XML: ${parsed.message}`, parsed);
    } catch (error) {
      this.#full = error instanceof Refusal && error.kind === 'too-large';
      const message = this.#full
        ? tooMany(`${MOST_BYTES / 1e6} MB`)
        : `The catalog ${shortenedWithin(name)} cannot be read: ${reasonOf(error)}.`;
      this.#complain(name, message);
    }
    return EMPTY;
  }

  /** A catalog that the user named may lead anywhere on this disk, and so may those that it leads to. */
  #whyOf(uri: string, path: string): Why {
    if (!this.#found) return NAMED;
    return this.#roots.includes(uri) ? foundIn(process.cwd()) : askedBy(join(process.cwd(), 'catalog.xml'), path);
  }

  #complain(file: string, message: string, place: Pick<Diagnostic, 'line' | 'column'> = {}): void {
    const { line, column } = place;
    const where = { ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
    this.#diagnostics.push({ severity: 'error', code: 'catalog-unreadable', message, file, ...where, source: 'run' });
  }
}

function tooMany(limit: string): string {
  return `The catalogs lead to more than ${limit}, so no more of them is read. Does one lead on and on?`;
}

/** The first exact match, else the longest of the rewrites, else the longest of the suffixes. */
function best(entries: readonly CatalogEntry[], name: string): string | undefined {
  const exact = entries.find(({ match, key }) => match === 'exact' && key === name);
  if (exact !== undefined) return exact.target;
  const rewrite = longest(entries.filter(({ match, key }) => match === 'prefix' && name.startsWith(key)));
  if (rewrite !== undefined) return rewritten(rewrite, name.slice(rewrite.key.length));
  return longest(entries.filter(({ match, key }) => match === 'suffix' && name.endsWith(key)))?.target;
}

/** Who asks writes the rest of the name, so it must not lead out of what the catalog says, nor to what is hidden there. */
function rewritten({ target }: CatalogEntry, rest: string): string | undefined {
  if (/(?:^|[/\\])(?:\.|%2e)/i.test(rest) || !URL.canParse(target + rest)) return undefined;
  return new URL(target + rest).href;
}

function delegatesFor(entries: readonly CatalogEntry[], name: string): string[] {
  return entries
    .filter(({ match, key }) => match === 'delegate' && name.startsWith(key))
    .sort((a, b) => b.key.length - a.key.length)
    .map(({ target }) => target);
}

function longest(entries: readonly CatalogEntry[]): CatalogEntry | undefined {
  return entries.reduce<CatalogEntry | undefined>(
    (best, entry) => (best === undefined || entry.key.length > best.key.length ? entry : best),
    undefined,
  );
}

const URN = 'urn:publicid:';
const TRANSCRIBED: Readonly<Record<string, string>> = { '+': ' ', ':': '//', ';': '::' };

/** The public identifier that a URN of RFC 3151 wraps; undefined for any other URI. */
function unwrapPublicId(uri: string): string | undefined {
  if (uri.slice(0, URN.length).toLowerCase() !== URN) return undefined;
  return uri
    .slice(URN.length)
    .replace(/[+:;]|%2B|%3A|%2F|%3B|%27|%3F|%23|%25/gi, (part) => TRANSCRIBED[part] ?? decodeURIComponent(part));
}
