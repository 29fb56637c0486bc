/** A zip made while it is read: nothing of it is held but its directory. */
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { PackageEntry } from './target.js';

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
  for await (const entry of entries) {
    await pack(zip, [entry], day, output);
    if (output.destroyed) return;
  }
  zip.end();
}

/**
 * Adds one entry and waits until it has been read, so that the next may tell of it, or until nobody reads any more.
 * yazl keeps the functions that it is given until the zip is whole; so they must not hold the entry, only the slot
 * that it is taken from.
 */
function pack(zip: ZipFile, slot: PackageEntry[], day: string, output: Readable): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    output.once('close', resolve);
    const done = (settle: () => void) => {
      output.off('close', resolve);
      settle();
    };
    const options = { mtime: noon(day), mode: 0o100644, forceDosTimestamp: true };
    zip.addReadStreamLazy(slot[0]!.path, options, (give) => {
      const content = slot.pop()!.open();
      content.once('error', (error) => done(() => reject(error))).once('end', () => done(resolve));
      give(null, content);
    });
  });
}

/** Zip keeps local time without its zone; local noon is the same in the file wherever it is written. */
function noon(day: string): Date {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(year!, month! - 1, date!, 12);
}
