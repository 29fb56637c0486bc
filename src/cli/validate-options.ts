/** From the flags of `teigram validate`, and the files that it looks for, to the options of a run. */
import { existsSync } from 'node:fs';
import type { Diagnostic } from '../diagnostics.js';
import type { RunOptions } from '../validate/run.js';
import { CATALOG_FILE, CONFIG_FILE } from './defaults.js';
import type { ValidateFlags } from './flags.js';
import type { ReportTarget } from './report-formats.js';

interface ReadOptions {
  readonly options: RunOptions;
  /** What is wrong with the configuration. */
  readonly diagnostics: readonly Diagnostic[];
}

export async function readOptions(flags: ValidateFlags, targets: readonly ReportTarget[]): Promise<ReadOptions> {
  const { schema, catalog, config, offline, cache, phase, schematron } = flags;
  const { pointers, xinclude, entities, corpus, skipUnassociated, jobs } = flags;
  const { map, diagnostics } = await readSchemaMap(config);
  const options = {
    schemas: schema,
    ...(config === undefined ? { foundMap: map } : { map }),
    catalogs: catalog,
    ...{ offline, cache, phase, schematron },
    ...{ pointers, xinclude, entities, corpus, skipUnassociated, jobs },
    svrl: targets.some(({ format }) => format === 'svrl'),
    // A catalog that nobody named may be one of books.
    foundCatalog: existsSync(CATALOG_FILE) ? CATALOG_FILE : undefined,
  };
  return { options, diagnostics };
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
