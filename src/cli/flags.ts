/** What each command takes, as commander reads it. */

import type { Shard } from '../archive/shard.js';
import type { Severity } from '../diagnostics.js';
import type { ReportTarget } from './report-formats.js';

export interface CommonOptions {
  readonly color: boolean;
  readonly quiet?: boolean;
}

export interface ConvertFlags extends CommonOptions {
  readonly out?: string;
  readonly stdout?: boolean;
  readonly volume?: string;
  readonly config?: string;
  readonly encoding?: string;
  readonly lineBreaks?: boolean;
  readonly stats?: boolean;
  readonly report?: boolean;
  readonly force?: boolean;
  readonly shard?: Shard;
  readonly perFolder?: number;
  readonly records?: string;
  readonly text?: string;
  readonly name?: string;
  readonly jobs?: number;
  readonly failOn?: 'unrecognised';
  readonly format: 'pretty' | 'json';
}

export interface PreviewFlags
  extends CommonOptions,
    Pick<ConvertFlags, 'out' | 'volume' | 'config' | 'encoding' | 'lineBreaks'> {
  readonly serve?: boolean;
  readonly port?: number;
  readonly try?: boolean;
  readonly source?: readonly string[];
  readonly schema?: readonly string[];
  readonly catalog?: readonly string[];
  readonly offline?: boolean;
}

export interface ValidateFlags extends CommonOptions {
  readonly output?: string;
  readonly severity?: Severity;
  readonly failOn?: Severity | 'never';
  readonly allowUnchecked?: boolean;
  readonly schema?: readonly string[];
  readonly catalog?: readonly string[];
  readonly config?: string;
  readonly offline?: boolean;
  readonly phase?: string;
  readonly schematron?: boolean;
  readonly corpus?: boolean;
  readonly skipUnassociated?: boolean;
  readonly pointers?: boolean;
  readonly xinclude: boolean;
  readonly entities?: 'none' | 'local';
  readonly jobs?: number;
  readonly watch?: boolean;
  readonly filesFrom?: string;
  readonly onlyFrom?: string;
  readonly format?: readonly ReportTarget[];
  readonly cache: boolean;
  readonly maxErrors?: number;
  readonly maxTotal?: number;
  readonly limit?: readonly string[];
}

export interface DepositFlags extends CommonOptions {
  readonly to?: string;
  readonly out?: string;
  readonly upload?: string;
  readonly config?: string;
  readonly schema?: readonly string[];
  readonly catalog?: readonly string[];
  readonly offline?: boolean;
  readonly entities?: 'none' | 'local';
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly force?: boolean;
  readonly allowInvalid?: boolean;
  readonly limit?: readonly string[];
  /** Of `verify`. */
  readonly profile?: string;
  readonly format: 'pretty' | 'json';
}

export interface MergeFlags extends CommonOptions {
  readonly out?: string;
}

export interface InspectFlags extends CommonOptions {
  readonly volume?: string;
  readonly encoding?: string;
}
