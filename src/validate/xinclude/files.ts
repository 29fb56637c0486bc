/** The files that a document may include: those of its own folder and of the folder that the call runs in. */
import { withoutCredentials } from '../../addresses.js';
import { besideOf, pathOfUri, Refusal, readFileNow, type Why } from '../../files/door.js';
import { reasonOf } from '../../files/reason.js';

export interface Failure {
  /** What is missing may be made good by a fallback; what is refused not. After one too large, there is no room for any. */
  readonly fault: 'missing' | 'refused' | 'too-large';
  readonly message: string;
}

export type IncludedFile = { readonly path: string; readonly content: Uint8Array } | Failure;

export class IncludableFiles {
  readonly #why: Why;
  readonly #most: number;
  #left: number;

  /**
   * @param document absolute path of the document.
   * @param most bytes in all.
   */
  constructor(document: string, most: number) {
    this.#most = most;
    this.#left = most;
    this.#why = besideOf(document);
  }

  read(uri: string, display: (path: string) => string): IncludedFile {
    if (!uri.startsWith('file:')) {
      return missing(
        `${withoutCredentials(uri)} is on the web, and documents are never put together from there. Download the part and include the copy.`,
      );
    }
    let name = uri;
    try {
      const path = pathOfUri(uri);
      name = display(path);
      const content = readFileNow(path, this.#why, this.#left);
      this.#left -= content.length;
      return { path, content };
    } catch (error) {
      return error instanceof Refusal ? this.#refusal(name, error) : missing(describe(name, error));
    }
  }

  #refusal(name: string, { kind, message }: Refusal): Failure {
    if (kind === 'too-large')
      return { fault: 'too-large', message: `with ${name} the document would be larger than ${this.#most / 1e6} MB.` };
    const lies =
      kind === 'outside'
        ? 'lies outside the folder of the document and outside the one that the call runs in, so it is not read. Run teigram in a folder that holds both.'
        : `is not read: ${message}.`;
    return { fault: 'refused', message: `${name} ${lies}` };
  }
}

function missing(message: string): Failure {
  return { fault: 'missing', message };
}

function describe(name: string, error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return `there is no file ${name}. Check the spelling, and whether the file was copied along.`;
    case 'EISDIR':
      return `${name} is no file.`;
    default:
      return `${name} cannot be read: ${reasonOf(error)}.`;
  }
}
