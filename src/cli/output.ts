/** The folder that a conversion writes to: no file half-written, none written twice. */
import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import { NAMED, readFileNow } from '../files/door.js';
import { makeFolder } from '../files/folder.js';
import { isLink, isOfSystem, KeptFiles } from '../files/identity.js';
import { displayPath } from '../files/inputs.js';
import { reasonOf } from '../files/reason.js';
import { writeWhole, writeWholeSync } from '../files/write.js';
import { DigestSet } from './digest-set.js';

/** Where the schema lies in the output. */
export const SCHEMA_PLACE = 'schema/telegram.rng';
/** Texts whose names are kept to be told with a collision. */
const MOST_OWNERS = 5_000;

export type ArchiveForm = 'zip' | 'tar' | 'tgz';

const ARCHIVES: Readonly<Record<string, ArchiveForm>> = { zip: 'zip', tar: 'tar', tgz: 'tgz', 'tar.gz': 'tgz' };

/** How an archive is packed, by the ending of its name; undefined for a folder. */
export function archiveFormOf(out: string): ArchiveForm | undefined {
  return ARCHIVES[/\.(zip|tar|tgz|tar\.gz)$/i.exec(out)?.[1]?.toLowerCase() ?? ''];
}

/** Where a conversion writes to: a folder or an archive. */
export interface Output {
  /** Absolute. */
  readonly root: string;
  /** Where the schema lies beside the output. */
  readonly schemaPath: string;
  /** The schema's address as seen from a file of the output; `layout` is the file's place in it, with `/`. */
  schemaHref(layout: string): string;
  /** @param layout a place in the output, with `/`. */
  pathOf(layout: string): string;
  /** Sees to it that there can be output, so that of one that cannot be written it is told once and before any work. */
  prepare(): Diagnostic | undefined;
  /** Keeps a file from being written, by whatever name, such as an input. */
  protect(path: string, owner: string): void;
  /**
   * Takes a place for an input; the first that asks has it.
   *
   * @returns the path, or why the place is not free.
   */
  reserve(layout: string, input: string): string | Diagnostic;
  /** Writes a file under a path that was reserved, and the schema with the first; undefined where all went well. */
  write(path: string, text: string): Promise<Diagnostic | undefined>;
  /** Nothing more comes. @param isWhole whether all that was to be written was. */
  finish(isWhole: boolean): Promise<Diagnostic | undefined>;
}

/** Who has taken which place, by a form of its name that is the same for names that some file systems take for one. */
export class Takers {
  readonly #owners = new Map<string, string>();
  /** The same once there are many, and whose they are is not told. */
  readonly #others = new DigestSet();

  /** Who has it already; undefined where it was free, and is taken now. */
  take(place: string, owner: string): string | undefined {
    const key = collisionKey(place);
    const known = this.#owners.get(key);
    if (known !== undefined) return known;
    if (this.#owners.size >= MOST_OWNERS) return this.#others.add(key) ? 'another text of this call' : undefined;
    this.#owners.set(key, owner);
    return undefined;
  }
}

export class OutputFolder implements Output {
  readonly root: string;
  readonly #schema: string;
  readonly #takers = new Takers();
  readonly #kept = new KeptFiles();
  #schemaWritten: Promise<void> | undefined;
  /** Whether the folder was made for this run, so that nothing was in it before. */
  #isNew = false;

  /** @param schema path of the schema that is put beside the output. */
  constructor(root: string, schema: string) {
    this.root = resolve(root);
    this.#schema = schema;
  }

  get schemaPath(): string {
    return join(this.root, SCHEMA_PLACE);
  }

  schemaHref(layout: string): string {
    return schemaHrefFrom(layout);
  }

  pathOf(layout: string): string {
    return join(this.root, layout);
  }

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

  protect(path: string, owner: string): void {
    // Nothing that was there before lies in a new folder.
    if (this.#isNew) return;
    this.#takers.take(path, owner);
    this.#kept.add(path, owner);
  }

  reserve(layout: string, input: string): string | Diagnostic {
    const path = this.pathOf(layout);
    const owner = (this.#isNew ? undefined : this.#kept.at(path)) ?? this.#takers.take(path, input);
    return owner === undefined ? path : taken(displayPath(path), owner, input);
  }

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

  async finish(): Promise<undefined> {
    return undefined;
  }

  async #writeSchema(): Promise<void> {
    await this.#put(this.schemaPath, readFileNow(this.#schema, NAMED, 10_000_000));
  }

  async #put(path: string, content: string | Uint8Array): Promise<void> {
    mustStayIn(this.root, path);
    // At once: the way through the thread pool takes longer. Where something may be in the place, some disks wait until it is gone.
    if (this.#isNew) writeWholeSync(path, content);
    else await writeWhole(path, content);
  }
}

/** Links in the way to the folder are the user's own; one within it may be anybody's, and leads out of it. @throws where there is one. */
export function mustStayIn(root: string, path: string): void {
  for (let folder = dirname(path); folder !== root && folder !== dirname(folder); folder = dirname(folder)) {
    if (isLink(folder)) {
      throw new Error(
        `${displayPath(folder)} is a link to another place, and what is written must stay in ${displayPath(root)}; remove the link`,
      );
    }
  }
}

/** The address of the schema as seen from a place in the output. */
export function schemaHrefFrom(layout: string): string {
  return `${'../'.repeat(layout.split('/').length - 1)}${SCHEMA_PLACE}`;
}

/** @param path as reports name it. */
export function taken(path: string, owner: string, input: string): Diagnostic {
  const message = `${path} is taken by ${owner}, so nothing was written for this one. Give the folder that holds both (its layout is kept), rename one, or use another --out.`;
  return { severity: 'error', code: 'output-collision', message, file: input, source: 'run' };
}

function collisionKey(path: string): string {
  return resolve(path).normalize('NFC').toLowerCase();
}

/** @param file as reports name it. */
export function notWritable(file: string, error: unknown): Diagnostic {
  const message = `${file} cannot be written: ${reasonOf(error)}. Nothing half-written was left; choose another folder with --out.`;
  return { severity: 'error', code: 'output-not-writable', message, file, source: 'run' };
}
