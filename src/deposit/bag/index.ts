/** A BagIt 1.0 bag (RFC 8493) whose payload is an RO-Crate. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { VERSION } from '../../version.js';
import type { Copied } from '../copying.js';
import { roCrate } from '../ro-crate/index.js';
import { type DepositInput, type DepositTarget, type PackageEntry, textEntry } from '../target.js';
import { encodePath } from './paths.js';

/** RFC 8493 §2.4: the first is the one to prefer, the second what older tools know. */
const ALGORITHMS = ['sha512', 'sha256'] as const;

export const bag: DepositTarget = {
  name: 'bag',
  title: 'BagIt 1.0 bag around an RO-Crate (RFC 8493; archives)',
  form: 'package',
  archives: ['.zip', '.tar', '.tgz', '.tar.gz'],
  needs: [],
  payload: ({ archive, record }) => ({ base: archive ? `${record.name}/data/` : 'data/' }),
  async *entries(input) {
    // Archives expect one folder in a zip or tar; the name must not depend on that of the file, or the bytes would.
    const base = input.archive ? `${input.record.name}/` : '';
    const payload = new Manifest();
    for await (const entry of roCrate.entries(input)) {
      const path = `data/${entry.path}`;
      yield { ...payload.list(entry, path), path: `${base}${path}` };
    }
    await payload.whole();
    const tags = new Manifest();
    const texts = { 'bagit.txt': DECLARATION, 'bag-info.txt': bagInfo(input, payload), ...payload.files('manifest') };
    for (const [path, text] of Object.entries(texts)) {
      yield { ...tags.list(textEntry(path, text), path), path: `${base}${path}` };
    }
    await tags.whole();
    for (const [path, text] of Object.entries(tags.files('tagmanifest'))) yield textEntry(`${base}${path}`, text);
  },
};

const DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** Checksums of entries, taken while they are written. */
class Manifest {
  readonly #listed: { readonly path: string; digests: readonly string[] }[] = [];
  /** Of what is still being written. */
  readonly #writing: Promise<void>[] = [];
  bytes = 0;

  get streams(): number {
    return this.#listed.length;
  }

  /** The same entry, listed under a path; its checksums are known once it has been read, or copied. */
  list(entry: PackageEntry, path: string): PackageEntry {
    const listed = { path, digests: [] as readonly string[] };
    this.#listed.push(listed);
    const note = ({ bytes, digests }: Copied) => {
      this.bytes += bytes;
      listed.digests = digests;
    };
    const { bytes } = entry;
    // What cannot be written is the end of the package, which need not be said here as well.
    const take = (copied: Promise<Copied>) => void this.#writing.push(copied.then(note, () => {}));
    const open = () => {
      const content = Readable.from(watch(entry.open(), note), { objectMode: false });
      this.#writing.push(new Promise((resolve) => content.once('close', resolve)));
      return content;
    };
    return {
      ...entry,
      open,
      ...(bytes === undefined ? {} : { bytes: () => noted(bytes(), note) }),
      sums: { algorithms: ALGORITHMS, take },
    };
  }

  /** Until nothing that is listed is still being written. */
  async whole(): Promise<void> {
    await Promise.all(this.#writing.splice(0));
  }

  files(name: 'manifest' | 'tagmanifest'): Record<string, () => Iterable<string>> {
    return Object.fromEntries(ALGORITHMS.map((algorithm, i) => [`${name}-${algorithm}.txt`, () => this.#lines(i)]));
  }

  *#lines(algorithm: number): Generator<string> {
    for (const { path, digests } of this.#listed) {
      const digest = digests[algorithm];
      if (digest === undefined) throw new Error(`${path} has not been written yet`);
      yield `${digest}  ${encodePath(path)}\n`;
    }
  }
}

function noted(content: Uint8Array, note: (copied: Copied) => void): Uint8Array {
  note({ bytes: content.length, digests: ALGORITHMS.map((name) => createHash(name).update(content).digest('hex')) });
  return content;
}

async function* watch(content: Readable, note: (copied: Copied) => void): AsyncGenerator<Uint8Array> {
  const hashes = ALGORITHMS.map((name) => createHash(name));
  let bytes = 0;
  for await (const chunk of content as AsyncIterable<Uint8Array>) {
    for (const hash of hashes) hash.update(chunk);
    bytes += chunk.length;
    yield chunk;
  }
  note({ bytes, digests: hashes.map((hash) => hash.digest('hex')) });
}

/** RFC 8493 §2.2.2. Values are kept on one line: readers disagree on what a folded line stands for. */
function bagInfo({ record, madeOn, invalid }: DepositInput, { bytes, streams }: Manifest): string {
  const { documents } = record.coverage;
  const validation =
    invalid === 0
      ? `${documents} of ${documents} documents are valid; see data/validation-report.json`
      : `${invalid} of ${documents} documents are NOT valid and were deposited with --allow-invalid; see data/validation-report.json`;
  const elements: readonly (readonly [string, string | undefined])[] = [
    ['Source-Organization', record.publisher],
    ['Contact-Name', record.contact?.name],
    ['Contact-Email', record.contact?.email],
    ['External-Description', `${record.title}. ${record.description}`],
    ['External-Identifier', record.doi === undefined ? undefined : `https://doi.org/${record.doi}`],
    ['Bagging-Date', madeOn],
    ['Bag-Size', sizeInWords(bytes)],
    ['Payload-Oxum', `${bytes}.${streams}`],
    ['Bag-Software-Agent', `teigram ${VERSION}`],
    ['Validation-Status', validation],
  ];
  return elements
    .filter(([, value]) => value !== undefined)
    .map(([label, value]) => `${label}: ${value!.replace(/\s+/g, ' ').trim()}\n`)
    .join('');
}

function sizeInWords(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes === 0 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}
