/** A folder in memory where the system has one: some targets read files. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string | undefined;

/** The path of a file of this process, which goes with it. */
export function scratch(name: string): string {
  if (folder === undefined) {
    folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'teigram-fuzz-'));
    process.on('exit', () => rmSync(folder!, { recursive: true, force: true }));
  }
  return join(folder, name);
}
