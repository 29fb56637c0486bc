/** The one shape that every report format takes, whatever the command. */
import type { Code } from '../codes/index.js';
import type { Diagnostic } from '../diagnostics.js';
import type { SchematronOutput } from '../schematron/index.js';
import { addContent, type Content, type Contents } from './contents.js';

/** Findings of a file that are not listed with it. */
export interface ToldTogether extends Pick<Diagnostic, 'severity' | 'code'> {
  readonly count: number;
}

/** What became of one input. */
export interface FileReport {
  /** As the user would name it, relative to the working folder where it stands below it. */
  readonly file: string;
  /** What it is or was checked against, in words: `telegram, 15 Dec 1961 (inferred), 4 notes, 1 page break`. */
  readonly summary?: string;
  /** Undefined where the file could not be used, so that nothing was judged. */
  readonly valid?: boolean;
  /** Only of validation: whether all was looked at; where it was not, `valid` holds as far as it was. */
  readonly checked?: 'fully' | 'partly';
  /** What was not looked at, in words: `3 of 40 rules not evaluated`. */
  readonly unchecked?: string | undefined;
  /** Only of conversions. */
  readonly lossless?: boolean;
  /** Only of conversions: how many of its documents have no heading that the reader knows, and are plain paragraphs. */
  readonly unrecognised?: number;
  /** Only of conversions: what its documents are, for counting. */
  readonly contents?: readonly Content[];
  /** Files written, as the user would name them. */
  readonly outputs?: readonly string[];
  /** Written TEI, where the call asks for it on standard output. */
  readonly documents?: readonly { readonly id: string; readonly xml: string }[];
  /** What was left out of the TEI's text on purpose, and why. */
  readonly ledger?: readonly unknown[];
  readonly diagnostics: readonly Diagnostic[];
  /** How many more of its findings are told together with those of other files, by kind. */
  readonly together?: readonly ToldTogether[];
  /** Whether it fails the run, where that is not just a matter of being valid and lossless. */
  readonly failing?: boolean;
  /** Whether the run takes it although it was not fully checked. */
  readonly mayBeUnchecked?: boolean;
  /** What Schematron says of it in its own language, an output a schema; where a report asks for it. */
  readonly schematron?: readonly SchematronOutput[];
  /** The text behind a diagnostic's `file`, for code frames; undefined where it is not at hand. */
  readonly source?: (file: string | undefined) => string | undefined;
}

/** 0 good, 1 invalid or not lossless, 2 could not be used, 3 good as far as it was checked, which was not fully. */
export type ReportExitCode = 0 | 1 | 2 | 3;

/** A file's contribution to the exit code. */
export function exitCodeOf(report: FileReport): ReportExitCode {
  if (report.valid === undefined) return 2;
  if (report.failing ?? (!report.valid || report.lossless === false)) return 1;
  return report.checked === 'partly' && report.mayBeUnchecked !== true ? 3 : 0;
}

/** That of a finding of the call itself; of those told together the files tell. @param fails whether it fails the run although it is no error. */
export function exitCodeOfCall({ severity, places }: Diagnostic, fails = false): ReportExitCode {
  if (places !== undefined) return 0;
  return severity === 'error' ? 2 : fails ? 1 : 0;
}

/** The worse of two: what is not fully checked is better than what is known to be wrong. */
export function worseExit<Code extends number>(a: Code, b: Code): Code {
  const rank = (code: Code): number => (code === 3 ? 0.5 : code);
  return rank(a) > rank(b) ? a : b;
}

/** The verdict in words: whether it is valid, and where that holds only in part, what was not looked at. */
export function verdictOf({ valid, checked, unchecked = 'a part of it not looked at' }: FileReport): string {
  if (valid === undefined) return 'could not be used';
  if (checked !== 'partly') return valid ? 'valid' : 'not valid';
  return valid ? `valid as far as checked: ${unchecked}` : `not valid, and not fully checked: ${unchecked}`;
}

/** Where a report goes: results to `out`, everything else to `err`. */
export interface Sink {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** A format. Called once a file in the order of the inputs, then once at the end. */
export interface Reporter {
  file(report: FileReport): void;
  /**
   * A diagnostic of the call itself: a pattern that matches nothing, a folder that cannot be written. Or, with `places`,
   * findings of its files that are told together.
   *
   * @param fails whether it fails the run although it is no error.
   */
  run(diagnostic: Diagnostic, fails?: boolean): void;
  /** So many files of the call were passed over. */
  skip?(files: number): void;
  end(): void;
}

/** Counts over a run, for the closing lines of every format. */
export class Tally {
  files = 0;
  documents = 0;
  valid = 0;
  invalid = 0;
  /** Files that were not fully checked, valid or not. */
  unchecked = 0;
  notLossless = 0;
  unrecognised = 0;
  unusable = 0;
  /** Files that the call passed over, which are none of `files`; absent where it passes over none. */
  skipped: number | undefined;
  errors = 0;
  warnings = 0;
  readonly contents: Contents = new Map();
  /** How often each code was met. */
  readonly codes = new Map<Code, number>();

  add(report: FileReport): void {
    this.files++;
    this.documents += report.outputs?.length ?? report.documents?.length ?? 0;
    if (report.valid === undefined) this.unusable++;
    else if (report.valid) this.valid++;
    else this.invalid++;
    if (report.checked === 'partly') this.unchecked++;
    if (report.lossless === false) this.notLossless++;
    this.unrecognised += report.unrecognised ?? 0;
    for (const content of report.contents ?? []) addContent(this.contents, content);
    for (const diagnostic of report.diagnostics) this.addDiagnostic(diagnostic);
    for (const told of report.together ?? []) this.#count(told);
  }

  addDiagnostic(diagnostic: Diagnostic): void {
    // Those told together are counted with their files.
    if (diagnostic.places === undefined) this.#count({ ...diagnostic, count: 1 });
  }

  #count({ code, severity, count }: ToldTogether): void {
    this.codes.set(code, (this.codes.get(code) ?? 0) + count);
    if (severity === 'error') this.errors += count;
    else if (severity === 'warning') this.warnings += count;
  }
}
