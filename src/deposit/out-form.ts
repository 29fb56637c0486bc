/** What the name of a package says of its form, and names that would say what it is not. */
import type { Diagnostic } from '../diagnostics.js';
import type { DepositTarget } from './target.js';

/** How entries are written: as a folder, as an archive, or as the one file that they are. */
export type PackageForm = 'folder' | 'zip' | 'tar' | 'tgz' | 'file';

/** By how a name ends. */
const ARCHIVES: readonly (readonly [ending: string, form: 'tar' | 'tgz'])[] = [
  ['.tar', 'tar'],
  ['.tar.gz', 'tgz'],
  ['.tgz', 'tgz'],
];

/** How a package goes to its place: by the target, and by how the place's name ends. */
export function formOf(target: DepositTarget, out: string): PackageForm {
  if (target.form === 'file') return 'file';
  const name = out.toLowerCase();
  if (!archivesOf(target).some((ending) => name.endsWith(ending))) return 'folder';
  return ARCHIVES.find(([ending]) => name.endsWith(ending))?.[1] ?? 'zip';
}

export function isArchive(form: PackageForm): boolean {
  return form !== 'folder' && form !== 'file';
}

/** The endings of --out with which a target makes one file. */
function archivesOf({ archives = ['.zip'] }: DepositTarget): readonly string[] {
  return archives;
}

const OF_ARCHIVES = /\.(?:tar(?:\.\w{1,4})?|tgz|tbz2?|txz|tzst|gz|bz2|xz|zst|7z|rar|zip|xar|bag|jar)$/i;
const OF_FILES = /\.(?:json|jsonld|xml|html?|csv|tsv|txt|md|pdf)$/i;

/** Refuses a name that every reader would take for something else than what is written there; undefined where none would. */
export function misleadingName(target: DepositTarget, out: string): Diagnostic | undefined {
  const form = formOf(target, out);
  if (out === '-') return refused(out, 'A package cannot go to standard output.', target);
  const ending = (OF_ARCHIVES.exec(out) ?? (form === 'folder' ? OF_FILES.exec(out) : null))?.[0];
  if (ending === undefined || isArchive(form)) return undefined;
  const made = form === 'file' ? 'one file that is no archive' : 'a folder';
  return refused(out, `${out} ends in ${ending}, but what would be written there is ${made}.`, target);
}

function refused(file: string, what: string, target: DepositTarget): Diagnostic {
  const way =
    target.form === 'file'
      ? `The target ${target.name} writes one file: choose a name such as ${target.name}.xml.`
      : `The target ${target.name} writes a folder, or one file where the name ends in ${archivesOf(target).join(', ')}: choose another name with --out.`;
  return { severity: 'error', code: 'deposit-out-misleading', message: `${what} ${way}`, file, source: 'run' };
}
