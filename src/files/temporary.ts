/** Names of what is being written: they say whose it is, so that the next run removes what a killed one has left. */
import { randomBytes } from 'node:crypto';
import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isGone, type Owner, ourselves } from './owner.js';

/** In milliseconds: after this, what belongs to a process that cannot be asked after is taken to be left behind. */
const ABANDONED = 24 * 60 * 60 * 1000;
const NAME = /^\.teigram-(?<machine>[0-9a-f]{8})-(?<pid>\d{1,10})-(?<start>\d+)-[0-9a-f]{8}\.tmp$/;

const swept = new Set<string>();

/** Counted on from where nobody else begins: asking for chance each time takes as long as making a small file. */
let next = randomBytes(4).readUInt32BE();

/**
 * A name in a folder at which nothing is yet. What processes that are gone have left in the folder is removed at the first.
 * Not the name of the file that is written with an ending, since that may be as long as names can be.
 */
export function temporaryIn(folder: string): string {
  removeAbandoned(folder);
  const { machine, pid, start } = ourselves();
  next = (next + 1) >>> 0;
  return join(folder, `.teigram-${machine}-${pid}-${start}-${next.toString(16).padStart(8, '0')}.tmp`);
}

/** What processes that are gone have left in a folder; each folder is looked at once. */
export function removeAbandoned(folder: string): void {
  if (swept.has(folder)) return;
  swept.add(folder);
  for (const name of namesIn(folder)) {
    const { machine, pid, start } = NAME.exec(name)?.groups ?? {};
    if (machine === undefined || pid === undefined || start === undefined) continue;
    const path = join(folder, name);
    if (!isAbandoned(path, { machine, pid: Number(pid), start })) continue;
    try {
      rmSync(path, { recursive: true, force: true });
    } catch {
      // Another run removes it at this moment, or it cannot be removed: it harms nobody.
    }
  }
}

function isAbandoned(path: string, owner: Owner): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  // In a folder for all, others may use our names.
  if (stats === undefined || (process.getuid !== undefined && stats.uid !== process.getuid())) return false;
  return isGone(owner) ?? Date.now() - stats.mtimeMs > ABANDONED;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
