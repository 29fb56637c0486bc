/** The documents as one file: a zip of an RO-Crate, which repositories show the content of. */

import type { DepositInput, PackageEntry } from '../target.js';
import { zipStream } from '../zip.js';
import { roCrate } from './index.js';

/** A zip in a folder of the package, named after the deposit. */
export function crateZip(folder: string, input: DepositInput): PackageEntry {
  const path = `${folder}/${input.record.name}.zip`;
  return { path, open: () => zipStream(roCrate.entries({ ...input, archive: true }), input.day) };
}
