/** `teigram deposit verify`: checks a bag from anywhere, and says whether it is complete and valid. */
import { resolve } from 'node:path';
import { type BagReport, verifyBag } from '../deposit/bag/verify.js';
import { displayPath } from '../files/inputs.js';
import { jsonText } from '../report/json.js';
import { Allowance } from '../report/limits.js';
import { renderDiagnostic } from '../report/pretty.js';
import { count } from '../report/words.js';
import { shortenedWithin } from '../shown.js';
import { EXIT_GOOD, EXIT_INVALID, EXIT_UNUSABLE, type ExitCode } from './exit-codes.js';
import type { DepositFlags } from './flags.js';
import type { Terminal } from './terminal.js';

/** Findings in print; the JSON form has all. */
const MAX_FINDINGS = 100;
const LONGEST_NAME = 1_000;

export async function runVerify(name: string, flags: DepositFlags, terminal: Terminal): Promise<ExitCode> {
  const path = resolve(name);
  const report = await verifyBag(path, displayPath(path));
  const exitCode = exitCodeOf(report);
  const bag = shortenedWithin(displayPath(path), LONGEST_NAME);
  if (flags.format === 'json') {
    const allowance = new Allowance({});
    const diagnostics = allowance.take(report.diagnostics);
    const result = { bag, ...report, diagnostics, note: allowance.note, exitCode };
    terminal.data(`${jsonText(result)}\n`);
  } else print(bag, report, flags, terminal);
  return exitCode;
}

/** What is no bag could not be used; a bag that is not whole is invalid. */
function exitCodeOf({ valid, version }: BagReport): ExitCode {
  if (valid) return EXIT_GOOD;
  return version === undefined ? EXIT_UNUSABLE : EXIT_INVALID;
}

function print(name: string, report: BagReport, { quiet = false }: DepositFlags, terminal: Terminal): void {
  const wanted = quiet ? report.diagnostics.filter(({ severity }) => severity === 'error') : report.diagnostics;
  for (const diagnostic of wanted.slice(0, MAX_FINDINGS)) {
    terminal.err(`${renderDiagnostic(diagnostic, terminal.errColors)}\n`);
  }
  if (wanted.length > MAX_FINDINGS) {
    terminal.err(`… and ${wanted.length - MAX_FINDINGS} more findings; --format json has all\n`);
  }
  if (quiet && report.valid) return;
  const { green, red } = terminal.outColors;
  const sign = report.valid ? green('✓') : red('✗');
  const what = report.version === undefined ? '' : `BagIt ${report.version}, ${count(report.files, 'payload file')}`;
  const checked = report.algorithms.length === 0 ? '' : `, checked by ${report.algorithms.join(' and ')}`;
  terminal.out(`${sign} ${name}: ${what === '' ? 'could not be used' : `${what}${checked}: ${verdict(report)}`}\n`);
}

function verdict({ complete, valid }: BagReport): string {
  if (valid) return 'complete and valid';
  return complete ? 'complete, but not valid: some files were changed' : 'not complete';
}
