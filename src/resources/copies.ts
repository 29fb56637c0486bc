/** Copies of what was downloaded, in a folder of the user's: one folder an address, the copy in it beside a note on where it came from. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { withoutCredentials } from '../addresses.js';
import { readFileNow, type Why } from '../files/door.js';
import { faultOfFolder, makeOwnFolder } from '../files/own-folder.js';
import { writeWholeSync } from '../files/write.js';
import type { Validators } from './download.js';

export interface Copy extends Validators {
  readonly content: Uint8Array;
  /** Absolute path of the copy; its name ends as that of the address does. */
  readonly path: string;
  /** When the server was last asked and had this, in milliseconds since 1970. */
  readonly confirmed: number;
}

interface Note extends Validators {
  readonly url: string;
  readonly name: string;
  readonly sha256: string;
  readonly confirmed: number;
}

const NOTE = 'source.json';
/** In bytes; downloads have less. */
const LARGEST = 100_000_000;

/** The copies below a folder. A folder that cannot be written, or that others can write to, holds nothing, which is no failure. */
export class Copies {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The copy of an address; undefined where there is none, or a damaged one. */
  find(url: string): Copy | undefined {
    const folder = this.#folderOf(url);
    if (faultOfFolder(this.#folder) !== undefined || faultOfFolder(folder) !== undefined) return undefined;
    const why: Why = { why: 'found', within: [folder] };
    try {
      const note = readFileNow(join(folder, NOTE), why, LARGEST).toString('utf8');
      const { name, sha256, confirmed, ...rest } = JSON.parse(note) as Note;
      // A name is written by `keep` only, yet what is read from disk is not believed.
      const path = join(folder, fileNameOf(name));
      const content = readFileNow(path, why, LARGEST);
      return rest.url === withoutCredentials(url) && hash(content) === sha256
        ? { ...validators(rest), content, path, confirmed }
        : undefined;
    } catch {
      return undefined;
    }
  }

  /** Keeps what an address gave at a moment; undefined where it cannot be kept. */
  keep(url: string, content: Uint8Array, known: Validators, confirmed: number): Copy | undefined {
    const folder = this.#folderOf(url);
    const name = fileNameOf(new URL(url).pathname.split('/').at(-1) ?? '');
    const note: Note = { url: withoutCredentials(url), name, sha256: hash(content), confirmed, ...validators(known) };
    try {
      if (!makeOwnFolder(folder) || faultOfFolder(this.#folder) !== undefined) return undefined;
      writeWholeSync(join(folder, name), content);
      writeWholeSync(join(folder, NOTE), `${JSON.stringify(note, undefined, 2)}\n`);
      return { ...validators(known), content, path: join(folder, name), confirmed };
    } catch {
      return undefined;
    }
  }

  #folderOf(url: string): string {
    return join(this.#folder, hash(url).slice(0, 32));
  }
}

function validators({ etag, lastModified }: Validators): Validators {
  return { ...(etag === undefined ? {} : { etag }), ...(lastModified === undefined ? {} : { lastModified }) };
}

/** The last part of an address as a name that every file system takes and none takes for a path. */
function fileNameOf(segment: string): string {
  const name = segment.replace(/[^A-Za-z0-9._-]+/g, '_').slice(-100);
  return /^\.*$/.test(name) || name === NOTE ? 'schema' : name;
}

function hash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
