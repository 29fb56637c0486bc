/** The work of a run: on this thread, or on several where there are many files. */
import type { Limits } from '../budget.js';
import type { Diagnostic } from '../diagnostics.js';
import type { InputFile } from '../files/inputs.js';
import {
  type CheckedFile,
  type CheckFilesOptions,
  checkFiles,
  checkOne,
  chunksOf,
  type Elsewhere,
  type Listen,
} from './files.js';
import type { Hear } from './hear.js';
import type { Corpus } from './pointers/corpus.js';
import type { CheckPool, WorkerCall } from './pool.js';
import { languageByName } from './schemas/language.js';
import { openShelf, type SchemaOptions } from './schemas/open.js';
import type { SchemaShelf } from './schemas/shelf.js';

export interface RunOptions extends SchemaOptions {
  /** Whether to check where pointers lead; by default where no schemas are named, or the files are one edition. */
  readonly pointers?: boolean | undefined;
  /** Whether to judge included parts (XInclude) in their place; default true. */
  readonly xinclude?: boolean | undefined;
  /**
   * Whether external entities and DTDs of this disk are read (`local`), as far as they lie in the folder of the document
   * or the one that the call runs in; by default they are not, and the document is not fully checked.
   */
  readonly entities?: 'none' | 'local' | undefined;
  /** Whether the files are one edition: pointers may lead from one to another. */
  readonly corpus?: boolean | undefined;
  /** Whether files that name no schema are passed over, and counted; default false. */
  readonly skipUnassociated?: boolean | undefined;
  /** Threads to check many files with; default: as many as there are cores, at most 8. */
  readonly jobs?: number | undefined;
  /** Whether reports get what Schematron says in its own language (SVRL). Costs memory. */
  readonly svrl?: boolean | undefined;
  /** The folder that counts as the one that the call runs in; the caller sees to that on this thread (`workingIn`). */
  readonly workplace?: string | undefined;
  /** Other limits than the usual ones of what each document may cost: `{ steps: 1e9 }`. */
  readonly limits?: Partial<Limits> | undefined;
}

/** What else a caller wants to know of each file, found where it is checked. */
export interface Beside {
  readonly listen: Listen;
  /** The module of a thread that does the same: it calls `serveChecks`. */
  readonly entry: URL;
}

/** A run: schemas that are loaded once, for files as they come. Call `stop` in the end, whatever happens. */
export class Run {
  /** What is wrong with what was named; after an error no document should be judged. */
  readonly diagnostics: readonly Diagnostic[];
  readonly #options: RunOptions;
  readonly #shelf: SchemaShelf;
  readonly #pools: CheckPool[] = [];
  #aside: CheckPool | undefined;
  readonly #stop = new AbortController();
  readonly #notices: Diagnostic[] = [];
  #skipped = 0;

  private constructor(options: RunOptions, shelf: SchemaShelf, diagnostics: readonly Diagnostic[]) {
    this.#options = options;
    this.#shelf = shelf;
    this.diagnostics = diagnostics;
    if (asksInVainForPointers(options)) this.#notices.push(POINTERS_NOT_FOLLOWED);
  }

  static async open(options: RunOptions): Promise<Run> {
    const { shelf, diagnostics } = await openShelf(options);
    return new Run(options, shelf, diagnostics);
  }

  readonly hear: Hear = async (file, handler) => {
    const { hearFile } = await import('./hear.js');
    const standIn = (uri: string) => this.#shelf.standInFor(uri);
    const { limits, entities } = this.#options;
    return hearFile(file, handler, { standIn, limits, entities });
  };

  /** How many files were passed over so far, since they name no schema. */
  get skipped(): number {
    return this.#skipped;
  }

  /**
   * Checks files; what is passed over is none of them, and told in a notice once all are done.
   *
   * @param edition all that pointers may lead to, where the files are some of it.
   * @param jobs as in the options of the run, for these files.
   * @param beside what else is to be known of each; it comes as `beside`.
   */
  async *check(
    files: readonly InputFile[],
    edition = files,
    jobs = this.#options.jobs,
    beside?: Beside,
  ): AsyncGenerator<CheckedFile> {
    const skipped: string[] = [];
    for await (const checked of this.#checkAll(files, edition, jobs, beside)) {
      if (checked.isSkipped !== true) yield checked;
      else {
        this.#skipped++;
        if (skipped.length <= MOST_NAMED) skipped.push(checked.file.display);
      }
    }
    if (skipped.length > 0) this.#notices.push(filesSkipped(skipped, this.#skipped, files.length));
  }

  /** Checks files, here or on threads: so many as are wanted, else where it turns out that there is much to do. */
  async *#checkAll(
    files: readonly InputFile[],
    edition: readonly InputFile[],
    jobs: number | undefined,
    beside: Beside | undefined,
  ): AsyncGenerator<CheckedFile> {
    const { xinclude, entities, svrl, corpus = false, schemas, limits, skipUnassociated } = this.#options;
    const { pointers = corpus || schemas === undefined } = this.#options;
    const options = { pointers, xinclude, entities, svrl, limits, skipUnassociated };
    // Each thread would need the ids of all files, so one does it.
    if (corpus && pointers) {
      const corpus = await readCorpus(edition);
      yield* checkFiles(files, this.#shelf, { ...options, corpus }, undefined, beside?.listen);
    } else {
      const check: Elsewhere['check'] = (file, bytes) => this.#checkAside(file, bytes, options, beside);
      const elsewhere = { signal: this.#stop.signal, check };
      const here: Check = (some) => checkFiles(some, this.#shelf, options, elsewhere, beside?.listen);
      const alone = files.length < 2 || jobs === 1 || files.some(({ path }) => path === undefined);
      const oneHere = (file: InputFile) => checkOne(file, this.#shelf, options, { elsewhere, listen: beside?.listen });
      const onThreads = (left: readonly InputFile[]) => this.#onThreads(left, options, jobs, beside, oneHere);
      if (alone) yield* here(files);
      else
        yield* (jobs === undefined ? undefined : await onThreads(files)) ??
          untilWorthThreads(files, here, onThreads, () => this.#aside !== undefined);
    }
  }

  /** What the user should know of the schemas whatever the documents; each is given out once a thread. */
  takeNotices(): readonly Diagnostic[] {
    return [
      ...this.#notices.splice(0),
      ...this.#shelf.takeNotices(),
      ...this.#pools.flatMap((pool) => pool.takeNotices()),
    ];
  }

  /** Ends what is under way. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#pools.map((pool) => pool.stop()));
  }

  async #onThreads(
    left: readonly InputFile[],
    options: CheckFilesOptions,
    jobs: number | undefined,
    beside: Beside | undefined,
    here: (file: InputFile) => Promise<CheckedFile>,
  ): Promise<AsyncGenerator<CheckedFile> | undefined> {
    const { CheckPool, threadsFor } = await import('./pool.js');
    const threads = threadsFor(left.length, jobs);
    if (threads < 2) return undefined;
    // Where one file has been so much work, others like it are not begun here.
    const alsoHere = this.#aside === undefined ? here : undefined;
    const pool = new CheckPool(threads, this.#callWith(options), beside?.entry, alsoHere);
    this.#pools.push(pool);
    return pool.check(left);
  }

  /** On a thread that `stop` ends whatever it is busy with. */
  async #checkAside(
    file: InputFile,
    bytes: Uint8Array | undefined,
    options: CheckFilesOptions,
    beside: Beside | undefined,
  ): Promise<CheckedFile> {
    const { CheckPool, canCheck } = await import('./pool.js');
    if (this.#stop.signal.aborted) return new Promise(() => {});
    if (!canCheck()) return checkOne(file, this.#shelf, options, { bytes, listen: beside?.listen });
    if (this.#aside === undefined) {
      for (const pool of this.#pools) pool.relieve();
      this.#aside = new CheckPool(1, this.#callWith(options), beside?.entry);
      this.#pools.push(this.#aside);
    }
    return this.#aside.checkOne(file, bytes);
  }

  /** What each thread is started with. */
  #callWith(options: CheckFilesOptions): WorkerCall {
    return { schemas: schemaOptionsOf(this.#options), options, workplace: this.#options.workplace };
  }
}

/** Files that a message names. */
const MOST_NAMED = 5;

function filesSkipped(names: readonly string[], skipped: number, all: number): Diagnostic {
  const named = `${names.slice(0, MOST_NAMED).join(', ')}${skipped > MOST_NAMED ? ', …' : ''}`;
  const what = `${skipped.toLocaleString('en')} of ${all.toLocaleString('en')} files name no schema and were passed over: ${named}.`;
  if (skipped < all) return { severity: 'info', code: 'files-skipped', message: what, source: 'run' };
  const message = `Nothing was checked: ${what} Name a schema with --schema, or write an xml-model instruction into the files that are to be checked.`;
  return { severity: 'warning', code: 'files-skipped', message, source: 'run' };
}

/** Only grammars of RELAX NG say which attributes are pointers. */
function asksInVainForPointers({ pointers, corpus, schemas = [] }: RunOptions): boolean {
  const languages = schemas.map(languageByName);
  const noGrammars: readonly unknown[] = ['schematron', 'xsd', 'dtd'];
  return (pointers ?? corpus) === true && schemas.length > 0 && languages.every((each) => noGrammars.includes(each));
}

const POINTERS_NOT_FOLLOWED: Diagnostic = {
  severity: 'info',
  code: 'pointers-not-followed',
  message:
    'No pointers are followed: which attributes are pointers only a grammar in RELAX NG says, and the schemas named are none. Name one beside them: --schema tei_all.rng',
  source: 'run',
};

/** What threads need of the options. */
function schemaOptionsOf(options: RunOptions): SchemaOptions {
  const { schemas, map, foundMap, catalogs, foundCatalog, offline, cache, phase, schematron } = options;
  return { schemas, map, foundMap, catalogs, foundCatalog, offline, cache, phase, schematron };
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
 * @param isBusy whether a file has been so much work that others like it had better not be begun here.
 * @param worth how long the rest must take, in milliseconds, at the pace of the last files.
 */
export async function* untilWorthThreads(
  files: readonly InputFile[],
  here: Check,
  onThreads: (left: readonly InputFile[]) => Promise<AsyncGenerator<CheckedFile> | undefined>,
  isBusy: () => boolean = () => false,
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
    const busy = isBusy();
    if (done % LOOK !== 0 && !busy) continue;
    const rest = (spent / LOOK) * (files.length - done);
    spent = 0;
    // The first files take longer: their schemas are being loaded and learnt.
    if (!busy && (rest < worth || done === LOOK)) continue;
    const threaded = await onThreads(files.slice(done));
    if (threaded === undefined) continue;
    await checking.return(undefined);
    yield* threaded;
    return;
  }
}

/** The ids of all files: pointers between them can only be judged once all are known. */
async function readCorpus(files: readonly InputFile[]): Promise<Corpus> {
  const { Corpus } = await import('./pointers/corpus.js');
  const corpus = new Corpus();
  for (const file of files) {
    // What cannot be read says so when its turn comes.
    if (file.path !== undefined) await corpus.add(file.path, chunksOf(file)).catch(() => {});
  }
  return corpus;
}
