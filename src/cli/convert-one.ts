/** One text read and converted, as far as reports and files need it: small enough to be sent from another thread. */
import type { DocumentRow } from '../archive/manifest.js';
import { type ConvertOptions, convertText } from '../convert.js';
import { decodeInput } from '../decode-input.js';
import type { Diagnostic } from '../diagnostics.js';
import type { InputFile } from '../files/inputs.js';
import { LARGEST_TEXT, readInput } from '../files/read.js';
import type { LedgerEntry } from '../lossless/index.js';
import { sha256 } from '../platform/node/machine.js';
import { type Content, contentOf, kindOf } from '../report/contents.js';
import { describeDocuments, isUnrecognised, pageBreaksOf } from '../report/describe.js';
import type { Telegram } from '../telegram/index.js';

/** A text that is to be converted. */
export interface ConvertTask {
  readonly file: InputFile;
  /** Its content, where it is at hand. */
  readonly bytes?: Uint8Array | undefined;
  /** The digest of its bytes as it was when it was converted before; what is the same still need not be. */
  readonly known?: string | undefined;
  readonly options: ConvertOptions;
}

export interface Converted {
  /** Of its bytes. */
  readonly sha256: string;
  readonly documents: readonly { readonly id: string; readonly name: string; readonly xml: string }[];
  /** The documents in a few words. */
  readonly summary: string;
  readonly contents: readonly Content[];
  readonly rows: readonly DocumentRow[];
  /** How many documents no heading was found of. */
  readonly unrecognised: number;
  readonly diagnostics: readonly Diagnostic[];
  readonly valid: boolean;
  readonly lossless: boolean;
  readonly ledger: readonly LedgerEntry[];
  /** What was converted, for who shows where a finding stands; empty where there is none. */
  readonly text: string;
}

/** What became of a text: its documents, or why it could not be used. */
export type ConvertAnswer =
  | Converted
  | { readonly documents?: undefined; readonly diagnostics: readonly Diagnostic[]; readonly isUnchanged?: undefined }
  | { readonly documents?: undefined; readonly isUnchanged: true };

/** Never rejects for what is wrong with the text. */
export async function convertOne(task: ConvertTask): Promise<ConvertAnswer> {
  const { file, bytes, known, options } = task;
  const read = bytes === undefined ? await readInput(file, LARGEST_TEXT) : { bytes };
  if ('diagnostic' in read) return { diagnostics: [read.diagnostic] };
  if (known !== undefined && sha256(read.bytes) === known) return { isUnchanged: true };
  return convertBytes(read.bytes, file, options);
}

function convertBytes(bytes: Uint8Array, file: InputFile, options: ConvertOptions): ConvertAnswer {
  const input = decodeInput(bytes, options);
  if (input.refused) return { diagnostics: input.diagnostics };
  try {
    const { documents, diagnostics, valid, lossless, ledger } = convertText(input, options);
    const telegrams = documents.map(({ telegram }) => telegram);
    return {
      sha256: input.sha256,
      documents: documents.map(({ id, name, xml }) => ({ id, name, xml })),
      summary: describeDocuments(documents),
      contents: telegrams.map(contentOf),
      rows: documents.map(({ telegram, xml }) => rowOf(telegram, xml)),
      unrecognised: telegrams.filter(isUnrecognised).length,
      ...{ diagnostics, valid, lossless, ledger },
      text: diagnostics.length === 0 ? '' : input.text,
    };
  } catch (error) {
    return { diagnostics: [...input.diagnostics, internalError(file, error)] };
  }
}

function rowOf(telegram: Telegram, xml: string): DocumentRow {
  const { date, place, senders } = telegram.facts;
  return {
    kind: kindOf(telegram),
    when: date?.when,
    place: place?.value,
    sender: senders[0]?.name,
    notes: telegram.notes.length,
    pages: pageBreaksOf(telegram),
    low: xml.split('cert="low"').length - 1,
    medium: xml.split('cert="medium"').length - 1,
  };
}

function internalError(file: InputFile, error: unknown): Diagnostic {
  const message = `teigram failed on this file: ${error instanceof Error ? error.message : String(error)}. This is a fault of the program, not of the file; please report it.`;
  return { severity: 'error', code: 'internal-error', message, file: file.display, source: 'run' };
}
