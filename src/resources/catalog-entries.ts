/** Reading an XML catalog: its entries, with what they point to made absolute (OASIS XML Catalogs 1.1, §6 and appendix A). */

import type { Diagnostic } from '../diagnostics.js';
import type { XmlAttribute, XmlHandler, XmlName } from '../xml/events.js';
import { XML_NAMESPACE } from '../xml/known-namespaces.js';
import { parseXml } from '../xml/parser.js';
import { collapseSpace } from '../xml/white-space.js';

const CATALOG = 'urn:oasis:names:tc:entity:xmlns:xml:catalog';

/** How an entry compares what is looked up with its key. */
export type MatchKind = 'exact' | 'prefix' | 'suffix' | 'delegate';
/** Which of the three kinds of names an entry is about. */
export type NameKind = 'uri' | 'system' | 'public';

export interface CatalogEntry {
  readonly names: NameKind;
  readonly match: MatchKind;
  /** Normalised: a URI with what it may not hold escaped, a public identifier with its spaces collapsed. */
  readonly key: string;
  /** Absolute. */
  readonly target: string;
  /** Of public entries: whether they count although a system identifier is there too. */
  readonly preferPublic: boolean;
}

export interface CatalogFile {
  /** In document order. */
  readonly entries: readonly CatalogEntry[];
  /** Absolute URIs of the catalogs to go on with. */
  readonly next: readonly string[];
}

const ENTRIES: Readonly<Record<string, { names: NameKind; match: MatchKind; key: string; target: string }>> = {
  uri: { names: 'uri', match: 'exact', key: 'name', target: 'uri' },
  rewriteURI: { names: 'uri', match: 'prefix', key: 'uriStartString', target: 'rewritePrefix' },
  uriSuffix: { names: 'uri', match: 'suffix', key: 'uriSuffix', target: 'uri' },
  delegateURI: { names: 'uri', match: 'delegate', key: 'uriStartString', target: 'catalog' },
  system: { names: 'system', match: 'exact', key: 'systemId', target: 'uri' },
  rewriteSystem: { names: 'system', match: 'prefix', key: 'systemIdStartString', target: 'rewritePrefix' },
  systemSuffix: { names: 'system', match: 'suffix', key: 'systemIdSuffix', target: 'uri' },
  delegateSystem: { names: 'system', match: 'delegate', key: 'systemIdStartString', target: 'catalog' },
  public: { names: 'public', match: 'exact', key: 'publicId', target: 'uri' },
  delegatePublic: { names: 'public', match: 'delegate', key: 'publicIdStartString', target: 'catalog' },
};

/** What an element hands down to those inside it. */
interface Scope {
  readonly base: string;
  readonly preferPublic: boolean;
}

/**
 * Reads one catalog file. What is not of the catalogs' namespace, or lacks an attribute, is passed over, as §6.1 asks.
 *
 * @param uri absolute, of the file: what its entries are relative to where no `xml:base` says otherwise.
 * @returns the entries, or why the file is not XML.
 */
export function parseCatalog(source: string | Uint8Array, uri: string, file: string): CatalogFile | Diagnostic {
  const entries: CatalogEntry[] = [];
  const next: string[] = [];
  // Where nothing says otherwise, public identifiers count too (§4.1.1 leaves it open).
  const scopes: Scope[] = [{ base: uri, preferPublic: true }];
  let fault: Diagnostic | undefined;
  let isCatalog = false;
  const handler: XmlHandler = {
    startElement(name, attributes) {
      const scope = enter(scopes.at(-1)!, attributes);
      scopes.push(scope);
      if (name.uri !== CATALOG) return;
      isCatalog = true;
      if (name.local === 'nextCatalog') {
        const target = absolute(attribute(attributes, 'catalog'), scope.base);
        if (target !== undefined) next.push(target);
      } else {
        const entry = entryOf(name, attributes, scope);
        if (entry !== undefined) entries.push(entry);
      }
    },
    endElement() {
      scopes.pop();
    },
    diagnostic(diagnostic) {
      if (diagnostic.severity !== 'error') return;
      // The parser's words quote the file, which may be no catalog but a secret.
      fault = isCatalog ? diagnostic : { ...diagnostic, message: 'It does not begin as a catalog.' };
    },
  };
  parseXml(source, handler, { file });
  return fault ?? { entries, next };
}

function enter(outer: Scope, attributes: readonly XmlAttribute[]): Scope {
  const prefer = attribute(attributes, 'prefer');
  return {
    base: absolute(attribute(attributes, 'base', XML_NAMESPACE), outer.base) ?? outer.base,
    preferPublic: prefer === undefined ? outer.preferPublic : prefer === 'public',
  };
}

function entryOf(name: XmlName, attributes: readonly XmlAttribute[], scope: Scope): CatalogEntry | undefined {
  const form = Object.hasOwn(ENTRIES, name.local) ? ENTRIES[name.local] : undefined;
  if (form === undefined) return undefined;
  const key = attribute(attributes, form.key);
  const target = absolute(attribute(attributes, form.target), scope.base);
  if (key === undefined || target === undefined) return undefined;
  const { names, match } = form;
  const normalize = names === 'public' ? normalizePublicId : normalizeUri;
  return { names, match, key: normalize(key), target, preferPublic: scope.preferPublic };
}

function attribute(attributes: readonly XmlAttribute[], local: string, uri = ''): string | undefined {
  return attributes.find(({ name }) => name.local === local && name.uri === uri)?.value;
}

function absolute(reference: string | undefined, base: string): string | undefined {
  return reference !== undefined && URL.canParse(reference, base) ? new URL(reference, base).href : undefined;
}

/** §6.3: what a URI may not hold is written as %HH, nothing else is touched. */
export function normalizeUri(uri: string): string {
  return uri.replace(/[^\x21-\x7e]|["<>\\^`{|}]/gu, (char) =>
    [...new TextEncoder().encode(char)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}

/** §6.2. */
export function normalizePublicId(id: string): string {
  return collapseSpace(id);
}
