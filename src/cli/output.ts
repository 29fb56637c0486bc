/** The folder that a conversion writes to: no file half-written, none written twice. */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import { NAMED, readFileNow } from '../files/door.js';
import { makeFolder } from '../files/folder.js';
import { isLink, isOfSystem, KeptFiles } from '../files/identity.js';
import { displayPath } from '../files/inputs.js';
import { reasonOf } from '../files/reason.js';
import { writeWhole, writeWholeSync } from '../files/write.js';

const SCHEMA_FOLDER = 'schema';
/** Texts whose names are kept to be told with a collision. */
const MOST_OWNERS = 50_000;

export class OutputFolder {
  readonly root: string;
  readonly #schema: string;
  /** Who takes which path, by a form of the path that is the same for names that some file systems take for one. */
  readonly #owners = new Map<string, string>();
  /** The same once there are many: digests, and whose they are is not told. */
  readonly #taken = new Set<string>();
  readonly #kept = new KeptFiles();
  #schemaWritten: Promise<void> | undefined;
  /** Whether the folder was made for this run, so that nothing was in it before. */
  #isNew = false;

  /** @param schema path of the schema that is put beside the output. */
  constructor(root: string, schema: string) {
    this.root = resolve(root);
    this.#schema = schema;
  }

  /** Where the schema lies beside the output. */
  get schemaPath(): string {
    return join(this.root, SCHEMA_FOLDER, 'telegram.rng');
  }

  /** The schema's address as seen from a file of this folder; `layout` is the file's place in it, with `/`. */
  schemaHref(layout: string): string {
    return `${'../'.repeat(layout.split('/').length - 1)}${SCHEMA_FOLDER}/telegram.rng`;
  }

  /** @param layout a place in this folder, with `/`. */
  pathOf(layout: string): string {
    return join(this.root, layout);
  }

  /** Creates the folder, so that one that cannot be written is told of once and before any work. */
  prepare(): Diagnostic | undefined {
    try {
      if (isOfSystem(this.root)) throw new Error('it belongs to the system');
      this.#isNew = statSync(this.root, { throwIfNoEntry: false }) === undefined;
      makeFolder(this.root);
      return undefined;
    } catch (error) {
      return notWritable(displayPath(this.root), error);
    }
  }

  /** Keeps a file from being written, by whatever name, such as an input. */
  protect(path: string, owner: string): void {
    // Nothing that was there before lies in a new folder.
    if (this.#isNew) return;
    this.#owners.set(collisionKey(path), owner);
    this.#kept.add(path, owner);
  }

  /**
   * Takes a place for an input; the first that asks has it.
   *
   * @returns the absolute path, or why the place is not free.
   */
  reserve(layout: string, input: string): string | Diagnostic {
    const path = this.pathOf(layout);
    const key = collisionKey(path);
    const isMany = this.#owners.size >= MOST_OWNERS;
    const digest = isMany ? digestOf(key) : '';
    const owner =
      this.#owners.get(key) ??
      (this.#taken.has(digest) ? 'another text of this call' : undefined) ??
      (this.#isNew ? undefined : this.#kept.at(path));
    if (owner === undefined) {
      if (isMany) this.#taken.add(digest);
      else this.#owners.set(key, input);
      return path;
    }
    const message = `${displayPath(path)} is taken by ${owner}, so nothing was written for this one. Give the folder that holds both (its layout is kept), rename one, or use another --out.`;
    return { severity: 'error', code: 'output-collision', message, file: input, source: 'run' };
  }

  /** Writes a file under a path that was reserved, and the schema with the first; undefined where all went well. */
  async write(path: string, text: string): Promise<Diagnostic | undefined> {
    try {
      this.#schemaWritten ??= this.#writeSchema();
      await this.#schemaWritten;
      await this.#put(path, text);
      return undefined;
    } catch (error) {
      return notWritable(displayPath(path), error);
    }
  }

  async #writeSchema(): Promise<void> {
    await this.#put(this.schemaPath, readFileNow(this.#schema, NAMED, 10_000_000));
  }

  /** Links in the way to the folder are the user's own; one within it may be anybody's, and leads out of it. */
  async #put(path: string, content: string | Uint8Array): Promise<void> {
    for (let folder = dirname(path); folder !== this.root && folder !== dirname(folder); folder = dirname(folder)) {
      if (isLink(folder)) {
        throw new Error(
          `${displayPath(folder)} is a link to another place, and what is written must stay in ${displayPath(this.root)}; remove the link`,
        );
      }
    }
    // At once: the way through the thread pool takes longer. Where something may be in the place, some disks wait until it is gone.
    if (this.#isNew) writeWholeSync(path, content);
    else await writeWhole(path, content);
  }
}

/** No two of some millions have the same. */
function digestOf(key: string): string {
  return createHash('sha256').update(key).digest('base64').slice(0, 16);
}

function collisionKey(path: string): string {
  return resolve(path).normalize('NFC').toLowerCase();
}

function notWritable(file: string, error: unknown): Diagnostic {
  const message = `${file} cannot be written: ${reasonOf(error)}. Nothing half-written was left; choose another folder with --out.`;
  return { severity: 'error', code: 'output-not-writable', message, file, source: 'run' };
}
