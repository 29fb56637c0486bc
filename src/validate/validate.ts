/** The verb of the library: one document, or many files, against the schemas that apply to them. */
import { resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import type { Verdict } from '../engine/contract.js';
import { type InputFile, listInputs } from '../files/inputs.js';
import type { FileReport } from '../report/report.js';
import { checkDocument } from './check.js';
import { Run, type RunOptions } from './run.js';
import { openShelf } from './schemas/open.js';

export interface ValidateOptions extends Omit<RunOptions, 'corpus' | 'jobs' | 'svrl' | 'skipUnassociated'> {
  /** The document's name for its diagnostics, and its path: schemas and parts that it names are relative to it. Default `document.xml`, in the working folder. */
  readonly file?: string | undefined;
}

/**
 * Validates one document against the schemas named, else those that it names itself (`xml-model`), their Schematron
 * included. Schemas are read from this disk and, where they are web addresses, fetched once and kept; use
 * `validateFiles`, or an engine of `teigram/relaxng` and `teigram/schematron`, for many documents.
 *
 * @param xml the document, as a string or as bytes in the encoding that it declares.
 * @returns never rejects: that no schema could be had is an error among the diagnostics.
 */
export async function validate(xml: string | Uint8Array, options: ValidateOptions = {}): Promise<Verdict> {
  const { file = 'document.xml', schemas, pointers = schemas === undefined, xinclude = true, entities } = options;
  const { shelf, diagnostics: faults } = await openShelf(options);
  if (faults.some(isError)) return { valid: false, checked: 'partly', diagnostics: faults };
  const bytes = typeof xml === 'string' ? new TextEncoder().encode(xml) : xml;
  const path = resolve(file);
  const choice = await shelf.choose(bytes, path);
  const { parts: _, ...judged } = await checkDocument({ bytes }, choice.schemas, {
    file,
    path,
    pointers,
    xinclude,
    entities,
    standIn: (uri) => shelf.standInFor(uri),
    limits: options.limits,
  });
  const notices = [...faults, ...choice.diagnostics, ...shelf.takeNotices()];
  const diagnostics = [...notices, ...judged.diagnostics];
  return {
    ...judged,
    valid: !diagnostics.some(isError),
    ...(notices.some(isError) ? { checked: 'partly' } : {}),
    diagnostics,
  };
}

export interface ValidateFilesOptions extends RunOptions {
  /** Hears what is to be said of the run, and not of a file: that a schema's rule cannot be evaluated, that a copy had to do. */
  readonly onNotice?: ((diagnostic: Diagnostic) => void) | undefined;
}

/**
 * Validates many files, on several threads where that is worth it; schemas are loaded once.
 *
 * @param names files, folders (their `.xml` files, at any depth) and glob patterns.
 * @returns a report a file, in a stable order, as soon as it and those before it are done. What cannot be used (a name
 *   without a file, a schema that is not correct) is a report without `valid`. Never rejects.
 */
export async function* validateFiles(
  names: readonly string[],
  options: ValidateFilesOptions = {},
): AsyncGenerator<FileReport> {
  const { onNotice } = options;
  const run = await Run.open(options);
  try {
    const listed = run.diagnostics.some(isError) ? NOTHING : await listInputs(names, '.xml');
    yield* unusable([...run.diagnostics.filter(isError), ...listed.diagnostics]);
    for (const notice of run.diagnostics.filter((diagnostic) => !isError(diagnostic))) onNotice?.(notice);
    for await (const { report } of run.check(listed.files)) {
      for (const notice of run.takeNotices()) onNotice?.(notice);
      yield report;
    }
    for (const notice of run.takeNotices()) onNotice?.(notice);
  } finally {
    await run.stop();
  }
}

const NOTHING: { readonly files: readonly InputFile[]; readonly diagnostics: readonly Diagnostic[] } = {
  files: [],
  diagnostics: [],
};

function* unusable(faults: readonly Diagnostic[]): Generator<FileReport> {
  for (const fault of faults) yield { file: fault.file ?? '', diagnostics: [fault] };
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}
