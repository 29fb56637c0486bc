/** Files and folders that are there whole or not at all: written under another name beside their place, then renamed. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What this process has begun to write, for {@link removeUnfinished}. */
const unfinished = new Set<string>();

/**
 * Has a file or folder written under a temporary name and moves it to its place, whose folder is made if need be. A file
 * in its place is replaced; a folder in its place must be empty. Rejects with the system's error, or with what `write`
 * gives, and leaves nothing half-written.
 *
 * @param write gets the path to write to, at which nothing is yet.
 */
export async function writeVia<T>(path: string, write: (temporary: string) => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = temporaryBeside(path);
  unfinished.add(temporary);
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
  return writeVia(path, (temporary) => writeFile(temporary, content));
}

/** The same at once. Throws the system's error. */
export function writeWholeSync(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = temporaryBeside(path);
  try {
    writeFileSync(temporary, content);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Removes what an interrupted run has begun to write; for a signal handler. */
export function removeUnfinished(): void {
  for (const path of unfinished) {
    try {
      rmSync(path, { recursive: true, force: true });
    } catch {
      // Written to at this moment: what is left has a name that says so.
    }
  }
}

/** Not the file's own name with an ending, since that may be as long as names can be. */
function temporaryBeside(path: string): string {
  return join(dirname(path), `.teigram-${process.pid}-${randomBytes(4).toString('hex')}.tmp`);
}
