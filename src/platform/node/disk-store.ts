/** Compiled schemas in a folder on disk. */
import { createHash } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readFileNow } from '../../files/door.js';
import { faultOfFolder, makeOwnFolder } from '../../files/own-folder.js';
import { writeWholeSync } from '../../files/write.js';
import type { SchemaStore } from '../store.js';

const SUFFIX = '.rngc';
/** Schemas are edited: without an end, each version would stay. */
const MOST_ENTRIES = 40;
/** In bytes. The largest known has 3 million. */
const LARGEST_ENTRY = 200_000_000;

/** A folder that others can write to holds nothing, and nothing is put there. */
export class DiskStore implements SchemaStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  hash(content: string | Uint8Array): string {
    return createHash('sha256').update(content).digest('base64url');
  }

  read(name: string): Uint8Array | undefined {
    try {
      if (faultOfFolder(this.#folder) !== undefined) return undefined;
      return readFileNow(this.#path(name), { why: 'found', within: [this.#folder] }, LARGEST_ENTRY);
    } catch {
      return undefined;
    }
  }

  /** A process that reads meanwhile sees the old entry or the new one. */
  write(name: string, content: Uint8Array): void {
    try {
      if (!makeOwnFolder(this.#folder)) return;
      writeWholeSync(this.#path(name), content);
      this.#prune();
    } catch {
      // As if there were no store.
    }
  }

  #path(name: string): string {
    return join(this.#folder, `${name}${SUFFIX}`);
  }

  /** Drops the entries written longest ago. */
  #prune(): void {
    const names = readdirSync(this.#folder).filter((name) => name.endsWith(SUFFIX));
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
