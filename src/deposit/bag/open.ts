/** Opens what a user names as a bag: a folder, a zip or a tar. */
import { stat } from 'node:fs/promises';
import { NAMED, readFileOrHead } from '../../files/door.js';
import { reasonOf } from '../../files/reason.js';
import { finding } from './finding.js';
import { openFolder } from './folder-source.js';
import { type BagSource, refused } from './source.js';
import { BLOCK } from './tar-header.js';
import { openTar, openTgz, startsLikeTar } from './tar-source.js';

/** Opens a folder or an archive for reading. Never throws: what is wrong is in the source's `diagnostics`. */
export async function openSource(path: string, display: string): Promise<BagSource> {
  try {
    if ((await stat(path)).isDirectory()) return await openFolder(path, display);
    return await openArchive(path, display);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return refused(finding('file-not-found', display, 'There is no such folder or file.'));
    return refused(finding('file-unreadable', display, `It cannot be read: ${reasonOf(error)}.`));
  }
}

/** By how the file begins, since names say anything. */
async function openArchive(path: string, display: string): Promise<BagSource> {
  const { content } = readFileOrHead(path, NAMED, 0, BLOCK);
  if (startsLikeZip(content)) {
    const { openZip } = await import('./zip-source.js');
    return openZip(path, display);
  }
  if (startsLikeGzip(content)) return openTgz(path, display);
  if (startsLikeTar(content)) return openTar(path, display);
  return refused(finding('bag-unknown-form', display, NEITHER));
}

const NEITHER =
  'It is neither a folder nor a zip, a tar or a tar that is packed with gzip. Unpack such a file (.tar.xz, .tar.bz2, .7z …) into an empty folder and name that folder.';

/** A zip starts with its first entry, or with its end if it is empty. */
function startsLikeZip(head: Buffer): boolean {
  return ['PK\x03\x04', 'PK\x05\x06'].includes(head.toString('latin1', 0, 4));
}

/** RFC 1952 §2.3.1; there is no other method than that of the third byte. */
function startsLikeGzip(head: Buffer): boolean {
  return head.toString('latin1', 0, 3) === '\x1f\x8b\x08';
}
