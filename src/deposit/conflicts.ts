/** Where the configuration grants or says something else than the headers of documents do. */
import type { Code } from '../codes/index.js';
import type { Diagnostic } from '../diagnostics.js';
import type { Coverage } from './coverage.js';
import { grantsLess, type Licence, licenceOf, sameLicence } from './licence/index.js';
import type { DepositMetadata, Party } from './metadata/index.js';
import { identifierOf } from './vocabulary/identifiers.js';

/** @param config the name of the configuration. */
export function conflictsOf(metadata: DepositMetadata, coverage: Coverage, config: string): readonly Diagnostic[] {
  return [
    ...licenceConflicts(metadata, coverage, config),
    ...accessConflicts(metadata, coverage, config),
    ...doiConflicts(metadata, coverage, config),
    ...orcidConflicts(metadata, coverage, config),
  ];
}

/** Nobody may give away what a document's own header withholds. */
function licenceConflicts({ licence }: DepositMetadata, { licences }: Coverage, config: string): Diagnostic[] {
  if (licence === undefined) return licences.length < 2 ? [] : severalLicences(licences, config);
  const written = typeof licence === 'string' ? [licence] : licence;
  const granted = written.map(licenceOf);
  return licences.flatMap(({ value: { target, text }, document, documents }) => {
    const own = [target, text].filter((form) => form !== undefined).map(licenceOf);
    if (own.length === 0 || own.some((each) => granted.some((grant) => sameLicence(each, grant)))) return [];
    const known = own.find(({ id }) => id !== undefined);
    const said = `${document}${alsoIn(documents)} has the licence "${target ?? text}", and ${config} says "${written.join('", "')}".`;
    if (known === undefined) {
      return [
        warning(
          'licence-conflict',
          `${said} Whether both mean the same cannot be told: look whether the document may go out so.`,
          document,
        ),
      ];
    }
    const less = granted.find((grant) => grantsLess(known, grant));
    const what = less === undefined ? '' : ` The document withholds more than ${less.name} does.`;
    const advice = `Mend one of them, or name both in ${config}: "licence": [${[...written, known.id ?? known.name].map((each) => `"${each}"`).join(', ')}], the first being that of the whole.`;
    return [error('licence-conflict', `${said}${what} ${advice}`, document)];
  });
}

/** Of different documents; what is meant for the whole only the user knows. */
function severalLicences(licences: Coverage['licences'], config: string): Diagnostic[] {
  const different = licences.filter(
    ({ value }, i) => !licences.slice(0, i).some((other) => sameLicence(toLicence(other.value), toLicence(value))),
  );
  if (different.length < 2) return [];
  const list = different.map(
    ({ value, document, documents }) => `"${value.target ?? value.text}" (${document}${alsoIn(documents)})`,
  );
  const message = `The headers have different licences: ${list.slice(0, 10).join(', ')}. Name them in ${config} as "licence", that of the whole first.`;
  return [error('licence-conflict', message, different[0]!.document)];
}

function toLicence({ target, text }: Coverage['licences'][number]['value']): Licence {
  return licenceOf(target ?? text ?? '');
}

function accessConflicts({ access }: DepositMetadata, { statuses }: Coverage, config: string): Diagnostic[] {
  const restricted = statuses.find(({ value }) => value === 'restricted');
  if (restricted === undefined || access !== 'open') return [];
  const { document, documents } = restricted;
  const message = `${document}${alsoIn(documents)} says that it is restricted (availability/@status="restricted"), and ${config} says "access": "open". If all may see it, change the header; if not, say "restricted", "closed" or "embargoed" in ${config}.`;
  return [error('access-conflict', message, document)];
}

/** A DOI in headers is that of the collection only where it is the only one, and all documents have it. */
function doiConflicts(
  { doi, related = [] }: DepositMetadata,
  { identifiers, documents }: Coverage,
  config: string,
): Diagnostic[] {
  const dois = identifiers.filter(({ value }) => identifierOf(value)?.type === 'DOI');
  const [only] = dois;
  if (doi === undefined || dois.length !== 1 || only === undefined || only.documents < documents) return [];
  const own = identifierOf(only.value)!.value;
  const isExplained = related.some(
    ({ identifier }) => identifierOf(identifier)?.value.toLowerCase() === own.toLowerCase(),
  );
  if (own.toLowerCase() === doi.toLowerCase() || isExplained) return [];
  const message = `The headers have the DOI ${own} (${only.document}${alsoIn(only.documents)}), and ${config} has ${doi}. Mend one of them; where they are different works, say in ${config} how they are related: "related": [{ "identifier": "${own}", "relation": "IsVersionOf" }].`;
  return [error('doi-conflict', message, only.document)];
}

/** One name with two numbers is two persons, or a slip. */
function orcidConflicts(
  { creators = [], contributors = [] }: DepositMetadata,
  coverage: Coverage,
  config: string,
): Diagnostic[] {
  const named: readonly Party[] = [...coverage.authors, ...coverage.editors, ...coverage.contributors];
  return [...creators, ...contributors].flatMap(({ name, orcid }) => {
    const other = named.find((party) => party.name === name && party.orcid !== undefined && party.orcid !== orcid);
    if (orcid === undefined || other?.orcid === undefined) return [];
    const message = `${config} has the ORCID ${orcid} for ${name}, and a header has ${other.orcid}. Mend the wrong one; if they are two persons of one name, write their names so that they differ.`;
    return [error('orcid-conflict', message)];
  });
}

function alsoIn(documents: number): string {
  return documents === 1 ? '' : ` and ${documents - 1} more`;
}

function error(code: Code, message: string, file?: string): Diagnostic {
  return { severity: 'error', code, message, ...(file === undefined ? {} : { file }), source: 'deposit' };
}

function warning(code: Code, message: string, file: string): Diagnostic {
  return { severity: 'warning', code, message, file, source: 'deposit' };
}
