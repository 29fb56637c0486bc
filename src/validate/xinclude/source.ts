/** One file that is being read, the document or a part: where in it the reading stands, and what of it is heard. */
import type { XmlLocator, XmlName } from '../../xml/events.js';
import { XINCLUDE_NAMESPACE } from '../../xml/known-namespaces.js';
import { Finder, type Pointer } from './pointer.js';

export type Place = Pick<XmlLocator, 'line' | 'column' | 'endLine' | 'endColumn'>;

export interface Source {
  readonly uri: string;
  /** Path of the file beside which its parts must lie. */
  readonly asker: string;
  /** Added to its line numbers. */
  readonly offset: number;
  locator: XmlLocator | undefined;
  depth: number;
  /** Bases that elements set, by their depth. */
  readonly bases: { readonly depth: number; readonly uri: string }[];
  /** Only what is within this element is included. */
  readonly wanted: Pointer | undefined;
  readonly finder: Finder | undefined;
  /** Depth of that element, while it is open. */
  wantedDepth: number | undefined;
  wantedFound: boolean;
  /** The open `xi:include`s; there are several where a fallback includes something. */
  readonly inclusions: Inclusion[];
  /** Elements passed on that are still open. */
  readonly open: XmlName[];
}

/** An `xi:include`, whose content is passed over but for a fallback that counts. */
interface Inclusion {
  readonly depth: number;
  /** Why there is no such part: a fault unless there is a fallback. */
  readonly missing: { readonly message: string; readonly place: Place } | undefined;
  /** Depth of the fallback, while it is open. */
  fallbackDepth: number | undefined;
  hadFallback: boolean;
}

export function newSource({ uri, asker }: Pick<Source, 'uri' | 'asker'>, offset: number, wanted?: Pointer): Source {
  const finder = wanted === undefined ? undefined : new Finder(wanted);
  const state = { locator: undefined, depth: 0, bases: [], wantedDepth: undefined, wantedFound: false };
  return { uri, asker, offset, wanted, finder, ...state, inclusions: [], open: [] };
}

export function baseOf({ bases, uri }: Source): string {
  return bases.at(-1)?.uri ?? uri;
}

/** Whether an element is not within an `xi:include`, or in a fallback that counts. */
export function inFallback({ depth, inclusions }: Source, name: XmlName): boolean {
  const inclusion = inclusions.at(-1);
  if (inclusion === undefined || inclusion.fallbackDepth !== undefined) return true;
  const isFallback = depth === inclusion.depth + 1 && name.uri === XINCLUDE_NAMESPACE && name.local === 'fallback';
  if (isFallback && inclusion.missing !== undefined) {
    inclusion.fallbackDepth = depth;
    inclusion.hadFallback = true;
  }
  return false;
}

/** Whether what comes now is content of the document: not within an inclusion, and of a part only what is wanted. */
export function isHeard({ inclusions, wanted, wantedDepth }: Source): boolean {
  const inclusion = inclusions.at(-1);
  if (inclusion !== undefined && inclusion.fallbackDepth === undefined) return false;
  return wanted === undefined || wantedDepth !== undefined;
}

/** Where the source that is being read stands. */
export class CurrentPlace implements XmlLocator {
  readonly #source: () => Source;

  constructor(source: () => Source) {
    this.#source = source;
  }

  get line(): number {
    return this.#locator.line + this.#source().offset;
  }

  get column(): number {
    return this.#locator.column;
  }

  get endLine(): number {
    return this.#locator.endLine + this.#source().offset;
  }

  get endColumn(): number {
    return this.#locator.endColumn;
  }

  lookupNamespace(prefix: string): string | undefined {
    return this.#locator.lookupNamespace(prefix);
  }

  isUnparsedEntity(name: string): boolean {
    return this.#locator.isUnparsedEntity(name);
  }

  namespaces(): ReadonlyMap<string, string> {
    return this.#locator.namespaces();
  }

  get #locator(): XmlLocator {
    return this.#source().locator!;
  }
}
