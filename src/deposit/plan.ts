/** What must be right before any document is looked at; all that is wrong is said at once. */
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { withoutCredentials } from '../addresses.js';
import type { Diagnostic } from '../diagnostics.js';
import { isOfSystem, KeptFiles } from '../files/identity.js';
import type { InputFile } from '../files/inputs.js';
import { removeAbandoned } from '../files/temporary.js';
import { nearest } from '../nearest.js';
import { type DepositMetadata, isDay, readMetadata } from './metadata/index.js';
import type { DepositOptions } from './options.js';
import { isTaken, type PackageOptions } from './package.js';
import { TARGETS, targetNamed } from './registry.js';
import type { DepositTarget } from './target.js';

/** Options as a call may have them: some may be missing. */
export type AskedOptions = { readonly [K in keyof DepositOptions]?: DepositOptions[K] | undefined };

export interface DepositPlan {
  readonly target: DepositTarget;
  readonly out: string;
  readonly form: PackageOptions['form'];
  readonly metadata: DepositMetadata;
  /** What the metadata come from, for messages. */
  readonly metadataFile: string;
}

export type Planned =
  | { readonly plan: DepositPlan; readonly diagnostics: readonly [] }
  | { readonly plan?: undefined; readonly diagnostics: readonly Diagnostic[] };

/** @param folder of the TEI files. */
export async function planDeposit(folder: string, options: AskedOptions): Promise<Planned> {
  const { to, out, day, metadataFile = 'teigram.config.json' } = options;
  // What killed runs have left goes, also where this one comes to nothing.
  removeAbandoned(tmpdir());
  const diagnostics: Diagnostic[] = [];
  const target = targetNamed(to);
  if (target === undefined) diagnostics.push(unknownTarget(to));
  if (out === undefined) diagnostics.push(missingOut(target));
  const form = target === undefined || out === undefined ? undefined : formOf(target, out);
  if (form !== undefined && out !== undefined && (await isTaken(out, form))) diagnostics.push(taken(out, form));
  if (day !== undefined && !isDay(day)) diagnostics.push(noDay(day));
  const { metadata, diagnostics: metadataFaults } = readMetadata({ ...options.metadata }, metadataFile);
  diagnostics.push(...metadataFaults);
  if (!(await isFolder(folder))) diagnostics.push(noFolder(folder));
  if (target === undefined || out === undefined || form === undefined || diagnostics.length > 0) return { diagnostics };
  return { plan: { target, out, form, metadata, metadataFile }, diagnostics: [] };
}

/** How a package goes to its place: by the target, and by how the place's name ends. */
export function formOf(target: DepositTarget, out: string): PackageOptions['form'] {
  if (target.form === 'file') return 'file';
  const archives = target.archives ?? ['.zip'];
  return archives.some((ending) => out.toLowerCase().endsWith(ending)) ? 'zip' : 'folder';
}

export function unknownTarget(name: string | undefined): Diagnostic {
  const names = TARGETS.map((target) => target.name);
  const meant = name === undefined ? undefined : nearest(name, names);
  const list = TARGETS.map((target) => `  ${target.name.padEnd(10)} ${target.title}`).join('\n');
  const start = name === undefined ? 'Say with --to what to make.' : `--to: "${name}" is not a target.`;
  const message = `${start}${meant === undefined ? '' : ` Did you mean "${meant}"?`} Targets are:\n${list}`;
  return { severity: 'error', code: 'deposit-target-unknown', message, expected: names, source: 'run' };
}

function missingOut(target: DepositTarget | undefined): Diagnostic {
  const example = target === undefined || target.form === 'package' ? 'deposit.zip' : `deposit-${target.name}`;
  const message = `Say with --out where the package shall go, for example --out ${example}.`;
  return { severity: 'error', code: 'deposit-out-missing', message, source: 'run' };
}

function taken(out: string, form: PackageOptions['form']): Diagnostic {
  if (isOfSystem(out)) {
    const message = `${out} belongs to the system. Choose another name with --out.`;
    return { severity: 'error', code: 'deposit-out-taken', message, file: out, source: 'run' };
  }
  const what = form === 'folder' ? 'is there already and is not an empty folder' : 'is a folder or a device';
  const message = `${out} ${what}. Remove it, or choose another name with --out${form === 'folder' ? ', such as one that ends in .zip' : ''}.`;
  return { severity: 'error', code: 'deposit-out-taken', message, file: out, source: 'run' };
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
