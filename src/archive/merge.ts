/** The records of shares united to one, as one run over all texts would have written it; what is missing, doubled or in conflict is named. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import { NAMED, openForReading, readFileNow } from '../files/door.js';
import { statsAt } from '../files/identity.js';
import { displayPath } from '../files/inputs.js';
import { reasonOf } from '../files/reason.js';
import { writeWhole } from '../files/write.js';
import { ARCHIVE_FOLDER, headOf, indexOf, type ManifestEntry, type ManifestHead, writeManifest } from './manifest.js';
import {
  conflict,
  differentRuns,
  doubledTexts,
  gone,
  noRecord,
  nothingToMerge,
  otherwise,
  shortList,
  textsMissing,
} from './merge-messages.js';
import { isInShard } from './share.js';

export interface Merged {
  /** What is wrong; where one is an error nothing was united. */
  readonly diagnostics: readonly Diagnostic[];
  readonly texts: number;
  readonly documents: number;
  readonly unusable: number;
  readonly invalid: number;
  readonly notLossless: number;
}

/** One record in a folder. */
interface Part {
  /** Absolute. */
  readonly folder: string;
  readonly path: string;
  readonly head: ManifestHead;
}

interface Found {
  readonly part: Part;
  readonly at: number;
  readonly length: number;
}

/** In bytes. A name has some dozens. */
const LARGEST_LIST = 1_000_000_000;
/** In bytes. The TEI of the largest text that is converted. */
const LARGEST_DOCUMENT = 2_000_000_000;

/**
 * Unites the records of shares in the hidden folders of outputs.
 *
 * @param folders outputs, absolute. Of several, the documents are copied.
 * @param out where all shall be; one of the folders, or another.
 */
export async function merge(folders: readonly string[], out: string): Promise<Merged> {
  const faults: Diagnostic[] = [];
  const parts = await partsIn(folders, faults);
  const first = parts[0];
  if (first === undefined) return failed([...faults, nothingToMerge(folders.map(displayPath))]);
  if (faults.length > 0) return failed(faults);
  const others = parts.filter(
    ({ head }) =>
      head.list !== first.head.list || head.teigram !== first.head.teigram || head.shard?.of !== first.head.shard?.of,
  );
  if (others.length > 0)
    return failed([differentRuns(displayPath(first.path), first.head, displayPath(others[0]!.path), others[0]!.head)]);
  const union = await unite(parts);
  const missing = missingOf(parts, union.texts, folders);
  faults.push(...union.faults, ...missing);
  const tally = { texts: union.texts.size, documents: 0, unusable: 0, invalid: 0, notLossless: 0 };
  const owners = new Map<string, string>();
  let by: string | undefined;
  const reader = new PartReader();
  try {
    for (const [text, found] of union.texts) {
      const entry = reader.read(found);
      tally.documents += entry.outputs.length;
      if (!entry.usable) tally.unusable++;
      if (entry.valid === false) tally.invalid++;
      if (entry.lossless === false) tally.notLossless++;
      by ??= entry.by;
      if (entry.by !== by) faults.push(otherwise(text, displayPath(found.part.path)));
      for (const [path, bytes] of entry.outputs) {
        const owner = owners.get(path);
        if (owner !== undefined)
          faults.push(
            conflict(`${path} was written for ${owner} and for ${text}, and only one of them is there`, path),
          );
        owners.set(path, text);
        if (statsAt(join(found.part.folder, path))?.size !== BigInt(bytes))
          faults.push(gone(displayPath(join(found.part.folder, path)), text));
      }
    }
    const told = shortList(faults);
    if (told.some(({ severity }) => severity === 'error')) return { ...tally, diagnostics: told };
    await bringTogether(union.texts, reader, out);
    const { shard: _, ...head } = first.head;
    await writeManifest(join(out, ARCHIVE_FOLDER, 'manifest.jsonl'), head, lines(union.texts, reader));
    return { ...tally, diagnostics: told };
  } finally {
    reader.close();
  }
}

/** Removes the records of the shares, once all are united. */
export async function removeParts(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    for (const name of namesIn(join(folder, ARCHIVE_FOLDER)))
      if (/^(?:manifest\.\d+-of-\d+\.jsonl|texts\.[0-9a-f]+\.txt)$/.test(name))
        rmSync(join(folder, ARCHIVE_FOLDER, name), { force: true });
  }
}

async function partsIn(folders: readonly string[], faults: Diagnostic[]): Promise<Part[]> {
  const parts: Part[] = [];
  for (const folder of folders) {
    for (const name of namesIn(join(folder, ARCHIVE_FOLDER)).sort()) {
      if (!/^manifest\.\d+-of-\d+\.jsonl$/.test(name)) continue;
      const path = join(folder, ARCHIVE_FOLDER, name);
      const head = await headOf(path).catch((error: unknown) => reasonOf(error));
      if (typeof head === 'object') parts.push({ folder, path, head });
      else faults.push(noRecord(displayPath(path), head));
    }
  }
  return parts.sort((a, b) => (a.head.shard?.index ?? 0) - (b.head.shard?.index ?? 0));
}

/** Each text once, in the order of the names. */
async function unite(parts: readonly Part[]) {
  const texts = new Map<string, Found>();
  const faults: Diagnostic[] = [];
  const doubled: string[] = [];
  const reader = new PartReader();
  for (const part of parts) {
    for (const [text, place] of await indexOf(part.path)) {
      const known = texts.get(text);
      const found = { part, ...place };
      if (known === undefined) texts.set(text, found);
      else if (reader.line(known) === reader.line(found)) doubled.push(text);
      else
        faults.push(
          conflict(
            `${text} is in ${displayPath(known.part.path)} and in ${displayPath(part.path)}, and they say different things of it`,
            text,
          ),
        );
    }
  }
  reader.close();
  if (doubled.length > 0) faults.push(doubledTexts(doubled));
  return { texts: new Map([...texts].sort(([a], [b]) => (a < b ? -1 : 1))), faults };
}

function missingOf(
  parts: readonly Part[],
  texts: ReadonlyMap<string, unknown>,
  folders: readonly string[],
): Diagnostic[] {
  const { head } = parts[0]!;
  const { of } = head.shard!;
  const names = namesOf(head, folders);
  const missing = names?.filter((name) => !texts.has(name)) ?? [];
  const count = names === undefined ? head.texts - texts.size : missing.length;
  if (count <= 0) return [];
  const there = new Set(parts.map((part) => part.head.shard!.index));
  const absent = Array.from({ length: of }, (_, i) => i + 1).filter((index) => !there.has(index));
  const shares =
    absent.length > 0 ? absent : [...new Set(missing.map((name) => shareOf(name, of)))].sort((a, b) => a - b);
  return [textsMissing(missing, count, { texts: head.texts, of }, shares, absent.length === 0)];
}

function shareOf(name: string, of: number): number {
  for (let index = 1; index <= of; index++) if (isInShard(name, { index, of })) return index;
  return 0;
}

/** Of all texts, as a share has kept them. */
function namesOf({ list }: ManifestHead, folders: readonly string[]): readonly string[] | undefined {
  for (const folder of folders) {
    try {
      const path = join(folder, ARCHIVE_FOLDER, `texts.${list.slice(0, 16)}.txt`);
      const content = readFileNow(path, NAMED, LARGEST_LIST).toString('utf8');
      return content
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as string);
    } catch {
      // Another folder may have it.
    }
  }
  return undefined;
}

async function bringTogether(texts: ReadonlyMap<string, Found>, reader: PartReader, out: string): Promise<void> {
  const schemas = new Set<string>();
  for (const found of texts.values()) {
    const { folder } = found.part;
    if (folder === out) continue;
    for (const [path] of reader.read(found).outputs) await copy(folder, out, path);
    if (!schemas.has(folder)) await copy(folder, out, 'schema/telegram.rng');
    schemas.add(folder);
  }
}

async function copy(from: string, to: string, path: string): Promise<void> {
  await writeWhole(join(to, path), readFileNow(join(from, path), NAMED, LARGEST_DOCUMENT));
}

async function* lines(
  texts: ReadonlyMap<string, Found>,
  reader: PartReader,
): AsyncGenerator<{ readonly line: string }> {
  for (const found of texts.values()) yield { line: reader.line(found) };
}

class PartReader {
  readonly #files = new Map<string, ReturnType<typeof openForReading>>();

  line({ part, at, length }: Found): string {
    const file = this.#files.get(part.path) ?? openForReading(part.path, NAMED);
    this.#files.set(part.path, file);
    return file.bytesAt(at, length).toString('utf8');
  }

  read(found: Found): ManifestEntry {
    return JSON.parse(this.line(found)) as ManifestEntry;
  }

  close(): void {
    for (const file of this.#files.values()) file.close();
    this.#files.clear();
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function failed(diagnostics: readonly Diagnostic[]): Merged {
  return { diagnostics, texts: 0, documents: 0, unusable: 0, invalid: 0, notLossless: 0 };
}
