/** The files that a document may include: those of its own folder and of the folder that the call runs in. */
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Failure {
  /** What is missing may be made good by a fallback; what is refused not. After one too large, there is no room for any. */
  readonly fault: 'missing' | 'refused' | 'too-large';
  readonly message: string;
}

export type IncludedFile = { readonly path: string; readonly content: Uint8Array } | Failure;

export class IncludableFiles {
  readonly #folders: readonly string[];
  readonly #most: number;
  #left: number;

  /**
   * @param document absolute path of the document.
   * @param most bytes in all.
   */
  constructor(document: string, most: number) {
    this.#most = most;
    this.#left = most;
    this.#folders = [dirname(document), process.cwd()].flatMap((folder) => real(folder) ?? []);
  }

  read(uri: string, display: (path: string) => string): IncludedFile {
    if (!uri.startsWith('file:')) {
      return missing(
        `${uri} is on the web, and documents are never put together from there. Download the part and include the copy.`,
      );
    }
    try {
      const path = fileURLToPath(uri);
      const target = real(path);
      if (target === undefined)
        return missing(`there is no file ${display(path)}. Check the spelling, and whether the file was copied along.`);
      if (!this.#folders.some((folder) => isWithin(folder, target))) {
        return {
          fault: 'refused',
          message: `${display(path)} lies outside the folder of the document and outside the one that the call runs in, so it is not read. Run teigram in a folder that holds both.`,
        };
      }
      const stats = statSync(target);
      if (!stats.isFile()) return missing(`${display(path)} is no file.`);
      const { size } = stats;
      if (size > this.#left)
        return {
          fault: 'too-large',
          message: `with ${display(path)} the document would be larger than ${this.#most / 1e6} MB.`,
        };
      this.#left -= size;
      return { path, content: readFileSync(target) };
    } catch (error) {
      return missing(`it cannot be read: ${(error as Error).message}.`);
    }
  }
}

function missing(message: string): Failure {
  return { fault: 'missing', message };
}

/** The path with all links followed; undefined where there is nothing. */
function real(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
