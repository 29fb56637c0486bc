/** Files of a crate that are no documents. */
import type { DepositInput, PackageFile } from '../target.js';
import { pathId } from './identifiers.js';
import type { Entity } from './terms.js';

const ROLES: Readonly<Record<PackageFile['role'], string | undefined>> = {
  schema: 'The schema that the documents were checked against.',
  'schema-part': 'A part of a schema, or what it refers to.',
  part: 'A part that documents take in.',
  catalog: 'Which file of this crate stands for an address (OASIS XML Catalogs).',
  companion: undefined,
};

export function fileEntity({ path, role, size }: PackageFile): Entity {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const [words, format] = formatOf(name);
  return {
    '@id': pathId(path),
    '@type': role === 'schema' ? ['File', 'CreativeWork', 'Profile'] : 'File',
    name: words === undefined ? name : `${words} ${name}`,
    description: ROLES[role],
    encodingFormat: format,
    contentSize: size === undefined ? undefined : String(size),
  };
}

/** By ending: what it is in words, where that helps, and its media type. */
const FORMATS: Readonly<Record<string, readonly [string | undefined, string]>> = {
  rng: ['RELAX NG schema', 'application/xml'],
  rnc: ['RELAX NG schema (compact syntax)', 'application/relax-ng-compact-syntax'],
  sch: ['Schematron schema', 'application/xml'],
  isosch: ['Schematron schema', 'application/xml'],
  xsd: ['XML Schema', 'application/xml'],
  dtd: ['Document type definition', 'application/xml-dtd'],
  odd: ['TEI customisation (ODD)', 'application/tei+xml'],
  xml: [undefined, 'application/xml'],
  md: [undefined, 'text/markdown'],
  txt: [undefined, 'text/plain'],
  csv: [undefined, 'text/csv'],
  css: [undefined, 'text/css'],
  html: [undefined, 'text/html'],
  json: [undefined, 'application/json'],
  cff: ['Citation File Format', 'application/yaml'],
  bib: ['BibTeX', 'application/x-bibtex'],
  pdf: [undefined, 'application/pdf'],
  png: [undefined, 'image/png'],
  jpg: [undefined, 'image/jpeg'],
  jpeg: [undefined, 'image/jpeg'],
  tif: [undefined, 'image/tiff'],
  tiff: [undefined, 'image/tiff'],
  gif: [undefined, 'image/gif'],
  svg: [undefined, 'image/svg+xml'],
  webp: [undefined, 'image/webp'],
  jp2: [undefined, 'image/jp2'],
  mp3: [undefined, 'audio/mpeg'],
  ogg: [undefined, 'audio/ogg'],
  wav: [undefined, 'audio/wav'],
  mp4: [undefined, 'video/mp4'],
};

function formatOf(name: string): readonly [string | undefined, string] {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  // README, LICENSE and the like are texts.
  if (ending === '') return [undefined, 'text/plain'];
  return Object.hasOwn(FORMATS, ending) ? FORMATS[ending]! : [undefined, 'application/octet-stream'];
}

export function reportEntity({ report }: DepositInput): Entity {
  return {
    '@id': pathId(report.path),
    '@type': 'File',
    name: 'Validation report',
    description:
      'For each document whether it is valid, against which schema, and what is wrong; which files go along, and which do not.',
    encodingFormat: 'application/json',
    contentSize: report.size === undefined ? undefined : String(report.size),
  };
}
