/** A run whose schemas are themselves what is checked. */

import { isAbsolute } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import { checkedOf, uncheckedOf } from '../engine/given-up.js';
import { absoluteUri, displayName } from '../engine/source.js';
import { displayPath } from '../files/inputs.js';
import type { FileReport } from '../report/report.js';
import { openShelf, type SchemaOptions } from './schemas/open.js';
import type { SchemaShelf } from './schemas/shelf.js';

export interface CheckedSchema {
  readonly report: FileReport;
  /** Absolute paths of its files on this disk. */
  readonly schemas: readonly string[];
}

export class SchemaRun {
  /** What is wrong with map and catalogs; after an error no schema should be checked. */
  readonly diagnostics: readonly Diagnostic[];
  /** Schemas are not passed over. */
  readonly skipped = 0;
  readonly #names: readonly string[];
  readonly #shelf: SchemaShelf;

  private constructor(names: readonly string[], shelf: SchemaShelf, diagnostics: readonly Diagnostic[]) {
    this.#names = names;
    this.#shelf = shelf;
    this.diagnostics = diagnostics;
  }

  static async open({ schemas = [], ...options }: SchemaOptions): Promise<SchemaRun> {
    const { shelf, diagnostics } = await openShelf(options);
    return new SchemaRun(schemas, shelf, diagnostics);
  }

  /** One after the other, with all files that each takes in. */
  async *check(): AsyncGenerator<CheckedSchema> {
    for (const name of this.#names) yield this.#checkOne(name);
  }

  /** All that is to be said is said of the schemas. */
  takeNotices(): readonly Diagnostic[] {
    return [];
  }

  async stop(): Promise<void> {}

  async #checkOne(name: string): Promise<CheckedSchema> {
    const { schemas, paths, diagnostics: faults } = await this.#shelf.take(name);
    const shown = displayName(absoluteUri(name));
    const file = isAbsolute(shown) ? displayPath(shown) : shown;
    const diagnostics = [...faults, ...this.#shelf.takeNotices()];
    if (faults.length > 0) return { report: { file, diagnostics }, schemas: paths };
    const skipped = schemas.flatMap((schema) => schema.skipped ?? []);
    const unchecked = uncheckedOf(diagnostics, skipped);
    const isChecked = unchecked === undefined && checkedOf(diagnostics) === 'fully';
    const report: FileReport = {
      file,
      summary: `the schema itself: ${schemas.map(({ what }) => what).join(' and ')}`,
      valid: true,
      checked: isChecked ? 'fully' : 'partly',
      ...(isChecked ? {} : { unchecked }),
      diagnostics,
    };
    return { report, schemas: paths };
  }
}

/**
 * Checks schemas themselves, with all files that they take in: whether each can be used, and what of it could not be evaluated.
 *
 * @param schemas paths or addresses.
 * @returns a report a schema; one that cannot be used is a report without `valid`. Never rejects.
 */
export async function* checkSchemas(
  schemas: readonly string[],
  options: Omit<SchemaOptions, 'schemas'> = {},
): AsyncGenerator<FileReport> {
  const run = await SchemaRun.open({ ...options, schemas });
  for (const fault of run.diagnostics) yield { file: fault.file ?? '', diagnostics: [fault] };
  if (run.diagnostics.some(({ severity }) => severity === 'error')) return;
  for await (const { report } of run.check()) yield report;
}
