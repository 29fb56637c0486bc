/** Names of what is being written: they say whose it is, so that the next run removes what a killed one has left. */
import { createHash, randomBytes } from 'node:crypto';
import { lstatSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { NAMED, readFileNow } from './door.js';

/** In milliseconds: after this, what belongs to a process that cannot be asked after is taken to be left behind. */
const ABANDONED = 24 * 60 * 60 * 1000;
const NAME = /^\.teigram-(?<machine>[0-9a-f]{8})-(?<pid>\d{1,10})-(?<start>\d+)-[0-9a-f]{8}\.tmp$/;

interface Owner {
  /** The machine, or the container on it, within which process ids count. */
  readonly machine: string;
  readonly pid: number;
  /** When it started, by the machine's own count, so that an id that is given again is told apart; 0 where that is not known. */
  readonly start: string;
}

let self: Owner | undefined;
const swept = new Set<string>();

/**
 * A name in a folder at which nothing is yet. What processes that are gone have left in the folder is removed at the first.
 * Not the name of the file that is written with an ending, since that may be as long as names can be.
 */
export function temporaryIn(folder: string): string {
  removeAbandoned(folder);
  const { machine, pid, start } = ourselves();
  return join(folder, `.teigram-${machine}-${pid}-${start}-${randomBytes(4).toString('hex')}.tmp`);
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
  const us = ourselves();
  const isOld = Date.now() - stats.mtimeMs > ABANDONED;
  if (owner.machine !== us.machine) return isOld;
  if (!isAlive(owner.pid)) return true;
  const start = owner.pid === us.pid ? us.start : startOf(owner.pid);
  return start === '0' || owner.start === '0' ? isOld : start !== owner.start;
}

function ourselves(): Owner {
  self ??= { machine: machineName(), pid: process.pid, start: startOf(process.pid) };
  return self;
}

function machineName(): string {
  const hash = createHash('sha256').update(hostname());
  try {
    hash.update(readlinkSync('/proc/self/ns/pid'));
  } catch {
    // Only Linux has process ids that count within a container.
  }
  return hash.digest('hex').slice(0, 8);
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: the name in parentheses may hold anything, the 22nd field is the start. */
function startOf(pid: number): string {
  try {
    const stat = readFileNow(`/proc/${pid}/stat`, NAMED, 10_000).toString('latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0';
  } catch {
    return '0';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // One of another user's is there and must not be touched.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
