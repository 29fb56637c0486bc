/** From a folder to a package: looks at its files, has them checked, decides whether all that is needed is known, and packs. */
import { availableParallelism } from 'node:os';
import type { Code } from '../codes/index.js';
import type { Diagnostic } from '../diagnostics.js';
import { untilAborted } from '../files/in-order.js';
import type { InputFile } from '../files/inputs.js';
import { unreadable } from '../files/read.js';
import type { HeaderFacts } from '../header/index.js';
import { faultOfAddresses } from './addresses.js';
import { Collection } from './collection.js';
import { conflictsOf } from './conflicts.js';
import { CoverageCollector } from './coverage.js';
import { type Gathered, gather } from './gather.js';
import { licenceNotListed } from './licence/index.js';
import { interrupted, isError, type Means, type Outcome } from './means.js';
import { askFor } from './missing.js';
import type { DepositOptions } from './options.js';
import { Packing } from './pack.js';
import { type DepositPlan, overInput } from './plan.js';
import { buildRecord, type DepositRecord } from './record.js';
import { References } from './survey/references.js';
import { Survey, type Surveyed } from './survey/survey.js';
import { ALWAYS_NEEDED } from './target.js';

/** Of what is said of schemas, what whoever makes a package should know: others have their own reports. */
const TOLD: ReadonlySet<Code> = new Set<Code>([
  'cache-not-used',
  'schematron-not-evaluable',
  'schematron-part-unknown',
]);

/** From so many documents on, threads are worth their start. */
const MANY = 500;
// Seen from deposit/ as from chunks/, where the bundler puts this.
const ENTRY = new URL('../deposit/survey/worker.js', import.meta.url);

export class Making {
  readonly collection: Collection;
  readonly #folder: string;
  readonly #plan: DepositPlan;
  readonly #options: DepositOptions;
  readonly #means: Means;
  readonly #surveyor: Survey;
  readonly #references = new References();
  readonly #coverage = new CoverageCollector();

  /** @param folder absolute. */
  constructor(folder: string, plan: DepositPlan, options: DepositOptions, means: Means) {
    this.#folder = folder;
    this.#plan = plan;
    this.#options = options;
    this.#means = means;
    this.collection = new Collection(means.scratch);
    this.#surveyor = new Survey(means.run.hear);
  }

  async go(): Promise<Outcome> {
    const { metadataFaults } = this.#plan;
    const { faults = [], onStart, schemas = [] } = this.#options;
    for (const fault of [...faults, ...metadataFaults]) this.#means.remark(fault);
    const gathered = await gather(this.#folder, this.#options, this.#means.run);
    if ('code' in gathered) return this.#refuse(gathered);
    if (this.#stopped) return interrupted(this.#means);
    const { documents } = gathered;
    const lost = overInput(this.#plan, documents, schemas);
    if (lost !== undefined) return this.#refuse(lost);
    // Where nothing will be made, what else is wrong with the call can be said soon.
    const isRefused = faults.length + metadataFaults.length > 0;
    if (!isRefused) onStart?.(documents.length);
    const usable = isRefused ? await this.#survey(gathered) : await this.#judge(gathered);
    if (this.#stopped) return interrupted(this.#means);
    this.collection.close();
    const record = this.#describe(documents);
    if (isRefused) return { outcome: 'unusable' };
    const { invalid } = this.collection;
    const isInvalid = invalid > 0 && this.#options.allowInvalid !== true;
    if (isInvalid) this.#means.remark(refuseInvalid(this.collection));
    if (record === undefined) return { outcome: 'unusable' };
    if (!usable) return { outcome: 'unusable', record };
    return isInvalid ? { outcome: 'invalid', record } : this.#pack(gathered, record);
  }

  /** Looks at each document without judging it. */
  async #survey({ documents, stamps }: Gathered): Promise<boolean> {
    for (const file of documents) {
      if (this.#stopped) break;
      this.#take(file, stamps.get(file.path!)!.size, await this.#surveyor.look(file));
    }
    return true;
  }

  /** Has each document checked and takes it in; whether all could be used. */
  async #judge({ documents, stamps, failures }: Gathered): Promise<boolean> {
    let usable = true;
    const { run } = this.#means;
    const beside = {
      listen: (file: InputFile) => this.#surveyor.listen(file),
      entry: ENTRY,
    };
    const jobs = documents.length < MANY ? 1 : availableParallelism();
    const checking = run.check(documents, documents, jobs, beside);
    for await (const { file, report, schemas, beside: found } of untilAborted(checking, this.#options.signal)) {
      this.#options.onFile?.(report);
      const { valid, checked: extent = 'fully', unchecked, diagnostics } = report;
      const stamp = stamps.get(file.path!)!;
      // What could be judged may have been unreadable before, or be so again.
      const looked = failures.has(file.path!)
        ? unreadable(file, failures.get(file.path!))
        : (found as Surveyed | Diagnostic);
      const known = valid === undefined ? undefined : this.#take(file, stamp.size, looked);
      if (known === undefined || valid === undefined) usable = false;
      else {
        const judged = { file, valid, checked: extent, unchecked, schemas, diagnostics };
        const { facts, parts } = known;
        this.collection.add({ ...judged, stamp, facts, hasParts: parts.length > 0 });
      }
    }
    for (const notice of run.takeNotices()) if (TOLD.has(notice.code)) this.#means.remark(notice);
    // Its threads have nothing more to do.
    await run.stop();
    return usable;
  }

  /** Counts for the whole what a document says, and says what is wrong with its header; undefined where it could not be read. */
  #take(file: InputFile, size: number, looked: Surveyed | Diagnostic): Surveyed | undefined {
    const faults = 'code' in looked ? [looked] : looked.diagnostics;
    for (const fault of faults) this.#means.remark(fault);
    if ('code' in looked) return undefined;
    this.#references.add(file, looked);
    this.#coverage.add(JSON.parse(looked.facts) as HeaderFacts, size, file.display);
    return looked;
  }

  /** The record; undefined where something is missing for it, or headers say otherwise. All of that is said. */
  #describe(documents: readonly InputFile[]): DepositRecord | undefined {
    const { target, metadata, metadataFile, faulty } = this.#plan;
    const coverage = this.#coverage.get();
    const conflicts = conflictsOf(metadata, coverage, metadataFile);
    for (const conflict of conflicts) this.#means.remark(conflict);
    const needs = [...ALWAYS_NEEDED, ...target.needs];
    const built = buildRecord(metadata, coverage, { needs, day: this.#options.day });
    if (built.record === undefined) {
      const names = { config: metadataFile, target: target.name, faulty };
      const asked = askFor(built.missing, built.known, coverage, names);
      if (asked !== undefined) this.#means.remark(asked);
      return undefined;
    }
    const { documentUrl, licences } = built.record;
    const unclear =
      target.tellsOfLicences === true ? [] : licences.flatMap((licence) => licenceNotListed(licence) ?? []);
    for (const diagnostic of unclear) this.#means.remark(diagnostic);
    const paths = documents.map(({ layout }) => layout);
    const isAddressed = documentUrl !== undefined && target.needs.includes('documentUrl');
    const twins = isAddressed ? faultOfAddresses(documentUrl, paths) : undefined;
    if (twins !== undefined) this.#means.remark(twins);
    return twins !== undefined || conflicts.some(isError) ? undefined : built.record;
  }

  #pack({ tree, documents }: Gathered, record: DepositRecord): Promise<Outcome> {
    const { collection } = this;
    const { parts, pointed } = this.#references;
    const edition = { folder: this.#folder, tree, documents, collection, parts, pointed };
    return new Packing(edition, this.#plan, this.#options, this.#means).go(record);
  }

  #refuse(diagnostic: Diagnostic): Outcome {
    this.#means.remark(diagnostic);
    return { outcome: 'unusable' };
  }

  get #stopped(): boolean {
    return this.#options.signal?.aborted === true;
  }
}

function refuseInvalid({ invalid, documents }: Collection): Diagnostic {
  const message = `${invalid} of ${documents} documents ${invalid === 1 ? 'is' : 'are'} not valid (see above), so no package was made. Mend them, or use --allow-invalid to deposit them as they are; the package will say so.`;
  return { severity: 'error', code: 'deposit-invalid', message, source: 'deposit' };
}
