/** Brings together the files of a schema: what `include` and `externalRef` point to (§4.5 to §4.7). */
import type { Diagnostic } from '../../diagnostics.js';
import { decodeText } from '../../encoding.js';
import { trimXmlSpace } from '../../xml/white-space.js';
import { parseCompact } from '../syntax/compact/index.js';
import { isHref } from '../syntax/lexical.js';
import { displayName, schemaDiagnostic } from '../syntax/report.js';
import type { SyntaxNode } from '../syntax/tree.js';
import { readXmlSyntax, type SyntaxResult } from '../syntax/xml.js';
import {
  absoluteUri,
  describeResolverError,
  isCompact,
  readLocalFile,
  resolveHref,
  type SchemaFileError,
  type SchemaResolver,
  type SchemaSource,
  type SyncSchemaResolver,
} from './resolve.js';

/** A schema with all its files read. */
export interface LoadedSyntax {
  /** Absent when the schema itself could not be read. */
  readonly root?: SyntaxNode;
  /** The root of the file that each `include` and `externalRef` means; those that could not be had are missing. */
  readonly references: ReadonlyMap<SyntaxNode, SyntaxNode>;
  /** The absolute URI of every file read, the schema's own first. */
  readonly uris: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a schema and all files it refers to, each once, in either syntax. Never throws: what cannot be
 * read, is not well-formed or does not follow the syntax is in `diagnostics`.
 */
export async function loadSyntax(
  source: SchemaSource,
  options: { readonly resolve?: SchemaResolver | undefined } = {},
): Promise<LoadedSyntax> {
  const loading = load(source);
  let step = loading.next();
  while (!step.done) step = loading.next(await answer(step.value, options.resolve));
  return step.value;
}

/** As `loadSyntax`, for a resolver that answers at once; without one, for local files. */
export function loadSyntaxSync(
  source: SchemaSource,
  options: { readonly resolve?: SyncSchemaResolver | undefined } = {},
): LoadedSyntax {
  const loading = load(source);
  let step = loading.next();
  while (!step.done) step = loading.next(answerSync(step.value, options.resolve));
  return step.value;
}

interface FileRequest {
  readonly uri: string;
  readonly baseUri: string | undefined;
}

type FileAnswer = { readonly content: string | Uint8Array } | { readonly error: SchemaFileError };

async function answer({ uri, baseUri }: FileRequest, resolve: SchemaResolver | undefined): Promise<FileAnswer> {
  try {
    return { content: (await resolve?.(uri, baseUri)) ?? readLocalFile(uri) };
  } catch (error) {
    return { error: describeResolverError(uri, error) };
  }
}

function answerSync({ uri, baseUri }: FileRequest, resolve: SyncSchemaResolver | undefined): FileAnswer {
  try {
    return { content: resolve?.(uri, baseUri) ?? readLocalFile(uri) };
  } catch (error) {
    return { error: describeResolverError(uri, error) };
  }
}

type Loading<T> = Generator<FileRequest, T, FileAnswer>;

/** Asks for one file after the other, so that one algorithm serves callers that wait and callers that cannot. */
function* load(source: SchemaSource): Loading<LoadedSyntax> {
  const loader = new Loader();
  const root = yield* loader.loadRoot(source);
  const { references, diagnostics } = loader;
  const uris = [...loader.files.keys()];
  return root === undefined ? { references, uris, diagnostics } : { root, references, uris, diagnostics };
}

class Loader {
  readonly files = new Map<string, SyntaxNode | undefined>();
  readonly references = new Map<SyntaxNode, SyntaxNode>();
  readonly diagnostics: Diagnostic[] = [];
  /** The files being read, outermost first: to meet one of them again is a cycle. */
  readonly #open: string[] = [];

  *loadRoot(source: SchemaSource): Loading<SyntaxNode | undefined> {
    if (typeof source === 'object' && 'text' in source) {
      const uri = absoluteUri(source.uri);
      const compact = source.syntax === undefined ? isCompact(uri) : source.syntax === 'compact';
      return yield* this.#accept(uri, source.text, compact);
    }
    const uri = absoluteUri(source);
    const file = yield { uri, baseUri: undefined };
    if ('content' in file) return yield* this.#accept(uri, file.content, isCompact(uri));
    const { code, message } = file.error;
    this.diagnostics.push({ severity: 'error', code, message, file: displayName(uri), source: 'relaxng' });
    return undefined;
  }

  *#accept(uri: string, content: string | Uint8Array, compact: boolean): Loading<SyntaxNode | undefined> {
    const { root, diagnostics } = compact ? readCompact(content, uri) : readXmlSyntax(content, uri);
    this.files.set(uri, root);
    this.diagnostics.push(...diagnostics);
    if (root === undefined) return undefined;
    this.#open.push(uri);
    for (const reference of referencesIn(root)) yield* this.#follow(reference);
    this.#open.pop();
    return root;
  }

  *#follow(reference: SyntaxNode): Loading<void> {
    const href = trimXmlSpace(reference.attributes.get('href') ?? '');
    const uri = isHref(href) ? resolveHref(href, reference.baseUri) : undefined;
    if (uri === undefined) {
      this.#report(
        'schema-attribute-value',
        `"${href}" is not the address of a whole file. Take away what begins with "#", and write a percent sign as %25.`,
        reference,
      );
      return;
    }
    if (this.#open.includes(uri)) {
      this.#report('schema-reference-cycle', this.#describeCycle(uri), reference);
      return;
    }
    if (!this.files.has(uri)) {
      const file = yield { uri, baseUri: reference.baseUri };
      if ('content' in file) yield* this.#accept(uri, file.content, isCompact(uri));
      else {
        this.files.set(uri, undefined);
        this.#report(file.error.code, file.error.message, reference);
      }
    }
    const root = this.files.get(uri);
    if (root === undefined) return;
    if (reference.name === 'include' && root.name !== 'grammar') {
      this.#report(
        'schema-include-not-grammar',
        `only a <grammar> can be included, and ${displayName(uri)} begins with <${root.name}>. Wrap its content in <grammar><start>…</start></grammar>, or use externalRef in the place of the pattern.`,
        reference,
      );
      return;
    }
    this.references.set(reference, root);
  }

  #describeCycle(uri: string): string {
    const names = this.#open.slice(this.#open.indexOf(uri)).map(displayName);
    return names.length === 1
      ? `the schema file ${names[0]} reads itself in. Take the reference away, or point it to another file.`
      : `the schema files read each other in without end: ${[...names, names[0]].join(' -> ')}. Move what they share into a file of its own that both include.`;
  }

  #report(code: string, message: string, node: SyntaxNode): void {
    this.diagnostics.push(schemaDiagnostic(code, message, node.position));
  }
}

function readCompact(content: string | Uint8Array, uri: string): SyntaxResult {
  return parseCompact(typeof content === 'string' ? content : decodeText(content).text, uri);
}

/** Every `include` and `externalRef` of a file, in order. */
function referencesIn(root: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const pending = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if ((node.name === 'include' || node.name === 'externalRef') && node.attributes.has('href')) found.push(node);
    for (let i = node.children.length - 1; i >= 0; i--) pending.push(node.children[i]!);
  }
  return found;
}
