/** From persons and institutions as headers have them to those that repositories take. */
import type { HeaderAgent } from '../header/index.js';
import type { Party } from './metadata/index.js';
import { authorityOf } from './vocabulary/authorities.js';

/** Somebody as a creator or contributor. */
export function partyOf({ name, kind, family, given, refs = [] }: HeaderAgent): Party {
  const found = refs.flatMap((ref) => authorityOf(ref) ?? []);
  const orcid = found.find(({ scheme }) => scheme === 'ORCID')?.number;
  const identifiers = [...new Set(found.filter(({ scheme }) => scheme !== 'ORCID').map(({ address }) => address))];
  return {
    name,
    ...(family === undefined ? {} : { family }),
    ...(given === undefined ? {} : { given }),
    ...(orcid === undefined ? {} : { orcid }),
    ...(identifiers.length === 0 ? {} : { identifiers }),
    ...(kind === 'organization' ? { organization: true } : {}),
  };
}

/** DataCite 4.6, property 7.a: what the words of a `resp` most surely mean. */
const ROLES: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:principal investigator|project (?:leader|director)|projektleit|direct(?:or|ion|eur|rice) du projet)/i,
    'ProjectLeader',
  ],
  [/\b(?:transl|übersetz|ubersetz|tradu)/i, 'Translator'],
  [/\b(?:edit|éditi|editi|herausgeb|hrsg|hg\b)/i, 'Editor'],
  [
    /\b(?:encod|markup|mark-up|tagg|kodier|codier|encodage|transcri|transkri|correct|proof|korrektur|conversion)/i,
    'DataCurator',
  ],
  [/\b(?:research|forsch|recherche)/i, 'Researcher'],
  [/\b(?:fund|spons|förder)/i, 'Sponsor'],
];

export function roleOf(words: string | undefined): string {
  return ROLES.find(([form]) => form.test(words ?? ''))?.[1] ?? 'Other';
}
