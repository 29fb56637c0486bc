/** What an upload must know besides the metadata that it sends: a small file in the package. */
import { join } from 'node:path';
import { readFileNow } from '../../files/door.js';
import type { Licence } from '../licence/index.js';
import type { Access } from '../metadata/index.js';
import type { DepositRecord } from '../record.js';
import { type PackageEntry, textEntry } from '../target.js';
import { jsonText } from '../vocabulary/text.js';
import { ofPackage } from './files.js';
import { parse } from './json.js';

export interface UploadOrders {
  /** That of the whole first: their names and addresses, for a repository that does not know their identifiers. */
  readonly licences?: readonly Licence[];
  readonly access?: Access;
  /** `YYYY-MM-DD`. */
  readonly embargoUntil?: string;
  readonly communities?: readonly string[];
  /** The record of which this is a new version: its identifier, address or DOI. */
  readonly newVersionOf?: string;
}

const NAME = 'for-upload.json';
/** In bytes. */
const LARGEST = 1_000_000;

export function ordersEntry({
  licences,
  access,
  embargoUntil,
  communities,
  newVersionOf,
}: DepositRecord): PackageEntry {
  const orders: UploadOrders = {
    licences,
    access,
    ...(embargoUntil === undefined ? {} : { embargoUntil }),
    ...(communities.length === 0 ? {} : { communities }),
    ...(newVersionOf === undefined ? {} : { newVersionOf }),
  };
  return textEntry(NAME, jsonText(orders));
}

/** Nothing where the package has no such file, as those of earlier versions. */
export function readOrders(folder: string): UploadOrders {
  try {
    const found = parse(readFileNow(join(folder, NAME), ofPackage(folder), LARGEST).toString('utf8'));
    return typeof found === 'object' && found !== null ? (found as UploadOrders) : {};
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
