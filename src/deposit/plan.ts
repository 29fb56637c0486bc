/** What must be right before any document is looked at; all that is wrong is said at once. */
import { lstat, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { withoutCredentials } from '../addresses.js';
import type { Diagnostic } from '../diagnostics.js';
import { KeptFiles } from '../files/identity.js';
import type { InputFile } from '../files/inputs.js';
import { removeAbandoned } from '../files/temporary.js';
import { nearest } from '../nearest.js';
import { type DepositMetadata, isDay, type MetadataKey, readMetadata } from './metadata/index.js';
import type { DepositOptions } from './options.js';
import { isTaken } from './package.js';
import { faultOfNearness, faultOfPlace, formOf, misleadingName, type PackageForm } from './place.js';
import { TARGETS, targetNamed } from './registry.js';
import type { DepositTarget } from './target.js';

/** Options as a call may have them: some may be missing. */
export type AskedOptions = { readonly [K in keyof DepositOptions]?: DepositOptions[K] | undefined };

export interface DepositPlan {
  readonly target: DepositTarget;
  readonly out: string;
  readonly form: PackageForm;
  readonly metadata: DepositMetadata;
  /** What is wrong with the metadata: said together with what is missing of them. */
  readonly metadataFaults: readonly Diagnostic[];
  /** Entries that are there and wrong. */
  readonly faulty: ReadonlySet<MetadataKey>;
  /** What the metadata come from, for messages. */
  readonly metadataFile: string;
}

export type Planned =
  | { readonly plan: DepositPlan; readonly diagnostics: readonly [] }
  | { readonly plan?: undefined; readonly diagnostics: readonly Diagnostic[] };

/** @param folder of the TEI files. */
export async function planDeposit(folder: string, options: AskedOptions): Promise<Planned> {
  const { to, out, day, metadataFile = 'teigram.config.json', force = false, exclude = [] } = options;
  // What killed runs have left goes, also where this one comes to nothing.
  removeAbandoned(tmpdir());
  const diagnostics: Diagnostic[] = [];
  const target = targetNamed(to);
  if (target === undefined) diagnostics.push(unknownTarget(to));
  if (out === undefined || out === '') diagnostics.push(missingOut(target));
  const form = target === undefined || out === undefined ? undefined : formOf(target, out);
  if (target !== undefined && form !== undefined && out !== undefined) {
    const fault =
      misleadingName(target, out) ?? (await faultAt(out, form, force)) ?? faultOfNearness(folder, out, exclude);
    if (fault !== undefined) diagnostics.push(fault);
  }
  if (day !== undefined && !isDay(day)) diagnostics.push(noDay(day));
  if (!(await isFolder(folder))) diagnostics.push(noFolder(folder));
  const { metadata, faulty, diagnostics: metadataFaults } = readMetadata({ ...options.metadata }, metadataFile);
  if (target === undefined || out === undefined || form === undefined || diagnostics.length > 0) {
    return { diagnostics: [...diagnostics, ...metadataFaults] };
  }
  return { plan: { target, out, form, metadata, metadataFile, metadataFaults, faulty }, diagnostics: [] };
}

async function faultAt(out: string, form: PackageForm, force: boolean): Promise<Diagnostic | undefined> {
  if (await isTaken(out, form)) return faultOfPlace(out, form, false);
  const stats = form === 'folder' || force ? undefined : await lstat(out).catch(() => undefined);
  return stats === undefined ? undefined : faultOfPlace(out, form, true);
}

export function unknownTarget(name: string | undefined): Diagnostic {
  const names = TARGETS.map((target) => target.name);
  const meant = name === undefined ? undefined : nearest(name, names);
  const width = Math.max(...names.map(({ length }) => length));
  const list = TARGETS.map((target) => `  ${target.name.padEnd(width)} ${target.title}`).join('\n');
  const start = name === undefined ? 'Say with --to what to make.' : `--to: "${name}" is not a target.`;
  const message = `${start}${meant === undefined ? '' : ` Did you mean "${meant}"?`} Targets are:\n${list}`;
  return { severity: 'error', code: 'deposit-target-unknown', message, expected: names, source: 'run' };
}

function missingOut(target: DepositTarget | undefined): Diagnostic {
  const example = target === undefined || target.form === 'package' ? 'deposit.zip' : `deposit-${target.name}`;
  const message = `Say with --out where the package shall go, for example --out ${example}.`;
  return { severity: 'error', code: 'deposit-out-missing', message, source: 'run' };
}

function noDay(day: string): Diagnostic {
  const message = `The day of a deposit must be written as "2026-03-31", not "${day}".`;
  return { severity: 'error', code: 'config-wrong-type', message, source: 'run' };
}

/** A package replaces a file of its name, but none that it is made from. */
export function overInput(
  { out, metadataFile }: DepositPlan,
  documents: readonly InputFile[],
  schemas: readonly string[] = [],
): Diagnostic | undefined {
  const kept = new KeptFiles();
  for (const { path, display } of documents) if (path !== undefined) kept.add(path, `the document ${display}`);
  for (const path of [metadataFile, ...schemas]) kept.add(path, path);
  const lost = kept.at(out);
  if (lost === undefined) return undefined;
  const message = `${out} would be written over ${lost}, which this call reads. Choose another name with --out.`;
  return { severity: 'error', code: 'deposit-out-taken', message, file: out, source: 'run' };
}

async function isFolder(dir: string): Promise<boolean> {
  return stat(dir).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

function noFolder(dir: string): Diagnostic {
  const message = `There is no folder ${withoutCredentials(dir)}. Name the folder that holds the TEI files; the call runs in ${process.cwd()}.`;
  return { severity: 'error', code: 'file-not-found', message, file: withoutCredentials(dir), source: 'run' };
}
