/** What a deposit is asked to be, and what became of it. */
import type { Limits } from '../budget.js';
import type { Diagnostic } from '../diagnostics.js';
import type { FileReport } from '../report/report.js';
import type { DepositMetadata } from './metadata/index.js';
import type { WrittenPackage } from './package.js';
import type { DepositRecord } from './record.js';

export interface DepositOptions {
  /** The name of a target: `bag`, `ro-crate`, `zenodo` … */
  readonly to: string;
  /** Where the package goes: a name that ends in `.zip` (of bags also `.tar`, `.tgz`, `.tar.gz`) gives one file, any other a folder. */
  readonly out: string;
  /** Title, creators, licence …, as teigram.config.json has them; where it is silent, what the headers agree on. */
  readonly metadata?: DepositMetadata;
  /** What the metadata come from, for messages. Default `teigram.config.json`. */
  readonly metadataFile?: string;
  /** Paths or addresses of schemas to check against. Default: those that each document names. */
  readonly schemas?: readonly string[];
  /** Patterns, as `.gitignore` has them, of files that go along though no document points to them: `*.txt`. */
  readonly include?: readonly string[];
  /** Patterns of files and folders that do not go along, documents included. */
  readonly exclude?: readonly string[];
  /** Replaces a file that is in the place of the package; a folder never. */
  readonly force?: boolean;
  /** XML catalogs with files for addresses of schemas and parts. */
  readonly catalogs?: readonly string[];
  /** The same for a catalog that lay in the working folder and that nobody named. */
  readonly foundCatalog?: string;
  /** Addresses of schemas, and the files that stand for them. */
  readonly map?: Readonly<Record<string, string>>;
  /** As `map`, where it stands in a configuration that nobody named: it leads to what files of the folder may lead to. */
  readonly foundMap?: Readonly<Record<string, string>>;
  /** Never ask the network for schemas. */
  readonly offline?: boolean;
  /** Whether files of this disk that documents take in by their DOCTYPE are read, and go along; default `local`. */
  readonly entities?: 'none' | 'local';
  /** Other limits than the usual ones of what each document may cost. */
  readonly limits?: Partial<Limits>;
  /** Makes the package although documents are not valid; it says so. */
  readonly allowInvalid?: boolean;
  /** `YYYY-MM-DD`: the date of files and packages, and of publication where the metadata name none. Default: that of publication. */
  readonly day?: string;
  /** `YYYY-MM-DD`: when the package is made, where the target says that. Default: `day`, else today (UTC). */
  readonly madeOn?: string;
  /** What is known already to be wrong with the call: nothing is written, and whatever else is wrong is said with it. */
  readonly faults?: readonly Diagnostic[];
  /** Ends the work; nothing half-written is left. */
  readonly signal?: AbortSignal;
  /** Told how many documents there are, before the first is checked. */
  readonly onStart?: (files: number) => void;
  /** Told what each document's check has found, in the order of their paths. */
  readonly onFile?: (report: FileReport) => void;
  /** Told each diagnostic of the result as it comes. */
  readonly onRemark?: (diagnostic: Diagnostic) => void;
}

export interface DepositResult {
  /** `invalid`: documents are not valid, and that is all that is wrong. `unusable`: the call, its metadata or some file could not be used. */
  readonly outcome: 'written' | 'invalid' | 'unusable' | 'interrupted';
  /** Present where a package was written. */
  readonly written?: WrittenPackage;
  /** The description of the deposit; absent where something is missing for it. */
  readonly record?: DepositRecord;
  /** Documents that could be read, and those among them that are not valid. */
  readonly documents: number;
  readonly invalid: number;
  /** Documents that were not fully checked, valid or not: the validation report says of each what was not looked at. */
  readonly unchecked: number;
  /** What is to be said of the deposit as a whole and of headers; the findings of checks are in the reports of `onFile`. */
  readonly diagnostics: readonly Diagnostic[];
}
