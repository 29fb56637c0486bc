/** Loads schemas without loading the code that compiles them, as long as they are kept compiled. */
import type { Loaded } from '../engine/contract.js';
import {
  type Asking,
  absoluteUri,
  answering,
  type Content,
  type MovedContent,
  type SchemaFileError,
  type SchemaResolver,
  type SchemaSource,
} from '../engine/source.js';
import { schemaStore } from '../platform/node/machine.js';
import type { SchemaStore } from '../platform/store.js';
import { BUILD } from '../version.js';
import { type Dependency, decodeEntry, type Entry, encodeEntry, entryName } from './compiled.js';
import type { StoredPatterns } from './pattern/stored.js';
import { RelaxngSchema } from './schema.js';

export interface LoadOptions<Resolver = SchemaResolver> {
  /** Gives the content of schema files. */
  readonly resolve?: Resolver | undefined;
  /**
   * Where the compiled schema is kept: in the user's cache folder (`true`, the default, of the built package), in the
   * folder given, in a store of the caller's, or nowhere (`false`).
   */
  readonly cache?: boolean | string | SchemaStore | undefined;
}

/**
 * Loads a RELAX NG schema in either syntax, with the files that it refers to. Neither throws nor rejects: what is wrong
 * with the schema is in the diagnostics. The network is never touched: for web addresses give a resolver.
 *
 * @param source a path (relative to the working folder), a URI, or the text with its URI.
 */
export async function load(source: SchemaSource, options: LoadOptions = {}): Promise<Loaded<RelaxngSchema>> {
  const loading = new Loading(source, options.cache);
  const kept = await answering(loading.kept(), options.resolve);
  if (kept !== undefined) return kept;
  const { compileSchema } = await import('./compile/index.js');
  return answering(compileSchema(source, loading), options.resolve);
}

/** One load: the files read so far, and where their outcome is kept. */
export class Loading {
  /** By the absolute URI that was asked for, so that what was looked at here is not read again. */
  readonly #contents = new Map<string, MovedContent & { readonly baseUri: string | undefined }>();
  readonly #store: SchemaStore | undefined;
  readonly #source: SchemaSource;
  #name: string | undefined;

  constructor(source: SchemaSource, cache: LoadOptions['cache'] = true) {
    this.#source = source;
    // Code that was not built changes under what it keeps.
    const wanted = cache === true && BUILD === 'source' ? false : cache;
    this.#store = typeof wanted === 'object' ? wanted : schemaStore(wanted);
  }

  /** The schema, if it is kept and none of its files has changed. What cannot be read, compiling says, with the place that asks for it. */
  *kept(): Asking<Loaded<RelaxngSchema> | undefined> {
    const store = this.#store;
    const root = yield* this.#read(store);
    if (store === undefined || root === undefined) return undefined;
    this.#name = entryName(store, root);
    const bytes = store.read(this.#name);
    const entry = bytes && decodeEntry(store, bytes);
    if (entry === undefined || !(yield* this.#isFresh(entry, store))) return undefined;
    const restored = entry.restore();
    if (restored === undefined) return undefined;
    const schema = new RelaxngSchema(restored.builder, restored.start, restored, entry.mayHoldRules);
    return { schema, diagnostics: entry.diagnostics };
  }

  /** A file, asked for once. */
  *file(uri: string, baseUri: string | undefined): Asking<MovedContent | SchemaFileError> {
    const known = this.#contents.get(uri);
    if (known !== undefined) return known;
    const answer = yield { uri, baseUri };
    if ('error' in answer) return answer.error;
    this.#contents.set(uri, { ...answer, baseUri });
    return answer;
  }

  /** Keeps what was compiled of the files that were read. */
  keep(stored: () => StoredPatterns, of: Pick<Entry, 'diagnostics' | 'mayHoldRules'>): void {
    const store = this.#store;
    if (store === undefined || this.#name === undefined) return;
    const own = absoluteUri(this.#source);
    // The schema's own file is part of the entry's name.
    const others = [...this.#contents].filter(([uri]) => uri !== own);
    const dependencies = others.map(([uri, { content, uri: at, baseUri }]) => ({
      ...{ uri, baseUri, hash: store.hash(content) },
      ...(at === uri ? {} : { at }),
    }));
    store.write(this.#name, encodeEntry(store, stored(), { ...of, dependencies }));
  }

  /** What was read. */
  get contents(): readonly Content[] {
    const own = typeof this.#source === 'object' && 'text' in this.#source ? [this.#source.text] : [];
    return [...own, ...[...this.#contents.values()].map(({ content }) => content)];
  }

  *#read(store: SchemaStore | undefined): Asking<Dependency | undefined> {
    if (store === undefined) return undefined;
    const source = this.#source;
    const uri = absoluteUri(source);
    if (typeof source === 'object' && 'text' in source) {
      return { uri: `${source.syntax ?? ''} ${uri}`, hash: store.hash(source.text) };
    }
    const file = yield* this.file(uri, undefined);
    return file instanceof Error ? undefined : { uri: file.uri, hash: store.hash(file.content) };
  }

  *#isFresh({ dependencies }: Entry, store: SchemaStore): Asking<boolean> {
    for (const { uri, baseUri, hash, at = uri } of dependencies) {
      const file = yield* this.file(uri, baseUri);
      if (file instanceof Error || file.uri !== at || store.hash(file.content) !== hash) return false;
    }
    return true;
  }
}
