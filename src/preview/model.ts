/** What a page of the preview shows: written into the page as JSON, so plain and small. */
import type { Severity } from '../diagnostics.js';

/** Ranges of the shown text, one after another: where the first starts and ends, where the second starts … In UTF-16 code units, zero-based. */
export type Ranges = readonly number[];

/** From where to where: one-based, columns in UTF-16 code units, the last just past the end. */
export type PlaceInTei = readonly [line: number, column: number, endLine: number, endColumn: number];

/** An element of the TEI and the places of the text that it was made of. */
export interface Link {
  /** Its place among all elements of the TEI, from 0. */
  readonly element: number;
  readonly place: PlaceInTei;
  readonly ranges: Ranges;
  /** Of what an attribute holds: the marker of a note, the number of a page. */
  readonly marker?: Ranges;
}

/** Something the header says. */
export interface ShownFact {
  readonly label: string;
  readonly value: string;
  /** Where the text says it. */
  readonly ranges?: Ranges;
  /** Why it is not certain: in words. */
  readonly inferred?: string;
}

export interface ShownFinding {
  readonly severity: Severity;
  readonly code: string;
  /** The kind of finding in one sentence. */
  readonly title: string;
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  /** Where in the shown text it stands. */
  readonly at?: number;
  /** Where in the TEI, one-based. */
  readonly line?: number;
}

export interface ShownText {
  /** The file's name. */
  readonly name: string;
  readonly text: string;
  /** Characters that are in no text of the TEI, and why: `navigation`, `bullet` … */
  readonly leftOut: readonly { readonly range: readonly [start: number, end: number]; readonly reason: string }[];
  /** What belongs to other documents of the same file. */
  readonly elsewhere: Ranges;
}

export interface Neighbours {
  /** Addresses of pages, relative to this one. */
  readonly previous?: string;
  readonly next?: string;
  readonly index?: string;
}

/** One page. */
export interface Preview {
  readonly title: string;
  /** The TEI's file name. */
  readonly name: string;
  readonly xml: string;
  /** `telegram, 15 Dec 1961, 4 notes; valid, lossless`. */
  readonly summary: string;
  /** `open` where nobody has checked it. */
  readonly verdict: 'good' | 'bad' | 'open';
  /** The TEI is not well-formed. */
  readonly isBroken?: true;
  /** BCP 47, where the TEI says it. */
  readonly language?: string;
  /** Absent where a TEI is shown without the text that it was made of. */
  readonly source?: ShownText;
  readonly links: readonly Link[];
  readonly facts: readonly ShownFact[];
  readonly findings: readonly ShownFinding[];
}

/** A row of the index. */
export interface Row {
  /** Address of the page, relative to the index. */
  readonly page: string;
  readonly title: string;
  /** The input's place below what was named. */
  readonly file: string;
  readonly kind: string;
  /** ISO: a day, a month, a year. */
  readonly when?: string | undefined;
  readonly place?: string | undefined;
  readonly sender?: string | undefined;
  /** Statements that are not certain. */
  readonly low: number;
  readonly medium: number;
  readonly errors: number;
  readonly warnings: number;
  /** Codes of what was found. */
  readonly codes: readonly string[];
}
