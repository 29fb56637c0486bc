/**
 * Looks at a package where it was written: whether its documents are valid there, with nothing but what is in it. The
 * bytes of each are those that were judged (collection.ts), so what may be wrong is what they find around them: every
 * document that has parts of its own is looked at again, and of the others a share that is spread over all.
 */
import { createWriteStream } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Diagnostic } from '../../diagnostics.js';
import { notingReads } from '../../files/been-read.js';
import { isWithin, workingIn } from '../../files/door.js';
import { makeFolder } from '../../files/folder.js';
import { untilAborted } from '../../files/in-order.js';
import { displayPath, type InputFile } from '../../files/inputs.js';
import { Run, type RunOptions } from '../../validate/index.js';
import { openSource } from '../bag/open.js';
import type { BagFile } from '../bag/source.js';
import type { PackageFile, Payload } from '../target.js';

/** So many documents are looked at again at least. */
const SHARE = 200;

/** A document as it was judged before. */
export interface Known {
  readonly place: string;
  readonly valid: boolean;
}

/** Chooses which documents are looked at again, while they pass. */
export class Sample {
  readonly #special: Known[] = [];
  #others: Known[] = [];
  readonly #schemas = new Set<string>();
  /** One in so many is kept; twice as many are passed over each time that there are too many. */
  #step = 1;
  #seen = 0;

  /** @param hasParts whether it takes in other files. */
  add(known: Known, schemas: readonly string[], hasParts: boolean): void {
    const isFirst = !this.#schemas.has(schemas.join('\n'));
    this.#schemas.add(schemas.join('\n'));
    if (hasParts || isFirst) this.#special.push(known);
    else if (this.#seen++ % this.#step === 0) this.#others.push(known);
    if (this.#others.length < SHARE * 2) return;
    this.#step *= 2;
    this.#others = this.#others.filter((_, i) => i % 2 === 0);
  }

  get documents(): readonly Known[] {
    return [...this.#special, ...this.#others];
  }
}

export interface RecheckOptions {
  readonly payload: Payload;
  /** Whether the package is one file. */
  readonly archive: boolean;
  readonly files: readonly PackageFile[];
  readonly sample: readonly Known[];
  /** The schemas that the call names, by place or address; none where documents name theirs. */
  readonly schemas: readonly ({ readonly place: string } | { readonly address: string })[];
  /** A folder for what must be unpacked. */
  readonly scratch: string;
  readonly entities: 'none' | 'local';
  readonly signal: AbortSignal | undefined;
}

/**
 * @param written absolute path of the package.
 * @returns what is wrong with it; nothing where its documents are as they were.
 */
export async function recheck(written: string, options: RecheckOptions): Promise<readonly Diagnostic[]> {
  const { payload, files, sample, schemas, entities, signal } = options;
  const renamed = payload.renamed ?? ((place: string) => place);
  const root = await rootOf(written, options, renamed);
  if (!('folder' in root)) return [root];
  const at = (place: string) => join(root.folder, ...renamed(place).split('/'));
  const catalogs = files.filter(({ role }) => role === 'catalog').map(({ path }) => at(path));
  const asked = {
    ...(schemas.length === 0
      ? {}
      : { schemas: schemas.map((schema) => ('place' in schema ? at(schema.place) : schema.address)) }),
    ...(catalogs.length === 0 ? {} : { catalogs }),
  };
  const inputs = sample.map(
    ({ place }): InputFile => ({ path: at(place), display: place, layout: place, within: root.folder }),
  );
  // Nothing is kept of schemas that lie where nobody comes back to.
  const asking = { ...asked, pointers: false, offline: true, cache: false, jobs: 1, entities, workplace: root.folder };
  return workingIn(root.folder, () =>
    notingReads(async (read) => {
      const faults = await judge(inputs, new Map(sample.map(({ place, valid }) => [place, valid])), asking, signal);
      const outside = [...read].filter(([path, { asked }]) => asked && !isWithin(root.folder, resolve(path)));
      return [...faults, ...outside.map(([path]) => reachesOut(displayPath(path)))].slice(0, MOST_SAID);
    }),
  );
}

/** @param valid what is to be found again, by places. */
async function judge(
  inputs: readonly InputFile[],
  valid: ReadonlyMap<string, boolean>,
  options: RunOptions,
  signal: AbortSignal | undefined,
): Promise<readonly Diagnostic[]> {
  const run = await Run.open(options);
  try {
    const faults = run.diagnostics.filter(isError);
    if (faults.length > 0) return [notWhole('its schemas', faults)];
    const found: Diagnostic[] = [];
    for await (const { file, report } of untilAborted(run.check(inputs), signal)) {
      const isAsBefore = (report.valid ?? false) === valid.get(file.display);
      if (!isAsBefore) found.push(notWhole(file.display, report.diagnostics.filter(isError)));
    }
    return found;
  } finally {
    await run.stop();
  }
}

const MOST_SAID = 10;

/** Where places begin on disk: in the package itself, or where what is needed of it has been unpacked to. */
async function rootOf(
  written: string,
  options: RecheckOptions,
  renamed: (place: string) => string,
): Promise<{ readonly folder: string } | Diagnostic> {
  const { payload, archive, files, sample, scratch } = options;
  const { zip, base } = payload;
  if (!archive && zip === undefined) return { folder: join(written, base) };
  const places = [...files.map(({ path }) => path), ...sample.map(({ place }) => place)].map(renamed);
  const folder = join(scratch, 'unpacked');
  if (zip === undefined) return unpackAll(written, base, places, folder);
  if (!archive) return unpackAll(join(written, zip), base, places, folder);
  // A zip within an archive.
  const outer = await unpackAll(written, '', [zip], join(scratch, 'outer'));
  return 'folder' in outer ? unpackAll(join(outer.folder, zip), base, places, folder) : outer;
}

/** Files of an archive, by their places behind `base`, into a folder. */
async function unpackAll(
  archive: string,
  base: string,
  places: readonly string[],
  folder: string,
): Promise<{ readonly folder: string } | Diagnostic> {
  const source = await openSource(archive, 'the package');
  try {
    const fault = source.diagnostics.find(isError);
    if (fault !== undefined) return fault;
    const packed = new Map(source.files.map((file) => [file.path, file]));
    for (const place of places) {
      const file = packed.get(base + place);
      if (file !== undefined) await unpack(file, join(folder, ...place.split('/')));
    }
    return { folder };
  } finally {
    source.close();
  }
}

async function unpack(file: BagFile, path: string): Promise<void> {
  makeFolder(dirname(path));
  await pipeline(await file.open(), createWriteStream(path, { flags: 'wx' }));
}

function notWhole(what: string, faults: readonly Diagnostic[]): Diagnostic {
  const reasons = faults
    .slice(0, 3)
    .map(({ message }) => message)
    .join(' ');
  const message = `In the package, ${what} ${what === 'its schemas' ? 'are' : 'is'} not what was checked: ${reasons === '' ? 'what was not valid is valid there.' : reasons} So no package was made. Name schemas and parts by relative paths, or by addresses of the web.`;
  return { severity: 'error', code: 'deposit-not-whole', message, source: 'deposit' };
}

function reachesOut(path: string): Diagnostic {
  const message = `In the package, documents or schemas still ask for ${path} of this computer, by a path that leads out of the package. So no package was made. Name schemas and parts by relative paths, or by addresses of the web.`;
  return { severity: 'error', code: 'deposit-not-whole', message, source: 'deposit' };
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}
