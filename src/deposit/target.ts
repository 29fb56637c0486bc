/**
 * What a target of `teigram deposit` is.
 *
 * To add one: make a folder `NAME/` whose `index.ts` exports a {@link DepositTarget}, and name it in
 * `registry.ts`. Nothing else changes: the documents are validated, the metadata that it needs is asked
 * for, and the entries that it yields are written.
 *
 * - What it describes is in {@link DepositInput.record} (the DataCite-shaped record, record.ts). What it
 *   cannot do without stands in `needs`; it then is there, or the user has been asked for it, all at once.
 * - The documents come from {@link DepositInput.documents}: anew at each call, in the order of their paths,
 *   from a spool on disk. Do not gather them; go through them as often as you need.
 * - It yields {@link PackageEntry}s. `open()` is called once an entry, one entry after the other, and
 *   only when the entry before it has been written: an entry may tell of the bytes of those before
 *   it (manifests). Of entries with an `original` only `sums` tell when they have been. Large contents are generators: `textEntry(path, async function* () { … })`.
 * - Same input, same bytes: no clock, no random ids. The only date besides those of the record is `input.day`.
 * - What the user should know (a telegram without a date) goes to {@link DepositInput.remark}, as a diagnostic with a code
 *   explained in `src/codes/deposit.ts`.
 */
import { Readable } from 'node:stream';
import type { Diagnostic } from '../diagnostics.js';
import type { HeaderFacts } from '../header/index.js';
import type { Original } from './changed.js';
import type { Copied } from './copying.js';
import type { MetadataKey } from './metadata/index.js';
import type { DepositRecord } from './record.js';
import type { Uploader } from './upload/uploader.js';

/** One file of a package. */
export interface PackageEntry {
  /** Its place in the package: relative, with `/`, no `.` or `..`; of a single file, its name. */
  readonly path: string;
  /** In bytes, where known beforehand. */
  readonly size?: number;
  /** A fresh stream of its bytes. Throws nothing: what is wrong comes out of the stream. */
  open(): Readable;
  /** The same at once, of what is short and at hand: streams take longer than small files do. */
  bytes?(): Uint8Array;
  /** The file that it is a copy of, of what is short: for who need not have the bytes pass by. */
  readonly original?: Original;
  /** Checksums that are wanted where it is copied, by node:crypto's names, and who is told them. */
  readonly sums?: {
    readonly algorithms: readonly string[];
    readonly take: (copied: Promise<Copied>) => void;
  };
}

/** A file of the edition that is no document. Packages put it where `path` says, so that documents find it as they name it. */
export interface PackageFile extends PackageEntry {
  /**
   * `schema`: documents name it, or are checked against it; `schema-part`: a schema takes it in; `part`: a document takes it
   * in (XInclude, entities); `catalog`: says which file stands for an address; `companion`: documents point to it, or it
   * describes the edition.
   */
  readonly role: 'schema' | 'schema-part' | 'part' | 'catalog' | 'companion';
}

/** A TEI file. */
export interface PackagedDocument extends PackageEntry {
  /** Relative to the folder that was deposited, with `/`: `1961/d117.xml`. */
  readonly path: string;
  /** Its place in packages: `tei/1961/d117.xml`. */
  readonly place: string;
  readonly size: number;
  /** Whether it takes in other files of the package (XInclude). */
  readonly hasParts: boolean;
  /** False only where the user gave --allow-invalid. */
  readonly valid: boolean;
  /** Package paths of the schemas that it was checked against, which are among {@link DepositInput.files}. */
  readonly schemas: readonly string[];
}

/** A TEI file with what its header says. */
export interface DepositDocument extends PackagedDocument {
  readonly facts: HeaderFacts;
}

export interface DepositInput {
  readonly record: DepositRecord;
  /** The documents in the order of their paths (UTF-16 code units); what their headers say is read anew at each call. */
  documents(): AsyncIterable<DepositDocument>;
  /** The same, for who need not know what their headers say. */
  documentFiles(): Iterable<PackagedDocument>;
  /** The place of the folder of the documents: `tei`. */
  readonly folder: string;
  /** What goes along with the documents. */
  readonly files: readonly PackageFile[];
  /** `validation-report.json`: the outcome for each document. */
  readonly report: PackageEntry;
  /** Documents that are not valid; more than 0 only with --allow-invalid. */
  readonly invalid: number;
  /** `YYYY-MM-DD`: SOURCE_DATE_EPOCH, else the publication date. Stamps of files and packages. */
  readonly day: string;
  /** `YYYY-MM-DD`: SOURCE_DATE_EPOCH, else today. The one statement that is about the making of the package itself. */
  readonly madeOn: string;
  /** Whether the package becomes one archive, rather than a folder. */
  readonly archive: boolean;
  /** Says something to the user. */
  remark(diagnostic: Diagnostic): void;
}

/**
 * How a target's entries are written: `package` as a folder, or as one archive where --out ends in one of
 * the target's `archives`; `file` as the one file that --out names.
 */
export type TargetForm = 'package' | 'file';

/** Where the edition lies in a package, for who looks at it there. */
export interface Payload {
  /** A zip within the package that holds it: `files/letters.zip`. */
  readonly zip?: string;
  /** The folder of the package, or of that zip, in which places begin: '' or `data/`. */
  readonly base: string;
  /** Where a place has another name there. */
  readonly renamed?: (place: string) => string;
}

export interface DepositTarget {
  /** As `--to` takes it. */
  readonly name: string;
  /** In a line, for the help: `BagIt 1.0 bag (RFC 8493)`. */
  readonly title: string;
  readonly form: TargetForm;
  /** Endings of --out that mean an archive: a tar for `.tar`, one packed with gzip for `.tgz` and `.tar.gz`, else a zip; by default `.zip`. */
  readonly archives?: readonly string[];
  /** Metadata that it cannot do without, beside what every target needs ({@link ALWAYS_NEEDED}). */
  readonly needs: readonly MetadataKey[];
  /** Sends the package to a server, for `--upload`; only of targets of the form `package`. */
  readonly uploader?: Uploader;
  /** Whether its entries say themselves what becomes of a licence that is none by name. */
  readonly tellsOfLicences?: true;
  /** What is wrong with an input for this target, before anything is written; after an error nothing is. */
  faults?(input: DepositInput): readonly Diagnostic[] | Promise<readonly Diagnostic[]>;
  /** Where the documents and all that they need lie in what was written; absent where they are not in it. */
  payload?(input: DepositInput): Payload;
  /** The files of the package. Of a target of the form `file`, exactly one. */
  entries(input: DepositInput): AsyncIterable<PackageEntry> | Iterable<PackageEntry>;
}

/** Metadata without which nothing should be deposited anywhere. */
export const ALWAYS_NEEDED: readonly MetadataKey[] = ['title', 'creators', 'description', 'licence', 'publicationDate'];

/** An entry made of text, as UTF-8: whole, or in pieces as they are asked for. */
export function textEntry(path: string, text: string | (() => Iterable<string> | AsyncIterable<string>)): PackageEntry {
  if (typeof text === 'string') {
    const bytes = Buffer.from(text);
    return { path, size: bytes.length, bytes: () => bytes, open: () => Readable.from([bytes], { objectMode: false }) };
  }
  return { path, open: () => Readable.from(utf8(text()), { objectMode: false }) };
}

/** In pieces of this many UTF-16 code units, since a chunk for each line would cost more than the line. */
const PIECE = 32_768;

async function* utf8(pieces: Iterable<string> | AsyncIterable<string>): AsyncGenerator<Buffer> {
  let held = '';
  for await (const piece of pieces) {
    held += piece;
    if (held.length < PIECE) continue;
    yield Buffer.from(held);
    held = '';
  }
  if (held !== '') yield Buffer.from(held);
}
