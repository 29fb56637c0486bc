/** `--watch`: checks once, and then again what has changed, until the user stops it. */
import { type FSWatcher, statSync, watch } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { InputList } from '../files/inputs.js';
import { count } from '../report/words.js';
import type { ExitCode } from './exit-codes.js';
import { type Interrupt, listenForInterrupt } from './interrupt.js';
import type { Terminal } from './terminal.js';
import type { Outcome } from './validate.js';

/** In milliseconds: editors save in several steps. */
const QUIET = 150;
const SCHEMA = /\.(?:rng|rnc|sch|isosch|xsd|dtd)$/i;

/** When a file was written last and how long it is, by path. */
type Stamps = ReadonlyMap<string, string>;

/**
 * @param names whose folders are watched.
 * @param inputs lists the documents anew.
 * @param check checks the files of these absolute paths; all without any. The signal says that the user wants to stop.
 * @param heedsRemoval whether there is something to be done where files are gone.
 * @returns the exit code of the last run.
 */
export async function watchInputs(
  names: readonly string[],
  inputs: () => Promise<InputList>,
  check: (changed: ReadonlySet<string> | undefined, signal: AbortSignal) => Promise<Outcome>,
  terminal: Terminal,
  heedsRemoval = false,
): Promise<ExitCode> {
  // For all of the time: between two runs too there must be no moment at which Ctrl-C kills.
  const interrupt = listenForInterrupt();
  const watched = new Watched();
  watched.add(names.filter((name) => name !== '-').map((name) => folderOf(name)));
  let documents = await stampDocuments(inputs);
  let outcome = await check(undefined, interrupt.signal);
  let schemas = await stampSchemas(outcome.schemas);
  watched.add([...outcome.schemas].map((schema) => dirname(schema)));
  while (!interrupt.signal.aborted) {
    terminal.err(terminal.errColors.dim(`Watching ${count(documents.size, 'file')}; Ctrl-C ends it.\n`));
    if (!(await watched.change(interrupt))) break;
    const [newDocuments, newSchemas] = [await stampDocuments(inputs), await stampSchemas(outcome.schemas)];
    const changed = differing(documents, newDocuments);
    const isGone = heedsRemoval && [...documents.keys()].some((path) => !newDocuments.has(path));
    const schemaChanged = differing(schemas, newSchemas).size > 0;
    documents = newDocuments;
    if (changed.size === 0 && !schemaChanged && !isGone) continue;
    const { exitCode, schemas: used } = await check(schemaChanged ? undefined : changed, interrupt.signal);
    outcome = { exitCode, schemas: new Set([...outcome.schemas, ...used]) };
    watched.add([...used].map((schema) => dirname(schema)));
    // What has changed while the files were being checked is to be seen as a change.
    schemas = new Map([...(await stampSchemas(outcome.schemas)), ...newSchemas]);
  }
  watched.close();
  interrupt.release();
  return outcome.exitCode;
}

/** Folders, and whether anything in them has changed. */
class Watched {
  readonly #watchers = new Map<string, FSWatcher>();
  #dirty = false;
  #wake: (() => void) | undefined;

  /** Folders are watched with all that is in them. One that cannot be watched is left out. */
  add(folders: readonly string[]): void {
    for (const folder of folders) {
      if (this.#watchers.has(folder)) continue;
      try {
        const watcher = watch(folder, { recursive: true }, () => this.#hear());
        watcher.on('error', () => {});
        this.#watchers.set(folder, watcher);
      } catch {
        // Some file systems tell of no changes.
      }
    }
  }

  /** Waits until something has changed and things have been quiet for a moment; false when the user wants to stop. */
  async change(interrupt: Interrupt): Promise<boolean> {
    while (!interrupt.signal.aborted) {
      if (this.#dirty) {
        this.#dirty = false;
        await Promise.race([new Promise((quiet) => setTimeout(quiet, QUIET)), interrupt.request]);
        if (!this.#dirty) return !interrupt.signal.aborted;
      } else {
        const change = new Promise<void>((wake) => {
          this.#wake = wake;
        });
        await Promise.race([change, interrupt.request]);
      }
    }
    return false;
  }

  close(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
  }

  #hear(): void {
    this.#dirty = true;
    this.#wake?.();
  }
}

/** The folder that a name is or lies in; of a pattern, the one in front of its first wildcard. */
function folderOf(name: string): string {
  let path = resolve(name);
  while (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true && path !== dirname(path))
    path = dirname(path);
  return path;
}

async function stampDocuments(inputs: () => Promise<InputList>): Promise<Stamps> {
  const { files } = await inputs();
  return stamp(files.flatMap(({ path }) => path ?? []));
}

/** Schemas with what lies beside them, since they include one another. */
async function stampSchemas(schemas: ReadonlySet<string>): Promise<Stamps> {
  const folders = new Set([...schemas].map((schema) => dirname(schema)));
  const lists = await Promise.all([...folders].map((folder) => schemaFilesIn(folder)));
  return stamp([...schemas, ...lists.flat()]);
}

async function schemaFilesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => SCHEMA.test(name)).map((name) => join(folder, name));
}

async function stamp(paths: readonly string[]): Promise<Stamps> {
  const stamps = new Map<string, string>();
  for (const path of new Set(paths)) {
    const stats = await stat(path).catch(() => undefined);
    if (stats !== undefined) stamps.set(path, `${stats.mtimeMs} ${stats.size}`);
  }
  return stamps;
}

/** What is new or has changed; of what is gone there is nothing to check. */
function differing(before: Stamps, after: Stamps): Set<string> {
  return new Set([...after].filter(([path, stamp]) => before.get(path) !== stamp).map(([path]) => path));
}
