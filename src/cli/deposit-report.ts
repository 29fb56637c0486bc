/** What `teigram deposit` says: findings as they come, the package at the end; or one JSON object. */
import { resolve } from 'node:path';
import type { DepositOptions, DepositResult, UploadOutcome } from '../deposit/index.js';
import { targetNamed } from '../deposit/registry.js';
import type { Diagnostic } from '../diagnostics.js';
import { displayPath } from '../files/inputs.js';
import { jsonText } from '../report/json.js';
import { Allowance } from '../report/limits.js';
import { renderDiagnostic } from '../report/pretty.js';
import type { FileReport } from '../report/report.js';
import { count } from '../report/words.js';
import { EXIT_GOOD, EXIT_UNUSABLE, type ExitCode } from './exit-codes.js';
import type { DepositFlags } from './flags.js';
import { type Progress, withProgress } from './progress.js';
import type { Terminal } from './terminal.js';

/** Findings of a file in print; the JSON form has all. */
const MAX_FINDINGS = 20;

export class DepositReporter {
  readonly #terminal: Terminal;
  readonly #flags: DepositFlags;
  /** The terminal with a bar for a person at it. */
  #progress: Progress;
  /** Only for the JSON form. */
  readonly #diagnostics: Diagnostic[] = [];
  readonly #allowance = new Allowance({});
  #result: object = {};

  constructor(terminal: Terminal, flags: DepositFlags) {
    this.#terminal = terminal;
    this.#flags = flags;
    this.#progress = withProgress(terminal, 0, false);
  }

  /** So many files are checked or sent from now on. */
  start(files: number): void {
    const { format, quiet } = this.#flags;
    this.#progress.stop();
    this.#progress = withProgress(this.#terminal, files, format === 'pretty' && quiet !== true);
  }

  /** One more is done. */
  step(): void {
    this.#progress.step();
  }

  /** Prints what is wrong with a document; one that is right is not worth a line. */
  file({ file, valid, diagnostics, source }: FileReport): void {
    const wrong = valid === true ? [] : diagnostics;
    if (this.#flags.format === 'json') this.#diagnostics.push(...this.#allowance.take(wrong));
    else {
      for (const diagnostic of wrong.slice(0, MAX_FINDINGS)) this.#print(diagnostic, source?.(diagnostic.file));
      if (wrong.length > MAX_FINDINGS) {
        this.#progress.err(`  … and ${wrong.length - MAX_FINDINGS} more findings in ${file}\n`);
      }
    }
    this.step();
  }

  remark(diagnostic: Diagnostic): void {
    if (this.#flags.format === 'json') this.#diagnostics.push(...this.#allowance.takeOfCall(diagnostic));
    else if (this.#flags.quiet !== true || diagnostic.severity === 'error') this.#print(diagnostic);
  }

  refuse(diagnostics: readonly Diagnostic[], exitCode: ExitCode): ExitCode {
    for (const diagnostic of diagnostics) this.remark(diagnostic);
    return this.#end(exitCode);
  }

  /** The package is made, or it is not. */
  done(
    { to, out }: DepositOptions,
    { written, documents, invalid, unchecked }: DepositResult,
    exitCode: ExitCode,
  ): ExitCode {
    this.#progress.stop();
    if (written === undefined) return this.#end(exitCode);
    const { files, bytes } = written;
    const place = displayPath(resolve(out));
    if (this.#flags.format === 'json') {
      this.#result = { target: to, out: place, documents, invalid, unchecked, files, bytes };
      // One object for the whole call.
      return this.#flags.upload === undefined ? this.#end(exitCode) : exitCode;
    }
    if (this.#flags.quiet === true) return exitCode;
    const { green, yellow } = this.#terminal.outColors;
    const valid = unchecked === 0 ? green('all valid') : yellow('all valid as far as checked');
    const verdict = [
      invalid === 0 ? valid : yellow(`${invalid} not valid, as the package says`),
      ...(unchecked === 0 ? [] : [yellow(`${unchecked} not fully checked, as its validation report says`)]),
    ].join(', ');
    const size = bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
    const content = `${count(documents, 'document')} (${verdict}), ${count(files, 'file')}, ${size}`;
    this.#terminal.out(`${green('✓')} ${place}: ${targetNamed(to)?.title}, ${content}\n`);
    return exitCode;
  }

  /** The end of a call with --upload, whether it went well or not. */
  uploaded(next: string, { page, sent, there, diagnostics }: UploadOutcome): ExitCode {
    this.#progress.stop();
    for (const diagnostic of diagnostics) this.remark(diagnostic);
    const exitCode = diagnostics.some(({ severity }) => severity === 'error') ? EXIT_UNUSABLE : EXIT_GOOD;
    this.#result = { ...this.#result, upload: { page, sent, there } };
    if (this.#flags.format === 'pretty' && exitCode === EXIT_GOOD && this.#flags.quiet !== true) {
      const before = there === 0 ? '' : `, ${there} there already`;
      this.#terminal.out(
        `${this.#terminal.outColors.green('✓')} ${page}: ${count(sent, 'file')} sent${before}. ${next}\n`,
      );
    }
    return this.#end(exitCode);
  }

  #print(diagnostic: Diagnostic, source?: string): void {
    this.#progress.err(`${renderDiagnostic(diagnostic, this.#terminal.errColors, source)}\n`);
  }

  #end(exitCode: ExitCode): ExitCode {
    if (this.#flags.format === 'json') {
      const result = { ...this.#result, diagnostics: this.#diagnostics, note: this.#allowance.note, exitCode };
      this.#terminal.data(`${jsonText(result)}\n`);
    }
    return exitCode;
  }
}
