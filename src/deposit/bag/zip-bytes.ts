/** The bytes of a zip, as yauzl asks for them. */
import { Readable } from 'node:stream';
import { RandomAccessReader } from 'yauzl';
import type { OpenFile } from '../../files/door.js';

/** In bytes: what is read at a time. */
const PIECE = 65_536;

/** A zip may name any place as that of its bytes, and Node throws where a place is no number of a byte. */
export class ZipBytes extends RandomAccessReader {
  readonly #file: OpenFile;

  constructor(file: OpenFile) {
    super();
    this.#file = file;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    setImmediate(() => {
      try {
        this.#demand(position, length);
        this.#file.bytesAt(position, length).copy(buffer, offset);
      } catch (error) {
        callback(error as Error);
        return;
      }
      callback(null);
    });
  }

  override _readStreamForRange(start: number, end: number): Readable {
    this.#demand(start, end - start);
    return Readable.from(this.#pieces(start, end), { objectMode: false });
  }

  *#pieces(start: number, end: number): Generator<Buffer> {
    for (let at = start; at < end; at += PIECE) yield this.#file.bytesAt(at, Math.min(PIECE, end - at));
  }

  #demand(position: number, length: number): void {
    const isWithin = position >= 0 && length >= 0 && position + length <= this.#file.size;
    if (!isWithin) throw new Error('it names a place beyond its end as that of its bytes');
  }
}
