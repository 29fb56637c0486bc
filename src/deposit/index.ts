/** The verb: a folder of TEI in, checked and described, a package for a repository out. */
import { resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import { listInputs } from '../files/inputs.js';
import { Run } from '../validate/index.js';
import { VERSION } from '../version.js';
import { Collection, ScratchFailure } from './collection.js';
import { Making } from './make.js';
import type { DepositOptions, DepositResult } from './options.js';
import { overInput, planDeposit } from './plan.js';

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
  if (plan === undefined) return refuse(faults);
  const run = await Run.open({
    ...(options.schemas?.length ? { schemas: options.schemas } : {}),
    pointers: false,
    limits: options.limits,
  });
  const schemaFaults = run.diagnostics.filter(isError);
  const { files, diagnostics: listed } = await listInputs([folder], '.xml');
  if (schemaFaults.length + listed.length > 0) return refuse([...schemaFaults, ...listed]);
  const lost = overInput(plan, files, options.schemas);
  if (lost !== undefined) return refuse([lost]);

  let collection: Collection | undefined;
  try {
    collection = new Collection(resolve(folder), { name: 'teigram', version: VERSION });
    options.onStart?.(files.length);
    const outcome = await new Making(plan, options, collection, remark).go(files, run);
    const { documents, invalid, unchecked } = collection;
    return { ...outcome, documents, invalid, unchecked, diagnostics };
  } catch (error) {
    if (!(error instanceof ScratchFailure)) throw error;
    return refuse([error.diagnostic]);
  } finally {
    await run.stop();
    await collection?.dispose();
  }
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}
