/** What a target has that can send its packages to a server. */
import type { Diagnostic } from '../../diagnostics.js';

export interface UploadCall {
  /** The package, as a folder. */
  readonly folder: string;
  /** Of the server, or of a place in it. */
  readonly url: URL;
  readonly token: string;
  /** Waits, in milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Told before the first file how many there are, and after each. */
  readonly progress?: { start(files: number): void; step(): void };
}

export interface UploadOutcome {
  /** Where people look at it; absent where there is nothing yet. */
  readonly page?: string;
  /** Files sent by this call. */
  readonly sent: number;
  /** Files that were there already. */
  readonly there: number;
  /** An error among them says that the upload is not complete. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface Uploader {
  /** A file by which a package of this kind is known, so that an upload of it can be gone on with. */
  readonly mark: string;
  /** Protocols of addresses, such as `https:`. */
  readonly protocols: readonly string[];
  /** An address for the help. */
  readonly example: string;
  /** The environment variable that holds the token or password. */
  readonly token: string;
  /** How to come by it, as the end of a sentence. */
  tokenAdvice(url: URL): string;
  /** What to do when all is there, as a sentence. */
  readonly next: string;
  /** Failures come as diagnostics that say what to do. */
  send(call: UploadCall): Promise<UploadOutcome>;
}
