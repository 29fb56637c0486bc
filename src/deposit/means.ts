/** What a deposit is made with, and how its making may end. */
import type { Diagnostic } from '../diagnostics.js';
import type { Read } from '../files/been-read.js';
import type { Run } from '../validate/index.js';
import type { DepositResult } from './options.js';
import type { Scratch } from './scratch.js';

export interface Means {
  readonly run: Run;
  readonly scratch: Scratch;
  /** What has been read, so far. */
  readonly read: Read;
  readonly remark: (diagnostic: Diagnostic) => void;
}

export type Outcome = Pick<DepositResult, 'outcome' | 'written' | 'record'>;

/** Says that the run was stopped. */
export function interrupted({ remark }: Means): Outcome {
  const message = 'The run was stopped, so no package was made.';
  remark({ severity: 'warning', code: 'run-interrupted', message, source: 'run' });
  return { outcome: 'interrupted' };
}

export function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}
