/** One text converted, as far as reports and files need it: small enough to be sent from another thread. */
import { type ConvertOptions, convertText } from '../convert.js';
import type { DecodedInput } from '../decode-input.js';
import type { Diagnostic } from '../diagnostics.js';
import type { LedgerEntry } from '../lossless/index.js';
import { type Content, contentOf } from '../report/contents.js';
import { describeDocuments, isUnrecognised } from '../report/describe.js';

export interface Converted {
  readonly documents: readonly { readonly id: string; readonly name: string; readonly xml: string }[];
  /** The documents in a few words. */
  readonly summary: string;
  readonly contents: readonly Content[];
  /** How many documents no heading was found of. */
  readonly unrecognised: number;
  readonly diagnostics: readonly Diagnostic[];
  readonly valid: boolean;
  readonly lossless: boolean;
  readonly ledger: readonly LedgerEntry[];
}

export function convertOne(input: DecodedInput, options: ConvertOptions): Converted {
  const { documents, diagnostics, valid, lossless, ledger } = convertText(input, options);
  const telegrams = documents.map(({ telegram }) => telegram);
  return {
    documents: documents.map(({ id, name, xml }) => ({ id, name, xml })),
    summary: describeDocuments(documents),
    contents: telegrams.map(contentOf),
    unrecognised: telegrams.filter(isUnrecognised).length,
    ...{ diagnostics, valid, lossless, ledger },
  };
}
