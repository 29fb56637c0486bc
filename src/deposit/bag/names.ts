/** Whether the files of a bag stay apart wherever they are unpacked. */
import type { Findings } from './finding.js';
import { collisionKey, shown } from './paths.js';

type Kind = 'file' | 'folder';

export class Names {
  readonly #findings: Findings;
  /** The first to come, by what some file system takes for the same name. */
  readonly #known = new Map<string, { readonly path: string; readonly kind: Kind }>();
  readonly #taken = new Map<string, Kind>();

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /** Takes the name of a file, and says whether it is the first of this name. */
  file(path: string): boolean {
    const isFirst = this.#take(path, 'file');
    this.folder(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
    return isFirst;
  }

  /** Takes the name of a folder and of those that it stands in. */
  folder(path: string): void {
    for (let name = path; name !== '' && this.#taken.get(name) !== 'folder'; ) {
      this.#take(name, 'folder');
      name = name.slice(0, Math.max(0, name.lastIndexOf('/')));
    }
  }

  /** A name that differs only in capitals or accents. */
  similar(path: string): string | undefined {
    return this.#known.get(collisionKey(path))?.path;
  }

  #take(path: string, kind: Kind): boolean {
    const taken = this.#taken.get(path);
    this.#taken.set(path, kind);
    if (taken !== undefined) {
      const message =
        taken === kind
          ? 'The archive holds two files of this name; which of them is meant cannot be told.'
          : 'The archive holds a file and a folder of this name; which of them is unpacked cannot be told.';
      this.#findings.error('bag-name-twice', path, message);
      return false;
    }
    const key = collisionKey(path);
    const twin = this.#known.get(key);
    if (twin === undefined) this.#known.set(key, { path, kind });
    else {
      const what =
        kind === 'folder' && twin.kind === 'folder' ? 'they would become one' : 'one would overwrite the other';
      const message = `This name and ${shown(twin.path)} differ only in capitals or in how an accent is written. On Windows or macOS ${what}.`;
      this.#findings.warn('bag-names-collide', path, message);
    }
    return true;
  }
}
