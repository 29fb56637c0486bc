/** The verb: a folder of TEI in, checked and described, a package for a repository out. */
import { resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import { notingReads } from '../files/been-read.js';
import { Run, type RunOptions } from '../validate/index.js';
import { Making } from './make.js';
import type { DepositOptions, DepositResult } from './options.js';
import { planDeposit } from './plan.js';
import { Scratch, ScratchFailure } from './scratch.js';

export type { Contact, DepositMetadata, Funder, Party, RelatedWork } from './metadata/index.js';
export type { DepositOptions, DepositResult } from './options.js';
export type { WrittenPackage } from './package.js';
export type { DepositRecord } from './record.js';
export { type UploadOptions, uploadDeposit } from './send.js';
export type { UploadOutcome } from './upload/uploader.js';

/**
 * Makes a package of a folder of TEI files: checks them, gathers what their headers say, and writes what the target
 * takes, whole or not at all. Nothing is thrown at what files hold: what is wrong is in `diagnostics`.
 *
 * @param folder whose `.xml` files, folders below it included, are deposited; its layout is kept.
 */
export async function makeDeposit(folder: string, options: DepositOptions): Promise<DepositResult> {
  const diagnostics: Diagnostic[] = [];
  const remark = (diagnostic: Diagnostic) => {
    diagnostics.push(diagnostic);
    options.onRemark?.(diagnostic);
  };
  const refuse = (faults: readonly Diagnostic[]): DepositResult => {
    for (const fault of faults) remark(fault);
    return { outcome: 'unusable', documents: 0, invalid: 0, unchecked: 0, diagnostics };
  };

  const { plan, diagnostics: faults } = await planDeposit(folder, options);
  if (plan === undefined) return refuse([...(options.faults ?? []), ...faults]);
  return notingReads(async (read) => {
    const run = await Run.open(runOptions(options));
    const schemaFaults = run.diagnostics.filter(isError);
    let scratch: Scratch | undefined;
    try {
      if (schemaFaults.length > 0) return refuse(schemaFaults);
      scratch = new Scratch();
      const making = new Making(resolve(folder), plan, options, { run, scratch, read, remark });
      const outcome = await making.go();
      const { documents, invalid, unchecked } = making.collection;
      return { ...outcome, documents, invalid, unchecked, diagnostics };
    } catch (error) {
      if (!(error instanceof ScratchFailure)) throw error;
      return refuse([error.diagnostic]);
    } finally {
      await run.stop();
      await scratch?.dispose();
    }
  });
}

/** Pointers are the editors' business; what they lead to is looked at for what goes along. */
function runOptions({
  schemas,
  limits,
  catalogs,
  foundCatalog,
  map,
  foundMap,
  offline,
  entities = 'local',
}: DepositOptions): RunOptions {
  const named = schemas?.length ? { schemas } : {};
  return { ...named, pointers: false, ...{ limits, catalogs, foundCatalog, map, foundMap, offline, entities } };
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}
