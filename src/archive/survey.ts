/** All that a record says together, and which texts an editor should look at first. */
import type { Severity } from '../diagnostics.js';
import { NAMED, openForReading } from '../files/door.js';
import { type DocumentRow, indexOf, type ManifestEntry } from './manifest.js';

export interface Count {
  readonly name: string;
  readonly count: number;
}

export interface Warning extends Count {
  readonly severity: Severity;
  /** The first texts that have it. */
  readonly texts: readonly ManifestEntry[];
}

export interface Surveyed {
  readonly texts: number;
  readonly documents: number;
  readonly unusable: number;
  readonly invalid: number;
  readonly notLossless: number;
  readonly unrecognised: number;
  readonly undated: number;
  readonly notes: number;
  readonly pages: number;
  /** The commonest first. */
  readonly kinds: readonly Count[];
  /** In their order, gaps filled. */
  readonly years: readonly Count[];
  readonly places: readonly Count[];
  readonly senders: readonly Count[];
  readonly warnings: readonly Warning[];
  /** Of the texts, those first that should be looked at first. */
  read(from: number, to: number): readonly ManifestEntry[];
  close(): void;
}

/** Texts that are named with a warning. */
const MOST_TEXTS = 3;
/** Years between the first and the last that a plot shows one by one. */
const MOST_YEARS = 400;

/** Reads a record twice: for what it says, and then what is asked for; so that many texts need little memory. */
export async function surveyOf(path: string): Promise<Surveyed> {
  const order: { readonly urgency: number; readonly at: number; readonly length: number }[] = [];
  const tally = {
    texts: 0,
    documents: 0,
    unusable: 0,
    invalid: 0,
    notLossless: 0,
    unrecognised: 0,
    undated: 0,
    notes: 0,
    pages: 0,
  };
  const [kinds, years, places, senders] = [new Counts(), new Counts(), new Counts(), new Counts()];
  const warnings = new Map<string, { severity: Severity; count: number; texts: ManifestEntry[] }>();
  const file = openForReading(path, NAMED);
  const entryAt = (at: number, length: number) =>
    JSON.parse(file.bytesAt(at, length).toString('utf8')) as ManifestEntry;
  for (const [, { at, length }] of await indexOf(path)) {
    const entry = entryAt(at, length);
    order.push({ urgency: urgencyOf(entry), at, length });
    tally.texts++;
    if (!entry.usable) tally.unusable++;
    if (entry.valid === false) tally.invalid++;
    if (entry.lossless === false) tally.notLossless++;
    tally.unrecognised += entry.unrecognised ?? 0;
    for (const row of entry.documents ?? []) {
      tally.documents++;
      tally.notes += row.notes;
      tally.pages += row.pages;
      kinds.add(row.kind);
      const year = yearOf(row);
      if (year === undefined) tally.undated++;
      else years.add(year);
      if (row.place !== undefined) places.add(row.place);
      if (row.sender !== undefined) senders.add(row.sender);
    }
    for (const code of new Set(entry.diagnostics.map((each) => each.code))) {
      const { severity } = entry.diagnostics.find((each) => each.code === code)!;
      const known = warnings.get(code) ?? { severity, count: 0, texts: [] };
      known.count++;
      if (known.texts.length < MOST_TEXTS) known.texts.push(entry);
      warnings.set(code, known);
    }
  }
  // Stable, so that those alike stay in the order of their names.
  order.sort((a, b) => b.urgency - a.urgency);
  return {
    ...tally,
    kinds: kinds.commonest(),
    years: yearByYear(years),
    places: places.commonest(),
    senders: senders.commonest(),
    warnings: [...warnings]
      .map(([name, { severity, count, texts }]) => ({ name, severity, count, texts }))
      .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)),
    read: (from, to) => order.slice(from, to).map(({ at, length }) => entryAt(at, length)),
    close: () => file.close(),
  };
}

/** What cannot be used or was lost before what is not valid, that before what was not recognised, and that by how sure the program is. */
export function urgencyOf(entry: ManifestEntry): number {
  if (!entry.usable) return 1e9;
  if (entry.lossless === false) return 1e8;
  if (entry.valid === false) return 1e7;
  const rows = entry.documents ?? [];
  const sum = (of: (row: DocumentRow) => number) => rows.reduce((all, row) => all + of(row), 0);
  const warnings = entry.diagnostics.filter(({ severity }) => severity !== 'info').length;
  return (
    ((entry.unrecognised ?? 0) > 0 ? 1e6 : 0) +
    Math.min(
      sum(({ low }) => low),
      90,
    ) *
      1e4 +
    Math.min(warnings, 90) * 100 +
    Math.min(
      sum(({ medium }) => medium),
      90,
    )
  );
}

function yearOf({ when }: DocumentRow): string | undefined {
  return /^\d{4}/.exec(when ?? '')?.[0];
}

/** The years between have none: a gap is to be seen. */
function yearByYear(years: Counts): readonly Count[] {
  const all = years.commonest().map(({ name }) => Number(name));
  const [first, last] = [Math.min(...all), Math.max(...all)];
  if (all.length === 0) return [];
  if (last - first > MOST_YEARS) return [...years.commonest()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    name: String(first + i),
    count: years.of(String(first + i)),
  }));
}

class Counts {
  readonly #counts = new Map<string, number>();

  add(name: string): void {
    this.#counts.set(name, this.of(name) + 1);
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  commonest(): readonly Count[] {
    return [...this.#counts]
      .map(([name, count]) => ({ name, count }))
      .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  }
}
