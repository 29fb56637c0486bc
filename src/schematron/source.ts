/** Where schemas come from, and the loading of all the files of one. */
import type { Diagnostic } from '../diagnostics.js';
import {
  type Asking,
  absoluteUri,
  type Content,
  displayName,
  type MovedContent,
  resolveHref,
  type SchemaFileError,
  type SchemaSource,
  TOO_MANY_FILES,
} from '../engine/source.js';
import type { SchemaStore } from '../platform/store.js';
import type { XmlName } from '../xml/events.js';
import { RELAXNG_NAMESPACE as RELAXNG, XSLT_NAMESPACE as XSLT } from '../xml/known-namespaces.js';
import { keepTree, keptTree } from './kept.js';
import * as messages from './messages.js';
import type { Place } from './model.js';
import { isSchematron } from './names.js';
import { attributeValue, type DocumentNode, ELEMENT, type ElementNode, nextWithin } from './tree.js';
import { type BuiltTree, buildTree, type Player } from './tree-builder.js';

/** The files of a schema, read. */
export interface Sources {
  readonly root: string;
  /** By the absolute URIs that they are asked for by; `uri` of each is where it was had. */
  readonly documents: ReadonlyMap<string, DocumentNode>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Gives what tells of a file that is not written in XML, such as a grammar in the compact syntax; undefined for others. */
export type Play = (uri: string, content: Content) => Player | undefined;

export interface SourceOptions {
  readonly play?: Play | undefined;
  /** Where what was read of large files is kept. */
  readonly store?: SchemaStore | undefined;
}

/** Asks for each file once. */
export function* readSources(source: SchemaSource, options: SourceOptions = {}): Asking<Sources> {
  const root = absoluteUri(source);
  const documents = new Map<string, DocumentNode>();
  const diagnostics: Diagnostic[] = [];
  const pending: { uri: string; base?: string; place?: Place }[] = [{ uri: root }];
  const seen = new Set([root]);
  for (let file = pending.shift(); file !== undefined; file = pending.shift()) {
    const { uri: asked, base, place } = file;
    const answer = yield* contentOf(source, asked, base);
    if (answer instanceof Error) {
      const said = messages.fileFault(answer, place ?? { file: displayName(root) });
      // What ends the reading is to be seen first, whatever failed before.
      if (answer.code === TOO_MANY_FILES) return { root, documents, diagnostics: [said, ...diagnostics] };
      diagnostics.push(said);
      continue;
    }
    const { uri, content } = answer;
    const read = documents.get(uri);
    if (read !== undefined) {
      documents.set(asked, read);
      continue;
    }
    const built = rulesOf(content, uri, options);
    diagnostics.push(...built.diagnostics);
    if (built.excess !== undefined)
      diagnostics.push(
        messages.schemaTooLarge({ file: displayName(uri), line: built.excess.line, column: built.excess.column }),
      );
    if (built.document === undefined) continue;
    documents.set(asked, built.document);
    documents.set(uri, built.document);
    seen.add(uri);
    for (const { href, element } of references(built.document)) {
      const target = withoutFragment(resolveHref(href, uri));
      if (target === undefined || seen.has(target)) continue;
      const at = placeOf(element, uri);
      seen.add(target);
      pending.push({ uri: target, base: uri, place: at });
    }
  }
  return { root: documents.get(root)?.uri ?? root, documents, diagnostics };
}

/** The rules of a file, read or as they were kept. */
function rulesOf(content: Content, uri: string, { play, store }: SourceOptions): BuiltTree {
  const player = play?.(uri, content);
  const kept = player === undefined && store !== undefined ? keptTree(store, content, uri) : undefined;
  if (kept !== undefined) return { document: kept, diagnostics: [] };
  const built = buildTree(player ?? content, { file: displayName(uri), uri, filter: rulesOnly });
  const { document, diagnostics } = built;
  // What is to be said of a file is said each time.
  if (player === undefined && document !== undefined && diagnostics.length === 0 && store !== undefined)
    keepTree(store, content, document);
  return built;
}

function* contentOf(
  source: SchemaSource,
  uri: string,
  baseUri: string | undefined,
): Asking<MovedContent | SchemaFileError> {
  if (baseUri === undefined && typeof source === 'object' && 'text' in source) return { content: source.text, uri };
  const answer = yield { uri, baseUri };
  return 'error' in answer ? answer.error : answer;
}

/** The elements around which RELAX NG may give rules a context, or that name another file. */
const CONTEXTS = new Set(['grammar', 'div', 'element', 'include', 'externalRef']);

/** The rules of a schema file, and of a grammar around them what they may need. */
function rulesOnly(name: XmlName): 'whole' | 'alone' | 'none' {
  if (isSchematron(name) || name.uri === XSLT) return 'whole';
  return name.uri === RELAXNG && CONTEXTS.has(name.local) ? 'alone' : 'none';
}

/** What a schema file names: includes of Schematron, of XSLT and, where rules are embedded, of RELAX NG. */
function* references(document: DocumentNode): Generator<{ href: string; element: ElementNode }> {
  for (let at = nextWithin(document, document); at !== undefined; at = nextWithin(at, document)) {
    if (at.kind !== ELEMENT) continue;
    const { uri, local } = at.name;
    const refers =
      (isSchematron(at.name) && (local === 'include' || local === 'extends')) ||
      (uri === XSLT && (local === 'include' || local === 'import')) ||
      (uri === RELAXNG && (local === 'include' || local === 'externalRef'));
    const href = refers ? attributeValue(at, '', 'href') : undefined;
    if (href !== undefined) yield { href, element: at };
  }
}

export function placeOf(element: ElementNode, uri: string): Place {
  return { file: displayName(uri), line: element.line, column: element.column };
}

export function withoutFragment(uri: string | undefined): string | undefined {
  return uri?.replace(/#.*$/s, '');
}
