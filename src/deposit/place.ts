/** The place of a package: which forms its name can mean, and what must not be there. */
import { join, relative, resolve, sep } from 'node:path';
import ignore from 'ignore';
import type { Diagnostic } from '../diagnostics.js';
import { isWithin } from '../files/door.js';
import { isOfSystem, realPlace } from '../files/identity.js';
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
const OF_FILES = /\.(?:json|jsonld|xml|html?|csv|tsv|txt|md|pdf|ya?ml|cff)$/i;
/** What the targets of one file write. */
const XML = /\.xml$/i;

/** Refuses a name that every reader would take for something else than what is written there; undefined where none would. */
export function misleadingName(target: DepositTarget, out: string): Diagnostic | undefined {
  const form = formOf(target, out);
  if (out === '-') return refused(out, 'A package cannot go to standard output.', target);
  const ending = (OF_ARCHIVES.exec(out) ?? OF_FILES.exec(out))?.[0];
  if (ending === undefined || isArchive(form) || (form === 'file' && XML.test(ending))) return undefined;
  const made = form === 'file' ? 'one file of XML' : 'a folder';
  return refused(out, `${out} ends in ${ending}, but what would be written there is ${made}.`, target);
}

function refused(file: string, what: string, target: DepositTarget): Diagnostic {
  const way =
    target.form === 'file'
      ? `The target ${target.name} writes one file: choose a name such as ${target.name}.xml.`
      : `The target ${target.name} writes a folder, or one file where the name ends in ${archivesOf(target).join(', ')}: choose another name with --out.`;
  return { severity: 'error', code: 'deposit-out-misleading', message: `${what} ${way}`, file, source: 'run' };
}

/** What is in the place and must not be lost. */
export function faultOfPlace(out: string, form: PackageForm, isFile: boolean): Diagnostic {
  if (isOfSystem(resolve(out))) return taken(out, `${out} belongs to the system. Choose another name with --out.`);
  if (isFile)
    return taken(
      out,
      `${out} is there already. Choose another name with --out, or say with --force that it may be replaced.`,
    );
  const what = form === 'folder' ? 'is there already and is not an empty folder' : 'is a folder or a device';
  return taken(
    out,
    `${out} ${what}. Remove it, or choose another name with --out${form === 'folder' ? ', such as one that ends in .zip' : ''}.`,
  );
}

/** A package in the folder that it is made of would be a part of the next. @param exclude patterns of what is left out. */
export function faultOfNearness(folder: string, out: string, exclude: readonly string[]): Diagnostic | undefined {
  const [from, to] = [realPlace(join(resolve(folder), 'x')).slice(0, -2), realPlace(resolve(out))];
  if (!isWithin(from, to)) return undefined;
  const way = relative(from, to).split(sep).join('/');
  if (
    way !== '' &&
    ignore()
      .add([...exclude])
      .ignores(way)
  )
    return undefined;
  const message = `${out} lies in ${folder}, the folder that it is made of, so the next package would hold this one. Choose a place beside that folder${way === '' ? '' : `, or leave it out: --exclude "/${way}"`}.`;
  return taken(out, message);
}

function taken(file: string, message: string): Diagnostic {
  return { severity: 'error', code: 'deposit-out-taken', message, file, source: 'run' };
}
