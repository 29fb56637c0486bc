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
  readonly source: DiagnosticSource;
}
