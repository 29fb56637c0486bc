/** The folder that pages are written to: each page in its place, and none over a file that is not one. */
import { dirname, join, relative, resolve } from 'node:path';
import { withoutExtension } from '../convert.js';
import type { Diagnostic } from '../diagnostics.js';
import { NAMED, readFileOrHead } from '../files/door.js';
import { makeFolder } from '../files/folder.js';
import { isOfSystem, statsAt } from '../files/identity.js';
import { displayPath } from '../files/inputs.js';
import { writeWhole } from '../files/write.js';
import { MARK } from '../preview/page.js';
import { mustStayIn, notWritable } from './output.js';

/** In bytes: the mark of a page stands in its first. */
const HEAD = 1_000;
export const INDEX = 'index.html';

export class PreviewFolder {
  readonly root: string;
  readonly #taken = new Set<string>([INDEX]);

  constructor(root: string) {
    this.root = resolve(root);
  }

  prepare(): Diagnostic | undefined {
    try {
      if (isOfSystem(this.root)) throw new Error('it belongs to the system');
      makeFolder(this.root);
      return undefined;
    } catch (error) {
      return notWritable(displayPath(this.root), error);
    }
  }

  /**
   * A place for a page, with `/`; that of the index, and what another page has, is taken.
   *
   * @param layout the input's place below what was named.
   * @param name of the document, without ending.
   */
  reserve(layout: string, name: string): string {
    const folder = layout.slice(0, layout.lastIndexOf('/') + 1);
    const ending = layout.slice(withoutExtension(layout).length);
    const names = [name, `${name}${ending}`];
    for (let copy = 2; ; copy++) {
      const place = `${folder}${names.shift() ?? `${name}${ending}-${copy}`}.html`;
      const key = place.normalize('NFC').toLowerCase();
      if (this.#taken.has(key)) continue;
      this.#taken.add(key);
      return place;
    }
  }

  /** Places are free again, for pages that are made anew. */
  clear(): void {
    this.#taken.clear();
    this.#taken.add(INDEX);
  }

  pathOf(place: string): string {
    return join(this.root, place);
  }

  /** Undefined where all went well. */
  async write(place: string, page: string): Promise<Diagnostic | undefined> {
    const path = this.pathOf(place);
    try {
      mustStayIn(this.root, path);
      if (isNoPage(path)) return inTheWay(path);
      await writeWhole(path, page);
      return undefined;
    } catch (error) {
      return notWritable(displayPath(path), error);
    }
  }
}

function isNoPage(path: string): boolean {
  const stats = statsAt(path);
  if (stats === undefined) return false;
  return !stats.isFile() || !readFileOrHead(path, NAMED, 0, HEAD).content.includes(MARK);
}

function inTheWay(path: string): Diagnostic {
  const file = displayPath(path);
  const message = `${file} is there already and is no page of a preview, so it was left as it is. Move it, or use another --out.`;
  return { severity: 'error', code: 'output-collision', message, file, source: 'run' };
}

/** The address of a page as seen from another. */
export function hrefBetween(from: string, to: string): string {
  return relative(dirname(from), to).replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
