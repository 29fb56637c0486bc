/** From documents that have been judged to a package that is written, and looked at where it lies. */
import { resolve } from 'node:path';
import ignore from 'ignore';
import type { Diagnostic } from '../diagnostics.js';
import { KeptFiles } from '../files/identity.js';
import { displayPath, type InputFile } from '../files/inputs.js';
import { reasonOf } from '../files/reason.js';
import type { Tree } from '../files/tree.js';
import { VERSION } from '../version.js';
import { ChangedMeanwhile } from './changed.js';
import type { Collection } from './collection.js';
import { closureOf } from './contents/closure.js';
import { type Contents, contentsOf } from './contents/contents.js';
import { faultsOfContents, reportOfContents } from './contents/left-out.js';
import { faultsOfNames } from './contents/names.js';
import { recheck, Sample } from './contents/recheck.js';
import { interrupted, isError, type Means, type Outcome } from './means.js';
import type { DepositOptions } from './options.js';
import { EntryFailure, writePackage } from './package.js';
import { isArchive } from './place.js';
import type { DepositPlan } from './plan.js';
import type { DepositRecord } from './record.js';
import { ScratchFailure } from './scratch.js';
import type { References } from './survey/references.js';
import type { DepositInput } from './target.js';

/** What packages have of their own where an edition has its files. */
const RESERVED = ['validation-report.json', 'ro-crate-metadata.json', 'ro-crate-preview.html'];

/** What is packed. */
export interface Edition extends Pick<References, 'parts' | 'pointed'> {
  /** Absolute. */
  readonly folder: string;
  readonly tree: Tree;
  readonly documents: readonly InputFile[];
  readonly collection: Collection;
}

export class Packing {
  readonly #edition: Edition;
  readonly #plan: DepositPlan;
  readonly #options: DepositOptions;
  readonly #means: Means;

  constructor(edition: Edition, plan: DepositPlan, options: DepositOptions, means: Means) {
    this.#edition = edition;
    this.#plan = plan;
    this.#options = options;
    this.#means = means;
  }

  async go(record: DepositRecord): Promise<Outcome> {
    const { folder, tree, documents, collection } = this.#edition;
    const contents = this.#contents();
    if (contents === undefined) {
      this.#means.remark(tooFar(displayPath(folder)));
      return { outcome: 'unusable', record };
    }
    const { files, placeOf } = contents;
    const places = [...documents.map(({ path }) => placeOf(path!)), ...files.map(({ path }) => path), ...RESERVED];
    const { target } = this.#plan;
    const lost = this.#keptAt(contents);
    const said = [
      ...(lost === undefined ? [] : [overRead(this.#plan.out, lost)]),
      ...faultsOfContents(contents, tree, displayPath(folder)),
      // What has no files has no names of files.
      ...(target.form === 'file' ? [] : faultsOfNames(places)),
    ];
    for (const diagnostic of said) this.#means.remark(diagnostic);
    if (said.some(isError)) return { outcome: 'unusable', record };
    const about = reportOfContents(contents, tree);
    await collection.writeReport({ name: 'teigram', version: VERSION }, placeOf, about);
    return this.#write(contents, record);
  }

  /** What would be written over, and goes into the package or was read for it. */
  #keptAt({ sources }: Contents): string | undefined {
    const kept = new KeptFiles();
    for (const path of [...sources, ...this.#means.read.keys()]) kept.add(path, displayPath(resolve(path)));
    return kept.at(this.#plan.out);
  }

  #contents(): Contents | undefined {
    const { folder, tree, documents, collection, parts, pointed } = this.#edition;
    const { metadataFile } = this.#plan;
    const { schemas = [], include = [], catalogs = [], foundCatalog } = this.#options;
    const paths = new Set(documents.map(({ path }) => path!));
    const own = new Set(
      [metadataFile, ...catalogs, ...(foundCatalog === undefined ? [] : [foundCatalog])].map((path) => resolve(path)),
    );
    const needed = closureOf({
      read: new Map([...this.#means.read].map(([path, reading]) => [resolve(path), reading])),
      schemas: collection.schemas,
      parts,
      others: new Set([...paths, ...own]),
    });
    const asked = ignore().add([...include]);
    return contentsOf({
      folder,
      ...{ tree, needed, own, documents: paths, pointed },
      named: new Set(schemas.filter((path) => !isWebAddress(path)).map((path) => resolve(path))),
      isAskedFor: (path) => asked.ignores(path),
    });
  }

  async #write(contents: Contents, record: DepositRecord): Promise<Outcome> {
    const { target, out, form } = this.#plan;
    const { day = record.publicationDate, signal } = this.#options;
    const { madeOn = this.#options.day ?? new Date().toISOString().slice(0, 10) } = this.#options;
    const { files, placeOf } = contents;
    const { collection } = this.#edition;
    const input: DepositInput = {
      record,
      documents: () => collection.read(placeOf),
      documentFiles: () => collection.files(placeOf),
      folder: contents.folder,
      ...{ files, day, madeOn, report: collection.report, invalid: collection.invalid },
      archive: isArchive(form),
      remark: (diagnostic) => this.#means.remark(diagnostic),
    };
    const faults = (await target.faults?.(input)) ?? [];
    for (const fault of faults) this.#means.remark(fault);
    if (faults.some(isError)) return { outcome: 'unusable', record };
    try {
      const check = (written: string) => this.#recheck(written, input, contents);
      const copies = this.#edition.documents.length;
      const written = await writePackage(target.entries(input), out, { form, day, copies, signal, check });
      return this.#stopped ? interrupted(this.#means) : { outcome: 'written', written, record };
    } catch (error) {
      if (this.#stopped) return interrupted(this.#means);
      if (error instanceof ScratchFailure) throw error;
      if (error instanceof NotWhole) for (const fault of error.faults) this.#means.remark(fault);
      else this.#means.remark(error instanceof ChangedMeanwhile ? error.diagnostic : unwritable(out, error));
      return { outcome: 'unusable', record };
    }
  }

  /** Looks at the package where it was written. Rejects where it is not what it should be, so that it is removed. */
  async #recheck(written: string, input: DepositInput, { placeOf }: Contents): Promise<void> {
    const payload = this.#plan.target.payload?.(input);
    if (payload === undefined) return;
    const sample = new Sample();
    for (const { place, valid, schemas, hasParts } of input.documentFiles())
      sample.add({ place, valid }, schemas, hasParts);
    const { schemas = [], signal } = this.#options;
    const faults = await recheck(written, {
      payload,
      archive: isArchive(this.#plan.form),
      files: input.files,
      sample: sample.documents,
      schemas: schemas.map((path) => (isWebAddress(path) ? { address: path } : { place: placeOf(resolve(path)) })),
      scratch: this.#means.scratch.folder,
      entities: this.#options.entities ?? 'local',
      signal,
    });
    if (faults.length > 0) throw new NotWhole(faults);
  }

  get #stopped(): boolean {
    return this.#options.signal?.aborted === true;
  }
}

/** The package is not what was checked. */
class NotWhole extends Error {
  readonly faults: readonly Diagnostic[];

  constructor(faults: readonly Diagnostic[]) {
    super('the package is not whole');
    this.faults = faults;
  }
}

function isWebAddress(path: string): boolean {
  return /^https?:/i.test(path);
}

function overRead(out: string, lost: string): Diagnostic {
  const message = `${out} would be written over ${lost}, which the package is made of. Choose another name with --out.`;
  return { severity: 'error', code: 'deposit-out-taken', message, file: out, source: 'run' };
}

function tooFar(folder: string): Diagnostic {
  const message = `What the documents of ${folder} need lies so far from them that no package can hold it in its place. Copy schemas and parts into a folder beside ${folder}.`;
  return { severity: 'error', code: 'deposit-outside', message, file: folder, source: 'deposit' };
}

function unwritable(out: string, error: unknown): Diagnostic {
  if (error instanceof EntryFailure) {
    const message = `${error.path} cannot be written in ${displayPath(resolve(out))}: ${reasonOf(error.cause)}. Nothing half-written was left. Rename the file of the edition that it comes from, or choose another place with --out.`;
    return { severity: 'error', code: 'output-not-writable', message, file: out, source: 'run' };
  }
  const message = `${displayPath(resolve(out))} cannot be written: ${reasonOf(error)}. Nothing half-written was left; choose another place with --out.`;
  return { severity: 'error', code: 'output-not-writable', message, file: out, source: 'run' };
}
