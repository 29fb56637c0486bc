/** Names of files that not every system can have. */
import type { Diagnostic } from '../../diagnostics.js';
import { collisionKey, isPortable, shown } from '../bag/paths.js';

/** Named in a message. */
const MOST_NAMED = 10;

/**
 * What is to be said of the places in a package. An error where unpacking it would lose or misplace something everywhere
 * or on common systems; a warning where some system must rename a file.
 */
export function faultsOfNames(places: readonly string[]): readonly Diagnostic[] {
  // A zip has slashes only, and programs take a backslash for one; a line end breaks lists of files.
  const misread = places.filter((place) => /[\\\x00-\x1f\x7f]/.test(place));
  const unportable = places.filter((place) => !misread.includes(place) && !isPortable(place));
  const odd = places.filter((place) => !misread.includes(place) && !unportable.includes(place) && /[%#;]/.test(place));
  return [
    ...(misread.length === 0
      ? []
      : [
          fault(
            'error',
            misread,
            'a backslash, a line end or another control character, which programs that unpack it take for something else. Rename',
          ),
        ]),
    ...(unportable.length === 0
      ? []
      : [
          fault(
            'warning',
            unportable,
            'a name that Windows cannot have (one of < > : " | ? *, a full stop or blank at the end, or the name of a device), so that unpacking it there fails. Better rename',
          ),
        ]),
    ...(odd.length === 0
      ? []
      : [
          fault(
            'warning',
            odd,
            'one of % # ;, which addresses and lists of checksums write in another way, so that some programs do not find it. Better rename',
          ),
        ]),
    ...notText(places),
    ...collisions(places),
    ...folderCollisions(places),
  ];
}

/** What stands for bytes that are no UTF-8: the file cannot be found by that name. */
function notText(places: readonly string[]): Diagnostic[] {
  const names = places.filter((place) => place.includes('\ufffd'));
  if (names.length === 0) return [];
  return [
    fault('error', names, 'a name that is not written in UTF-8, so that it cannot be read here or elsewhere. Rename'),
  ];
}

/** Folders that become one on some systems; no file of theirs is lost by that, but they are not what they were. */
function folderCollisions(places: readonly string[]): Diagnostic[] {
  const folders = new Set(
    places.flatMap((place) =>
      place
        .split('/')
        .slice(0, -1)
        .map((_, n, steps) => steps.slice(0, n + 1).join('/')),
    ),
  );
  const known = new Map<string, string>();
  const twins: string[] = [];
  for (const folder of folders) {
    const twin = known.get(collisionKey(folder));
    if (twin !== undefined) twins.push(`${shown(twin)} and ${shown(folder)}`);
    known.set(collisionKey(folder), folder);
  }
  if (twins.length === 0) return [];
  const message = `Folders differ only in capitals or in how an accent is written: ${twins.slice(0, MOST_NAMED).join('; ')}. On Windows and macOS they become one when the package is unpacked; better rename one.`;
  return [{ severity: 'warning', code: 'deposit-names-collide', message, source: 'deposit' }];
}

function fault(severity: Diagnostic['severity'], places: readonly string[], what: string): Diagnostic {
  const named = places.slice(0, MOST_NAMED).map(shown).join(', ');
  const more = places.length > MOST_NAMED ? ` and ${places.length - MOST_NAMED} more` : '';
  const [it, has] = places.length === 1 ? ['it', 'has'] : ['them', 'have'];
  const message = `${named}${more} ${has} ${what} ${it}.`;
  return { severity, code: 'deposit-name-unusual', message, file: shown(places[0]!), source: 'deposit' };
}

/** A file beside the folder of the documents has a name that the package needs for itself. */
function sameName(place: string): Diagnostic {
  const message = `Two files would be ${shown(place)} in the package: one of the edition, and one that the package has of its own. Rename that of the edition, and what points to it.`;
  return { severity: 'error', code: 'deposit-names-collide', message, file: place, source: 'deposit' };
}

function collisions(places: readonly string[]): Diagnostic[] {
  const known = new Map<string, string>();
  return places.flatMap((place) => {
    const key = collisionKey(place);
    const twin = known.get(key);
    known.set(key, place);
    return twin === undefined ? [] : [collision(place, twin)];
  });
}

function collision(place: string, twin: string): Diagnostic {
  if (place === twin) return sameName(place);
  const message = `${shown(place)} and ${shown(twin)} differ only in capitals or in how an accent is written. On Windows and macOS one would overwrite the other when the package is unpacked, so rename one.`;
  return { severity: 'error', code: 'deposit-names-collide', message, file: place, source: 'deposit' };
}
