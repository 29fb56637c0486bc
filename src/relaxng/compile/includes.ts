/** Brings together the files of a schema: what `include` and `externalRef` point to (§4.5 to §4.7). */
import type { Code } from '../../codes/index.js';
import type { Diagnostic } from '../../diagnostics.js';
import { decodeText } from '../../encoding.js';
import {
  type Asking,
  absoluteUri,
  displayName,
  type MovedContent,
  resolveHref,
  type SchemaFileError,
  type SchemaSource,
  TOO_MANY_FILES,
} from '../../engine/source.js';
import { trimXmlSpace } from '../../xml/white-space.js';
import { parseCompact } from '../syntax/compact/index.js';
import { isHref } from '../syntax/lexical.js';
import { isCompact } from '../syntax/play.js';
import { schemaDiagnostic } from '../syntax/report.js';
import type { SyntaxNode } from '../syntax/tree.js';
import { readXmlSyntax, type SyntaxResult } from '../syntax/xml.js';

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

/** Asks for a file that `baseUri` refers to; undefined for the schema itself. */
type AskFor = (uri: string, baseUri: string | undefined) => Asking<MovedContent | SchemaFileError>;

/**
 * Reads a schema and all files it refers to, each once, in either syntax. What cannot be read, is not well-formed or
 * does not follow the syntax is in `diagnostics`.
 */
export function* readSyntax(source: SchemaSource, file: AskFor = askFor): Asking<LoadedSyntax> {
  const loader = new Loader(file);
  const root = yield* loader.loadRoot(source);
  const { references, diagnostics } = loader;
  const uris = [...loader.files.keys()];
  return root === undefined ? { references, uris, diagnostics } : { root, references, uris, diagnostics };
}

function* askFor(uri: string, baseUri: string | undefined): Asking<MovedContent | SchemaFileError> {
  const answer = yield { uri, baseUri };
  return 'error' in answer ? answer.error : answer;
}

class Loader {
  /** By where they were had. */
  readonly files = new Map<string, SyntaxNode | undefined>();
  /** Where what was asked for was had, if it was elsewhere. */
  readonly #moved = new Map<string, string>();
  readonly references = new Map<SyntaxNode, SyntaxNode>();
  readonly diagnostics: Diagnostic[] = [];
  /** The files being read, outermost first: to meet one of them again is a cycle. */
  readonly #open: string[] = [];
  readonly #file: AskFor;
  /** Nothing more is to be had. */
  #full = false;

  constructor(file: AskFor) {
    this.#file = file;
  }

  *loadRoot(source: SchemaSource): Asking<SyntaxNode | undefined> {
    if (typeof source === 'object' && 'text' in source) {
      const uri = absoluteUri(source.uri);
      const compact = source.syntax === undefined ? isCompact(uri) : source.syntax === 'compact';
      return yield* this.#accept(uri, source.text, compact);
    }
    const uri = absoluteUri(source);
    const file = yield* this.#file(uri, undefined);
    if (!(file instanceof Error)) return yield* this.#accept(file.uri, file.content, isCompact(file.uri));
    const { code, message } = file;
    this.diagnostics.push({ severity: 'error', code, message, file: displayName(uri), source: 'relaxng' });
    return undefined;
  }

  *#accept(uri: string, content: string | Uint8Array, compact: boolean): Asking<SyntaxNode | undefined> {
    const { root, diagnostics } = compact ? readCompact(content, uri) : readXmlSyntax(content, uri);
    this.files.set(uri, root);
    this.diagnostics.push(...diagnostics);
    if (root === undefined) return undefined;
    this.#open.push(uri);
    for (const reference of referencesIn(root)) if (!this.#full) yield* this.#follow(reference);
    this.#open.pop();
    return root;
  }

  *#follow(reference: SyntaxNode): Asking<void> {
    const href = trimXmlSpace(reference.attributes.get('href') ?? '');
    const asked = isHref(href) ? resolveHref(href, reference.baseUri) : undefined;
    if (asked === undefined) {
      this.#report(
        'schema-attribute-value',
        `"${href}" is not the address of a whole file. Take away what begins with "#", and write a percent sign as %25.`,
        reference,
      );
      return;
    }
    const uri = yield* this.#read(asked, reference);
    if (this.#open.includes(uri)) {
      this.#report('schema-reference-cycle', this.#describeCycle(uri), reference);
      return;
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

  /** Reads a file unless it was read before; where it was had. */
  *#read(asked: string, reference: SyntaxNode): Asking<string> {
    const known = this.#moved.get(asked) ?? asked;
    if (this.files.has(known) || this.#open.includes(known)) return known;
    const file = yield* this.#file(asked, reference.baseUri);
    if (file instanceof Error) {
      this.files.set(asked, undefined);
      this.#full ||= file.code === TOO_MANY_FILES;
      // What ends the reading is to be seen first, whatever failed before.
      const said = schemaDiagnostic(file.code, file.message, reference.position);
      if (this.#full) this.diagnostics.unshift(said);
      else this.diagnostics.push(said);
      return asked;
    }
    const { uri, content } = file;
    if (uri !== asked) this.#moved.set(asked, uri);
    // It may have been read under its own name.
    // A copy may have a name that tells less than the address that it stands for.
    const compact = isCompact(uri) || (isCompact(asked) && !/\.rng$/i.test(uri));
    if (!this.files.has(uri)) yield* this.#accept(uri, content, compact);
    return uri;
  }

  #describeCycle(uri: string): string {
    const names = this.#open.slice(this.#open.indexOf(uri)).map(displayName);
    return names.length === 1
      ? `the schema file ${names[0]} reads itself in. Take the reference away, or point it to another file.`
      : `the schema files read each other in without end: ${[...names, names[0]].join(' -> ')}. Move what they share into a file of its own that both include.`;
  }

  #report(code: Code, message: string, node: SyntaxNode): void {
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
