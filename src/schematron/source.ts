/** Where schemas come from, and the loading of all the files of one. */
import { readFileSync } from 'node:fs';
import { resolve as resolvePath } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Diagnostic } from '../diagnostics.js';
import type { XmlName } from '../xml/events.js';
import {
  RELAXNG_NAMESPACE as RELAXNG,
  SCHEMATRON_NAMESPACE as SCHEMATRON,
  XSLT_NAMESPACE as XSLT,
} from '../xml/known-namespaces.js';
import * as messages from './messages.js';
import type { Place } from './model.js';
import { attributeValue, type DocumentNode, ELEMENT, type ElementNode, nextWithin } from './tree.js';
import { buildTree } from './tree-builder.js';

export const OLD_SCHEMATRON = 'http://www.ascc.net/xml/schematron';

/** A schema by its path, its URI, or its text with the URI (or path) that its references are relative to. */
export type SchematronSource = string | URL | { readonly text: string | Uint8Array; readonly uri: string };

type Content = string | Uint8Array | undefined;

/**
 * Gives the content of a schema file by its absolute URI; what it leaves undefined is read from the local disk. A
 * rejection becomes a diagnostic.
 */
export type SchematronResolver = (uri: string, baseUri: string | undefined) => Content | Promise<Content>;

/** More files than any schema has. */
const MOST_FILES = 1000;

/** The files of a schema, read. */
export interface Sources {
  readonly root: string;
  /** By absolute URI. */
  readonly documents: ReadonlyMap<string, DocumentNode>;
  readonly diagnostics: readonly Diagnostic[];
}

export async function loadSources(source: SchematronSource, resolve?: SchematronResolver): Promise<Sources> {
  const given = typeof source === 'object' && 'text' in source ? source : undefined;
  const root = absoluteUri(given?.uri ?? (source as string | URL));
  const documents = new Map<string, DocumentNode>();
  const diagnostics: Diagnostic[] = [];
  const pending: { uri: string; base?: string; place?: Place }[] = [{ uri: root }];
  const seen = new Set([root]);
  for (let file = pending.shift(); file !== undefined; file = pending.shift()) {
    const { uri, base, place } = file;
    let content: string | Uint8Array;
    try {
      content = uri === root && given !== undefined ? given.text : ((await resolve?.(uri, base)) ?? readLocalFile(uri));
    } catch (error) {
      diagnostics.push(unreadable(uri, error, place ?? { file: displayName(root), line: 1, column: 1 }));
      continue;
    }
    const built = buildTree(content, { file: displayName(uri), uri, filter: rulesOnly });
    diagnostics.push(...built.diagnostics);
    if (built.excess !== undefined)
      diagnostics.push(
        messages.schemaTooLarge({ file: displayName(uri), line: built.excess.line, column: built.excess.column }),
      );
    if (built.document === undefined) continue;
    documents.set(uri, built.document);
    for (const { href, element } of references(built.document)) {
      const target = withoutFragment(resolveHref(href, uri));
      if (target === undefined || seen.has(target)) continue;
      const at = placeOf(element, uri);
      if (seen.size >= MOST_FILES) {
        diagnostics.push(messages.schemaTooLarge(at));
        return { root, documents, diagnostics };
      }
      seen.add(target);
      pending.push({ uri: target, base: uri, place: at });
    }
  }
  return { root, documents, diagnostics };
}

/** The elements around which RELAX NG may give rules a context, or that name another file. */
const CONTEXTS = new Set(['grammar', 'div', 'element', 'include', 'externalRef']);

/** The rules of a schema file, and of a grammar around them what they may need. */
function rulesOnly({ uri, local }: XmlName): 'whole' | 'alone' | 'none' {
  if (uri === SCHEMATRON || uri === OLD_SCHEMATRON || uri === XSLT) return 'whole';
  return uri === RELAXNG && CONTEXTS.has(local) ? 'alone' : 'none';
}

/** What a schema file names: includes of Schematron and, where rules are embedded, of RELAX NG. */
function* references(document: DocumentNode): Generator<{ href: string; element: ElementNode }> {
  for (let at = nextWithin(document, document); at !== undefined; at = nextWithin(at, document)) {
    if (at.kind !== ELEMENT) continue;
    const { uri, local } = at.name;
    const refers =
      (uri === SCHEMATRON && (local === 'include' || local === 'extends')) ||
      (uri === RELAXNG && (local === 'include' || local === 'externalRef'));
    const href = refers ? attributeValue(at, '', 'href') : undefined;
    if (href !== undefined) yield { href, element: at };
  }
}

export function placeOf(element: ElementNode, uri: string): Place {
  return { file: displayName(uri), line: element.line, column: element.column };
}

/** The absolute URI that a reference means; undefined for none. */
export function resolveHref(href: string, base: string): string | undefined {
  return URL.canParse(href, base) ? new URL(href, base).href : undefined;
}

export function withoutFragment(uri: string | undefined): string | undefined {
  return uri?.replace(/#.*$/s, '');
}

/** A path where the file is local, for people and for editors. */
export function displayName(uri: string): string {
  if (!uri.startsWith('file:')) return uri;
  try {
    return fileURLToPath(uri);
  } catch {
    return uri;
  }
}

function absoluteUri(source: string | URL): string {
  if (source instanceof URL) return source.href;
  // One letter and a colon is a Windows drive.
  const isUri = /^[A-Za-z][A-Za-z0-9+.-]+:/.test(source) && URL.canParse(source);
  return isUri ? new URL(source).href : pathToFileURL(resolvePath(source)).href;
}

class NotLocal extends Error {}

function readLocalFile(uri: string): Uint8Array {
  if (!uri.startsWith('file:')) throw new NotLocal();
  return readFileSync(fileURLToPath(uri));
}

function unreadable(uri: string, error: unknown, place: Place): Diagnostic {
  if (error instanceof NotLocal) return messages.fileNotFetched(uri, place);
  const { code } = error as NodeJS.ErrnoException;
  const reason =
    code === 'ENOENT'
      ? 'there is no such file'
      : code === 'EISDIR'
        ? 'it is a folder'
        : error instanceof Error
          ? error.message
          : String(error);
  return messages.fileUnreadable(displayName(uri), reason, place);
}
