/** The schemas of a call: from its options, its configuration and its catalogs to a shelf. */
import { existsSync } from 'node:fs';
import type { Diagnostic } from '../diagnostics.js';
import { copiesFolder, Resources, SchemaShelf } from '../validate/index.js';
import { CONFIG_FILE } from './config-file.js';

/** The catalog that is used where none is named. */
const CATALOG_FILE = 'catalog.xml';

export interface SchemaFlags {
  readonly schema?: readonly string[] | undefined;
  readonly catalog?: readonly string[] | undefined;
  readonly config?: string | undefined;
  readonly offline?: boolean | undefined;
  readonly cache: boolean;
  readonly phase?: string | undefined;
  readonly schematron?: boolean | undefined;
}

/**
 * Opens the shelf of a call.
 *
 * @returns it, and what is wrong with what was named; after an error no document should be judged.
 */
export async function openShelf(
  flags: SchemaFlags,
): Promise<{ readonly shelf: SchemaShelf; readonly diagnostics: readonly Diagnostic[] }> {
  const { cache, offline = false, phase, schematron } = flags;
  const configured = await readSchemaMap(flags.config);
  const catalogs = flags.catalog ?? (existsSync(CATALOG_FILE) ? [CATALOG_FILE] : []);
  const copies = cache ? { copies: copiesFolder() } : {};
  const resources = new Resources({ map: configured.map, catalogs, offline, ...copies });
  const faults = await resources.prepare();
  const shelf = new SchemaShelf({ schemas: flags.schema ?? [], cache, resources, phase, schematron });
  // A catalog that nobody named may be one of books.
  const catalogFaults = flags.catalog === undefined ? faults.map(asWarning) : faults;
  return { shelf, diagnostics: [...configured.diagnostics, ...catalogFaults, ...(await shelf.prepare())] };
}

interface SchemaMap {
  readonly map: Readonly<Record<string, string>>;
  readonly diagnostics: readonly Diagnostic[];
}

async function readSchemaMap(path: string | undefined): Promise<SchemaMap> {
  // Most calls have no configuration and need not load what reads it.
  if (path === undefined && !existsSync(CONFIG_FILE)) return { map: {}, diagnostics: [] };
  const { readConfig, schemaMap } = await import('./config.js');
  const { entries, diagnostics } = await readConfig(path);
  const unreadable = diagnostics.filter(({ code }) => code === 'config-unreadable');
  return unreadable.length > 0 ? { map: {}, diagnostics: unreadable } : schemaMap(entries, path ?? CONFIG_FILE);
}

function asWarning(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, severity: 'warning' };
}
