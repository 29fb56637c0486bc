/**
 * A lock on a folder, so that two runs do not write into it at a time. It is a file that says whose it is. One that a killed run has left
 * holds nobody up: on this machine the system says whether the process is still there, and of another machine that may share
 * the folder the file tells by its time, which its owner renews as long as it lives.
 */
import { randomUUID } from 'node:crypto';
import {
  constants,
  copyFileSync,
  linkSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { NAMED, readFileNow } from '../files/door.js';
import { makeFolder } from '../files/folder.js';
import { isGone, type Owner, ourselves } from '../files/owner.js';
import { temporaryIn } from '../files/temporary.js';

export interface LockTimes {
  /** In milliseconds: how often an owner says that it lives. */
  readonly beat: number;
  /** In milliseconds: after how long without that one on another machine is taken to be gone. Disks of a network show it up to a minute late. */
  readonly silence: number;
}

const TIMES: LockTimes = { beat: 5_000, silence: 90_000 };
/** In bytes. */
const LONGEST = 1_000;

/** Somebody else has the folder. */
export interface Held {
  /** Such as `lock.3-of-8`. */
  readonly name: string;
  readonly owner: Owner | undefined;
}

export class Lock {
  readonly #path: string;
  readonly #content: string;
  readonly #beating: NodeJS.Timeout;

  private constructor(path: string, content: string, { beat }: LockTimes) {
    this.#path = path;
    this.#content = content;
    this.#beating = setInterval(() => this.#beat(), beat).unref();
  }

  /**
   * Takes a folder, which is made if need be; waits where its owner may be gone and that cannot be told at once.
   *
   * @param part takes only this part of the folder, such as `3-of-8`, beside others that take parts of the same whole.
   * @returns the lock, or who has it. Rejects with the system's error.
   */
  static async take(folder: string, part?: string, times = TIMES): Promise<Lock | Held> {
    makeFolder(folder);
    const name = part === undefined ? 'lock' : `lock.${part}`;
    const path = join(folder, name);
    const content = JSON.stringify({ ...ourselves(), lock: randomUUID() });
    for (;;) {
      if (!tryToMake(path, content, folder)) {
        const held = await heldBy(folder, name, times);
        if (typeof held === 'object') return held;
        remove(path, held, folder);
        continue;
      }
      const lock = new Lock(path, content, times);
      const other = await firstHeld(folder, name, part, times);
      if (other === undefined) return lock;
      lock.release();
      return other;
    }
  }

  release(): void {
    clearInterval(this.#beating);
    if (read(this.#path) === this.#content) rmSync(this.#path, { force: true });
  }

  #beat(): void {
    try {
      utimesSync(this.#path, new Date(), new Date());
    } catch {
      // Where the disk is away for a moment, the next time counts.
    }
  }
}

/** Whole or not at all: a lock that is read must say whose it is. */
function tryToMake(path: string, content: string, folder: string): boolean {
  const temporary = temporaryIn(folder);
  try {
    writeFileSync(temporary, content, { flag: 'wx' });
    put(temporary, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Gives a file another name, unless there is one of that name. Disks without links, such as those of cameras and sticks, get a copy. */
function put(file: string, path: string): void {
  try {
    linkSync(file, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    copyFileSync(file, path, constants.COPYFILE_EXCL);
  }
}

/** Locks that exclude one: the whole all parts, a part the whole and the parts of another division. */
async function firstHeld(
  folder: string,
  own: string,
  part: string | undefined,
  times: LockTimes,
): Promise<Held | undefined> {
  for (const name of readdirSync(folder)) {
    const [, other] = /^lock(?:\.(\d+-of-\d+))?$/.exec(name) ?? [undefined, null];
    if (other === null || name === own) continue;
    const isBeside = part !== undefined && other !== undefined && other.split('-of-')[1] === part.split('-of-')[1];
    if (isBeside) continue;
    const held = await heldBy(folder, name, times);
    if (typeof held === 'object') return held;
    remove(join(folder, name), held, folder);
  }
  return undefined;
}

/** Who has it; or where its owner is gone, what the file said, if it is still there. */
async function heldBy(folder: string, name: string, { beat, silence }: LockTimes): Promise<Held | string | undefined> {
  const path = join(folder, name);
  const content = read(path);
  if (content === undefined) return undefined;
  const owner = ownerIn(content);
  const gone = owner === undefined ? undefined : isGone(owner);
  if (gone === true) return content;
  if (gone === false) return { name, owner };
  // On another machine, which has a clock of its own: only whether the time changes is looked at.
  const before = modifiedAt(path);
  for (let waited = 0; waited < silence; waited += beat) {
    await wait(beat);
    const now = modifiedAt(path);
    if (now === undefined) return undefined;
    if (now !== before) return { name, owner };
  }
  return content;
}

/** Moved away first and looked at again: who has taken the lock meanwhile gets it back. */
function remove(path: string, abandoned: string | undefined, folder: string): void {
  if (abandoned === undefined) return;
  const aside = temporaryIn(folder);
  try {
    renameSync(path, aside);
    if (read(aside) !== abandoned) put(aside, path);
  } catch {
    // Somebody else was faster.
  } finally {
    rmSync(aside, { force: true });
  }
}

function read(path: string): string | undefined {
  try {
    return readFileNow(path, NAMED, LONGEST).toString('utf8');
  } catch {
    return undefined;
  }
}

function ownerIn(content: string): Owner | undefined {
  try {
    const { machine, pid, start } = JSON.parse(content) as Partial<Owner>;
    return typeof machine === 'string' && typeof pid === 'number' && typeof start === 'string'
      ? { machine, pid, start }
      : undefined;
  } catch {
    return undefined;
  }
}

function modifiedAt(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}
