/** The record of what has been converted into a folder: kept while one run has the folder, so that the next goes on from there. */
import { join } from 'node:path';
import { Lock } from '../archive/lock.js';
import { ARCHIVE_FOLDER, Manifest, type ManifestEntry, manifestPath } from '../archive/manifest.js';
import type { Shard } from '../archive/shard.js';
import { isInShard } from '../archive/share.js';
import { listTexts, type Texts } from '../archive/texts.js';
import type { ConvertOptions } from '../convert.js';
import type { Diagnostic } from '../diagnostics.js';
import { statsAt } from '../files/identity.js';
import { displayPath, type InputFile } from '../files/inputs.js';
import { reasonOf } from '../files/reason.js';
import { PendingFile } from '../files/write.js';
import { sha256 } from '../platform/node/machine.js';
import { VERSION } from '../version.js';
import { DigestSet } from './digest-set.js';

export interface ArchiveCall {
  /** The output folder, absolute. */
  readonly out: string;
  readonly shard: Shard | undefined;
  readonly options: ConvertOptions;
  /** Whether all is done again. */
  readonly force: boolean;
}

export class Archive {
  /** How many texts this run has: those of its shard. */
  readonly count: number;
  readonly #out: string;
  readonly #shard: Shard | undefined;
  readonly #by: string;
  readonly #force: boolean;
  readonly #lock: Lock;
  readonly #manifest: Manifest;
  /** Names of texts that this run has had. */
  readonly #had = new DigestSet();

  private constructor(count: number, call: ArchiveCall, lock: Lock, manifest: Manifest) {
    this.count = count;
    this.#shard = call.shard;
    this.#out = call.out;
    this.#by = byOf(call.options);
    this.#force = call.force;
    this.#lock = lock;
    this.#manifest = manifest;
  }

  /** @returns why the folder cannot be had, where that is so. */
  static async open(texts: Texts, call: ArchiveCall): Promise<Archive | Diagnostic> {
    const { out, shard } = call;
    const folder = join(out, ARCHIVE_FOLDER);
    const part = shard === undefined ? undefined : `${shard.index}-of-${shard.of}`;
    let lock: Lock | undefined;
    try {
      const taken = await Lock.take(folder, part);
      if (!(taken instanceof Lock)) return inUse(out, taken.name, taken.owner?.pid);
      lock = taken;
      let own = 0;
      const { count, list } = await listTexts(texts, (name) => {
        if (shard === undefined || isInShard(name, shard)) own++;
      });
      const head = { teigram: VERSION, texts: count, list, ...(shard === undefined ? {} : { shard }) };
      if (shard !== undefined) await writeNames(out, list, texts);
      return new Archive(own, call, lock, await Manifest.open(manifestPath(out, shard), head));
    } catch (error) {
      lock?.release();
      return notKept(out, error);
    }
  }

  /** What a text came to in an earlier run, as long as the text is the same; its outputs are there. */
  known({ layout }: InputFile): ManifestEntry | undefined {
    if (this.#force) return undefined;
    const entry = this.#manifest.entry(layout);
    const isCurrent = entry?.usable && entry.by === this.#by && entry.outputs.every((each) => this.#isThere(each));
    return isCurrent ? entry : undefined;
  }

  /** Keeps what a text came to, unless that is kept already. @returns why it could not be kept. */
  add({ layout }: InputFile, entry: Omit<ManifestEntry, 'by'> | undefined): Diagnostic | undefined {
    // Of two texts of one name the first has it; the second is told of, and has no documents.
    const isSecond = this.#had.add(layout);
    if (entry === undefined || isSecond) return undefined;
    try {
      this.#manifest.add({ ...entry, by: this.#by });
      return undefined;
    } catch (error) {
      return notKept(this.#out, error);
    }
  }

  /** Writes the report on all that is in the folder, as {@link reportOn} does. */
  async report(least: number): Promise<string | Diagnostic | undefined> {
    // That of a share would be of a part only; those who unite the shares write one.
    return this.#shard === undefined ? reportOn(this.#out, least) : undefined;
  }

  /** @returns why the record could not be finished; the next run goes on from what there is. */
  async finish(): Promise<Diagnostic | undefined> {
    try {
      await this.#manifest.close();
      return undefined;
    } catch (error) {
      return notKept(this.#out, error);
    }
  }

  /** Others may have the folder now. */
  release(): void {
    this.#lock.release();
  }

  #isThere([path, bytes]: ManifestEntry['outputs'][number]): boolean {
    return statsAt(join(this.#out, path))?.size === BigInt(bytes);
  }
}

/** Writes the report on what is in a folder, where that is so many texts. @returns its path, or why it cannot be written. */
export async function reportOn(out: string, least: number): Promise<string | Diagnostic | undefined> {
  try {
    const { writeReport } = await import('../archive/report.js');
    const outcome = await writeReport(out, manifestPath(out), least);
    if (outcome === 'too few') return undefined;
    return outcome === 'taken' ? reportTaken(out) : join(out, 'report.html');
  } catch (error) {
    return notKept(out, error);
  }
}

function reportTaken(out: string): Diagnostic {
  const file = displayPath(join(out, 'report.html'));
  const message = `${file} is no report of a conversion, so none was written in its place. All else is there; rename it, or use --no-report.`;
  return { severity: 'warning', code: 'report-over-input', message, file, source: 'run' };
}

/** What the result of a text depends on beside the text. */
function byOf(options: ConvertOptions): string {
  const sorted = Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256(JSON.stringify([VERSION, sorted])).slice(0, 16);
}

/** Where the names of all texts are kept, so that who unites the shards can name what is missing. */
function namesPath(out: string, list: string): string {
  return join(out, ARCHIVE_FOLDER, `texts.${list.slice(0, 16)}.txt`);
}

async function writeNames(out: string, list: string, texts: Texts): Promise<void> {
  const path = namesPath(out, list);
  if (statsAt(path) !== undefined) return;
  const file = new PendingFile(path);
  try {
    for await (const name of texts.names()) file.write(`${JSON.stringify(name)}\n`);
    file.finish();
  } catch (error) {
    file.discard();
    throw error;
  }
}

/** @param name of the lock. */
export function inUse(out: string, name: string, pid: number | undefined): Diagnostic {
  const file = displayPath(out);
  const who = pid === undefined ? 'another run' : `another run (process ${pid})`;
  const what = name === 'lock' ? file : `a share of ${file} (${name.slice('lock.'.length).replace('-of-', '/')})`;
  const message = `${what} is being written by ${who}, and two at a time would spoil each other's work. Wait until it has ended, or choose another folder with --out.`;
  return { severity: 'error', code: 'output-in-use', message, file, source: 'run' };
}

function notKept(out: string, error: unknown): Diagnostic {
  const file = displayPath(join(out, ARCHIVE_FOLDER));
  const message = `${file}, where it is kept what has been converted, cannot be written: ${reasonOf(error)}. What was converted is there; the next run goes on from what could be kept.`;
  return { severity: 'error', code: 'output-not-writable', message, file, source: 'run' };
}
