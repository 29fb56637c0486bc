/** Dataset JSON of Dataverse's native API (https://guides.dataverse.org/en/latest/api/native-api.html), citation block. */
import { writtenBetween } from '../coverage.js';
import type { Contact, Funder, Party } from '../metadata/index.js';
import type { DepositRecord } from '../record.js';
import { iso639_3 } from '../vocabulary/languages.js';
import { htmlOf } from '../vocabulary/text.js';

/** The fields of study that Dataverse knows. */
export const SUBJECTS = [
  ...['Agricultural Sciences', 'Arts and Humanities', 'Astronomy and Astrophysics', 'Business and Management'],
  ...['Chemistry', 'Computer and Information Science', 'Earth and Environmental Sciences', 'Engineering', 'Law'],
  ...['Mathematical Sciences', 'Medicine, Health and Life Sciences', 'Physics', 'Social Sciences', 'Other'],
] as const;

/** Languages that go by the same name there; a name that is not in its list would have the whole dataset refused. */
const LANGUAGES: Readonly<Record<string, string>> = {
  ...{ ara: 'Arabic', ces: 'Czech', dan: 'Danish', deu: 'German', eng: 'English', fin: 'Finnish', fra: 'French' },
  ...{ heb: 'Hebrew', hun: 'Hungarian', ita: 'Italian', jpn: 'Japanese', kor: 'Korean', lat: 'Latin' },
  ...{ pol: 'Polish', por: 'Portuguese', rus: 'Russian', swe: 'Swedish', tur: 'Turkish', ukr: 'Ukrainian' },
  ...{ vie: 'Vietnamese' },
};

/** The subjects of a record as Dataverse writes them, and those that it does not know. */
export function subjectsOf({ subjects }: DepositRecord): {
  readonly known: readonly string[];
  readonly unknown: readonly string[];
} {
  const find = (subject: string) => SUBJECTS.find((known) => known.toLowerCase() === subject.toLowerCase());
  const known = [...new Set(subjects.flatMap((subject) => find(subject) ?? []))];
  return { known, unknown: subjects.filter((subject) => find(subject) === undefined) };
}

/** The body of the call that creates a dataset. */
export function dataverseDataset(record: DepositRecord): object {
  return {
    datasetVersion: {
      ...termsOf(record),
      metadataBlocks: { citation: { displayName: 'Citation Metadata', fields: fieldsOf(record) } },
    },
  };
}

/** Licences that installations offer have their names; any other goes into the terms of use. */
function termsOf({ licence: { id, name, url } }: DepositRecord): object {
  if (id === 'CC0-1.0') {
    return { license: { name: 'CC0 1.0', uri: 'http://creativecommons.org/publicdomain/zero/1.0' } };
  }
  const parts = /^CC-(BY[A-Z-]*)-(\d\.\d)$/.exec(id ?? '');
  if (parts === null) return { termsOfUse: url === undefined || url === name ? name : `${name}, ${url}` };
  const [, kind, version] = parts;
  const uri = `http://creativecommons.org/licenses/${kind!.toLowerCase()}/${version}`;
  return { license: { name: `CC ${kind} ${version}`, uri } };
}

function fieldsOf(record: DepositRecord): readonly Field[] {
  const { title, creators, contact, description, keywords, languages, funders, related, publicationDate } = record;
  const { known, unknown } = subjectsOf(record);
  const codes = languages.map((language) => LANGUAGES[iso639_3(language) ?? '']);
  return [
    primitive('title', title),
    compound('author', creators.map(authorOf)),
    compound('datasetContact', contact === undefined ? [] : [contactOf(contact)]),
    compound('dsDescription', [{ dsDescriptionValue: htmlOf(description) }]),
    vocabulary('subject', known.length === 0 ? ['Other'] : known),
    compound(
      'keyword',
      [...new Set([...keywords, ...unknown])].map((keyword) => ({ keywordValue: keyword })),
    ),
    vocabulary('language', [...new Set(codes.filter((name) => name !== undefined))]),
    compound('grantNumber', funders.map(grantOf)),
    primitive('distributionDate', publicationDate),
    compound('timePeriodCovered', periodOf(record)),
    list('kindOfData', ['TEI documents']),
    list(
      'relatedMaterial',
      related.map(({ identifier, relation }) => `${relation} ${identifier}`),
    ),
  ].filter(({ value }) => value.length > 0);
}

interface Field {
  readonly typeName: string;
  readonly multiple: boolean;
  readonly typeClass: 'primitive' | 'compound' | 'controlledVocabulary';
  readonly value: string | readonly string[] | readonly Readonly<Record<string, Field>>[];
}

function primitive(typeName: string, value: string): Field {
  return { typeName, multiple: false, typeClass: 'primitive', value };
}

function list(typeName: string, value: readonly string[]): Field {
  return { typeName, multiple: true, typeClass: 'primitive', value };
}

function vocabulary(typeName: string, value: readonly string[]): Field {
  return { typeName, multiple: true, typeClass: 'controlledVocabulary', value };
}

type Parts = Readonly<Record<string, string | undefined>>;

/** What is undefined among the parts is left out. */
function compound(typeName: string, items: readonly Parts[]): Field {
  const value = items.map((parts) =>
    Object.fromEntries(
      Object.entries(parts).flatMap(([name, text]) => (text === undefined ? [] : [[name, partOf(name, text)]])),
    ),
  );
  return { typeName, multiple: true, typeClass: 'compound', value };
}

function partOf(name: string, value: string): Field {
  const controlled = name === 'authorIdentifierScheme';
  return { typeName: name, multiple: false, typeClass: controlled ? 'controlledVocabulary' : 'primitive', value };
}

function authorOf({ name, affiliation, orcid }: Party): Parts {
  const identifier = orcid === undefined ? {} : { authorIdentifierScheme: 'ORCID', authorIdentifier: orcid };
  return { authorName: name, authorAffiliation: affiliation, ...identifier };
}

function contactOf({ name, email }: Contact): Parts {
  return { datasetContactName: name, datasetContactEmail: email };
}

function grantOf({ name, award }: Funder): Parts {
  return { grantNumberAgency: name, grantNumberValue: award };
}

function periodOf({ coverage }: DepositRecord): Parts[] {
  if (writtenBetween(coverage) === undefined) return [];
  return [{ timePeriodCoveredStart: coverage.from, timePeriodCoveredEnd: coverage.to }];
}
