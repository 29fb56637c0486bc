/** What documents were checked with: their schemas with all that these take in, and their parts, as the door has given it out. */
import type { Read } from '../../files/been-read.js';
import type { Stamp } from '../../files/stamp.js';
import type { PackageFile } from '../target.js';

/** A file that a package must hold for its documents to be valid there. */
export interface Needed {
  /** Absolute. */
  readonly path: string;
  readonly role: PackageFile['role'];
  /** Addresses by which it is asked for, where these are not its path. */
  readonly addresses: readonly string[];
  /** As it was read; absent for what was not noted. */
  readonly stamp?: Stamp;
}

export interface Used {
  /** All that was read, by absolute path. */
  readonly read: Read;
  /** Absolute paths of the schemas that documents were checked against. */
  readonly schemas: ReadonlySet<string>;
  /** Absolute paths of the parts of documents. */
  readonly parts: ReadonlySet<string>;
  /** What was asked for, and goes in otherwise or not at all: documents, catalogs. */
  readonly others: ReadonlySet<string>;
}

/** The files, each once: what a document or a schema has asked for, and what stood for an address. */
export function closureOf({ read, schemas, parts, others }: Used): readonly Needed[] {
  const asked = [...read].filter(([, { asked, addresses }]) => asked || addresses.length > 0).map(([path]) => path);
  const paths = [...new Set([...schemas, ...parts, ...asked])].filter((path) => !others.has(path));
  return paths.map((path) => {
    const { addresses = [], stamp } = read.get(path) ?? {};
    const role = schemas.has(path) ? 'schema' : parts.has(path) ? 'part' : 'schema-part';
    return { path, role, addresses, ...(stamp === undefined ? {} : { stamp }) };
  });
}
