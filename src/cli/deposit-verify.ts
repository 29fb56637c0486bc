/** `teigram deposit verify`: checks a bag from anywhere, and says whether it is complete and valid. */
import { resolve } from 'node:path';
import type { ReadProfile } from '../deposit/bag/profile/read.js';
import { type BagReport, verifyBag } from '../deposit/bag/verify.js';
import { displayPath } from '../files/inputs.js';
import { jsonText } from '../report/json.js';
import { Allowance } from '../report/limits.js';
import { renderDiagnostic } from '../report/pretty.js';
import { count } from '../report/words.js';
import { shortenedWithin } from '../shown.js';
import { EXIT_GOOD, EXIT_INVALID, EXIT_UNUSABLE, type ExitCode } from './exit-codes.js';
import type { DepositFlags } from './flags.js';
import { readProfileFile } from './profile-file.js';
import type { Terminal } from './terminal.js';

/** Findings in print; the JSON form has all. */
const MAX_FINDINGS = 100;
const LONGEST_NAME = 1_000;

export async function runVerify(name: string, flags: DepositFlags, terminal: Terminal): Promise<ExitCode> {
  const path = resolve(name);
  const { profile, diagnostics } = flags.profile === undefined ? NO_PROFILE : await readProfileFile(flags.profile);
  const isUnusable = flags.profile !== undefined && profile === undefined;
  const checked = isUnusable ? NOTHING : await verifyBag(path, displayPath(path), profile && { profile });
  const report = { ...checked, diagnostics: [...diagnostics, ...checked.diagnostics] };
  const exitCode = exitCodeOf(report);
  const bag = shortenedWithin(displayPath(path), LONGEST_NAME);
  if (flags.format === 'json') {
    const allowance = new Allowance({});
    const diagnostics = allowance.take(report.diagnostics);
    const result = { bag, ...report, diagnostics, note: allowance.note, exitCode };
    terminal.data(`${jsonText(result)}\n`);
  } else print(`${bag}: ${isUnusable ? WITHOUT_PROFILE : outcomeOf(report)}`, report, flags, terminal);
  return exitCode;
}

const NO_PROFILE: ReadProfile = { diagnostics: [] };
/** Of a bag that was not looked at. */
const NOTHING: BagReport = {
  algorithms: [],
  files: 0,
  bytes: 0,
  info: [],
  complete: false,
  valid: false,
  diagnostics: [],
};

/** What is no bag could not be used; a bag that is not whole, or not what the profile asks for, is invalid. */
function exitCodeOf(report: BagReport): ExitCode {
  const { version } = report;
  if (isGood(report)) return EXIT_GOOD;
  return version === undefined ? EXIT_UNUSABLE : EXIT_INVALID;
}

function isGood({ valid, profile }: BagReport): boolean {
  return valid && profile?.met !== false;
}

/** @param outcome of which bag, in a line. */
function print(outcome: string, report: BagReport, { quiet = false }: DepositFlags, terminal: Terminal): void {
  const wanted = quiet ? report.diagnostics.filter(({ severity }) => severity === 'error') : report.diagnostics;
  for (const diagnostic of wanted.slice(0, MAX_FINDINGS)) {
    terminal.err(`${renderDiagnostic(diagnostic, terminal.errColors)}\n`);
  }
  if (wanted.length > MAX_FINDINGS) {
    terminal.err(`… and ${wanted.length - MAX_FINDINGS} more findings; --format json has all\n`);
  }
  if (quiet && isGood(report)) return;
  const { green, red } = terminal.outColors;
  const sign = isGood(report) ? green('✓') : red('✗');
  terminal.out(`${sign} ${outcome}\n`);
}

const WITHOUT_PROFILE = 'not verified, since the profile cannot be used';

function outcomeOf(report: BagReport): string {
  const { version, files, algorithms } = report;
  if (version === undefined) return 'could not be used';
  const checked = algorithms.length === 0 ? '' : `, checked by ${algorithms.join(' and ')}`;
  return `BagIt ${version}, ${count(files, 'payload file')}${checked}: ${verdict(report)}`;
}

function verdict({ complete, valid, profile }: BagReport): string {
  const whole = valid ? 'complete and valid' : complete ? COMPLETE_ONLY : 'not complete';
  if (profile === undefined) return whole;
  const { identifier, version, met } = profile;
  const name = `the profile ${shortenedWithin(identifier, LONGEST_NAME)} (version ${shortenedWithin(version)})`;
  return `${whole}; ${met ? 'as' : 'not as'} ${name} asks`;
}

const COMPLETE_ONLY = 'complete, but not valid: some files were changed';
