/** From a folder to a package: looks at its files, decides whether all that is needed is known, has them checked, and writes. */
import { join, resolve } from 'node:path';
import ignore from 'ignore';
import type { Code } from '../codes/index.js';
import type { Diagnostic } from '../diagnostics.js';
import type { Read } from '../files/been-read.js';
import { untilAborted } from '../files/in-order.js';
import { displayPath } from '../files/inputs.js';
import { reasonOf } from '../files/reason.js';
import type { Run } from '../validate/index.js';
import { VERSION } from '../version.js';
import { faultOfAddresses } from './addresses.js';
import { ChangedMeanwhile, Collection } from './collection.js';
import { conflictsOf } from './conflicts.js';
import { closureOf } from './contents/closure.js';
import { type Contents, contentsOf } from './contents/contents.js';
import { faultsOfContents, reportOfContents } from './contents/left-out.js';
import { faultsOfNames } from './contents/names.js';
import { recheck, Sample } from './contents/recheck.js';
import { documentsOf, type Gathered, gather } from './gather.js';
import { licenceNotListed } from './licence/index.js';
import { askFor } from './missing.js';
import type { DepositOptions, DepositResult } from './options.js';
import { writePackage } from './package.js';
import { isArchive } from './place.js';
import { type DepositPlan, overInput } from './plan.js';
import { buildRecord, type DepositRecord } from './record.js';
import { type Scratch, ScratchFailure } from './scratch.js';
import { withPossibleDates } from './survey/dates.js';
import { ALWAYS_NEEDED, type DepositInput } from './target.js';

type Outcome = Pick<DepositResult, 'outcome' | 'written' | 'record'>;

/** Of what is said of schemas, what whoever makes a package should know: others have their own reports. */
const TOLD: ReadonlySet<Code> = new Set<Code>([
  'cache-not-used',
  'schematron-not-evaluable',
  'schematron-part-unknown',
]);

/** What a deposit is made with. */
export interface Means {
  readonly run: Run;
  readonly scratch: Scratch;
  /** What has been read, so far. */
  readonly read: Read;
  readonly remark: (diagnostic: Diagnostic) => void;
}

export class Making {
  readonly collection: Collection;
  readonly #folder: string;
  readonly #plan: DepositPlan;
  readonly #options: DepositOptions;
  readonly #means: Means;
  /** Whether an error has been said. */
  #failed = false;

  /** @param folder absolute. */
  constructor(folder: string, plan: DepositPlan, options: DepositOptions, means: Means) {
    this.#folder = folder;
    this.#plan = plan;
    this.#options = options;
    this.#means = means;
    this.collection = new Collection(means.scratch);
  }

  async go(): Promise<Outcome> {
    const { metadataFaults } = this.#plan;
    const { faults = [], onStart, schemas = [] } = this.#options;
    for (const fault of [...faults, ...metadataFaults]) this.#remark(fault);
    const gathered = await gather(this.#folder, this.#options, {
      ...this.#means,
      remark: (found) => this.#remark(found),
    });
    if ('code' in gathered) return this.#refuse(gathered);
    if (this.#stopped) return this.#interrupted();
    const lost = overInput(this.#plan, gathered.documents, schemas);
    if (lost !== undefined) return this.#refuse(lost);
    const record = this.#describe(gathered);
    if (faults.length + metadataFaults.length > 0) return { outcome: 'unusable' };
    onStart?.(gathered.documents.length);
    const usable = await this.#judge(gathered);
    if (this.#stopped) return this.#interrupted();
    await this.collection.close();
    const { invalid } = this.collection;
    const refused = invalid > 0 && this.#options.allowInvalid !== true;
    if (refused) this.#remark(refuseInvalid(this.collection));
    if (record === undefined) return { outcome: 'unusable' };
    if (!usable) return { outcome: 'unusable', record };
    return refused ? { outcome: 'invalid', record } : this.#pack(gathered, record);
  }

  /** The record; undefined where something is missing for it, or headers say otherwise. All of that is said. */
  #describe({ coverage, documents }: Gathered): DepositRecord | undefined {
    const { target, metadata, metadataFile } = this.#plan;
    const conflicts = conflictsOf(metadata, coverage, metadataFile);
    for (const conflict of conflicts) this.#remark(conflict);
    const needs = [...ALWAYS_NEEDED, ...target.needs];
    const built = buildRecord(metadata, coverage, { needs, day: this.#options.day });
    if (built.record === undefined) {
      const names = { config: metadataFile, target: target.name, faulty: this.#plan.faulty };
      const asked = askFor(built.missing, built.known, coverage, names);
      if (asked !== undefined) this.#remark(asked);
      return undefined;
    }
    const { documentUrl, licences } = built.record;
    for (const unclear of target.tellsOfLicences === true
      ? []
      : licences.flatMap((licence) => licenceNotListed(licence) ?? []))
      this.#remark(unclear);
    const twins =
      documentUrl === undefined || !target.needs.includes('documentUrl')
        ? undefined
        : faultOfAddresses(
            documentUrl,
            documents.map(({ layout }) => layout),
          );
    if (twins !== undefined) this.#remark(twins);
    return twins !== undefined || conflicts.some(isError) ? undefined : built.record;
  }

  /** Has each document checked and takes it in; whether all could be used. */
  async #judge({ survey, documents }: Gathered): Promise<boolean> {
    let usable = true;
    const surveyed = documentsOf(survey, this.#options);
    const { run } = this.#means;
    for await (const { file, report, schemas } of untilAborted(run.check(documents), this.#options.signal)) {
      this.#options.onFile?.(report);
      const { value } = await surveyed.next();
      const { valid, checked = 'fully', unchecked, diagnostics } = report;
      if (valid === undefined || value === undefined) usable = false;
      else {
        const { facts } = withPossibleDates(value.facts ?? {}, file.display);
        const { stamp, hasParts } = value;
        await this.collection.add({ file, facts, stamp, hasParts, valid, checked, unchecked, schemas, diagnostics });
      }
    }
    for (const notice of run.takeNotices()) if (TOLD.has(notice.code)) this.#remark(notice);
    return usable;
  }

  async #pack(gathered: Gathered, record: DepositRecord): Promise<Outcome> {
    const contents = this.#contents(gathered);
    if (contents === undefined) {
      this.#remark(tooFar(displayPath(this.#folder)));
      return { outcome: 'unusable', record };
    }
    const { files, placeOf } = contents;
    const places = [...gathered.documents.map(({ path }) => placeOf(path!)), ...files.map(({ path }) => path)];
    const { target } = this.#plan;
    const said = [
      ...faultsOfContents(contents, gathered.tree, displayPath(this.#folder)),
      // What has no files has no names of files.
      ...(target.form === 'file' ? [] : faultsOfNames(places)),
    ];
    for (const diagnostic of said) this.#remark(diagnostic);
    if (said.some(isError)) return { outcome: 'unusable', record };
    const about = reportOfContents(contents, gathered.tree);
    await this.collection.writeReport({ name: 'teigram', version: VERSION }, placeOf, about);
    return this.#write(contents, record);
  }

  #contents({ tree, survey, documents }: Gathered): Contents | undefined {
    const { metadataFile } = this.#plan;
    const { schemas = [], include = [], catalogs = [], foundCatalog } = this.#options;
    const paths = new Set(documents.map(({ path }) => path!));
    const own = new Set(
      [metadataFile, ...catalogs, ...(foundCatalog === undefined ? [] : [foundCatalog])].map((path) => resolve(path)),
    );
    const needed = closureOf({
      read: new Map([...this.#means.read].map(([path, reading]) => [resolve(path), reading])),
      schemas: this.collection.schemas,
      parts: survey.parts,
      others: new Set([...paths, ...own]),
    });
    const asked = ignore().add([...include]);
    return contentsOf({
      folder: this.#folder,
      ...{ tree, needed, own, documents: paths, pointed: survey.pointed },
      named: new Set(schemas.map((path) => resolve(path))),
      isAskedFor: (path) => asked.ignores(path),
    });
  }

  async #write(contents: Contents, record: DepositRecord): Promise<Outcome> {
    const { target, out, form } = this.#plan;
    const { day = record.publicationDate, signal } = this.#options;
    const { madeOn = this.#options.day ?? new Date().toISOString().slice(0, 10) } = this.#options;
    const { files, placeOf } = contents;
    const { collection } = this;
    const input: DepositInput = {
      record,
      documents: () => collection.read(placeOf),
      folder: placeOf(join(this.#folder, 'x')).slice(0, -2),
      ...{ files, day, madeOn, report: collection.report, invalid: collection.invalid },
      archive: isArchive(form),
      remark: (diagnostic) => this.#remark(diagnostic),
    };
    const faults = (await target.faults?.(input)) ?? [];
    for (const fault of faults) this.#remark(fault);
    if (faults.some(isError)) return { outcome: 'unusable', record };
    try {
      const check = (written: string) => this.#recheck(written, input, contents);
      const written = await writePackage(target.entries(input), out, { form, day, signal, check });
      return this.#stopped ? this.#interrupted() : { outcome: 'written', written, record };
    } catch (error) {
      if (this.#stopped) return this.#interrupted();
      if (error instanceof ScratchFailure) throw error;
      if (error instanceof NotWhole) for (const fault of error.faults) this.#remark(fault);
      else this.#remark(error instanceof ChangedMeanwhile ? error.diagnostic : unwritable(out, error));
      return { outcome: 'unusable', record };
    }
  }

  /** Looks at the package where it was written. Rejects where it is not what it should be, so that it is removed. */
  async #recheck(written: string, input: DepositInput, { placeOf }: Contents): Promise<void> {
    const payload = this.#plan.target.payload?.(input);
    if (payload === undefined) return;
    const sample = new Sample();
    for await (const { place, valid, schemas, hasParts } of input.documents())
      sample.add({ place, valid }, schemas, hasParts);
    const { schemas = [], signal } = this.#options;
    const faults = await recheck(written, {
      payload,
      archive: isArchive(this.#plan.form),
      files: input.files,
      sample: sample.documents,
      schemas: schemas.map((path) => (isWebAddress(path) ? path : placeOf(resolve(path)))),
      scratch: this.#means.scratch.folder,
      signal,
    });
    if (faults.length > 0) throw new NotWhole(faults);
  }

  #remark(diagnostic: Diagnostic): void {
    this.#failed ||= isError(diagnostic);
    this.#means.remark(diagnostic);
  }

  #refuse(diagnostic: Diagnostic): Outcome {
    this.#remark(diagnostic);
    return { outcome: 'unusable' };
  }

  get #stopped(): boolean {
    return this.#options.signal?.aborted === true;
  }

  #interrupted(): Outcome {
    const message = 'The run was stopped, so no package was made.';
    this.#remark({ severity: 'warning', code: 'run-interrupted', message, source: 'run' });
    return { outcome: 'interrupted' };
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

function tooFar(folder: string): Diagnostic {
  const message = `What the documents of ${folder} need lies so far from them that no package can hold it in its place. Copy schemas and parts into a folder beside ${folder}.`;
  return { severity: 'error', code: 'deposit-outside', message, file: folder, source: 'deposit' };
}

function refuseInvalid({ invalid, documents }: Collection): Diagnostic {
  const message = `${invalid} of ${documents} documents ${invalid === 1 ? 'is' : 'are'} not valid (see above), so no package was made. Mend them, or use --allow-invalid to deposit them as they are; the package will say so.`;
  return { severity: 'error', code: 'deposit-invalid', message, source: 'deposit' };
}

function unwritable(out: string, error: unknown): Diagnostic {
  const message = `${displayPath(resolve(out))} cannot be written: ${reasonOf(error)}. Nothing half-written was left; choose another place with --out.`;
  return { severity: 'error', code: 'output-not-writable', message, file: out, source: 'run' };
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}
