import type { Code } from './codes/index.js';

/** How bad a finding is: an error makes a document invalid or a run fail; a warning asks for a look; info only tells. */
export type Severity = 'error' | 'warning' | 'info';

/** The room of the house that speaks. */
export type DiagnosticSource =
  | 'input'
  | 'telegram'
  | 'tei'
  | 'xml'
  | 'relaxng'
  | 'schematron'
  | 'pointers'
  | 'libxml2'
  | 'deposit'
  | 'run';

/** Where a finding stands. */
export interface FoundPlace {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** The one shape for everything that can be wrong. */
export interface Diagnostic {
  readonly severity: Severity;
  /** A stable kebab-case word, explained in `src/codes/` and by `teigram explain CODE`. */
  readonly code: Code;
  /** What is wrong and what to do, in words for a reader who has never seen XML. */
  readonly message: string;
  readonly file?: string;
  /** One-based. */
  readonly line?: number;
  /** One-based, in UTF-16 code units. */
  readonly column?: number;
  readonly endLine?: number;
  /** One-based, in UTF-16 code units, just past the last one. */
  readonly endColumn?: number;
  /** The element path from the root, such as `/TEI/text/body/div[2]/p[1]`. */
  readonly path?: string;
  /** What could have stood there, sorted. */
  readonly expected?: readonly string[];
  /** The schema's own documentation of the element concerned. */
  readonly documentation?: string;
  /**
   * In few words and without its place, of a finding that others of a run may be like: `@calendar="Gregorian" leads to no
   * file`. Those that say the same here may be told together.
   */
  readonly alike?: string;
  /** Of findings told together, whose files have the verdicts: how many there are in the run; */
  readonly count?: number;
  /** in how many files; */
  readonly files?: number;
  /** and where the first of them stand. */
  readonly places?: readonly FoundPlace[];
  readonly source: DiagnosticSource;
}
