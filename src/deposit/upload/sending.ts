/** Sending a file once: what is there is told by its name and checksum, and what cannot be told is never sent a second time. */
import type { Diagnostic } from '../../diagnostics.js';
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
  warn(diagnostic: Diagnostic): void;
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
    for (const { path, open } of files) {
      const checksum = remote.get(path)?.checksum;
      if (checksum === undefined) continue;
      const { value } = await digestOf(await open(), checksum.algorithm);
      if (value === checksum.value) there++;
    }
    if (there === 0) return 'absent';
    if (there === files.length) return 'same';
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
  if (old !== undefined) warnOfReplacement(sender, file);
  for (let attempt = 1; ; attempt++) {
    try {
      const arrival = await attemptTo(sender, file, old);
      if (await arrived(sender, file, arrival)) return;
      if (attempt >= ATTEMPTS) throw new DamagedFile();
    } catch (error) {
      if (attempt >= ATTEMPTS || !(error instanceof ConnectionLost || mayHaveArrived(error))) throw error;
      await sender.sleep(1000 * 2 ** attempt);
      if (await hasArrived(sender, file, error)) return;
    }
  }
}

function attemptTo({ repository, draft }: Sender, file: UploadFile, old: RemoteFile | undefined): Promise<Arrival> {
  if (old === undefined || repository.replace === undefined) return repository.send(draft, file);
  return repository.replace(draft, file, old);
}

async function hasArrived(sender: Sender, file: UploadFile, error: unknown): Promise<boolean> {
  const presence = await presenceOf(sender, await sender.repository.list(sender.draft), file);
  if (presence === 'same') return true;
  if (!isUnpacked(sender.kind, file) || !mayGoOn(error)) return false;
  const message = `No answer came when ${file.name} was sent. It is not in the draft yet, but it may still be being unpacked, so it was not sent a second time. Look at ${sender.draft.page}, and repeat the call when nothing changes there any more.`;
  throw new Stopped('upload-file-uncertain', message);
}

/** Unpacking takes long, and goes on after a connection is closed, or after a server in front has given up waiting. */
function mayGoOn(error: unknown): boolean {
  const gaveUp = error instanceof HttpFailure && (error.status === 502 || error.status === 504);
  return gaveUp || (error instanceof ConnectionLost && mayHaveArrived(error));
}

/** False where it arrived damaged. */
async function arrived({ draft }: Sender, file: UploadFile, { name, checksum }: Arrival): Promise<boolean> {
  if (name !== undefined && name !== file.name) throw twice(file.name, name, draft);
  return checksum === undefined || (await file.digest(checksum.algorithm)) === checksum.value;
}

/** Looks whether the draft has a file a second time, under a name that the repository has made of its own. */
export async function lookForDoubles({ repository, draft }: Sender, files: readonly UploadFile[]): Promise<void> {
  const remote = await repository.list(draft);
  const own = new Map(files.map((file) => [file.name, file]));
  for (const [name, { checksum }] of remote) {
    const original = own.has(name) ? undefined : own.get(name.replace(/-\d+(?=\.[^./]*$|$)/, ''));
    if (original === undefined || checksum === undefined || !remote.has(original.name)) continue;
    if ((await original.digest(checksum.algorithm)) === checksum.value) throw twice(original.name, name, draft);
  }
}

function twice(sent: string, there: string, { page }: Draft): Stopped {
  const message = `The repository has the file ${sent} under the name ${there}: it was there already, and is there twice now, or its name was changed. Look at ${page}, delete ${there}, and repeat the call.`;
  return new Stopped('upload-file-twice', message);
}

function warnOfReplacement({ draft, warn }: Sender, { name }: UploadFile): void {
  const message = `The draft has a file ${name} with another content. It is sent anew; look at ${draft.page} whether the draft now has it twice.`;
  warn({ severity: 'warning', code: 'upload-file-differs', message, source: 'deposit' });
}
