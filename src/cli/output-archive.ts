/** An archive that a conversion writes to: `.zip`, `.tar`, `.tar.gz`. It is there whole or not at all, and nothing is added to one that is. */
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { writePackage } from '../deposit/package.js';
import type { PackageEntry } from '../deposit/target.js';
import type { Diagnostic } from '../diagnostics.js';
import { NAMED, readFileNow } from '../files/door.js';
import { isOfSystem, KeptFiles } from '../files/identity.js';
import { displayPath } from '../files/inputs.js';
import { type ArchiveForm, notWritable, type Output, SCHEMA_PLACE, schemaHrefFrom, Takers, taken } from './output.js';

/** Of every file in it: the same conversion gives the same bytes. */
const DAY = '1980-01-01';

interface Waiting {
  readonly entry: PackageEntry;
  readonly packed: () => void;
}

export class OutputArchive implements Output {
  readonly root: string;
  readonly #form: ArchiveForm;
  readonly #schema: string;
  readonly #takers = new Takers();
  readonly #kept = new KeptFiles();
  readonly #waiting: Waiting[] = [];
  readonly #stop = new AbortController();
  #wake: () => void = () => {};
  #isOver = false;
  #written: Promise<Diagnostic | undefined> | undefined;

  constructor(out: string, form: ArchiveForm, schema: string) {
    this.root = resolve(out);
    this.#form = form;
    this.#schema = schema;
  }

  get schemaPath(): string {
    return `${displayPath(this.root)}/${SCHEMA_PLACE}`;
  }

  schemaHref(layout: string): string {
    return schemaHrefFrom(layout);
  }

  pathOf(layout: string): string {
    return `${this.root}/${layout}`;
  }

  prepare(): Diagnostic | undefined {
    return isOfSystem(this.root)
      ? notWritable(displayPath(this.root), new Error('it belongs to the system'))
      : undefined;
  }

  protect(path: string, owner: string): void {
    this.#kept.add(path, owner);
  }

  reserve(layout: string, input: string): string | Diagnostic {
    const owner = this.#takers.take(layout, input) ?? this.#kept.at(this.root);
    return owner === undefined ? this.pathOf(layout) : taken(displayPath(this.pathOf(layout)), owner, input);
  }

  async write(path: string, text: string): Promise<Diagnostic | undefined> {
    this.#written ??= this.#pack();
    const content = Buffer.from(text);
    const packed = new Promise<undefined>((done) => {
      this.#waiting.push({ entry: entryOf(path.slice(this.root.length + 1), content), packed: () => done(undefined) });
      this.#wake();
    });
    // Where it fails, nothing is packed any more.
    return Promise.race([packed, this.#written]);
  }

  /** @param isWhole whether all that was to be written was. */
  async finish(isWhole: boolean): Promise<Diagnostic | undefined> {
    this.#isOver = true;
    if (!isWhole) this.#stop.abort();
    this.#wake();
    const fault = await this.#written;
    return isWhole ? fault : undefined;
  }

  #pack(): Promise<Diagnostic | undefined> {
    const written = writePackage(this.#entries(), this.root, { form: this.#form, day: DAY, signal: this.#stop.signal });
    return written.then(
      () => undefined,
      (error: unknown) => notWritable(displayPath(this.root), error),
    );
  }

  async *#entries(): AsyncGenerator<PackageEntry> {
    yield entryOf(SCHEMA_PLACE, readFileNow(this.#schema, NAMED, 10_000_000));
    for (;;) {
      const next = this.#waiting.shift();
      if (next !== undefined) {
        yield next.entry;
        next.packed();
      } else if (this.#isOver) return;
      else await new Promise<void>((wake) => (this.#wake = wake));
    }
  }
}

function entryOf(path: string, content: Uint8Array): PackageEntry {
  return {
    path,
    size: content.length,
    open: () => Readable.from([content], { objectMode: false }),
    bytes: () => content,
  };
}
