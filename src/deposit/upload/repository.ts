/** What an upload asks of a repository. */
import type { Readable } from 'node:stream';
import type { HttpClient } from './http.js';

/** A file of the package that goes to the repository. */
export interface UploadFile {
  /** Relative to the package's `files`, with `/`. */
  readonly name: string;
  /** Its content, from the beginning. */
  open(): Readable;
  /** In bytes. */
  readonly size: number;
  /** Of its content, in hexadecimal. */
  readonly md5: string;
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

/** Checksums (MD5, hexadecimal) of files that are there, by name. */
export type RemoteFiles = ReadonlyMap<string, string>;

/** A repository's calls. All reject with the failures of {@link HttpClient}. */
export interface Repository {
  /** @param metadata the JSON of the package. */
  create(metadata: string): Promise<CreatedDraft>;
  /** `gone` where there is no such draft (any more). */
  find(id: string): Promise<Draft | 'gone' | 'published'>;
  list(draft: Draft): Promise<RemoteFiles>;
  /** Sends a file that is not there; resolves with its checksum there, if the repository tells. */
  send(draft: Draft, file: UploadFile): Promise<string | undefined>;
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
  headers(token: string): Readonly<Record<string, string>>;
  /** @param url of the server, or of a place in it. */
  connect(http: HttpClient, url: URL): Repository;
}

/** `md5:…` as Invenio writes checksums, in any case. */
export function md5Of(checksum: unknown): string | undefined {
  if (typeof checksum !== 'string') return undefined;
  const digest = checksum.toLowerCase().replace(/^md5:/, '');
  return /^[0-9a-f]{32}$/.test(digest) ? digest : undefined;
}
