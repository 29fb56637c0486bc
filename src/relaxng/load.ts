/** Loads schemas without loading the code that compiles them, as long as the cache has them compiled. */
import { cacheFolder, contentHash, type Dependency, entryPath, readEntry } from './cache.js';
import { absoluteUri, readLocalFile, type SchemaResolver, type SchemaSource } from './schema/resolve.js';
import { Schema } from './schema.js';

export interface LoadOptions<Resolver = SchemaResolver> {
  /** Gives the content of a schema file by its absolute URI; what it leaves undefined is read from the local disk. */
  readonly resolve?: Resolver | undefined;
  /** Keep the compiled schema in the user's cache folder, or in the folder given. By default true. */
  readonly cache?: boolean | string | undefined;
}

/**
 * Loads a schema in either syntax of RELAX NG, from a path, a `file:` URI, or its text, with the files it refers to. The
 * network is never touched: for other URIs give a resolver.
 *
 * Rejects with a `SchemaError` if the schema cannot be read or is not correct; its `diagnostics` say where and why.
 */
export async function loadSchema(source: SchemaSource, options: LoadOptions = {}): Promise<Schema> {
  const loading = new Loading(source, options.cache);
  const read = async (uri: string, base: string | undefined): Promise<Content> =>
    loading.contents.get(uri) ?? loading.keep(uri, (await options.resolve?.(uri, base)) ?? readLocalFile(uri));
  const lookup = loading.fromCache();
  try {
    let step = lookup.next();
    while (!step.done) step = lookup.next(await read(step.value, undefined));
    if (step.value !== undefined) return step.value;
  } catch {
    // A file that cannot be read: compiling says so, with the place that asks for it.
  }
  const { compileSchema, loadSyntax } = await import('./compile.js');
  return compileSchema(await loadSyntax(source, { resolve: read }), loading);
}

type Content = string | Uint8Array;

/** One load: the files read so far, and where the cache keeps their outcome. */
export class Loading {
  /** By absolute URI, so that what the cache looked at is not read again. */
  readonly contents = new Map<string, Content>();
  private entry: string | undefined;
  private readonly folder: string | undefined;

  constructor(
    private readonly source: SchemaSource,
    cache: boolean | string | undefined,
  ) {
    this.folder = cache === false ? undefined : typeof cache === 'string' ? cache : cacheFolder();
  }

  keep(uri: string, content: Content): Content {
    this.contents.set(uri, content);
    return content;
  }

  /** The schema, if it is in the cache and none of its files has changed. Asks for the content of files by URI. */
  *fromCache(): Generator<string, Schema | undefined, Content> {
    if (this.folder === undefined) return undefined;
    const { source } = this;
    const isText = typeof source === 'object' && 'text' in source;
    const uri = absoluteUri(isText ? source.uri : source);
    const root = isText ? source.text : yield uri;
    this.entry = entryPath(this.folder, {
      uri: isText ? `${source.syntax ?? ''} ${uri}` : uri,
      hash: contentHash(root),
    });
    const entry = readEntry(this.entry);
    if (entry === undefined) return undefined;
    for (const dependency of entry.dependencies) {
      if (contentHash(yield dependency.uri) !== dependency.hash) return undefined;
    }
    const restored = entry.restore();
    return restored === undefined ? undefined : new Schema(restored.builder, restored.start, restored);
  }

  /** Where to keep the compiled schema; undefined for nowhere. */
  get entryPath(): string | undefined {
    return this.entry;
  }

  /** The files read, but for those of the schema itself, which are part of the entry's name. */
  dependencies(): Dependency[] {
    const { source } = this;
    const own = absoluteUri(typeof source === 'object' && 'text' in source ? source.uri : source);
    return [...this.contents]
      .filter(([uri]) => uri !== own)
      .map(([uri, content]) => ({ uri, hash: contentHash(content) }));
  }
}
