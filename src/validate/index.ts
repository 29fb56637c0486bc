/**
 * Which schemas a document is checked against, and the checking: those that the caller names, else
 * those that the document names and that lie on this disk, else the bundled one.
 */
import { basename, extname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Diagnostic } from '../diagnostics.js';
import { decodeText } from '../encoding.js';
import { BUNDLED_SCHEMA_PATH } from './bundled-path.js';
import { loadRelaxngSchema } from './relaxng.js';
import type { LoadedValidator, Validator } from './schema.js';
import { PROLOG_LENGTH, type SchemaHint, schemaHints } from './xml-model.js';

export type { ValidateOptions, Validator } from './schema.js';
export { PROLOG_LENGTH } from './xml-model.js';

/**
 * Loads a schema by its file: RELAX NG (`.rng`, `.rnc`), XML Schema (`.xsd`) or a DTD (`.dtd`).
 * Never throws: what is wrong with the schema is in `diagnostics`.
 */
export async function loadValidator(
  path: string,
  options: { readonly cache?: boolean } = {},
): Promise<LoadedValidator> {
  switch (extname(path).toLowerCase()) {
    case '.rng':
    case '.rnc':
      return loadRelaxngSchema(path, options);
    case '.xsd':
    case '.dtd': {
      const { loadLibxml2Schema } = await import('./libxml2.js');
      return loadLibxml2Schema(path, path.toLowerCase().endsWith('.dtd') ? 'dtd' : 'xsd');
    }
    default: {
      const message = `The ending of ${path} does not tell its language. RELAX NG ends in .rng or .rnc, XML Schema in .xsd, a DTD in .dtd.`;
      return { diagnostics: [{ severity: 'error', code: 'schema-kind-unknown', message, file: path, source: 'run' }] };
    }
  }
}

export interface SchemaChoice {
  /** File names of the schemas, for reports. */
  readonly names: readonly string[];
  /** The same schemas by their absolute paths. */
  readonly paths: readonly string[];
  readonly validators: readonly Validator[];
  /** Why a schema that the document names is not among them; an error where a schema cannot be used. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface SchemaShelfOptions {
  /** Paths of schemas that every document is checked against, whatever it names itself. */
  readonly schemas?: readonly string[];
  /** Whether compiled schemas are kept in the user's cache folder; default true. */
  readonly cache?: boolean;
}

/** The schemas of a run, each loaded once. */
export class SchemaShelf {
  readonly #named: readonly string[];
  readonly #cache: boolean;
  readonly #loaded = new Map<string, Promise<LoadedValidator>>();

  constructor({ schemas = [], cache = true }: SchemaShelfOptions = {}) {
    this.#named = schemas;
    this.#cache = cache;
  }

  /** Loads the schemas that every document is checked against; what is wrong with them. */
  async prepare(): Promise<readonly Diagnostic[]> {
    const loaded = await Promise.all(this.#named.map((path) => this.#load(path)));
    return loaded.flatMap(({ diagnostics }) => diagnostics);
  }

  /**
   * The schemas for one document.
   *
   * @param head the document, or at least its first {@link PROLOG_LENGTH} bytes.
   * @param path of the document, to which the schemas that it names are relative.
   */
  async choose(head: string | Uint8Array, path: string): Promise<SchemaChoice> {
    if (this.#named.length > 0) return this.#take(this.#named, []);
    const text = typeof head === 'string' ? head : decodeText(head.subarray(0, PROLOG_LENGTH)).text;
    const paths: string[] = [];
    const diagnostics: Diagnostic[] = [];
    for (const hint of schemaHints(text)) {
      const local = localPath(hint, path);
      if (local !== undefined) paths.push(local);
      else diagnostics.push(remote(hint));
    }
    return this.#take(paths.length > 0 ? paths : [BUNDLED_SCHEMA_PATH], diagnostics);
  }

  async #take(paths: readonly string[], diagnostics: readonly Diagnostic[]): Promise<SchemaChoice> {
    const loaded = await Promise.all(paths.map((path) => this.#load(path)));
    return {
      names: paths.map((path) => basename(path)),
      paths: paths.map((path) => resolve(path)),
      validators: loaded.flatMap(({ validator }) => validator ?? []),
      diagnostics: [...diagnostics, ...loaded.flatMap((schema) => schema.diagnostics)],
    };
  }

  #load(path: string): Promise<LoadedValidator> {
    const key = resolve(path);
    let loaded = this.#loaded.get(key);
    if (loaded === undefined) {
      loaded = loadValidator(path, { cache: this.#cache });
      this.#loaded.set(key, loaded);
    }
    return loaded;
  }
}

/** Diagnostics of several schemas as one list in document order; what two say alike is said once. */
export function inDocumentOrder(lists: readonly (readonly Diagnostic[])[]): readonly Diagnostic[] {
  if (lists.length === 1) return lists[0]!;
  const unique = new Map<string, Diagnostic>();
  for (const diagnostic of lists.flat()) {
    const { line, column, code, message } = diagnostic;
    unique.set(JSON.stringify([line, column, code, message]), diagnostic);
  }
  return [...unique.values()].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}

function localPath({ href }: SchemaHint, document: string): string | undefined {
  try {
    const url = new URL(href, pathToFileURL(document));
    return url.protocol === 'file:' ? fileURLToPath(url) : undefined;
  } catch {
    return undefined;
  }
}

function remote({ href, line, column }: SchemaHint): Diagnostic {
  const message = `The document names the schema ${href}, and teigram never downloads anything. Download it once and name it with --schema; for now the bundled telegram.rng was used.`;
  return { severity: 'warning', code: 'schema-remote', message, line, column, source: 'run' };
}
