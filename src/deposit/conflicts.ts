/** Where the configuration grants or says something else than the headers of documents do. */
import type { Code } from '../codes/index.js';
import type { Diagnostic } from '../diagnostics.js';
import { shortened, visibleInLine } from '../shown.js';
import type { Coverage } from './coverage.js';
import { grantsLess, isClear, type Licence, licenceOf, sameLicence } from './licence/index.js';
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
function licenceConflicts({ licence }: DepositMetadata, coverage: Coverage, config: string): Diagnostic[] {
  const { licences } = coverage;
  const contradictions = licences.flatMap(contradiction);
  if (licence === undefined)
    return licences.length < 2 ? contradictions : [...contradictions, ...severalLicences(licences, config)];
  const written = typeof licence === 'string' ? [licence] : licence;
  const granted = written.map(licenceOf);
  const others = licences.filter(
    (said) => !formsOf(said).some((own) => granted.some((grant) => sameLicence(own, grant))),
  );
  const unclear = others.filter((said) => !formsOf(said).some(isClear));
  return [
    ...contradictions,
    ...others.flatMap((said) => conflict(said, written, granted, config)),
    ...(unclear.length === 0 ? [] : [inWords(unclear, written, coverage, config)]),
  ];
}

/** Named in a message. */
const MOST_NAMED = 5;

/** What cannot be compared is said once, of however many documents. */
function inWords(
  some: readonly SaidLicence[],
  written: readonly string[],
  { unclear }: Coverage,
  config: string,
): Diagnostic {
  const quote = ({ value: { target, text }, document }: SaidLicence) =>
    `${document}: "${shortened(visibleInLine(text ?? target ?? ''))}"`;
  const list = some.slice(0, MOST_NAMED).map(quote).join('; ');
  const count = unclear > some.length ? unclear : some.reduce((sum, { documents }) => sum + documents, 0);
  const message = `${count === 1 ? 'A document says' : `${count} documents say`} in words what may be done with ${count === 1 ? 'it' : 'them'}, and ${config} says "${written.join('", "')}". Whether both mean the same cannot be told; look whether ${count === 1 ? 'it' : 'they'} may go out so. ${list}${count > Math.min(some.length, MOST_NAMED) ? '; …' : ''}`;
  return warning('licence-conflict', message, some[0]!.document);
}

type SaidLicence = Coverage['licences'][number];

function formsOf({ value: { target, text } }: SaidLicence): readonly Licence[] {
  return [target, text].filter((form) => form !== undefined).map(licenceOf);
}

/** The address names one licence, and the words another. */
function contradiction(said: SaidLicence): Diagnostic[] {
  const [first, second] = formsOf(said).filter(isClear);
  if (first === undefined || second === undefined || sameLicence(first, second)) return [];
  const { document, documents } = said;
  const message = `${document}${alsoIn(documents)} names two licences at once: ${first.name} by its address, and ${second.name} in words. Mend the header.`;
  return [error('licence-conflict', message, document)];
}

function conflict(
  said: SaidLicence,
  written: readonly string[],
  granted: readonly Licence[],
  config: string,
): Diagnostic[] {
  const {
    value: { target, text, inWords: isInWords },
    document,
    documents,
  } = said;
  const known = formsOf(said).find(isClear);
  if (known === undefined) return [];
  const what =
    isInWords === true
      ? `says of its availability "${shortened(visibleInLine(text ?? target ?? ''))}"`
      : `has the licence "${target ?? text}"`;
  const less = granted.find((grant) => grantsLess(known, grant));
  const withheld = less === undefined ? '' : ` The document withholds more than ${less.name} does.`;
  const both = [...written, known.id ?? known.url ?? known.name].map((each) => `"${each}"`).join(', ');
  const advice = `Mend one of them, or name both in ${config}: "licence": [${both}], the first being that of the whole.`;
  const message = `${document}${alsoIn(documents)} ${what}, and ${config} says "${written.join('", "')}".${withheld} ${advice}`;
  return [error('licence-conflict', message, document)];
}

/** Of different documents; what is meant for the whole only the user knows. */
function severalLicences(licences: Coverage['licences'], config: string): Diagnostic[] {
  const clear = licences
    .map((said) => ({ said, forms: formsOf(said).filter(isClear) }))
    .filter(({ forms }) => forms.length > 0);
  const isKnown = (forms: readonly Licence[], before: typeof clear) =>
    before.some((other) => other.forms.some((a) => forms.some((b) => sameLicence(a, b))));
  const different = clear.filter(({ forms }, i) => !isKnown(forms, clear.slice(0, i))).map(({ said }) => said);
  if (different.length < 2) return [];
  const list = different.map(
    ({ value, document, documents }) => `"${value.target ?? value.text}" (${document}${alsoIn(documents)})`,
  );
  const message = `The headers have different licences: ${list.slice(0, 10).join(', ')}. Name them in ${config} as "licence", that of the whole first.`;
  return [error('licence-conflict', message, different[0]!.document)];
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
