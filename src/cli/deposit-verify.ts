/** `teigram deposit verify`: checks a bag from anywhere. */
import { EXIT_UNUSABLE, type ExitCode } from './exit-codes.js';
import type { DepositFlags } from './program.js';
import type { Terminal } from './terminal.js';

export async function runVerify(_bag: string, _flags: DepositFlags, _terminal: Terminal): Promise<ExitCode> {
  return EXIT_UNUSABLE;
}
