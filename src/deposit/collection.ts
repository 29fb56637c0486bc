/**
 * The documents of a deposit: each looked at once, and what is known of it kept in a spool on disk, so
 * that 20,000 documents need no more memory than two.
 */

import { once } from 'node:events';
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { createInterface } from 'node:readline';
import type { Diagnostic } from '../diagnostics.js';
import { NAMED, sizeOf, streamFile, type Why } from '../files/door.js';
import { type HeaderFacts, readHeaderOf } from '../header/index.js';
import { collisionKey } from './bag/paths.js';
import { type Coverage, CoverageCollector } from './coverage.js';
import { makeScratch, ScratchFailure } from './scratch.js';
import type { DepositDocument, PackageEntry, PackageFile } from './target.js';

/** What was found out about a file before it comes here. */
export interface CheckedFile {
  /** Absolute. */
  readonly file: string;
  /** In whose name it is read: its content must not come from outside the folder. */
  readonly why: Why;
  /** As reports name it. */
  readonly display: string;
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly valid: boolean;
  readonly checked: 'fully' | 'partly';
  /** What was not, in words. */
  readonly unchecked: string | undefined;
  /** Absolute paths of the schemas that it was checked against. */
  readonly schemas: readonly string[];
  /** In the words of the one who checked. */
  readonly diagnostics: readonly Diagnostic[];
}

interface Spooled {
  readonly path: string;
  readonly file: string;
  readonly why: Why;
  readonly size: number;
  readonly valid: boolean;
  readonly schemas: readonly string[];
  readonly facts: HeaderFacts;
}

const REPORT = 'validation-report.json';
/** Findings of a file that the report lists; it says how many there are in all. */
const MOST_FINDINGS = 1_000;

export class Collection {
  invalid = 0;
  unchecked = 0;
  documents = 0;
  readonly #folder: string;
  readonly #scratch = makeScratch();
  readonly #coverage = new CoverageCollector();
  readonly #spool: WriteStream;
  readonly #report: WriteStream;
  readonly #schemas = new Map<string, string>();
  readonly #paths = new Map<string, string>();
  #reportSize = 0;
  /** Why the disk did not take what was written. */
  #failure: Error | undefined;

  /**
   * @param folder absolute path of what is deposited.
   * @param tool what the validation report says of its maker.
   * @throws ScratchFailure.
   */
  constructor(folder: string, tool: { readonly name: string; readonly version: string }) {
    this.#folder = folder;
    this.#spool = createWriteStream(this.#at('documents.jsonl'));
    this.#report = createWriteStream(this.#at(REPORT));
    for (const stream of [this.#spool, this.#report]) {
      stream.on('error', (error) => {
        this.#failure ??= error;
      });
    }
    this.#writeReport(`{"tool":${JSON.stringify(tool)},\n"files":[`);
  }

  /** Takes a document in: reads its header. What is wrong with that is given back. */
  async add(checked: CheckedFile): Promise<readonly Diagnostic[]> {
    const { path, file, why, display, valid } = checked;
    const twin = this.#paths.get(collisionKey(path));
    if (twin !== undefined) return [collision(path, twin)];
    this.#paths.set(collisionKey(path), path);
    const size = sizeOf(file, why);
    const { facts = {}, diagnostics } = await readHeaderOf(file, why, display);
    const schemas = checked.schemas.map((schema) => this.#schemaPath(schema));
    const spooled: Spooled = { path, file, why, size, valid, schemas, facts };
    await this.#spoolOut(`${JSON.stringify(spooled)}\n`);
    this.#coverage.add(facts, size, display);
    this.#reportOn(checked, schemas);
    this.documents++;
    if (!valid) this.invalid++;
    if (checked.checked === 'partly') this.unchecked++;
    return diagnostics.map((diagnostic) => ({ ...diagnostic, severity: 'warning' }));
  }

  /** Nothing more comes. Rejects with a {@link ScratchFailure}. */
  async close(): Promise<Coverage> {
    const { documents, invalid, unchecked } = this;
    const summary = { documents, valid: documents - invalid, invalid, unchecked };
    this.#writeReport(`\n],\n"summary":${JSON.stringify(summary)}}\n`);
    for (const stream of [this.#spool, this.#report]) {
      stream.end();
      await closed(stream);
    }
    if (this.#failure !== undefined) throw new ScratchFailure(this.#failure);
    return this.#coverage.get();
  }

  /** The documents in the order they came in, read from the spool. */
  async *read(): AsyncGenerator<DepositDocument> {
    const lines = createInterface({ input: createReadStream(this.#at('documents.jsonl')) });
    for await (const line of lines) {
      const { file, why, ...document } = JSON.parse(line) as Spooled;
      yield { ...document, place: `tei/${document.path}`, open: () => streamFile(file, why) };
    }
  }

  get files(): readonly PackageFile[] {
    return [...this.#schemas].map(([file, path]) => ({ path, role: 'schema', open: () => streamFile(file, NAMED) }));
  }

  get report(): PackageEntry {
    return { path: REPORT, size: this.#reportSize, open: () => createReadStream(this.#at(REPORT)) };
  }

  /** Removes what is on disk; nothing may be asked of it any more. */
  async dispose(): Promise<void> {
    for (const stream of [this.#spool, this.#report]) {
      stream.destroy();
      await closed(stream);
    }
    // What cannot be removed is no reason to fail when all else is done.
    await rm(this.#scratch, { recursive: true, force: true }).catch(() => {});
  }

  #at(name: string): string {
    return join(this.#scratch, name);
  }

  /** A schema of the folder keeps its place in it, so that the documents still find it; others go to `schema/`. */
  #schemaPath(file: string): string {
    const known = this.#schemas.get(file);
    if (known !== undefined) return known;
    const inside = relative(this.#folder, file);
    const outside = inside === '' || inside.startsWith('..') || inside.includes(':');
    const taken = new Set(this.#schemas.values());
    let path = outside ? `schema/${basename(file)}` : `tei/${inside.split(sep).join('/')}`;
    for (let n = 2; taken.has(path); n++) path = `schema/${n}/${basename(file)}`;
    this.#schemas.set(file, path);
    return path;
  }

  /** Paths as in the package, since the folders of its maker mean nothing to its reader. */
  #reportOn({ path, display, valid, checked, unchecked, diagnostics }: CheckedFile, schemas: readonly string[]): void {
    const file = `tei/${path}`;
    const findings = diagnostics
      .slice(0, MOST_FINDINGS)
      .map((diagnostic) => (diagnostic.file === display ? { ...diagnostic, file } : diagnostic));
    const verdict = { valid, checked, unchecked };
    const line = JSON.stringify({ file, ...verdict, schemas, findings: diagnostics.length, diagnostics: findings });
    this.#writeReport(`${this.documents === 0 ? '\n' : ',\n'}${line}`);
  }

  /** What fails here is told at the end. */
  async #spoolOut(text: string): Promise<void> {
    if (this.#failure === undefined && !this.#spool.write(text)) await once(this.#spool, 'drain').catch(() => {});
  }

  #writeReport(text: string): void {
    this.#reportSize += Buffer.byteLength(text);
    this.#report.write(text);
  }
}

function collision(path: string, twin: string): Diagnostic {
  const message = `${path} and ${twin} differ only in capitals or in how an accent is written. On Windows and macOS one would overwrite the other when the package is unpacked, so rename one.`;
  return { severity: 'error', code: 'deposit-names-collide', message, file: path, source: 'deposit' };
}

function closed(stream: WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.closed) resolve();
    else stream.once('close', resolve);
  });
}
