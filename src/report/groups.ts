/**
 * Findings that a run makes again and again, told once: a slip that was made in every file, such as a pointer to a file
 * that nobody has. The first of them are told where they stand, all that follow together, at the end.
 */
import type { Diagnostic, FoundPlace } from '../diagnostics.js';
import { shortenedWithin } from '../shown.js';
import type { FileReport, Reporter, ToldTogether } from './report.js';
import { count } from './words.js';

/** So many are told where they stand. */
const FIRST = 3;
/** Kinds that are kept apart; what is of yet another kind is told where it stands. */
const MOST_GROUPS = 20_000;
/** In UTF-16 code units: what is alike so far is taken to be alike. */
const LONGEST_KEY = 500;
const LONGEST_FILE = 500;

interface Group {
  readonly kind: Pick<Diagnostic, 'severity' | 'code' | 'source'>;
  readonly alike: string;
  readonly places: FoundPlace[];
  count: number;
  files: number;
  lastFile: number;
}

/** Tells findings with the same `alike` together where there are more than a few. The order is that of the files. */
export function inGroups(reporter: Reporter): Reporter {
  const groups = new Map<string, Group>();
  let files = 0;
  return {
    ...reporter,
    file(report) {
      reporter.file(withoutGrouped(report, groups, ++files));
    },
    end() {
      const many = [...groups.values()].filter((group) => group.count > FIRST);
      for (const group of many.sort((a, b) => b.count - a.count)) reporter.run(together(group));
      reporter.end();
    },
  };
}

function withoutGrouped(report: FileReport, groups: Map<string, Group>, file: number): FileReport {
  if (!report.diagnostics.some(({ alike }) => alike !== undefined)) return report;
  const told: Diagnostic[] = [];
  const left = new Map<string, ToldTogether>();
  for (const diagnostic of report.diagnostics) {
    const { alike, ...plain } = diagnostic;
    const group = alike === undefined ? undefined : groupOf(diagnostic, alike, groups);
    if (group === undefined) {
      told.push(plain);
      continue;
    }
    group.count++;
    if (group.lastFile !== file) group.files++;
    group.lastFile = file;
    if (group.count <= FIRST) {
      told.push(plain);
      const place = placeOf(diagnostic, report.file);
      // A list of pointers has one place.
      if (!group.places.some((known) => isSame(known, place))) group.places.push(place);
    } else addOne(left, diagnostic);
  }
  return { ...report, diagnostics: told, ...(left.size > 0 ? { together: [...left.values()] } : {}) };
}

function groupOf(diagnostic: Diagnostic, alike: string, groups: Map<string, Group>): Group | undefined {
  const { severity, code, source } = diagnostic;
  const short = shortenedWithin(alike, LONGEST_KEY);
  const key = `${severity} ${code} ${short}`;
  let group = groups.get(key);
  if (group === undefined && groups.size < MOST_GROUPS) {
    group = { kind: { severity, code, source }, alike: short, places: [], count: 0, files: 0, lastFile: 0 };
    groups.set(key, group);
  }
  return group;
}

function placeOf({ file, line, column }: Diagnostic, reported: string): FoundPlace {
  return { file: shortenedWithin(file ?? reported, LONGEST_FILE), line, column };
}

function isSame(a: FoundPlace, b: FoundPlace): boolean {
  return a.file === b.file && a.line === b.line && a.column === b.column;
}

function addOne(counts: Map<string, ToldTogether>, { severity, code }: Diagnostic): void {
  const key = `${severity} ${code}`;
  const before = counts.get(key)?.count ?? 0;
  counts.set(key, { severity, code, count: before + 1 });
}

function together({ kind, alike, count: n, files, places }: Group): Diagnostic {
  const times = `${n.toLocaleString('en')} times in ${files === 1 ? '1 file' : `${files.toLocaleString('en')} files`}`;
  const where = places.map(({ file, line, column }) =>
    [file, line, column].filter((part) => part !== undefined).join(':'),
  );
  const message = `${alike}, ${times}. The first: ${where.join(', ')}.`;
  return { ...kind, message, count: n, files, places };
}

/**
 * How many findings of a file stand elsewhere in the report; undefined where all stand with it.
 *
 * @param where they stand.
 */
export function toldElsewhere({ together = [] }: FileReport, where = 'at the end'): string | undefined {
  const n = together.reduce((sum, told) => sum + told.count, 0);
  return n === 0
    ? undefined
    : `${count(n, 'finding')} ${n === 1 ? 'is' : 'are'} told ${where}, with those of other files like ${n === 1 ? 'it' : 'them'}`;
}
