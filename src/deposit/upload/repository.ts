/** What an upload asks of a repository. */
import type { Readable } from 'node:stream';
import type { Diagnostic } from '../../diagnostics.js';
import type { Algorithm, Checksum } from './checksum.js';
import type { HttpClient } from './http.js';
import type { UploadOrders } from './orders.js';

/** A file of the package that goes to the repository. */
export interface UploadFile {
  /** Relative to the package's `files`, with `/`. */
  readonly name: string;
  /** Where it lies here. */
  readonly path: string;
  /** Its content, from the beginning. */
  open(): Readable;
  /** In bytes. */
  readonly size: number;
  /** Of its content, in hexadecimal. */
  readonly md5: string;
  /** Of its content, in hexadecimal, by what the repository goes by. */
  digest(algorithm: Algorithm): Promise<string>;
}

/** Something not yet published. */
export interface Draft {
  /** What the repository calls it. */
  readonly id: string;
  /** Where people look at it. */
  readonly page: string;
  /** Where files go, if not by the id. */
  readonly bucket?: string;
}

export interface CreatedDraft extends Draft {
  /** What the repository says of the metadata that it took. */
  readonly complaints?: readonly string[];
}

export interface RemoteFile {
  /** What the repository calls it, where that is not its name. */
  readonly id?: string;
  /** Absent where the repository does not tell it, or by an algorithm that is not known here. */
  readonly checksum?: Checksum;
}

/** Files that are there, by name. */
export type RemoteFiles = ReadonlyMap<string, RemoteFile>;

/** What a repository says of a file that it has taken; what it does not tell is absent. */
export interface Arrival {
  /** With its folder. Where it is another than was sent, the repository has the file under that. */
  readonly name?: string;
  readonly checksum?: Checksum;
}

/** Metadata as an installation takes them. */
export interface Fitted {
  readonly metadata: string;
  /** What had to be left out or replaced. */
  readonly remarks: readonly Diagnostic[];
  /** What the installation answered, to be kept. */
  readonly offers: Readonly<Record<string, unknown>>;
}

/** A repository's calls. All reject with the failures of {@link HttpClient}. */
export interface Repository {
  /** Asks what the installation offers, and leaves out what it has no word for. Where it does not tell, all stays as it is. */
  fit(metadata: string, orders: UploadOrders): Promise<Fitted>;
  /** @param metadata the JSON of the package. */
  create(metadata: string): Promise<CreatedDraft>;
  /** A draft of a new version, with these metadata, of a record that is published. May be called again. */
  renew(record: string, metadata: string): Promise<CreatedDraft>;
  /** Ids of the newest drafts of the account; undefined where the repository does not tell. */
  drafts(): Promise<readonly string[] | undefined>;
  /** What the metadata of a draft say, in the words of {@link RepositoryKind.marks}. */
  marks(id: string): Promise<readonly string[]>;
  /** `gone` where there is no such draft (any more). */
  find(id: string): Promise<Draft | 'gone' | 'published'>;
  list(draft: Draft): Promise<RemoteFiles>;
  /** Sends a file. */
  send(draft: Draft, file: UploadFile): Promise<Arrival>;
  /** Sends a file in the place of one of its name; by default {@link send} does that. */
  replace?(draft: Draft, file: UploadFile, old: RemoteFile): Promise<Arrival>;
  /** What is done when all files are there; may be done again. */
  finish?(draft: Draft, orders: UploadOrders): Promise<readonly Diagnostic[]>;
}

/** What is particular to a kind of repository. */
export interface RepositoryKind {
  /** The metadata of the package: `zenodo.json`. */
  readonly metadata: string;
  /** As people call it. */
  readonly name: string;
  /** An address of such a server. */
  readonly example: string;
  /** The environment variable that holds the token. */
  readonly token: string;
  /** Where a token is made, after the server's address. */
  readonly tokenPage: string;
  /** What the token must be allowed. */
  readonly scope: string;
  /** Whether it unpacks zips that are sent. */
  readonly unpacks?: boolean;
  headers(token: string): Readonly<Record<string, string>>;
  /** What tells a draft from others, the title first: of metadata as they are sent, and as the repository gives them back. */
  marks(metadata: unknown): readonly string[];
  /**
   * @param url of the server, or of a place in it.
   * @param orders what the package wants beyond its metadata.
   */
  connect(http: HttpClient, url: URL, orders: UploadOrders): Repository;
}
