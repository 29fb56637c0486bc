/**
 * Compiled schemas on disk. An entry is found by the content of the schema's own file and the engine that compiled it,
 * and holds for as long as the files it refers to have the content that they had. Whatever goes wrong here, the
 * schema is compiled as if there were no cache.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { endianness, homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RestoredPatterns, StoredPatterns } from './pattern/stored.js';
import { restorePatterns } from './pattern/stored.js';

/** A file that the compiled schema was made of. */
export interface Dependency {
  readonly uri: string;
  /** `contentHash` of the file. */
  readonly hash: string;
}

/** To be raised when what is stored, or what compiling makes of a schema, changes. */
const FORMAT = 1;
const SUFFIX = '.rngc';
/** Schemas are edited: without an end, each version would stay. */
const MAX_ENTRIES = 40;
const HASH_BYTES = 32;

export function contentHash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url');
}

/** The folder for the user's caches, as the platform has it. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, platform: string = process.platform): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = env;
  if (XDG_CACHE_HOME) return join(XDG_CACHE_HOME, 'teigram');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'teigram');
  if (platform === 'win32') return join(LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'teigram', 'Cache');
  return join(homedir(), '.cache', 'teigram');
}

/** Where the compiled form of a schema would be; `root` is its own file. */
export function entryPath(folder: string, root: Dependency): string {
  const key = contentHash(JSON.stringify([FORMAT, buildStamp(), endianness(), root.uri, root.hash]));
  return join(folder, `${key}${SUFFIX}`);
}

/** A compiled schema is only as good as the code that compiled it: this file is written anew with every build. */
function buildStamp(): string {
  try {
    const { mtimeMs, size } = statSync(fileURLToPath(import.meta.url));
    return `${mtimeMs} ${size}`;
  } catch {
    return '';
  }
}

interface Header {
  readonly dependencies: readonly Dependency[];
  readonly tables: StoredPatterns['tables'];
  readonly start: number;
  readonly lengths: readonly [nameClasses: number, patterns: number, rows: number, elements: number];
}

/** An entry as read, before its dependencies are compared. */
export interface CacheEntry {
  readonly dependencies: readonly Dependency[];
  /** Undefined if the entry turns out to be damaged after all. */
  restore(): RestoredPatterns | undefined;
}

/** Undefined when there is no entry, or a damaged one. */
export function readEntry(path: string): CacheEntry | undefined {
  try {
    const bytes = readFileSync(path);
    const body = bytes.subarray(HASH_BYTES);
    if (!createHash('sha256').update(body).digest().equals(bytes.subarray(0, HASH_BYTES))) return undefined;
    const headerLength = body.readUInt32LE(0);
    const header = JSON.parse(body.toString('utf8', 4, 4 + headerLength)) as Header;
    // Copied, because an Int32Array must begin at a multiple of four.
    const numbers = new Int32Array(new Uint8Array(body.subarray(4 + headerLength)).buffer);
    return { dependencies: header.dependencies, restore: () => restore(header, numbers) };
  } catch {
    return undefined;
  }
}

function restore({ tables, start, lengths }: Header, numbers: Int32Array): RestoredPatterns | undefined {
  let from = 0;
  const take = (length: number): Int32Array => {
    from += length;
    return numbers.subarray(from - length, from);
  };
  const [nameClasses, patterns, rows, elements] = lengths;
  try {
    return restorePatterns({
      tables,
      start,
      nameClasses: take(nameClasses),
      patterns: take(patterns),
      rows: take(rows),
      elements: take(elements),
    });
  } catch {
    return undefined;
  }
}

/** Writes whole or not at all, so that a process that reads meanwhile sees the old entry or the new one. */
export function writeEntry(path: string, dependencies: readonly Dependency[], stored: StoredPatterns): void {
  const temporary = `${path}.${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
  try {
    const folder = join(path, '..');
    mkdirSync(folder, { recursive: true });
    writeFileSync(temporary, encode(dependencies, stored));
    renameSync(temporary, path);
    prune(folder);
  } catch {
    discard(temporary);
  }
}

function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // A later `prune` will try again.
  }
}

function encode(dependencies: readonly Dependency[], stored: StoredPatterns): Buffer {
  const { tables, start, nameClasses, patterns, rows, elements } = stored;
  const lengths = [nameClasses.length, patterns.length, rows.length, elements.length] as const;
  const header = Buffer.from(JSON.stringify({ dependencies, tables, start, lengths } satisfies Header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const numbers = [nameClasses, patterns, rows, elements].map((a) => Buffer.from(a.buffer, a.byteOffset, a.byteLength));
  const body = Buffer.concat([length, header, ...numbers]);
  return Buffer.concat([createHash('sha256').update(body).digest(), body]);
}

/** Drops the entries written longest ago, and what a killed process left behind. */
function prune(folder: string): void {
  const names = readdirSync(folder).filter((name) => name.endsWith(SUFFIX) || name.endsWith('.tmp'));
  if (names.length <= MAX_ENTRIES) return;
  const byAge = names
    .map((name) => ({ name, written: writtenAt(join(folder, name)) }))
    .sort((a, b) => b.written - a.written);
  for (const { name } of byAge.slice(MAX_ENTRIES)) discard(join(folder, name));
}

/** Another process may have dropped it meanwhile. */
function writtenAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
