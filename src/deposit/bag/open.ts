/** Opens what a user names as a bag: a folder or a zip. */
import { stat } from 'node:fs/promises';
import { NAMED, readFileOrHead } from '../../files/door.js';
import { reasonOf } from '../../files/reason.js';
import { finding } from './finding.js';
import { openFolder } from './folder-source.js';
import { type BagSource, refused } from './source.js';

/** Opens a folder or a zip for reading. Never throws: what is wrong is in the source's `diagnostics`. */
export async function openSource(path: string, display: string): Promise<BagSource> {
  try {
    if ((await stat(path)).isDirectory()) return await openFolder(path, display);
    if (!startsLikeZip(path)) return refused(finding('bag-unknown-form', display, NEITHER));
    const { openZip } = await import('./zip-source.js');
    return await openZip(path, display);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return refused(finding('file-not-found', display, 'There is no such folder or file.'));
    return refused(finding('file-unreadable', display, `It cannot be read: ${reasonOf(error)}.`));
  }
}

const NEITHER =
  'It is neither a folder nor a zip. Bags also travel as .tar or .tar.gz: unpack such a file into an empty folder and name that folder.';

/** A zip starts with its first entry, or with its end if it is empty. */
function startsLikeZip(path: string): boolean {
  const { content } = readFileOrHead(path, NAMED, 0, 4);
  return ['PK\x03\x04', 'PK\x05\x06'].includes(content.toString('latin1'));
}
