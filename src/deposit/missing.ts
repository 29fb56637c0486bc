/** Asking for what is missing: all of it at once, by name, with a file to start from. */
import type { Diagnostic } from '../diagnostics.js';
import type { Coverage } from './coverage.js';
import { type DepositMetadata, exampleOf, type MetadataKey, readMetadata } from './metadata/index.js';

/** What each entry is, to be asked for. */
const ASKED: Readonly<Record<MetadataKey, string>> = {
  title: 'the name of the collection as a whole',
  creators: 'the people or institutions who made it, as they want to be cited',
  description: 'what it holds and why, in a few sentences',
  licence: 'what others may do with it',
  publicationDate: 'the day that it is published (or SOURCE_DATE_EPOCH in the environment)',
  contributors: 'who helped, and how',
  access: 'who may see the files',
  embargoUntil: 'the day on which the files become open',
  identifiers: 'other identifiers of the collection',
  name: 'a short name for packages and files',
  resourceType: 'what it is, in the words of DataCite',
  communities: 'the communities of the repository that it is meant for',
  newVersionOf: 'the record of which it is a new version',
  publisher: 'the institution that publishes it',
  contact: 'whom to ask',
  keywords: 'words to find it by',
  subjects: 'its field of study',
  funders: 'who paid for it',
  language: 'the main language of the documents',
  related: 'works that it comes from or belongs to',
  doi: 'its DOI, reserved beforehand',
  version: 'its version',
  documentUrl: 'the address of each document on the web, with {id} for its file name without the ending',
  cmifUrl: 'the address on the web at which the index of letters itself will stand',
};

interface Asking {
  /** Name of the file to write it to. */
  readonly config: string;
  readonly target: string;
  /** Entries that are there, but wrong: of these has been told already. */
  readonly faulty?: ReadonlySet<MetadataKey>;
}

/**
 * One diagnostic for all that is missing, with an example of the configuration that would do: what is known already
 * stands in it as it is, and in the place of what is wrong there is something right.
 *
 * @returns undefined where nothing is missing but what is there and wrong.
 */
export function askFor(
  missing: readonly MetadataKey[],
  known: DepositMetadata,
  coverage: Coverage,
  { config, target, faulty = new Set() }: Asking,
): Diagnostic | undefined {
  const asked = missing.filter((key) => !faulty.has(key));
  if (asked.length === 0) return undefined;
  const names = asked.map((key) => `  ${key}: ${ASKED[key]}`).join('\n');
  const open = [...new Set([...missing, ...faulty])];
  const example = right({
    ...Object.fromEntries(open.map((key) => [key, key === 'description' ? describe(coverage) : exampleOf(key)])),
    ...Object.fromEntries(Object.entries(known).filter(([key]) => !open.includes(key as MetadataKey))),
  });
  const message = `The target ${target} needs more than the headers of the documents say. Missing:\n${names}\nPut it into ${config}, for example (your own values in place of these):\n${JSON.stringify(example, null, 2)}`;
  return {
    severity: 'error',
    code: 'metadata-missing',
    message,
    file: config,
    expected: asked,
    source: 'deposit',
  };
}

/** Without what headers say in a form that a configuration does not take, and what contradicts itself. */
function right(example: Readonly<Record<string, unknown>>): object {
  const { faulty } = readMetadata(example, '');
  return Object.fromEntries(Object.entries(example).filter(([key]) => !faulty.has(key as MetadataKey)));
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
