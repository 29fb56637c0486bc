/** What a run's documents are: how many of which kind, and of which decade. */
import type { Telegram } from '../telegram/model.js';
import { isUnrecognised } from './describe.js';

/** One document, as far as counting goes. */
export interface Content {
  /** `letter`, `telegram`; `cable` for a telegram as the wire printed it; `not recognised`. */
  readonly kind: string;
  /** `1970s`, or `undated`. */
  readonly decade: string;
}

export function contentOf(telegram: Telegram): Content {
  return { kind: kindOf(telegram), decade: decadeOf(telegram.facts.date?.when) };
}

/** `letter`, `telegram`; `cable` for a telegram as the wire printed it; `not recognised`. */
export function kindOf(telegram: Telegram): string {
  if (isUnrecognised(telegram)) return 'not recognised';
  return telegram.form?.name === 'cable' ? 'cable' : telegram.type.replaceAll('-', ' ');
}

function decadeOf(when: string | undefined): string {
  const decade = /^(\d{3})\d/.exec(when ?? '')?.[1];
  return decade === undefined ? 'undated' : `${decade}0s`;
}

/** Counts by kind, and in each kind by decade. */
export type Contents = Map<string, Map<string, number>>;

export function addContent(contents: Contents, { kind, decade }: Content): void {
  const decades = contents.get(kind) ?? new Map<string, number>();
  contents.set(kind, decades.set(decade, (decades.get(decade) ?? 0) + 1));
}

/** A row a kind, the commonest first, a column a decade; a total where there are several kinds. */
export function contentsTable(contents: Contents): string {
  const decades = [...new Set([...contents.values()].flatMap((of) => [...of.keys()]))].sort();
  const sum = (of: ReadonlyMap<string, number>): number => [...of.values()].reduce((all, n) => all + n, 0);
  const kinds = [...contents].sort(([a, one], [b, other]) => sum(other) - sum(one) || (a < b ? -1 : 1));
  const rows = kinds.map(([kind, of]) => [
    kind,
    String(sum(of)),
    ...decades.map((decade) => String(of.get(decade) ?? 0)),
  ]);
  const total = decades.map((decade) => String(kinds.reduce((all, [, of]) => all + (of.get(decade) ?? 0), 0)));
  const all = ['all', String(kinds.reduce((n, [, of]) => n + sum(of), 0)), ...total];
  const table = [['kind', 'documents', ...decades], ...rows, ...(rows.length > 1 ? [all] : [])];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  return table
    .map((row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

/** The same as an object for JSON. */
export function contentsObject(contents: Contents): Record<string, Record<string, number>> {
  return Object.fromEntries([...contents].sort().map(([kind, of]) => [kind, Object.fromEntries([...of].sort())]));
}
