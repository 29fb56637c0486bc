/** Deposit metadata of Zenodo's API (https://developers.zenodo.org/#representation). */
import { writtenBetween } from '../coverage.js';
import type { Funder, Party } from '../metadata/index.js';
import type { DepositRecord } from '../record.js';
import { identifierOf } from '../vocabulary/identifiers.js';
import { iso639_3 } from '../vocabulary/languages.js';
import { htmlOf } from '../vocabulary/text.js';

/** The nearest of Zenodo's relations where it has not DataCite's own with a small first letter. */
const RELATIONS: Readonly<Record<string, string | undefined>> = {
  IsOriginalFormOf: 'isOriginalFormof',
  HasVersion: 'isVariantFormOf',
  IsVersionOf: 'isVariantFormOf',
  IsPublishedIn: 'isPartOf',
  Collects: 'hasPart',
  IsCollectedBy: 'isPartOf',
  HasTranslation: 'isSourceOf',
  IsTranslationOf: 'isDerivedFrom',
};

/** Funders whose grants Zenodo knows, by their DOIs in the Crossref registry. */
const GRANTING: ReadonlySet<string> = new Set([
  ...['501100000923', '501100002428', '501100000780', '501100000806', '501100002341', '501100004488'],
  ...['501100001871', '501100004564', '501100006588', '501100000925', '100000002', '100000001'],
  ...['501100003246', '501100000690', '501100001711', '501100001602', '100004440'],
]);

/** The body of the call that creates or updates a deposition. */
export function zenodoMetadata(record: DepositRecord): object {
  const { title, creators, description, publicationDate, keywords, subjects, languages, version, doi } = record;
  const notes = notesOf(record);
  const related = relatedOf(record);
  const grants = record.funders.flatMap((funder) => grantOf(funder) ?? []);
  const language = iso639_3(languages[0] ?? '');
  return {
    metadata: {
      upload_type: 'dataset',
      publication_date: publicationDate,
      title,
      creators: creators.map(creatorOf),
      description: htmlOf(description),
      access_right: 'open',
      license: licenceOf(record),
      ...(doi === undefined ? {} : { doi }),
      ...(keywords.length + subjects.length === 0 ? {} : { keywords: [...new Set([...keywords, ...subjects])] }),
      ...(notes === '' ? {} : { notes }),
      ...(related.length === 0 ? {} : { related_identifiers: related }),
      ...(record.contact === undefined
        ? {}
        : { contributors: [{ name: record.contact.name, type: 'ContactPerson' as const }] }),
      ...(grants.length === 0 ? {} : { grants }),
      ...(version === undefined ? {} : { version }),
      ...(language === undefined ? {} : { language }),
    },
  };
}

function creatorOf({ name, affiliation, orcid }: Party): object {
  return {
    name,
    ...(affiliation === undefined ? {} : { affiliation }),
    ...(orcid === undefined ? {} : { orcid }),
  };
}

/** Zenodo's identifiers are those of SPDX in small letters. Without one it would assume CC BY, so another says that it is another. */
function licenceOf({ licence }: DepositRecord): string {
  if (licence.id === 'CC-PDM-1.0') return 'other-pd';
  return licence.id?.toLowerCase() ?? 'other-closed';
}

function relatedOf({ related }: DepositRecord): object[] {
  return related.flatMap(({ identifier, relation }) => {
    const found = identifierOf(identifier);
    if (found === undefined) return [];
    const own = RELATIONS[relation] ?? relation.charAt(0).toLowerCase() + relation.slice(1);
    return [{ identifier: found.value, relation: own }];
  });
}

function grantOf({ identifier, award }: Funder): { readonly id: string } | undefined {
  const funder = /(?:^|\/)10\.13039\/(\d+)$/.exec(identifier ?? '')?.[1];
  if (funder === undefined || award === undefined || !GRANTING.has(funder)) return undefined;
  return { id: `10.13039/${funder}::${award}` };
}

/** What has no field of its own. */
function notesOf(record: DepositRecord): string {
  const { licence, funders } = record;
  const written = writtenBetween(record.coverage);
  const named = funders.filter((funder) => grantOf(funder) === undefined).map(fundedBy);
  const lines = [
    written === undefined ? '' : `Documents written ${written.replace('/', ' to ')}.`,
    licence.id === undefined ? `Licence: ${licence.name}` : '',
    named.length === 0 ? '' : `Funded by ${named.join('; ')}.`,
  ];
  return htmlOf(lines.join('\n'));
}

function fundedBy({ name, award, awardTitle }: Funder): string {
  const grant = [award, awardTitle].filter((part) => part !== undefined).join(', ');
  return grant === '' ? name : `${name} (${grant})`;
}
