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

/** DataCite 4.6, property 7.a: what words of a role most surely mean, the likeliest first. */
const ROLES: readonly (readonly [RegExp, string])[] = [
  [word('fund|spons|förder|forschungsförder|finanz|financ'), 'Sponsor'],
  [word('principal investigator|project (?:leader|director|lead)|projektleit|direction du projet'), 'ProjectLeader'],
  [word('translat|übersetz|uebersetz|traduc|traduz|traduit'), 'Translator'],
  [
    word('encod|mark-?up|tagg|kodier|codier|encodage|transcri|transkri|translit|correct|proof|korrektur|conver'),
    'DataCurator',
  ],
  [word('edit|édit|herausgeb|hrsg|hg'), 'Editor'],
  [word('research|forsch|recherche'), 'Researcher'],
];

/** At the beginning of a word of any script. */
function word(beginnings: string): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${beginnings})`, 'iu');
}

/** `Other` where the words say nothing that DataCite has, or several things. */
export function roleOf(words: string | undefined): string {
  return ROLES.find(([form]) => form.test(words ?? ''))?.[1] ?? 'Other';
}
