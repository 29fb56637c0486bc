/** How much a report tells: so many findings of a file, so many in all, and each no longer than anybody reads. */
import type { Diagnostic } from '../diagnostics.js';
import { shortened, shortenedWithin } from '../shown.js';
import type { FileReport } from './report.js';
import { count } from './words.js';

export interface Limits {
  /** Findings of a file, 0 for all. */
  readonly maxFindings?: number | undefined;
  /** Findings in all, 0 for all; default {@link MOST_IN_ALL}. With it all text of findings together is limited, too. */
  readonly maxTotal?: number | undefined;
}

/** More than anybody mends or any service takes, and a report of them still fits into memory and a browser's upload. */
export const MOST_IN_ALL = 100_000;
/** In UTF-16 code units: text of all findings of a report. */
const MOST_TEXT = 50_000_000;
/** What a finding needs beside its text: its place, its code, a few lines of the document. */
const FRAME = 200;

const LONGEST_MESSAGE = 4_000;
const LONGEST_PATH = 1_000;
/** As long as systems let paths be. */
const LONGEST_FILE = 4_096;
const LONGEST_NAME = 200;
const MOST_EXPECTED = 1_000;

/** What a report may still tell. */
export class Allowance {
  readonly #maxFindings: number;
  readonly #maxTotal: number;
  #told = 0;
  #text = 0;
  #ofCall = 0;
  /** Findings that were left out because there were too many in all. */
  leftOut = 0;

  constructor({ maxFindings = 0, maxTotal = MOST_IN_ALL }: Limits) {
    this.#maxFindings = maxFindings;
    this.#maxTotal = maxTotal;
  }

  /** Those findings of a file that are told, each cut to what anybody reads. */
  take(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
    const most = this.#maxFindings;
    const wanted = most > 0 && diagnostics.length > most ? diagnostics.slice(0, most) : diagnostics;
    const told: Diagnostic[] = [];
    for (const diagnostic of wanted) {
      const { cut, length } = tellable(diagnostic);
      if (!this.takeText(length + FRAME)) break;
      told.push(cut);
    }
    // One is counted by `takeText`.
    this.leftOut += Math.max(0, wanted.length - told.length - 1);
    return told;
  }

  /** What is wrong with the call itself is told however much was found before. */
  takeOfCall(diagnostic: Diagnostic): readonly Diagnostic[] {
    this.#ofCall++;
    if (this.#maxTotal === 0 || this.#ofCall <= this.#maxTotal) return [tellable(diagnostic).cut];
    this.leftOut++;
    return [];
  }

  /** Whether one more finding of a length may be told. */
  takeText(length: number): boolean {
    if (this.#maxTotal > 0 && (this.#told >= this.#maxTotal || this.#text + length > MOST_TEXT)) {
      this.leftOut++;
      return false;
    }
    this.#told++;
    this.#text += length;
    return true;
  }

  /** Whether there is room for what is no finding. */
  takeRoom(length: number): boolean {
    this.#text += length;
    return this.#maxTotal === 0 || this.#text <= MOST_TEXT;
  }

  /** What is left out in all, and how to see it; undefined where nothing is. */
  get note(): string | undefined {
    if (this.leftOut === 0) return undefined;
    return `${count(this.leftOut, 'finding')} more ${this.leftOut === 1 ? 'was' : 'were'} left out, since a report has no more than ${this.#maxTotal.toLocaleString('en')} in all, nor more than ${MOST_TEXT / 1e6} million characters; mend these first, check fewer files at once, or see all with --max-total 0.`;
  }
}

/** The report of a file, whose own name and summary are cut as those of its findings are. */
export function tellableFile(report: FileReport): FileReport {
  const { file, summary = '', outputs = [] } = report;
  const isLong = (path: string) => path.length > LONGEST_FILE;
  if (!isLong(file) && summary.length <= LONGEST_MESSAGE && !outputs.some(isLong)) return report;
  return {
    ...report,
    file: shortenedWithin(file, LONGEST_FILE),
    ...(report.summary === undefined ? {} : { summary: shortened(summary, LONGEST_MESSAGE) }),
    ...(report.outputs === undefined
      ? {}
      : { outputs: outputs.map((output) => shortenedWithin(output, LONGEST_FILE)) }),
  };
}

/** The finding, cut to what anybody reads, and how long the text of it is. */
export function tellable(diagnostic: Diagnostic): { readonly cut: Diagnostic; readonly length: number } {
  const { message, path = '', documentation = '', expected = [], file = '' } = diagnostic;
  let length = message.length + path.length + documentation.length + file.length;
  for (const name of expected) length += name.length;
  const isShort = message.length <= LONGEST_MESSAGE && path.length <= LONGEST_PATH && file.length <= LONGEST_FILE;
  if (isShort && length <= LONGEST_MESSAGE) return { cut: diagnostic, length };
  const cut: Diagnostic = {
    ...diagnostic,
    message: shortened(message, LONGEST_MESSAGE),
    ...(diagnostic.file === undefined ? {} : { file: shortenedWithin(file, LONGEST_FILE) }),
    ...(diagnostic.path === undefined ? {} : { path: shortenedWithin(path, LONGEST_PATH) }),
    ...(diagnostic.documentation === undefined ? {} : { documentation: shortened(documentation, LONGEST_MESSAGE) }),
    ...(diagnostic.expected === undefined
      ? {}
      : { expected: expected.slice(0, MOST_EXPECTED).map((name) => shortened(name, LONGEST_NAME)) }),
  };
  return { cut, length: Math.min(length, 2 * LONGEST_MESSAGE) };
}
