/** The folder that pages are written to: each page in its place, and none over a file that is not one. */
import { rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { withoutExtension } from '../convert.js';
import type { Diagnostic } from '../diagnostics.js';
import { NAMED, readFileOrHead } from '../files/door.js';
import { makeFolder } from '../files/folder.js';
import { isOfSystem, statsAt } from '../files/identity.js';
import { displayPath } from '../files/inputs.js';
import { writeWhole } from '../files/write.js';
import { HEAD_OF_PAGE, isPage } from '../preview/page.js';
import { mustStayIn, notWritable } from './output.js';

export const INDEX = 'index.html';
export const TRY_PAGE = 'try.html';
/** In bytes: what a name may have on every disk, the ending and the mark of a copy aside. */
const LONGEST_NAME = 240;

export class PreviewFolder {
  readonly root: string;
  /** Places of pages, and of folders with pages in them, as file systems that fold names have them. */
  readonly #taken = new Map<string, 'page' | 'folder'>();
  #written = new Set<string>();
  #before: ReadonlySet<string> = new Set();

  constructor(root: string) {
    this.root = resolve(root);
    this.begin();
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

  /** Pages are made anew from here: places are free again. */
  begin(): void {
    this.#before = this.#written;
    this.#written = new Set();
    this.#taken.clear();
    for (const place of [INDEX, TRY_PAGE]) this.#taken.set(place, 'page');
  }

  /** Pages that were made before, and not since {@link begin}, are gone. */
  end(): void {
    for (const place of this.#before) {
      if (!this.#written.has(place) && place !== TRY_PAGE) rmSync(this.pathOf(place), { force: true });
    }
  }

  /**
   * A place for a page, with `/`, or why there is none.
   *
   * @param layout the input's place below what was named.
   * @param name of the document, without ending.
   */
  reserve(layout: string, name: string): string | Diagnostic {
    const folder = layout.slice(0, layout.lastIndexOf('/') + 1);
    const stem = shortened(name);
    const ending = layout.slice(withoutExtension(layout).length);
    const names = [stem, `${stem}${ending}`];
    for (let copy = 2; ; copy++) {
      const place = `${folder}${names.shift() ?? `${stem}${ending}-${copy}`}.html`;
      if (!this.#isFree(place)) continue;
      const fault = this.#faultOf(place);
      if (fault === undefined) this.#take(place);
      return fault ?? place;
    }
  }

  pathOf(place: string): string {
    return join(this.root, place);
  }

  /** Undefined where all went well. */
  async write(place: string, page: string): Promise<Diagnostic | undefined> {
    const fault = this.#faultOf(place);
    if (fault !== undefined) return fault;
    try {
      await writeWhole(this.pathOf(place), page);
      this.#written.add(place);
      return undefined;
    } catch (error) {
      return notWritable(displayPath(this.pathOf(place)), error);
    }
  }

  #isFree(place: string): boolean {
    return !this.#taken.has(folded(place)) && statsAt(this.pathOf(place))?.isDirectory() !== true;
  }

  #take(place: string): void {
    this.#taken.set(folded(place), 'page');
    for (const folder of foldersOf(place)) this.#taken.set(folded(folder), 'folder');
  }

  /** Why no page can be in a place that is free. */
  #faultOf(place: string): Diagnostic | undefined {
    const path = this.pathOf(place);
    try {
      mustStayIn(this.root, path);
    } catch (error) {
      return notWritable(displayPath(path), error);
    }
    const page = foldersOf(place).find((folder) => this.#taken.get(folded(folder)) === 'page');
    if (page !== undefined)
      return inTheWay(this.pathOf(page), 'is a page of this preview, and cannot be a folder, too');
    return isNoPage(path) ? inTheWay(path, 'is there already and is no page of a preview') : undefined;
  }
}

/** `a/b` and `a` of `a/b/c.html`. */
function foldersOf(place: string): readonly string[] {
  const parts = place.split('/').slice(0, -1);
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}

function folded(place: string): string {
  return place.normalize('NFC').toLowerCase();
}

/** A name that fits on every disk with the ending of a page. */
function shortened(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST_NAME) return name;
  let short = '';
  for (const char of name) {
    if (Buffer.byteLength(short + char) > LONGEST_NAME) break;
    short += char;
  }
  return short;
}

function isNoPage(path: string): boolean {
  const stats = statsAt(path);
  if (stats === undefined) return false;
  return !stats.isFile() || !isPage(readFileOrHead(path, NAMED, 0, HEAD_OF_PAGE).content);
}

function inTheWay(path: string, why: string): Diagnostic {
  const file = displayPath(path);
  const message = `${file} ${why}, so it was left as it is. Move it or rename the text, or use another --out.`;
  return { severity: 'error', code: 'output-collision', message, file, source: 'run' };
}

/** The address of a page as seen from another. */
export function hrefBetween(from: string, to: string): string {
  return relative(dirname(from), to).replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
