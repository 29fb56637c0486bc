/** The work of a call: on this thread, or on several where there are many files. */
import type { Diagnostic } from '../diagnostics.js';
import type { Corpus, SchemaShelf } from '../validate/index.js';
import { type CheckedFile, checkFiles, chunksOf } from './check-files.js';
import type { InputFile } from './inputs.js';
import type { ValidateFlags } from './program.js';

/** Files being checked, wherever that is done. */
export interface Checking {
  readonly files: AsyncGenerator<CheckedFile>;
  takeNotices(): readonly Diagnostic[];
  stop(): Promise<void>;
}

/** Here, or on several threads where there are many files. */
export async function startChecking(
  files: readonly InputFile[],
  shelf: SchemaShelf,
  flags: ValidateFlags,
  { svrl }: { readonly svrl: boolean },
): Promise<Checking> {
  const { xinclude, corpus, pointers = corpus === true || flags.schema === undefined } = flags;
  // Each thread would need the ids of all files, so one does it.
  if (corpus === true && pointers) {
    const options = { pointers, xinclude, svrl, corpus: await readCorpus(files) };
    return alone(checkFiles(files, shelf, options), shelf);
  }
  const options = { pointers, xinclude, svrl };
  // Not even looked at for a few files.
  if (files.length < 2 || files.some(({ path }) => path === undefined))
    return alone(checkFiles(files, shelf, options), shelf);
  const { CheckPool, threadsFor } = await import('./check-pool.js');
  const threads = threadsFor(files.length, flags.jobs);
  if (threads < 2) return alone(checkFiles(files, shelf, options), shelf);
  const { schema, catalog, config, offline, cache, phase, schematron } = flags;
  const schemas = { schema, catalog, config, offline, cache, phase, schematron };
  const pool = new CheckPool(threads, { schemas, options });
  return { files: pool.check(files), takeNotices: () => pool.takeNotices(), stop: () => pool.stop() };
}

function alone(files: AsyncGenerator<CheckedFile>, shelf: SchemaShelf): Checking {
  return { files, takeNotices: () => shelf.takeNotices(), stop: async () => {} };
}

/** The ids of all files: pointers between them can only be judged once all are known. */
async function readCorpus(files: readonly InputFile[]): Promise<Corpus> {
  const { Corpus } = await import('../validate/pointers/corpus.js');
  const corpus = new Corpus();
  for (const file of files) {
    // What cannot be read says so when its turn comes.
    if (file.path !== undefined) await corpus.add(file.path, chunksOf(file)).catch(() => {});
  }
  return corpus;
}
