/** What `teigram deposit` says: findings as they come, the package at the end; or one JSON object. */
import type { Collection } from '../deposit/collection.js';
import type { WrittenPackage } from '../deposit/package.js';
import type { DepositTarget } from '../deposit/target.js';
import type { UploadOutcome } from '../deposit/upload/uploader.js';
import type { Diagnostic } from '../diagnostics.js';
import { renderDiagnostic } from '../report/pretty.js';
import type { FileReport } from '../report/report.js';
import { count } from '../report/words.js';
import { EXIT_GOOD, EXIT_UNUSABLE, type ExitCode } from './exit-codes.js';
import type { DepositFlags } from './program.js';
import type { Terminal } from './terminal.js';

/** Findings of a file in print; the JSON form has all. */
const MAX_FINDINGS = 20;

export class DepositReporter {
  readonly #terminal: Terminal;
  readonly #flags: DepositFlags;
  /** Only for the JSON form. */
  readonly #diagnostics: Diagnostic[] = [];
  #result: object = {};

  constructor(terminal: Terminal, flags: DepositFlags) {
    this.#terminal = terminal;
    this.#flags = flags;
  }

  /** Prints what is wrong with a document; one that is right is not worth a line. */
  file({ file, valid, diagnostics, source }: FileReport): void {
    const wrong = valid === true ? [] : diagnostics;
    if (this.#flags.format === 'json') this.#diagnostics.push(...wrong);
    else {
      for (const diagnostic of wrong.slice(0, MAX_FINDINGS)) this.#print(diagnostic, source?.(diagnostic.file));
      if (wrong.length > MAX_FINDINGS) {
        this.#terminal.err(`  … and ${wrong.length - MAX_FINDINGS} more findings in ${file}\n`);
      }
    }
  }

  remark(diagnostic: Diagnostic): void {
    if (this.#flags.format === 'json') this.#diagnostics.push(diagnostic);
    else if (this.#flags.quiet !== true || diagnostic.severity === 'error') this.#print(diagnostic);
  }

  refuse(diagnostics: readonly Diagnostic[], exitCode: ExitCode): ExitCode {
    for (const diagnostic of diagnostics) this.remark(diagnostic);
    if (this.#flags.format === 'json') this.#json({}, exitCode);
    return exitCode;
  }

  done(target: DepositTarget, out: string, { files, bytes }: WrittenPackage, collection: Collection): void {
    const { documents, invalid } = collection;
    if (this.#flags.format === 'json') {
      this.#result = { target: target.name, out, documents, invalid, files, bytes };
      // One object for the whole call.
      if (this.#flags.upload === undefined) this.#json(this.#result, EXIT_GOOD);
      return;
    }
    if (this.#flags.quiet === true) return;
    const { green, yellow } = this.#terminal.outColors;
    const verdict = invalid === 0 ? green('all valid') : yellow(`${invalid} not valid, as the package says`);
    const size = bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
    const content = `${count(documents, 'document')} (${verdict}), ${count(files, 'file')}, ${size}`;
    this.#terminal.out(`${green('✓')} ${out}: ${target.title}, ${content}\n`);
  }

  /** The end of a call with --upload, whether it went well or not. */
  uploaded(next: string, { page, sent, there, diagnostics }: UploadOutcome): ExitCode {
    for (const diagnostic of diagnostics) this.remark(diagnostic);
    const exitCode = diagnostics.some(({ severity }) => severity === 'error') ? EXIT_UNUSABLE : EXIT_GOOD;
    if (this.#flags.format === 'json') this.#json({ ...this.#result, upload: { page, sent, there } }, exitCode);
    else if (exitCode === EXIT_GOOD && this.#flags.quiet !== true) {
      const before = there === 0 ? '' : `, ${there} there already`;
      this.#terminal.out(
        `${this.#terminal.outColors.green('✓')} ${page}: ${count(sent, 'file')} sent${before}. ${next}\n`,
      );
    }
    return exitCode;
  }

  #print(diagnostic: Diagnostic, source?: string): void {
    this.#terminal.err(`${renderDiagnostic(diagnostic, this.#terminal.errColors, source)}\n`);
  }

  #json(result: object, exitCode: ExitCode): void {
    this.#terminal.out(`${JSON.stringify({ ...result, diagnostics: this.#diagnostics, exitCode })}\n`);
  }
}
