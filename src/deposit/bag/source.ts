/** Where a bag lies, whatever it lies in. Nothing is unpacked; files are listed, and read one after the other. */
import type { Readable } from 'node:stream';
import type { Diagnostic } from '../../diagnostics.js';

/** What a bag lies in. `tgz` is a tar that is packed with gzip. */
export type BagForm = 'folder' | 'zip' | 'tar' | 'tgz';

export interface BagFile {
  /** Relative, with `/`; in an archive as its maker wrote it, so it may be anything. */
  readonly path: string;
  /** In bytes; in an archive as its maker claims. */
  readonly size: number;
  /** Links are never followed. */
  readonly kind: 'file' | 'link' | 'special';
  open(): Promise<Readable>;
}

export interface BagSource {
  readonly form: BagForm;
  readonly files: readonly BagFile[];
  /** Folders, with `/` and without one at the end; those of files need not be among them. */
  readonly folders: ReadonlySet<string>;
  /** Whether reading a file to its end checks it against a checksum of the zip. */
  readonly isPacked: boolean;
  /** What is wrong with the folder or the archive itself. With an error among them the files must not be read. */
  readonly diagnostics: readonly Diagnostic[];
  /** Ends the reading; what was kept on disk for it goes. */
  close(): void;
}

/** A source that cannot be used. */
export function refused(...diagnostics: readonly Diagnostic[]): BagSource {
  return { files: [], folders: new Set(), form: 'folder', isPacked: false, diagnostics, close() {} };
}
