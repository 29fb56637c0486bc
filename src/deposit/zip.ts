/** A zip made while it is read: nothing of it is held but its directory. */
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { PackageEntry } from './targets/target.js';

/**
 * The bytes of a zip of entries. An entry is opened when the one before it has been packed. What goes wrong comes as
 * the stream's error.
 *
 * @param day `YYYY-MM-DD`, the date of every file in it.
 */
export function zipStream(entries: AsyncIterable<PackageEntry> | Iterable<PackageEntry>, day: string): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  zip.on('error', (error: Error) => output.destroy(error));
  fill(zip, entries, day, output).catch((error: Error) => output.destroy(error));
  return output;
}

async function fill(
  zip: ZipFile,
  entries: AsyncIterable<PackageEntry> | Iterable<PackageEntry>,
  day: string,
  output: Readable,
): Promise<void> {
  const closed = once(output, 'close');
  closed.catch(() => {});
  for await (const { path, open } of entries) {
    await Promise.race([pack(zip, open(), path, day), closed]);
    if (output.destroyed) return;
  }
  zip.end();
}

/** Adds one entry and waits until it has been read, so that the next may tell of it. */
function pack(zip: ZipFile, content: Readable, path: string, day: string): Promise<void> {
  return new Promise((resolve, reject) => {
    content.once('error', reject).once('end', resolve);
    zip.addReadStream(content, path, { mtime: noon(day), mode: 0o100644, forceDosTimestamp: true });
  });
}

/** Zip keeps local time without its zone; local noon is the same in the file wherever it is written. */
function noon(day: string): Date {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(year!, month! - 1, date!, 12);
}
