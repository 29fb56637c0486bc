/** The work of a call: on this thread, or on several where there are many files. */
import type { Diagnostic } from '../diagnostics.js';
import type { Corpus, SchemaShelf } from '../validate/index.js';
import { type CheckedFile, type CheckFilesOptions, checkFiles, chunksOf } from './check-files.js';
import type { CheckPool } from './check-pool.js';
import type { InputFile } from './inputs.js';
import type { ValidateFlags } from './program.js';

/** Files being checked, wherever that is done. */
export interface Checking {
  readonly files: AsyncGenerator<CheckedFile>;
  takeNotices(): readonly Diagnostic[];
  stop(): Promise<void>;
}

/** Here, or on several threads: so many as the call wants, else where it turns out that there is much to do. */
export async function startChecking(
  files: readonly InputFile[],
  shelf: SchemaShelf,
  flags: ValidateFlags,
  { svrl }: { readonly svrl: boolean },
): Promise<Checking> {
  const { xinclude, corpus, pointers = corpus === true || flags.schema === undefined, jobs } = flags;
  const here = (options: CheckFilesOptions) => (some: readonly InputFile[]) => checkFiles(some, shelf, options);
  const single = { takeNotices: () => shelf.takeNotices(), stop: async () => {} };
  // Each thread would need the ids of all files, so one does it.
  if (corpus === true && pointers) {
    return { ...single, files: here({ pointers, xinclude, svrl, corpus: await readCorpus(files) })(files) };
  }
  const options = { pointers, xinclude, svrl };
  if (files.length < 2 || jobs === 1 || files.some(({ path }) => path === undefined)) {
    return { ...single, files: here(options)(files) };
  }
  const { schema, catalog, config, offline, cache, phase, schematron } = flags;
  const schemas = { schema, catalog, config, offline, cache, phase, schematron };
  let pool: CheckPool | undefined;
  const onThreads = async (left: readonly InputFile[]) => {
    const { CheckPool, threadsFor } = await import('./check-pool.js');
    const threads = threadsFor(left.length, jobs);
    if (threads < 2) return undefined;
    pool = new CheckPool(threads, { schemas, options });
    return pool.check(left);
  };
  return {
    files:
      (jobs === undefined ? undefined : await onThreads(files)) ?? untilWorthThreads(files, here(options), onThreads),
    takeNotices: () => [...shelf.takeNotices(), ...(pool?.takeNotices() ?? [])],
    stop: async () => pool?.stop(),
  };
}

/** In milliseconds: threads must load the schemas and learn them, so that less work is done sooner without. */
const WORTH_THREADS = 8_000;
/** Files between two looks at the clock. */
const LOOK = 50;

type Check = (files: readonly InputFile[]) => AsyncGenerator<CheckedFile>;

/**
 * Checks files here, until what is left will take so long that threads are worth their start.
 *
 * @param onThreads checks the rest on threads; undefined where there can be none.
 * @param worth how long the rest must take, in milliseconds, at the pace of the last files.
 */
export async function* untilWorthThreads(
  files: readonly InputFile[],
  here: Check,
  onThreads: (left: readonly InputFile[]) => Promise<AsyncGenerator<CheckedFile> | undefined>,
  worth = WORTH_THREADS,
): AsyncGenerator<CheckedFile> {
  let done = 0;
  let spent = 0;
  const checking = here(files);
  for (let waiting = performance.now(); ; waiting = performance.now()) {
    const next = await checking.next();
    if (next.done === true) return;
    spent += performance.now() - waiting;
    done++;
    yield next.value;
    if (done % LOOK !== 0) continue;
    const rest = (spent / LOOK) * (files.length - done);
    spent = 0;
    // The first files take longer: their schemas are being loaded and learnt.
    if (rest < worth || done === LOOK) continue;
    const threaded = await onThreads(files.slice(done));
    if (threaded === undefined) continue;
    await checking.return(undefined);
    yield* threaded;
    return;
  }
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
