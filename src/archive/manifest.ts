/**
 * What has been done in an output folder: a line of JSON a text, appended as each is done, so that a run that is killed
 * has lost no more than its last line. When a run ends, the lines stand in the order of the names: the same texts give the same bytes.
 */
import { appendFileSync, truncateSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import { NAMED, type OpenFile, openForReading, streamFile } from '../files/door.js';
import { makeFolder } from '../files/folder.js';
import { statsAt } from '../files/identity.js';
import { PendingFile } from '../files/write.js';
import { detach } from '../xml/chars.js';
import type { Shard } from './shard.js';

/** The hidden folder within the output. */
export const ARCHIVE_FOLDER = '.teigram';

/** The first line: which texts the call was about. */
export interface ManifestHead {
  /** The program's version. */
  readonly teigram: string;
  /** How many texts there were, of all shards. */
  readonly texts: number;
  /** A digest of their names. */
  readonly list: string;
  readonly shard?: Shard | undefined;
}

/** What a document is, for whoever looks over many. */
export interface DocumentRow {
  /** `telegram`, `cable`, `not recognised`. */
  readonly kind: string;
  /** ISO: a day, a month, a year. */
  readonly when?: string | undefined;
  readonly place?: string | undefined;
  /** The first that its head names. */
  readonly sender?: string | undefined;
  readonly notes: number;
  readonly pages: number;
  /** How many of its statements have `cert="low"`, and how many `cert="medium"`. */
  readonly low: number;
  readonly medium: number;
}

/** What became of a text. */
export interface ManifestEntry {
  /** Its place below what was named, with `/`. */
  readonly text: string;
  /** Of its bytes; empty where it could not be used. */
  readonly sha256: string;
  /** A digest of the program's version and the options. */
  readonly by: string;
  /** Files written, relative to the output, and their sizes in bytes. */
  readonly outputs: readonly (readonly [path: string, bytes: number])[];
  /** Whether it could be used. */
  readonly usable: boolean;
  readonly valid?: boolean | undefined;
  readonly lossless?: boolean | undefined;
  readonly summary?: string | undefined;
  readonly unrecognised?: number | undefined;
  readonly contents?: readonly unknown[] | undefined;
  readonly ledger?: readonly unknown[] | undefined;
  /** What the documents are, one for each of `outputs`. */
  readonly documents?: readonly DocumentRow[] | undefined;
  /** Files in them by their names in the manifest. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Of a line in the file, in bytes. */
export interface Place {
  readonly at: number;
  readonly length: number;
}

/** Lines appended together: so many texts at most are converted again after a kill. */
const TOGETHER = 64;

export function manifestPath(out: string, shard?: Shard): string {
  const part = shard === undefined ? '' : `.${shard.index}-of-${shard.of}`;
  return join(out, ARCHIVE_FOLDER, `manifest${part}.jsonl`);
}

export class Manifest {
  readonly #path: string;
  readonly #head: ManifestHead;
  /** Of earlier runs, by name. */
  readonly #known = new Map<string, Place>();
  #open: OpenFile | undefined;
  #lines: string[] = [];
  #last: string | undefined;
  /** Whether the file needs no second writing. */
  #isInOrder = true;

  private constructor(path: string, head: ManifestHead) {
    this.#path = path;
    this.#head = head;
  }

  /** Opens the manifest of an output folder, or begins one. Rejects with the system's error. */
  static async open(path: string, head: ManifestHead): Promise<Manifest> {
    const manifest = new Manifest(path, head);
    makeFolder(dirname(path));
    const written = `${JSON.stringify(head)}\n`;
    if (statsAt(path) === undefined) appendFileSync(path, written);
    else await manifest.#load(written);
    return manifest;
  }

  /** What a text came to in an earlier run. */
  entry(text: string): ManifestEntry | undefined {
    const place = this.#known.get(text);
    if (place === undefined) return undefined;
    this.#open ??= openForReading(this.#path, NAMED);
    return entryOf(this.#open.bytesAt(place.at, place.length).toString('utf8'));
  }

  add(entry: ManifestEntry): void {
    if ((this.#last !== undefined && entry.text <= this.#last) || this.#known.size > 0) this.#isInOrder = false;
    this.#last = entry.text;
    if (this.#lines.push(`${JSON.stringify(entry)}\n`) >= TOGETHER) this.flush();
  }

  /** @throws the system's error. */
  flush(): void {
    if (this.#lines.length === 0) return;
    appendFileSync(this.#path, this.#lines.join(''));
    this.#lines = [];
  }

  /** Puts the lines in order, where they are not. Nothing may be added after. */
  async close(): Promise<void> {
    this.flush();
    this.#open?.close();
    this.#open = undefined;
    if (!this.#isInOrder) await putInOrder(this.#path, this.#head);
  }

  async #load(head: string): Promise<void> {
    let first: string | undefined;
    let end = 0;
    let previous: string | undefined;
    for await (const { line, at, isWhole } of linesOf(this.#path)) {
      if (!isWhole) break;
      end = at + Buffer.byteLength(line) + 1;
      if (first === undefined) {
        first = line;
        continue;
      }
      const entry = entryOf(line);
      if (entry === undefined) {
        this.#isInOrder = false;
        continue;
      }
      if (previous !== undefined && entry.text <= previous) this.#isInOrder = false;
      previous = entry.text;
      this.#known.set(entry.text, { at, length: Buffer.byteLength(line) });
    }
    // What a killed run has not written to its end.
    truncateSync(this.#path, end);
    if (end === 0) appendFileSync(this.#path, head);
    else if (`${first}\n` !== head) this.#isInOrder = false;
  }
}

/** Where the last line of each text stands, in the order of their names. */
export async function indexOf(path: string): Promise<Iterable<readonly [text: string, place: Place]>> {
  // Three lists of numbers and names, and no object for each: there may be a million.
  const [names, ats, lengths]: [string[], number[], number[]] = [[], [], []];
  for await (const { line, at, isWhole } of linesOf(path)) {
    const entry = isWhole && at > 0 ? entryOf(line) : undefined;
    if (entry === undefined) continue;
    names.push(detach(entry.text));
    ats.push(at);
    lengths.push(Buffer.byteLength(line));
  }
  const order = Uint32Array.from(names.keys());
  order.sort((a, b) => (names[a] === names[b] ? a - b : names[a]! < names[b]! ? -1 : 1));
  return (function* () {
    for (const [i, n] of order.entries()) {
      const isSuperseded = names[order[i + 1] ?? -1] === names[n];
      if (!isSuperseded) yield [names[n]!, { at: ats[n]!, length: lengths[n]! }] as const;
    }
  })();
}

/** Undefined where the file is no manifest. */
export async function headOf(path: string): Promise<ManifestHead | undefined> {
  for await (const { line } of linesOf(path)) {
    try {
      const head = JSON.parse(line) as Partial<ManifestHead>;
      return typeof head.teigram === 'string' && typeof head.list === 'string' ? (head as ManifestHead) : undefined;
    } catch {
      return undefined;
    }
  }
  return undefined;
}

/** Writes a manifest of lines that come in order. */
export async function writeManifest(
  path: string,
  head: ManifestHead,
  lines: AsyncIterable<{ readonly line: string }>,
): Promise<void> {
  const file = new PendingFile(path);
  try {
    file.write(`${JSON.stringify(head)}\n`);
    let pieces: string[] = [];
    for await (const { line } of lines) {
      if (pieces.push(line, '\n') < 2 * TOGETHER) continue;
      file.write(pieces.join(''));
      pieces = [];
    }
    file.write(pieces.join(''));
    file.finish();
  } catch (error) {
    file.discard();
    throw error;
  }
}

async function putInOrder(path: string, head: ManifestHead): Promise<void> {
  await writeManifest(path, head, orderedLines(path));
}

/** The last line of each text, by name. */
async function* orderedLines(path: string): AsyncGenerator<{ readonly line: string }> {
  const places = await indexOf(path);
  const file = openForReading(path, NAMED);
  try {
    for (const [, { at, length }] of places) yield { line: file.bytesAt(at, length).toString('utf8') };
  } finally {
    file.close();
  }
}

function entryOf(line: string): ManifestEntry | undefined {
  try {
    const entry = JSON.parse(line) as Partial<ManifestEntry>;
    return typeof entry.text === 'string' && Array.isArray(entry.outputs) ? (entry as ManifestEntry) : undefined;
  } catch {
    return undefined;
  }
}

/** The lines of a file with the places of their bytes; the last may not be whole. */
async function* linesOf(
  path: string,
): AsyncGenerator<{ readonly line: string; readonly at: number; readonly isWhole: boolean }> {
  let at = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of streamFile(path, NAMED, 1 << 18) as AsyncIterable<Buffer>) {
    rest = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    let from = 0;
    for (let end = rest.indexOf(0x0a); end !== -1; end = rest.indexOf(0x0a, from)) {
      yield { line: rest.toString('utf8', from, end), at: at + from, isWhole: true };
      from = end + 1;
    }
    at += from;
    rest = rest.subarray(from);
  }
  if (rest.length > 0) yield { line: rest.toString('utf8'), at, isWhole: false };
}
