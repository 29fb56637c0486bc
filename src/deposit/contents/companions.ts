/** What lies beside the documents of an edition: what of it goes along, and what is left out. */
import { basename } from 'node:path';

/** Files that say what an edition is, by their names without ending. */
const DESCRIPTIVE =
  /^(?:readme|licen[cs]e|copying|citation|codemeta|changelog|changes|authors|contributors|notice|about)$/i;
/** Images and recordings, as `graphic` and `media` have them; and what a schema is made of. */
const OF_EDITIONS =
  /\.(?:png|jpe?g|tiff?|gif|svg|webp|jp2|avif|mp3|ogg|wav|mp4|odd|rng|rnc|sch|isosch|xsd|dtd|css|cff|bib)$/i;

/**
 * Whether a file that no document points to goes along nevertheless: it describes the edition (README, LICENSE, CITATION.cff),
 * is a schema or an ODD, or an image beside the texts.
 *
 * @param path relative to the folder, with `/`.
 */
export function goesAlong(path: string): boolean {
  const name = basename(path);
  const stem = name.replace(/\.[^.]*$/, '');
  return DESCRIPTIVE.test(stem) || OF_EDITIONS.test(name);
}

/** Whether a folder, by the names in it, is a package: nothing that was made of an edition is a part of it. */
export function isPackage(names: ReadonlySet<string>): boolean {
  return MARKS.some((mark) => names.has(mark));
}

/** Files by which packages are known: bags, crates, packages of EXPath, and those made here for repositories. */
const MARKS = [
  ...['bagit.txt', 'ro-crate-metadata.json', 'expath-pkg.xml', 'zenodo.json', 'invenio.json', 'dataverse.json'],
  'load.xq',
];
