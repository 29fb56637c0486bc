/** Texts in a `.zip`, `.tar` or `.tar.gz`: the members that end in `.txt`, as of a folder. */
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { fromFd, type Entry as ZipEntry, type ZipFile } from 'yauzl';
import type { Diagnostic } from '../diagnostics.js';
import { NAMED, openForReading, readStream, streamFile } from '../files/door.js';
import type { InputFile } from '../files/inputs.js';
import { LARGEST_TEXT } from '../files/read.js';
import { type Text, type Texts, textTooLarge, textWithin } from './texts.js';

/** @param source the archive. */
export function textsOfPacked(source: InputFile): Texts {
  const path = source.path!;
  const members = /\.zip$/i.test(path) ? zipMembers : tarMembers;
  return {
    async *names() {
      for await (const { name } of members(path, false)) if (isText(name) && !leadsOut(name)) yield layoutOf(name);
    },
    async *read() {
      for await (const { name, bytes } of members(path, true)) {
        if (!isText(name)) continue;
        const file = textWithin(source.display, layoutOf(name));
        if (leadsOut(name)) yield { file: source, fault: unsafe(source.display, name), isSource: true } satisfies Text;
        else if (bytes === undefined) yield { file, fault: textTooLarge(file) } satisfies Text;
        else yield { file, bytes } satisfies Text;
      }
    },
  };
}

interface Member {
  readonly name: string;
  /** Absent where they are not wanted, or too many. */
  readonly bytes?: Uint8Array | undefined;
}

/** Hidden files are left out, as in folders. */
function isText(name: string): boolean {
  return (
    /\.txt$/i.test(name) && !name.split(/[/\\]/).some((part) => part.startsWith('.') && part !== '.' && part !== '..')
  );
}

/** With `/`, as `./a//b` is `a/b`. */
function layoutOf(name: string): string {
  const parts = name.split(/[/\\]/).filter((part) => part !== '' && part !== '.');
  return parts.join('/');
}

function leadsOut(name: string): boolean {
  return name.startsWith('/') || /^[a-z]:/i.test(name) || name.includes('\0') || name.split(/[/\\]/).includes('..');
}

async function* tarMembers(path: string, isWanted: boolean): AsyncGenerator<Member> {
  const unpack = extract();
  const file = streamFile(path, NAMED, 1 << 18);
  const isZipped = /gz$/i.test(path);
  const bytes = isZipped ? file.pipe(createGunzip()) : file;
  const fail = (error: Error) => unpack.destroy(error);
  file.on('error', fail);
  if (isZipped) bytes.on('error', fail);
  bytes.pipe(unpack);
  for await (const entry of unpack) {
    const { name, type, size = 0 } = entry.header;
    if (type === 'file' || type === 'contiguous-file') {
      const isShort = size <= LARGEST_TEXT;
      yield {
        name,
        bytes:
          isWanted && isText(name) && isShort
            ? await readStream(entry as AsyncIterable<Buffer>, LARGEST_TEXT)
            : undefined,
      };
    }
    entry.resume();
  }
}

async function* zipMembers(path: string, isWanted: boolean): AsyncGenerator<Member> {
  const { fd } = openForReading(path, NAMED);
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    fromFd(
      fd,
      { lazyEntries: true, autoClose: true, strictFileNames: false, validateEntrySizes: true },
      (error, opened) => (error === null ? resolve(opened) : reject(error)),
    );
  });
  try {
    for (let entry = await nextEntry(zip); entry !== undefined; entry = await nextEntry(zip)) {
      const name = entry.fileName;
      if (name.endsWith('/')) continue;
      const isRead = isWanted && isText(name) && entry.uncompressedSize <= LARGEST_TEXT;
      yield { name, bytes: isRead ? await readStream(await openEntry(zip, entry), LARGEST_TEXT) : undefined };
    }
  } finally {
    zip.close();
  }
}

function nextEntry(zip: ZipFile): Promise<ZipEntry | undefined> {
  return new Promise((resolve, reject) => {
    const settle = (done: () => void) => {
      zip.removeAllListeners('entry').removeAllListeners('end').removeAllListeners('error');
      done();
    };
    zip.on('entry', (entry: ZipEntry) => settle(() => resolve(entry)));
    zip.on('end', () => settle(() => resolve(undefined)));
    zip.on('error', (error: Error) => settle(() => reject(error)));
    zip.readEntry();
  });
}

function openEntry(zip: ZipFile, entry: ZipEntry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error === null ? resolve(stream) : reject(error)));
  });
}

function unsafe(display: string, name: string): Diagnostic {
  const message = `The name ${JSON.stringify(name)} in ${display} leads out of the folder, so it is not read. Pack the texts again with names that stay in it.`;
  return { severity: 'error', code: 'archive-name-unsafe', message, file: display, source: 'input' };
}
