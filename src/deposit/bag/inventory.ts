/** The files of a bag by their paths in it, once their names have been found to be harmless. */
import type { Code } from '../../codes/index.js';
import { decodeText, normalizeEncodingLabel } from '../../encoding.js';
import type { Findings } from './finding.js';
import { Names } from './names.js';
import { dangerOf, isPortable, shown } from './paths.js';
import type { BagFile, BagSource } from './source.js';
import type { Declaration } from './tag-files.js';

/** In bytes; a manifest of a million files has 200 MB. */
const LARGEST_TAG_FILE = 500_000_000;

export class Inventory {
  readonly files: ReadonlyMap<string, BagFile>;
  readonly hasPayloadFolder: boolean;
  /** Payload files, and their bytes. */
  readonly payload: { readonly files: number; readonly bytes: number };
  readonly #findings: Findings;
  readonly #names: Names;

  constructor(source: BagSource, findings: Findings) {
    this.#findings = findings;
    this.#names = new Names(findings);
    const base = findBase(source, findings);
    this.files = this.#take(source, base);
    const payload = [...this.files].filter(([path]) => isPayload(path)).map(([, { size }]) => size);
    this.payload = { files: payload.length, bytes: payload.reduce((sum, size) => sum + size, 0) };
    this.hasPayloadFolder = payload.length > 0 || source.folders.has(`${base}data`);
  }

  /** The name under which a listed file is there: its accents may be written in another way since it was copied. */
  present(path: string): string {
    if (this.files.has(path)) return path;
    const normal = (['NFC', 'NFD'] as const).map((form) => path.normalize(form)).find((form) => this.files.has(form));
    if (normal === undefined) return path;
    const message =
      'The manifest writes the accents of this name in another way (Unicode normalisation), as happens when files pass through macOS. The file was taken to be the one meant.';
    this.#findings.warn('bag-name-normalized', normal, message);
    return normal;
  }

  /** A file whose name differs only in capitals or accents. */
  similar(path: string): string | undefined {
    return this.#names.similar(path);
  }

  /** A whole tag file; undefined where there is none. */
  async bytesOf(path: string): Promise<Uint8Array | undefined> {
    const file = this.files.get(path);
    if (file === undefined) return undefined;
    const chunks: Uint8Array[] = [];
    let length = 0;
    try {
      for await (const chunk of (await file.open()) as AsyncIterable<Uint8Array>) {
        length += chunk.length;
        if (length > LARGEST_TAG_FILE) throw new Error(`it is longer than ${LARGEST_TAG_FILE / 1e6} MB`);
        chunks.push(chunk);
      }
    } catch (error) {
      this.#findings.unreadable(path, error);
    }
    return Buffer.concat(chunks);
  }

  async textOf(path: string, { encoding }: Declaration): Promise<string | undefined> {
    const bytes = await this.bytesOf(path);
    if (bytes === undefined) return undefined;
    // Without a byte order mark, UTF-16 is known by its zero bytes: programs differ in which order they take for the usual one.
    const declared = normalizeEncodingLabel(encoding);
    const isWide = /^utf-?16$/i.test(encoding);
    const { text, how, encoding: found, malformed } = decodeText(bytes, isWide ? undefined : encoding);
    const isOther = isWide ? bytes.length > 0 && !found.startsWith('utf-16') : how === 'bom' && found !== declared;
    if (isOther || malformed > 0) {
      const line = isOther ? 1 : text.slice(0, text.indexOf('\uFFFD')).split(/\r\n|\r|\n/).length;
      const message = `Bytes of this line mean nothing in ${encoding}, which bagit.txt says this file is written in. Ask whoever made the bag to write it so, or to name the right encoding in bagit.txt.`;
      this.#findings.error('bag-tag-file-encoding', path, message, line);
    }
    return text.replace(/^\uFEFF/, '');
  }

  #take(source: BagSource, base: string): ReadonlyMap<string, BagFile> {
    const files = new Map<string, BagFile>();
    let beside = 0;
    for (const file of source.files) {
      const fault = faultOf(file);
      if (fault !== undefined) this.#findings.error(fault[0], file.path, fault[1]);
      else if (!file.path.startsWith(base)) beside++;
      else {
        const path = file.path.slice(base.length);
        if (this.#names.file(path)) files.set(path, file);
      }
    }
    for (const folder of source.folders) {
      const danger = dangerOf(folder);
      if (danger !== undefined) this.#findings.error('bag-path-unsafe', folder, unsafe(danger));
      else if (folder.startsWith(base)) this.#names.folder(folder.slice(base.length));
    }
    if (beside > 0) {
      const message = `${beside} files stand beside the bag's folder ${shown(base)}; they do not belong to the bag and were not looked at.`;
      this.#findings.warn('bag-beside-base', '', message);
    }
    const unportable = [...files.keys()].filter((path) => !isPortable(path));
    if (unportable.length > 0) {
      const which = unportable.length === 1 ? 'This name' : `This name, like ${unportable.length - 1} more,`;
      const message = `${which} cannot be unpacked on Windows: it holds one of < > : " | ? * \\, ends in a dot or a space, or is reserved there.`;
      this.#findings.warn('bag-name-not-portable', unportable[0]!, message);
    }
    return files;
  }
}

export function isPayload(path: string): boolean {
  return path.startsWith('data/');
}

function unsafe(danger: string): string {
  return `This name must not be unpacked: ${danger}. Whoever made this bag made a grave mistake, or means harm.`;
}

function faultOf({ path, kind }: BagFile): readonly [Code, string] | undefined {
  const danger = dangerOf(path);
  if (danger !== undefined) return ['bag-path-unsafe', unsafe(danger)];
  if (kind === 'file') return undefined;
  const what = kind === 'link' ? 'a link, which may lead out of the bag' : 'neither a file nor a folder';
  const message = `This is ${what}. It was not followed. Put the file itself in its place and make the bag anew.`;
  return ['bag-not-a-file', message];
}

/** The folder that holds `bagit.txt`, with `/` at its end: the top (empty), or one folder below it. */
function findBase({ files }: BagSource, findings: Findings): string {
  const found = files.map(({ path }) => path).filter((path) => /^(?:[^/]+\/)?bagit\.txt$/.test(path));
  if (found.includes('bagit.txt') || found.length === 0) return '';
  const bases = [...new Set(found)].map((path) => path.slice(0, -'bagit.txt'.length));
  if (bases.length > 1) {
    const message = `It holds ${bases.length} bags (${bases.slice(0, 3).map(shown).join(', ')}${bases.length > 3 ? ' …' : ''}). Verify each for itself.`;
    findings.error('bag-several', '', message);
  }
  return bases[0]!;
}
