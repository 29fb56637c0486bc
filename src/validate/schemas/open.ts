/** The schemas of a run: from what its caller says of them to a shelf. */
import type { Diagnostic } from '../../diagnostics.js';
import { Resources } from '../../resources/index.js';
import { keepingOf } from './keeping.js';
import { SchemaShelf } from './shelf.js';

/** Which schemas, and where they come from. All of it can be sent to another thread. */
export interface SchemaOptions {
  /** Paths or addresses of schemas that every document is checked against; by default those that it names itself. */
  readonly schemas?: readonly string[] | undefined;
  /** Addresses of schemas, and the files that stand for them. */
  readonly map?: Readonly<Record<string, string>> | undefined;
  /** Paths of XML catalogs with files for addresses. */
  readonly catalogs?: readonly string[] | undefined;
  /** As `map`, where it stands in a configuration that nobody named: it leads to what files of the folder may lead to. */
  readonly foundMap?: Readonly<Record<string, string>> | undefined;
  /** The same for a catalog that may be one of something else: what is wrong with it is no error. */
  readonly foundCatalog?: string | undefined;
  /** Never ask the network: copies that were kept must do. */
  readonly offline?: boolean | undefined;
  /** Whether compiled schemas and copies of fetched ones are kept in the user's cache folder; default true. */
  readonly cache?: boolean | undefined;
  /** The phase of Schematron to take; default: the one that a document names with its schema, else that of the schema. */
  readonly phase?: string | undefined;
  /** Whether Schematron is evaluated, also the rules that stand within grammars; default true. */
  readonly schematron?: boolean | undefined;
}

/** @returns the shelf, and what is wrong with what was named; after an error no document should be judged. */
export async function openShelf(
  options: SchemaOptions,
): Promise<{ readonly shelf: SchemaShelf; readonly diagnostics: readonly Diagnostic[] }> {
  const { schemas = [], map, foundMap = {}, foundCatalog, cache = true, offline = false, phase, schematron } = options;
  const catalogs = options.catalogs ?? (foundCatalog === undefined ? [] : [foundCatalog]);
  const { copies } = keepingOf(cache);
  const found = { map: map === undefined, catalogs: options.catalogs === undefined };
  const kept = copies === undefined ? {} : { copies };
  const resources = new Resources({ map: map ?? foundMap, catalogs, found, offline, ...kept });
  const faults = await resources.prepare();
  const shelf = new SchemaShelf({ schemas, cache, resources, phase, schematron });
  const catalogFaults = options.catalogs === undefined ? faults.map(asWarning) : faults;
  return { shelf, diagnostics: [...catalogFaults, ...(await shelf.prepare())] };
}

function asWarning(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, severity: 'warning' };
}
