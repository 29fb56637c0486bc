/** Compiled schemas in a folder on disk. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SchemaStore } from '../store.js';
import { cacheFolder } from './cache-folder.js';

const SUFFIX = '.rngc';
/** Schemas are edited: without an end, each version would stay. */
const MOST_ENTRIES = 40;

export class DiskStore implements SchemaStore {
  readonly #folder: string;

  constructor(folder: string = cacheFolder()) {
    this.#folder = folder;
  }

  hash(content: string | Uint8Array): string {
    return createHash('sha256').update(content).digest('base64url');
  }

  read(name: string): Uint8Array | undefined {
    try {
      return readFileSync(this.#path(name));
    } catch {
      return undefined;
    }
  }

  /** A process that reads meanwhile sees the old entry or the new one. */
  write(name: string, content: Uint8Array): void {
    const path = this.#path(name);
    const temporary = `${path}.${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
    try {
      mkdirSync(this.#folder, { recursive: true });
      writeFileSync(temporary, content);
      renameSync(temporary, path);
      this.#prune();
    } catch {
      discard(temporary);
    }
  }

  #path(name: string): string {
    return join(this.#folder, `${name}${SUFFIX}`);
  }

  /** Drops the entries written longest ago, and what a killed process left behind. */
  #prune(): void {
    const names = readdirSync(this.#folder).filter((name) => name.endsWith(SUFFIX) || name.endsWith('.tmp'));
    if (names.length <= MOST_ENTRIES) return;
    const byAge = names
      .map((name) => ({ name, written: writtenAt(join(this.#folder, name)) }))
      .sort((a, b) => b.written - a.written);
    for (const { name } of byAge.slice(MOST_ENTRIES)) discard(join(this.#folder, name));
  }
}

function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // A later `#prune` will try again.
  }
}

/** Another process may have dropped it meanwhile. */
function writtenAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
