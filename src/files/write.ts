/** Files and folders that are there whole or not at all: written under another name beside their place, then renamed. */
import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from './folder.js';
import { temporaryIn } from './temporary.js';

/** What this process has begun to write, for {@link removeUnfinished}. */
const unfinished = new Set<string>();
let heedsTheEnd = false;

/**
 * Has a file or folder written under a temporary name and moves it to its place, whose folder is made if need be. A file
 * in its place is replaced; a folder in its place must be empty. Rejects with the system's error, or with what `write`
 * gives, and leaves nothing half-written.
 *
 * @param write gets the path to write to, at which nothing is yet.
 */
export async function writeVia<T>(path: string, write: (temporary: string) => Promise<T>): Promise<T> {
  makeFolder(dirname(path));
  const temporary = begin(path);
  try {
    const written = await write(temporary);
    await rename(temporary, path);
    return written;
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  } finally {
    unfinished.delete(temporary);
  }
}

/** Writes a file as {@link writeVia} does. */
export function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  // The content at once, since the way through the thread pool takes longer; not the renaming, for which some disks
  // wait until what was there before is gone.
  return writeVia(path, async (temporary) => writeFileSync(temporary, content, { flag: 'wx' }));
}

/** The same, all of it at once. Throws the system's error. */
export function writeWholeSync(path: string, content: string | Uint8Array): void {
  makeFolder(dirname(path));
  const temporary = begin(path);
  try {
    writeFileSync(temporary, content, { flag: 'wx' });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    unfinished.delete(temporary);
  }
}

/** A file that is written piece by piece, at once, and is in its place when it is finished. All throw the system's error. */
export class PendingFile {
  readonly #path: string;
  readonly #temporary: string;
  #handle: number | undefined;

  /** The folder is made if need be. */
  constructor(path: string) {
    makeFolder(dirname(path));
    this.#path = path;
    this.#temporary = begin(path);
    try {
      this.#handle = openSync(this.#temporary, 'wx');
    } catch (error) {
      unfinished.delete(this.#temporary);
      throw error;
    }
  }

  write(content: string | Uint8Array): void {
    writeFileSync(this.#handle!, content);
  }

  /** Moves it to its place; a file or link there is replaced. */
  finish(): void {
    this.#close();
    renameSync(this.#temporary, this.#path);
    unfinished.delete(this.#temporary);
  }

  /** Leaves the place as it was. */
  discard(): void {
    try {
      this.#close();
    } finally {
      rmSync(this.#temporary, { force: true });
      unfinished.delete(this.#temporary);
    }
  }

  #close(): void {
    const handle = this.#handle;
    this.#handle = undefined;
    if (handle !== undefined) closeSync(handle);
  }
}

/** Removes what an interrupted run has begun to write. What is left all the same, the next run removes. */
export function removeUnfinished(): void {
  for (const path of unfinished) {
    try {
      rmSync(path, { recursive: true, force: true });
    } catch {
      // Written to at this moment.
    }
  }
}

function begin(path: string): string {
  const temporary = temporaryIn(dirname(path));
  unfinished.add(temporary);
  // However the process ends, if it can still do anything.
  if (!heedsTheEnd) process.once('exit', removeUnfinished);
  heedsTheEnd = true;
  return temporary;
}
