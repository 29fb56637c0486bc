/** The headers of a tar (POSIX.1-2024, pax: "ustar Interchange Format", "pax Extended Header"; GNU tar: "Basic Tar Format"). */

import type { OpenFile } from '../../files/door.js';

/** In bytes: all of a tar is made of blocks. */
export const BLOCK = 512;

export interface TarHeader {
  readonly name: string;
  /** The letter or digit that says what the member is. */
  readonly type: string;
  /** In bytes. */
  readonly size: number;
}

/** A block as a header; a text says what is wrong with it, as the end of a sentence. */
export function readTarHeader(block: Buffer): TarHeader | string {
  const sum = numberIn(block, 148, 8);
  if (sum !== checksumOf(block)) return 'a header in it has not the checksum that it says';
  const size = numberIn(block, 124, 12);
  if (size === undefined) return 'a header in it says a size that is no number';
  const form = block.toString('latin1', 257, 265);
  const isPosix = form.startsWith('ustar\0');
  if (!isPosix && form !== 'ustar  \0' && /[^\0 ]/.test(form)) return 'a header in it is of no known form';
  const prefix = isPosix ? textIn(block, 345, 155) : '';
  const name = textIn(block, 0, 100);
  return { name: prefix === '' ? name : `${prefix}/${name}`, type: block.toString('latin1', 156, 157), size };
}

export function isEmpty(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0);
}

/** In bytes: what is read at a time. */
const PIECE = 65_536;

/** Whether there is nothing but zeros to the end. */
export function isEmptyFrom(file: OpenFile, from: number): boolean {
  for (let at = from; at < file.size; at += PIECE) if (!isEmpty(file.bytesAt(at, PIECE))) return false;
  return true;
}

/** The sum of all bytes, those of the sum itself taken for blanks. */
function checksumOf(block: Buffer): number {
  return block.reduce((sum, byte, i) => sum + (i >= 148 && i < 156 ? 32 : byte), 0);
}

/** Octal digits, or for what is too large the bytes themselves behind a set bit (GNU, star). */
function numberIn(block: Buffer, at: number, length: number): number | undefined {
  const field = block.subarray(at, at + length);
  if (field[0] === 0x80) {
    const value = field.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0);
    return Number.isSafeInteger(value) ? value : undefined;
  }
  const [, digits] = /^ *([0-7]*)[ \0]*$/.exec(field.toString('latin1')) ?? [];
  return digits === undefined ? undefined : Number.parseInt(digits || '0', 8);
}

/** Up to the first NUL. */
function textIn(block: Buffer, at: number, length: number): string {
  const field = block.subarray(at, at + length);
  const end = field.indexOf(0);
  return nameFrom(end === -1 ? field : field.subarray(0, end));
}

/** Nothing says how names are encoded: UTF-8 where they can be that, else one character a byte, so that none are taken for the same. */
export function nameFrom(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

/** The records of a pax header, `LENGTH KEY=VALUE` with a line end; undefined where they are not that, or one comes twice. */
export function readPax(bytes: Buffer): ReadonlyMap<string, Buffer> | undefined {
  const records = new Map<string, Buffer>();
  for (let at = 0; at < bytes.length; ) {
    const [start, digits] = /^([1-9]\d{0,7}) /.exec(bytes.toString('latin1', at, at + 9)) ?? [];
    if (start === undefined) return undefined;
    const end = at + Number(digits);
    const record = bytes.subarray(at + start.length, end);
    const equals = record.indexOf('=');
    const key = record.toString('utf8', 0, Math.max(0, equals));
    if (end > bytes.length || equals < 1 || record.at(-1) !== 0x0a || records.has(key)) return undefined;
    records.set(key, record.subarray(equals + 1, -1));
    at = end;
  }
  return records;
}
