/** The files that a document may include: those of its own folder and of the folder that the call runs in. */
import { withoutCredentials } from '../../addresses.js';
import { noteRead } from '../../files/been-read.js';
import { besideOf, pathOfUri, Refusal, readFileNow, type Why } from '../../files/door.js';
import { reasonOf } from '../../files/reason.js';

export interface Failure {
  /**
   * What cannot be had, for whatever reason, may be made good by a fallback (XInclude §4.4); what is wrong with the
   * inclusion itself not. After one too large, there is no room for any.
   */
  readonly fault: 'missing' | 'fatal' | 'too-large';
  readonly message: string;
}

export interface HadFile {
  /** Where it was had: the base of what it refers to. */
  readonly uri: string;
  readonly path: string;
  /** Path of the file beside which those must lie that it asks for: the document's, or its own where it stands in. */
  readonly asker: string;
  readonly content: Uint8Array;
}

/** A file of this disk that stands for an address, as by a catalog, and in whose name it is read. */
export interface StandIn {
  readonly uri: string;
  readonly why: Why;
}

export class IncludableFiles {
  readonly #standIn: (uri: string) => StandIn | undefined;
  readonly #most: number;
  #left: number;
  /** Absolute paths of what it has given out. */
  readonly had = new Set<string>();

  /**
   * @param most bytes in all.
   * @param standIn what is read in the place of an address.
   */
  constructor(most: number, standIn: (uri: string) => StandIn | undefined = () => undefined) {
    this.#standIn = standIn;
    this.#most = most;
    this.#left = most;
  }

  /** @param asker absolute path of the document, or of a file that stands in. */
  read(asked: string, asker: string, display: (path: string) => string): HadFile | Failure {
    const standIn = this.#standIn(asked);
    const { uri, why } = standIn ?? { uri: asked, why: besideOf(asker) };
    if (!uri.startsWith('file:')) {
      return missing(
        `${withoutCredentials(uri)} is on the web, and documents are never put together from there. Download the part and include the copy, or name the copy in a catalog.`,
      );
    }
    let name = uri;
    try {
      const path = pathOfUri(uri);
      name = display(path);
      const content = readFileNow(path, why, this.#left);
      this.#left -= content.length;
      this.had.add(path);
      if (uri !== asked) noteRead(path, { asked: true, addresses: [asked] });
      return { uri, path, asker: standIn === undefined ? asker : path, content };
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
    return missing(`${name} ${lies}`);
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

/** At least as many as it has; in any encoding, a line ends in a byte of one of these values. */
export function countLines(content: Uint8Array): number {
  let lines = 1;
  for (const byte of content) if (byte === 0x0a || byte === 0x0d) lines++;
  return lines;
}
