/** The place of a package: which forms its name can mean, and what must not be there. */
import { join, relative, resolve, sep } from 'node:path';
import ignore from 'ignore';
import type { Diagnostic } from '../diagnostics.js';
import { isWithin } from '../files/door.js';
import { isOfSystem, realPlace } from '../files/identity.js';
import type { PackageOptions } from './package.js';
import type { DepositTarget } from './target.js';

/** Endings that everybody takes for a form of file. */
const TELLING =
  /\.(?:tar|tgz|tar\.\w{1,4}|tbz2?|txz|7z|rar|gz|bz2|xz|zst|zip|xar|jar|json|jsonl|xml|html?|pdf|csv|txt|ya?ml|cff|bag)$/i;

/** How a package goes to its place: by the target, and by how the place's name ends. */
export function formOf(target: DepositTarget, out: string): PackageOptions['form'] {
  if (target.form === 'file') return 'file';
  return archivesOf(target).some((ending) => out.toLowerCase().endsWith(ending)) ? 'zip' : 'folder';
}

function archivesOf({ archives = ['.zip'] }: DepositTarget): readonly string[] {
  return archives;
}

/** What is wrong with a name for what the target makes; undefined where it means what will be made. */
export function faultOfName(target: DepositTarget, out: string): Diagnostic | undefined {
  const ending = TELLING.exec(out)?.[0].toLowerCase();
  const fits = target.form === 'file' ? ending === undefined || ending === ENDING : isForPackage(target, out, ending);
  if (fits && out !== '-') return undefined;
  const what =
    target.form === 'file'
      ? `one XML file: use a name that ends in ${ENDING}`
      : `a folder, or one file with a name that ends in ${archivesOf(target).join(', ')}: use one of these endings, or none for a folder`;
  const said = out === '-' ? 'A package is not printed' : `${out} cannot be made`;
  return taken(out, `${said}: the target ${target.name} makes ${what}.`);
}

/** Of files of metadata. */
const ENDING = '.xml';

function isForPackage(target: DepositTarget, out: string, ending: string | undefined): boolean {
  return ending === undefined || archivesOf(target).some((archive) => out.toLowerCase().endsWith(archive));
}

/** What is in the place and must not be lost. */
export function faultOfPlace(out: string, form: PackageOptions['form'], isFile: boolean): Diagnostic {
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
