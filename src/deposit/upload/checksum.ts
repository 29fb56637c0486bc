/** Checksums of files as repositories tell them. */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';

/** By the names that Node has for them. */
export type Algorithm = 'md5' | 'sha1' | 'sha256' | 'sha512';

export interface Checksum {
  readonly algorithm: Algorithm;
  /** In hexadecimal, small letters. */
  readonly value: string;
}

/** Digits in hexadecimal. */
const LENGTHS: Readonly<Record<Algorithm, number>> = { md5: 32, sha1: 40, sha256: 64, sha512: 128 };

/** A checksum under any of the names that its algorithm goes by (`SHA-1`, `sha1`); undefined where it is none that is known. */
export function checksumOf(algorithm: unknown, value: unknown): Checksum | undefined {
  if (typeof algorithm !== 'string' || typeof value !== 'string') return undefined;
  const name = algorithm.toLowerCase().replace('-', '');
  const digest = value.trim().toLowerCase();
  if (!isAlgorithm(name) || digest.length !== LENGTHS[name] || !/^[0-9a-f]+$/.test(digest)) return undefined;
  return { algorithm: name, value: digest };
}

/** `md5:…` as Invenio writes checksums; without a name in front it is MD5. */
export function prefixedChecksum(written: unknown): Checksum | undefined {
  if (typeof written !== 'string') return undefined;
  const [, name = 'md5', value] = /^(?:([\w-]+):)?(.+)$/.exec(written.trim()) ?? [];
  return checksumOf(name, value);
}

/** The checksum of what a stream gives, and its length in bytes. */
export async function digestOf(content: Readable, algorithm: Algorithm): Promise<{ value: string; size: number }> {
  const hash = createHash(algorithm);
  let size = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { value: hash.digest('hex'), size };
}

function isAlgorithm(name: string): name is Algorithm {
  return Object.hasOwn(LENGTHS, name);
}
