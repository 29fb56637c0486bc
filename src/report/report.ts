/** The one shape that every report format takes, whatever the command. */
import type { Code } from '../codes/index.js';
import type { Diagnostic } from '../diagnostics.js';
import type { SchematronOutput } from '../schematron/index.js';
import { addContent, type Content, type Contents } from './contents.js';

/** What became of one input. */
export interface FileReport {
  /** As the user would name it, relative to the working folder where it stands below it. */
  readonly file: string;
  /** What it is or was checked against, in words: `telegram, 15 Dec 1961 (inferred), 4 notes, 1 page break`. */
  readonly summary?: string;
  /** Undefined where the file could not be used, so that nothing was judged. */
  readonly valid?: boolean;
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
  /** Whether it fails the run, where that is not just a matter of being valid and lossless. */
  readonly failing?: boolean;
  /** What Schematron says of it in its own language, an output a schema; where a report asks for it. */
  readonly schematron?: readonly SchematronOutput[];
  /** The text behind a diagnostic's `file`, for code frames; undefined where it is not at hand. */
  readonly source?: (file: string | undefined) => string | undefined;
}

/** A file's contribution to the exit code: 0 good, 1 invalid or not lossless, 2 could not be used. */
export function exitCodeOf(report: FileReport): 0 | 1 | 2 {
  if (report.valid === undefined) return 2;
  return (report.failing ?? (!report.valid || report.lossless === false)) ? 1 : 0;
}

/** Where a report goes: results to `out`, everything else to `err`. */
export interface Sink {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** A format. Called once a file in the order of the inputs, then once at the end. */
export interface Reporter {
  file(report: FileReport): void;
  /** A diagnostic of the call itself: a pattern that matches nothing, a folder that cannot be written. */
  run(diagnostic: Diagnostic): void;
  end(): void;
}

/** Counts over a run, for the closing lines of every format. */
export class Tally {
  files = 0;
  documents = 0;
  valid = 0;
  invalid = 0;
  notLossless = 0;
  unrecognised = 0;
  unusable = 0;
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
    if (report.lossless === false) this.notLossless++;
    this.unrecognised += report.unrecognised ?? 0;
    for (const content of report.contents ?? []) addContent(this.contents, content);
    for (const diagnostic of report.diagnostics) this.addDiagnostic(diagnostic);
  }

  addDiagnostic(diagnostic: Diagnostic): void {
    this.codes.set(diagnostic.code, (this.codes.get(diagnostic.code) ?? 0) + 1);
    if (diagnostic.severity === 'error') this.errors++;
    else if (diagnostic.severity === 'warning') this.warnings++;
  }
}
