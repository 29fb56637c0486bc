/** What kind of identifier a text is, by its form and its check digit. */
import { wrongCheck } from './authorities.js';
import { isbn10Of, isbn13Of, issnOf } from './check-digits.js';

export interface Identifier {
  /** DataCite 4.6, property 12.a. */
  readonly type: 'DOI' | 'Handle' | 'ARK' | 'URN' | 'ISBN' | 'ISSN' | 'PMID' | 'arXiv' | 'URL';
  /** In the form of its kind: a DOI without its resolver, an ISBN without the word. */
  readonly value: string;
}

/** An identifier, or why a text that means to be one is none. */
type Judged = Identifier | { readonly type?: undefined; readonly fault: string };

/** What a text is by one kind; undefined where it does not look like one. */
type Kind = (text: string) => Judged | undefined;

/**
 * The kind of an identifier; undefined for what is none of those known here, or has a wrong check digit.
 *
 * @param written alone, as an address, or behind the name of its kind (`DOI:10.1234/x`, `ISBN 978…`); what ends the
 * sentence that it stands in is no part of it.
 */
export function identifierOf(written: string): Identifier | undefined {
  const judged = judge(written);
  return judged?.type === undefined ? undefined : judged;
}

/** Why {@link identifierOf} does not take a text, in a sentence; undefined where it does. */
export function faultOfIdentifier(written: string): string | undefined {
  const judged = judge(written);
  if (judged === undefined) return 'It shows no kind of identifier.';
  return judged.type === undefined ? judged.fault : undefined;
}

/** In characters. None is nearly as long. */
const LONGEST = 2000;

function judge(written: string): Judged | undefined {
  if (written.length > LONGEST) return { fault: `It is longer than ${LONGEST} characters.` };
  const text = bare(written);
  const address = /^https?:\/\/(\S+)$/i.exec(text)?.[1];
  if (address !== undefined) return ofAddress(address) ?? { type: 'URL', value: text };
  // With the name of its kind in front: what is not of that kind is none at all.
  const [, name, between, rest] = /^([A-Za-z][A-Za-z0-9-]*)\s*([: ])\s*(\S.*)$/.exec(text) ?? [];
  const named = NAMED.get(name?.toLowerCase() ?? '');
  if (named !== undefined) return named(text, rest!);
  return firstOf([doi, isbn, issn], text) ?? (between === ':' ? unmistakable(rest!) : undefined);
}

/** Without white space, brackets and quotation marks around it, and what ends a sentence or a list. */
function bare(written: string): string {
  const text = written
    .trim()
    .replace(/^[<"'“„«(]+/, '')
    .replace(/[>"'”“»]+[.,;:!?]*$/, '')
    .replace(/[.,;:!?]+$/, '');
  // A bracket within a DOI belongs to it.
  const isOver = text.endsWith(')') && count(text, ')') > count(text, '(');
  const rest = isOver ? text.slice(0, -1) : text;
  // What stood around it may have more around it: `(10.1234/x .)`.
  return rest === written ? rest : bare(rest);
}

function count(text: string, char: string): number {
  return text.split(char).length - 1;
}

function firstOf(kinds: readonly Kind[], text: string): Judged | undefined {
  for (const kind of kinds) {
    const judged = kind(text);
    if (judged !== undefined) return judged;
  }
  return undefined;
}

/** Behind a name that says nothing (`permalink:`): an address, a DOI or a URN is what it is all the same. */
function unmistakable(text: string): Judged | undefined {
  return /^(?:https?:\/\/|urn:|doi:|10\.)/i.test(text) ? judge(text) : undefined;
}

/** What the resolvers of identifiers are asked for. */
const SITES: readonly (readonly [RegExp, (rest: string) => Judged | undefined])[] = [
  [/^(?:dx\.|www\.)?doi\.org\/(?:doi:)?/i, doi],
  [/^hdl\.handle\.net\//i, handle],
  [/^[^/]+\/(?:.*\/)?(?=ark:)/i, ark],
  [/^[^/]+\/(?:.*[/=])?(?=urn:nbn:)/i, urn],
  [/^(?:www\.)?arxiv\.org\/(?:abs|pdf)\//i, arxiv],
  [/^(?:pubmed\.ncbi\.nlm\.nih\.gov|www\.ncbi\.nlm\.nih\.gov\/pubmed)\//i, pmid],
];

function ofAddress(address: string): Judged | undefined {
  for (const [site, read] of SITES) {
    const match = site.exec(address);
    const judged = match === null ? undefined : read(decoded(address.slice(match[0].length)));
    if (judged !== undefined) return judged;
  }
  return undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** By the name in front: what the whole text, or what follows the name, is. */
const NAMED: ReadonlyMap<string, (whole: string, rest: string) => Judged> = new Map(
  Object.entries<(whole: string, rest: string) => Judged>({
    doi: (_, rest) => declared(doi, rest, 'a DOI', '10.1234/abc'),
    handle: (_, rest) => declared(handle, rest, 'a Handle', '21.11115/0000-0001'),
    hdl: (_, rest) => declared(handle, rest, 'a Handle', '21.11115/0000-0001'),
    ark: (whole, rest) => declared(ark, /^ark:/i.test(rest) ? rest : whole, 'an ARK', 'ark:/12148/btv1b8449691v'),
    urn: (whole, rest) => declared(urnOrNumber, /^urn:/i.test(rest) ? rest : whole, 'a URN', 'urn:nbn:de:0000-1'),
    isbn: (_, rest) => declared(isbn, rest, 'an ISBN', '978-3-16-148410-0'),
    'isbn-10': (_, rest) => declared(isbn, rest, 'an ISBN', '3-16-148410-X'),
    'isbn-13': (_, rest) => declared(isbn, rest, 'an ISBN', '978-3-16-148410-0'),
    issn: (_, rest) => declared(issnUndivided, rest, 'an ISSN', '0317-8471'),
    eissn: (_, rest) => declared(issnUndivided, rest, 'an ISSN', '0317-8471'),
    'e-issn': (_, rest) => declared(issnUndivided, rest, 'an ISSN', '0317-8471'),
    pmid: (_, rest) => declared(pmid, rest, 'a number of PubMed', '12345678'),
    arxiv: (_, rest) => declared(arxiv, rest, 'a number of arXiv', '2101.00001'),
    url: (_, rest) => anyAddress(rest),
    uri: (_, rest) => judge(rest) ?? NO_ADDRESS,
    info: (_, rest) => declared(infoUri, rest, 'a DOI', '10.1234/abc'),
  }),
);

/** As the kind that it is said to be, which its own address may repeat: `DOI:https://doi.org/10.1234/x`. */
function declared(kind: Kind, text: string, words: string, example: string): Judged {
  const address = /^https?:\/\/(\S+)$/i.exec(text)?.[1];
  const found = kind(text) ?? (address === undefined ? undefined : ofAddress(address));
  if (found?.type === undefined)
    return found ?? { fault: `It is said to be ${words}, but has not its form: ${example}.` };
  const isOfIt = address === undefined || kind(found.value) !== undefined;
  return isOfIt ? found : { fault: `It is said to be ${words}, but is the address of a ${found.type}.` };
}

/** ISO 26324; the part in front of the slash may have parts itself. */
function doi(text: string): Judged | undefined {
  const value = text.replace(/^doi:\s*/i, '');
  if (/^10\.\d{4,9}(?:\.\d+)*\/\S+$/.test(value)) return { type: 'DOI', value };
  const isHalf = /^10\.\d{4,9}(?:\.\d+)*\/?$/.test(value);
  return isHalf ? { fault: 'A DOI has a slash and more behind it: 10.1234/abc.' } : undefined;
}

/** RFC 3651. What begins as DOIs do is one. */
function handle(text: string): Judged | undefined {
  const value = text.replace(/^hdl:\s*/i, '');
  if (/^10\./.test(value)) return doi(value);
  return /^[^\s/]+\/\S+$/.test(value) ? { type: 'Handle', value } : undefined;
}

/** The ARK itself, which is the same whoever resolves it (draft-kunze-ark). */
function ark(text: string): Judged | undefined {
  const rest = /^ark:\s*(\/?[0-9a-z]{5,}\/\S+)$/i.exec(text)?.[1];
  return rest === undefined ? undefined : { type: 'ARK', value: `ark:${rest}` };
}

/** RFC 8141. The name of the namespace is the same in capitals. */
function urn(text: string): Judged | undefined {
  const [, space, rest] = /^urn:([a-z0-9][a-z0-9-]{1,31}):(\S+)$/i.exec(text) ?? [];
  return space === undefined ? undefined : { type: 'URN', value: `urn:${space.toLowerCase()}:${rest}` };
}

/** Numbers of books and journals have a kind of their own. */
function urnOrNumber(text: string): Judged | undefined {
  const [, space, rest] = /^urn:(isbn|issn):(\S+)$/i.exec(text) ?? [];
  if (space === undefined) return urn(text);
  return space.toLowerCase() === 'isbn' ? isbn(rest!) : issnUndivided(rest!);
}

/** ISO 2108. */
function isbn(text: string): Judged | undefined {
  const value = text.trim().toUpperCase().replace(/\s+/g, '-');
  const digits = value.replaceAll('-', '');
  if (!/^\d[\d-]*[\dX]$/.test(value) || !/^(?:97[89])?\d{9}[\dX]$/.test(digits)) return undefined;
  const right = digits.length === 10 ? isbn10Of(digits) : isbn13Of(digits);
  return digits.endsWith(right) ? { type: 'ISBN', value } : { fault: wrongCheck('ISBN', right) };
}

/** ISO 3297. */
function issn(text: string): Judged | undefined {
  return /^\d{4}-\d{3}[\dX]$/i.test(text) ? issnUndivided(text) : undefined;
}

function issnUndivided(text: string): Judged | undefined {
  const digits = text.toUpperCase().replace(/[- ]/g, '');
  if (!/^\d{7}[\dX]$/.test(digits)) return undefined;
  const right = issnOf(digits);
  const value = `${digits.slice(0, 4)}-${digits.slice(4)}`;
  return digits.endsWith(right) ? { type: 'ISSN', value } : { fault: wrongCheck('ISSN', right) };
}

function pmid(text: string): Judged | undefined {
  return /^[1-9]\d{0,8}\/?$/.test(text) ? { type: 'PMID', value: text.replace('/', '') } : undefined;
}

/** Numbers since 2007, and those of the archives before. */
function arxiv(text: string): Judged | undefined {
  const value = text.replace(/^arxiv:\s*/i, '').replace(/\.pdf$/i, '');
  const isOne = /^(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v\d+)?$/.test(value);
  return isOne ? { type: 'arXiv', value } : undefined;
}

const NO_ADDRESS = { fault: 'It is said to be an address, but has not its form: https://example.org/edition.' };

function anyAddress(text: string): Judged {
  const address = /^https?:\/\/(\S+)$/i.exec(text)?.[1];
  return address === undefined ? NO_ADDRESS : (ofAddress(address) ?? { type: 'URL', value: text });
}

/** RFC 4452. */
function infoUri(text: string): Judged | undefined {
  return doi(text.replace(/^doi\//i, ''));
}
