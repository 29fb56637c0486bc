/** What is said of files that do not go into a package: all that the user did not ask for is named, in the output and in the report. */
import type { Diagnostic } from '../../diagnostics.js';
import type { Tree } from '../../files/tree.js';
import { shown } from '../bag/paths.js';
import type { NotTaken } from './companions.js';
import type { Contents } from './contents.js';

/** Named in a message; the report in the package has all. */
const MOST_NAMED = 20;

/** @param folder as the user calls it. */
export function faultsOfContents(
  contents: Contents,
  { excluded, ignored, hidden, special, apart }: Tree,
  folder: string,
): readonly Diagnostic[] {
  const { leftOut, missing, outside, withheld, unreadable } = contents;
  const found: Diagnostic[] = [];
  const say = (
    severity: Diagnostic['severity'],
    code: 'deposit-left-out' | 'deposit-target-missing' | 'deposit-outside' | 'file-unreadable',
    message: string,
  ) => found.push({ severity, code, message, file: folder, source: 'deposit' });
  if (leftOut.length > 0) {
    const names = leftOut.map(({ path, size }) => `${shown(path)} (${sizeInWords(size)})`);
    say(
      'warning',
      'deposit-left-out',
      `${files(leftOut.length)} of ${folder} left out, since no document points to ${leftOut.length === 1 ? 'it' : 'them'}: ${listed(names)}. Take along what belongs to the edition: --include "${patternFor(leftOut[0]!.path)}"; or say with --exclude that it is not wanted.`,
    );
  }
  if (special.length > 0)
    say(
      'warning',
      'deposit-left-out',
      `${files(special.length)} of ${folder} left out, since links, pipes and devices are not followed: ${listed(special.map(shown))}. Put a copy in the place of a link if it belongs to the edition.`,
    );
  if (apart.length > 0)
    say(
      'warning',
      'deposit-left-out',
      `Left out ${apart.length === 1 ? 'is a folder that is a package' : 'are folders that are packages'} already: ${listed(apart.map(shown))}.`,
    );
  if (withheld.length > 0)
    say(
      'warning',
      'deposit-left-out',
      `Documents point to files that are left out, by --exclude, by .gitignore or since they are hidden or links: ${pointers(withheld)}. If they belong to the edition, take them along with --include.`,
    );
  for (const { path, reason } of unreadable)
    say(
      'error',
      'file-unreadable',
      `${path} belongs to the edition and cannot be read: ${reason}. Make it readable, or say with --exclude that it is not wanted.`,
    );
  if (outside.length > 0)
    say(
      'warning',
      'deposit-outside',
      `Documents point to what is hidden or lies elsewhere on this computer, which no package takes along: ${pointers(outside)}. Copy it into ${folder} and point to the copy.`,
    );
  if (missing.length > 0)
    say(
      'warning',
      'deposit-target-missing',
      `Documents point to what is not there: ${pointers(missing)}. Put it in its place, or mend the pointer.`,
    );
  const counts = [
    [hidden.length, 'hidden'],
    [ignored.length, 'named in .gitignore'],
    [excluded.length, 'named with --exclude'],
  ] as const;
  const some = counts.filter(([count]) => count > 0).map(([count, why]) => `${count} ${why}`);
  if (some.length > 0)
    say('info', 'deposit-left-out', `Left out as well: ${some.join(', ')} (files, and folders with all in them).`);
  return found;
}

/** The same for the report in the package: paths relative to the folder, each with its reason. */
export function reportOfContents(
  { files: along, folder, leftOut, missing, outside, withheld }: Contents,
  { excluded, ignored, hidden, special, apart }: Tree,
): object {
  const packed = new Set(along.map(({ path }) => path));
  const holds = (path: string) => along.some((file) => file.path.startsWith(`${folder}/${path}`));
  // What documents cannot do without goes along, whatever else is said of it.
  const because = (paths: readonly string[], why: string) =>
    paths
      .filter((path) => !packed.has(`${folder}/${path}`))
      .map((path) => ({ path, why: path.endsWith('/') && holds(path) ? `${why}, but for what documents need` : why }));
  return {
    along: along.map(({ path, role, size }) => ({ path, role, size })),
    leftOut: [
      ...because(
        leftOut.map(({ path }) => path),
        'no document points to it',
      ),
      ...because(excluded, 'excluded'),
      ...because(ignored, '.gitignore'),
      ...because(hidden, 'hidden'),
      ...because(special, 'no ordinary file'),
      ...because(apart, 'a package of its own'),
    ],
    pointersToNothing: missing,
    pointersToLeftOut: withheld,
    pointersElsewhere: outside.map(({ by }) => ({ by })),
  };
}

function pointers(list: readonly NotTaken[]): string {
  return listed(list.map(({ path, by }) => `${shown(path)} (${by})`));
}

function files(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}

function listed(names: readonly string[]): string {
  const more =
    names.length > MOST_NAMED
      ? ` and ${names.length - MOST_NAMED} more (the validation report in the package lists all)`
      : '';
  return `${names.slice(0, MOST_NAMED).join(', ')}${more}`;
}

function patternFor(path: string): string {
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(path)?.[0];
  return ending === undefined ? path : `*${ending}`;
}

/** `12 kB`. */
export function sizeInWords(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
