/** From the files of a folder to a package: checks them, gathers their headers, decides, and writes. */
import { resolve } from 'node:path';
import type { Code } from '../codes/index.js';
import type { Diagnostic } from '../diagnostics.js';
import { untilAborted } from '../files/in-order.js';
import { displayPath, type InputFile, whyOf } from '../files/inputs.js';
import { unreadable } from '../files/read.js';
import { reasonOf } from '../files/reason.js';
import type { Run } from '../validate/index.js';
import type { Collection } from './collection.js';
import { askFor } from './missing.js';
import type { DepositOptions, DepositResult } from './options.js';
import { writePackage } from './package.js';
import type { DepositPlan } from './plan.js';
import { buildRecord, type DepositRecord } from './record.js';
import { ALWAYS_NEEDED } from './target.js';

type Outcome = Pick<DepositResult, 'outcome' | 'written' | 'record'>;

/** Of what is said of schemas, what whoever makes a package should know: others have their own reports. */
const TOLD: ReadonlySet<Code> = new Set<Code>([
  'cache-not-used',
  'schematron-not-evaluable',
  'schematron-part-unknown',
]);

export class Making {
  readonly #plan: DepositPlan;
  readonly #options: DepositOptions;
  readonly #collection: Collection;
  readonly #remark: (diagnostic: Diagnostic) => void;

  constructor(
    plan: DepositPlan,
    options: DepositOptions,
    collection: Collection,
    remark: (diagnostic: Diagnostic) => void,
  ) {
    this.#plan = plan;
    this.#options = options;
    this.#collection = collection;
    this.#remark = remark;
  }

  async go(files: readonly InputFile[], run: Run): Promise<Outcome> {
    const { target, metadata, metadataFile } = this.#plan;
    const { day, allowInvalid = false } = this.#options;
    const usable = await this.#gather(files, run);
    for (const notice of run.takeNotices()) if (TOLD.has(notice.code)) this.#remark(notice);
    if (this.#stopped) return this.#interrupted();
    const coverage = await this.#collection.close();
    const built = buildRecord(metadata, coverage, { needs: [...ALWAYS_NEEDED, ...target.needs], day });
    if (built.record === undefined) {
      const asked = askFor(built.missing, built.known, coverage, { config: metadataFile, target: target.name });
      if (asked !== undefined) this.#remark(asked);
    }
    const refused = this.#collection.invalid > 0 && !allowInvalid;
    if (refused) this.#remark(refuseInvalid(this.#collection));
    if (built.record === undefined) return { outcome: 'unusable' };
    const { record } = built;
    if (!usable) return { outcome: 'unusable', record };
    return refused ? { outcome: 'invalid', record } : this.#write(record);
  }

  /** Checks each file and takes it in; whether all could be used. */
  async #gather(files: readonly InputFile[], run: Run): Promise<boolean> {
    let usable = true;
    for await (const { file, report, schemas } of untilAborted(run.check(files), this.#options.signal)) {
      this.#options.onFile?.(report);
      const { valid, checked = 'fully', unchecked, diagnostics } = report;
      if (valid === undefined || file.path === undefined) usable = false;
      else {
        const { path, display, layout } = file;
        const found = { file: path, why: whyOf(file), display, path: layout, valid, checked, unchecked };
        for (const diagnostic of await this.#collection
          .add({ ...found, schemas, diagnostics })
          .catch((error) => [unreadable(file, error)])) {
          this.#remark(diagnostic);
          if (isError(diagnostic)) usable = false;
        }
      }
    }
    return usable;
  }

  async #write(record: DepositRecord): Promise<Outcome> {
    const { target, out, form } = this.#plan;
    const { day = record.publicationDate, signal } = this.#options;
    const { madeOn = this.#options.day ?? new Date().toISOString().slice(0, 10) } = this.#options;
    const entries = target.entries({
      record,
      documents: () => this.#collection.read(),
      files: this.#collection.files,
      report: this.#collection.report,
      invalid: this.#collection.invalid,
      day,
      madeOn,
      archive: form === 'zip',
      remark: this.#remark,
    });
    try {
      return { outcome: 'written', written: await writePackage(entries, out, { form, day, signal }), record };
    } catch (error) {
      if (this.#stopped) return this.#interrupted();
      this.#remark(unwritable(out, error));
      return { outcome: 'unusable', record };
    }
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
