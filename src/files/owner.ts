/** Whose a file is that a process has left, and whether that process is gone. */
import { createHash } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { NAMED, readFileNow } from './door.js';

export interface Owner {
  /** The machine, or the container on it, within which process ids count. */
  readonly machine: string;
  readonly pid: number;
  /** When it started, by the machine's own count, so that an id that is given again is told apart; 0 where that is not known. */
  readonly start: string;
}

let self: Owner | undefined;

/** Whether the process is gone; undefined where that cannot be told, as of one on another machine. */
export function isGone(owner: Owner): boolean | undefined {
  const us = ourselves();
  if (owner.machine !== us.machine) return undefined;
  if (!isAlive(owner.pid)) return true;
  const start = owner.pid === us.pid ? us.start : startOf(owner.pid);
  return start === '0' || owner.start === '0' ? undefined : start !== owner.start;
}

/** This process. */
export function ourselves(): Owner {
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
