/** Sending a file once: what is there is told by its name and checksum, and what cannot be told is never sent a second time. */
import { openSource } from '../bag/open.js';
import { digestOf } from './checksum.js';
import { ConnectionLost, DamagedFile, HttpFailure, mayHaveArrived, Stopped } from './failure.js';
import type { Arrival, Draft, RemoteFile, RemoteFiles, Repository, RepositoryKind, UploadFile } from './repository.js';

/** How often a file is sent again whose arrival is in doubt. */
const ATTEMPTS = 4;

export interface Sender {
  readonly kind: RepositoryKind;
  readonly repository: Repository;
  readonly draft: Draft;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** `same` where the repository has the file, `other` where it has another content under its name. */
export type Presence = 'same' | 'other' | 'absent';

/** Whether a file is there, by itself or unpacked. */
export async function presenceOf(sender: Sender, remote: RemoteFiles, file: UploadFile): Promise<Presence> {
  const found = remote.get(file.name);
  if (found !== undefined) return (await isSame(found, file, sender.draft)) ? 'same' : 'other';
  return isUnpacked(sender.kind, file) ? presenceUnpacked(sender, remote, file) : 'absent';
}

async function isSame({ checksum }: RemoteFile, file: UploadFile, { page }: Draft): Promise<boolean> {
  if (checksum !== undefined) return (await file.digest(checksum.algorithm)) === checksum.value;
  const message = `The draft has a file ${file.name}, but no checksum is told of it that teigram knows (MD5, SHA-1, SHA-256, SHA-512), so it cannot be told whether it is the file of the package. Nothing was sent a second time. Look at ${page}; delete the file there if it is not whole, and repeat the call.`;
  throw new Stopped('upload-file-uncertain', message);
}

function isUnpacked({ unpacks = false }: RepositoryKind, { name }: UploadFile): boolean {
  return unpacks && name.toLowerCase().endsWith('.zip');
}

async function presenceUnpacked({ draft }: Sender, remote: RemoteFiles, zip: UploadFile): Promise<Presence> {
  const { files, close } = await openSource(zip.path, zip.name);
  try {
    let there = 0;
    const taken = files.filter(({ path }) => remote.has(path));
    for (const { path, open } of taken) {
      const checksum = remote.get(path)?.checksum;
      if (checksum === undefined) continue;
      const { value } = await digestOf(await open(), checksum.algorithm);
      if (value === checksum.value) there++;
    }
    if (taken.length === 0) return 'absent';
    if (there === files.length) return 'same';
    if (there === 0) throw kept(`${taken.length} of the files in ${zip.name}, such as ${taken[0]?.path}`, draft);
    const message = `${zip.name} was unpacked there, but only ${there} of its ${files.length} files are in the draft as they were sent. They may still be being unpacked: look at ${draft.page}, and repeat the call when nothing changes any more. If files are missing for good, delete the draft and begin anew.`;
    throw new Stopped('upload-file-uncertain', message);
  } finally {
    close();
  }
}

/**
 * Sends a file that is not there, or is there with another content. Where the connection breaks, the draft is asked
 * whether the file arrived.
 */
export async function sendFile(sender: Sender, file: UploadFile, old: RemoteFile | undefined): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      const arrival = await attemptTo(sender, file, old);
      if (await arrived(sender, file, arrival)) return;
      if (attempt >= ATTEMPTS || sender.repository.replace !== undefined) throw damaged(sender, file);
    } catch (error) {
      if (attempt >= ATTEMPTS || !(error instanceof ConnectionLost || mayHaveArrived(error))) throw error;
      await sender.sleep(1000 * 2 ** attempt);
      if (await hasArrived(sender, file, old, error)) return;
    }
  }
}

function attemptTo({ repository, draft }: Sender, file: UploadFile, old: RemoteFile | undefined): Promise<Arrival> {
  if (old === undefined || repository.replace === undefined) return repository.send(draft, file);
  return repository.replace(draft, file, old);
}

async function hasArrived(
  sender: Sender,
  file: UploadFile,
  old: RemoteFile | undefined,
  error: unknown,
): Promise<boolean> {
  const presence = await presenceOf(sender, await sender.repository.list(sender.draft), file);
  if (presence === 'same') return true;
  if (presence === 'other' && old === undefined && sender.repository.replace !== undefined) throw damaged(sender, file);
  if (!isUnpacked(sender.kind, file) || !mayGoOn(error)) return false;
  const message = `No answer came when ${file.name} was sent. It is not in the draft yet, but it may still be being unpacked, so it was not sent a second time. Look at ${sender.draft.page}, and repeat the call when nothing changes there any more.`;
  throw new Stopped('upload-file-uncertain', message);
}

/** Unpacking takes long, and goes on after a connection is closed, or after a server in front has given up waiting. */
function mayGoOn(error: unknown): boolean {
  const gaveUp = error instanceof HttpFailure && (error.status === 502 || error.status === 504);
  return gaveUp || (error instanceof ConnectionLost && mayHaveArrived(error));
}

/** Where a repository keeps what was sent before, sending it again would make two. */
function damaged({ repository, draft }: Sender, { name }: UploadFile): Error {
  if (repository.replace === undefined) return new DamagedFile();
  const message = `${name} arrived with another checksum than it has here: something on the way changes it, or the connection broke off. Delete it at ${draft.page}, and repeat the call; if it happens again, try from another network.`;
  return new Stopped('upload-file-damaged', message);
}

/** False where it arrived damaged. */
async function arrived({ draft }: Sender, file: UploadFile, { name, checksum }: Arrival): Promise<boolean> {
  if (name !== undefined && name !== file.name) throw twice(file.name, name, draft);
  return checksum === undefined || (await file.digest(checksum.algorithm)) === checksum.value;
}

/**
 * Looks whether the draft has a file a second time, under a name that the repository has made of its own.
 *
 * @returns the names of other files that are there.
 */
export async function lookForDoubles(
  { repository, draft }: Sender,
  files: readonly UploadFile[],
): Promise<readonly string[]> {
  const remote = await repository.list(draft);
  const own = new Map(files.map((file) => [file.name, file]));
  const others = [...remote].filter(([name]) => !own.has(name));
  for (const [name, { checksum }] of others) {
    const original = own.get(name.replace(/-\d+(?=\.[^./]*$|$)/, ''));
    if (original === undefined || checksum === undefined || !remote.has(original.name)) continue;
    if ((await original.digest(checksum.algorithm)) === checksum.value) throw twice(original.name, name, draft);
  }
  return others.map(([name]) => name);
}

function twice(sent: string, there: string, { page }: Draft): Stopped {
  const message = `The repository has the file ${sent} under the name ${there}: it was there already, and is there twice now, or its name was changed. Look at ${page}, delete ${there}, and repeat the call.`;
  return new Stopped('upload-file-twice', message);
}

/** What a repository would keep beside what is sent. */
export function kept(what: string, { page }: Draft): Stopped {
  const message = `The draft has ${what}, with another content. The repository would keep both, the new under another name, so nothing was sent in its place. Delete it at ${page}, and repeat the call.`;
  return new Stopped('upload-file-differs', message);
}
