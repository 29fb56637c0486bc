/** Names of the files that TextGrid keeps beside a document, and what the edition's own may not be called. */
import type { DepositInput } from '../target.js';

/** Of a document's place in the package: each stands in the same folder, since the import follows no way back. */
export function editionOf(place: string): string {
  return `${place}.edition`;
}

export function workOf(place: string): string {
  return `${place}.work`;
}

export function metaOf(path: string): string {
  return `${path}.meta`;
}

function beside(place: string): readonly string[] {
  const [edition, work] = [editionOf(place), workOf(place)];
  return [edition, work, ...[place, edition, work].map(metaOf)];
}

/** The paths of what goes along that the metadata of a document, or of another file, have. */
export function takenPaths({ files, documentFiles }: DepositInput): ReadonlySet<string> {
  const paths = new Set(files.map(({ path }) => path));
  const taken = new Set([...paths].map(metaOf).filter((path) => paths.has(path)));
  for (const { place } of documentFiles()) {
    for (const path of beside(place)) if (paths.has(path)) taken.add(path);
  }
  return taken;
}
