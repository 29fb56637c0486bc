/** Asking for what is missing: all of it at once, by name, with a file to start from. */
import type { Diagnostic } from '../diagnostics.js';
import type { Coverage } from './coverage.js';
import type { DepositMetadata, MetadataKey } from './metadata.js';

const ASKED: Readonly<Record<MetadataKey, { readonly words: string; readonly example: unknown }>> = {
  title: { words: 'the name of the collection as a whole', example: 'Telegrams from Strelsau, 1957' },
  creators: {
    words: 'the people or institutions who made it, as they want to be cited',
    example: [{ name: 'Editor, Anna', orcid: '0000-0002-1825-0097', affiliation: 'University of Strelsau' }],
  },
  description: { words: 'what it holds and why, in a few sentences', example: '' },
  licence: { words: 'what others may do with it', example: 'CC-BY-4.0' },
  publicationDate: {
    words: 'the day that it is published (or SOURCE_DATE_EPOCH in the environment)',
    example: '2026-03-31',
  },
  contributors: { words: 'who helped', example: [{ name: 'Helper, Bo', role: 'DataCurator' }] },
  access: { words: 'who may see the files', example: 'open' },
  embargoUntil: { words: 'the day on which the files become open', example: '2027-01-01' },
  identifiers: { words: 'other identifiers of the collection', example: ['ISBN 978-3-16-148410-0'] },
  name: { words: 'a short name for packages and files', example: 'strelsau-1957' },
  resourceType: { words: 'what it is, in the words of DataCite', example: 'Dataset' },
  communities: { words: 'the communities of the repository that it is meant for', example: ['ruritania'] },
  newVersionOf: { words: 'the record of which it is a new version', example: '10.5281/zenodo.1234567' },
  publisher: { words: 'the institution that publishes it', example: 'University of Strelsau' },
  contact: { words: 'whom to ask', example: { name: 'Editor, Anna', email: 'anna@example.org' } },
  keywords: { words: 'words to find it by', example: ['diplomacy', 'telegrams'] },
  subjects: { words: 'its field of study', example: ['Arts and Humanities'] },
  funders: { words: 'who paid for it', example: [{ name: 'Science Fund', award: 'ABC-123' }] },
  language: { words: 'the main language of the documents', example: 'en' },
  related: {
    words: 'works that it comes from or belongs to',
    example: [{ identifier: 'https://example.org/edition', relation: 'IsDerivedFrom' }],
  },
  doi: { words: 'its DOI, reserved beforehand', example: '10.5281/zenodo.1234567' },
  version: { words: 'its version', example: '1.0.0' },
  documentUrl: {
    words: 'the address of each document on the web, with {id} for its file name without the ending',
    example: 'https://example.org/edition/{id}',
  },
  cmifUrl: {
    words: 'the address on the web at which the index of letters itself will stand',
    example: 'https://example.org/cmif.xml',
  },
};

/**
 * One diagnostic for all that is missing, with an example of the configuration that would do: what is known already
 * stands in it as it is.
 *
 * @param config the name of the file to write it to.
 */
export function askFor(
  missing: readonly MetadataKey[],
  known: DepositMetadata,
  coverage: Coverage,
  { config, target }: { readonly config: string; readonly target: string },
): Diagnostic {
  const names = missing.map((key) => `  ${key}: ${ASKED[key].words}`).join('\n');
  const example = Object.fromEntries([
    ...missing.map((key) => [key, key === 'description' ? describe(coverage) : ASKED[key].example] as const),
    ...Object.entries(known).filter(([key]) => !missing.includes(key as MetadataKey)),
  ]);
  const message = `The target ${target} needs more than the headers of the documents say. Missing:\n${names}\nPut it into ${config}, for example (your own values in place of these):\n${JSON.stringify(example, null, 2)}`;
  return {
    severity: 'error',
    code: 'metadata-missing',
    message,
    file: config,
    expected: [...missing],
    source: 'deposit',
  };
}

/** A first draft, from what the headers say. */
function describe({ documents, from, to, kinds, places }: Coverage): string {
  const years = from === undefined || to === undefined ? '' : `, ${from.slice(0, 4)} to ${to.slice(0, 4)}`;
  const kind = kinds.length === 1 ? ` (${kinds[0]})` : '';
  const from_ =
    places.length === 0
      ? ''
      : `, written in ${places.slice(0, 3).join(', ')}${places.length > 3 ? ' and elsewhere' : ''}`;
  return `${documents} TEI document${documents === 1 ? '' : 's'}${kind}${years}${from_}. Say here what they are about and where they come from.`;
}
