/**
 * A letter as CMIF has it: one `correspDesc`, its dates cut to days, its unknown parties named "Unknown"
 * (https://github.com/TEI-Correspondence-SIG/CMIF, documentation and proposal of version 1.1).
 */

import type { HeaderAction, HeaderDate, HeaderLetter, HeaderParty, HeaderPlace } from '../../header/index.js';
import { documentAddress } from '../addresses.js';
import type { IndexedLetter } from '../letters.js';
import { element, type XmlElement } from '../xml-text.js';

/** The address by which correspSearch knows that a person is not known. */
const UNKNOWN_REF = 'http://correspSearch.net/unknown';

const DATE_ATTRIBUTES = ['when', 'from', 'to', 'notBefore', 'notAfter'] as const;

export interface Described {
  readonly element: XmlElement;
  /** What the header does not say. */
  readonly lacks: readonly ('sender' | 'addressee' | 'date')[];
}

/** Where a letter can be read: the address that it has itself, else that of its document, and its place in it. */
export function letterAddress({ letter, path, fragment }: IndexedLetter, pattern: string): string {
  if (letter.ref !== undefined && isAddress(letter.ref)) return letter.ref;
  const address = documentAddress(pattern, path);
  return fragment === undefined ? address : `${address}#${encodeURIComponent(fragment)}`;
}

/**
 * @param source the `xml:id` of the edition in the file.
 * @param pattern where the documents can be read, with `{id}` or `{path}`.
 * @param key what the letter is called in the edition; of all letters of the index, only this one.
 */
export function correspDesc(indexed: IndexedLetter, pattern: string, source: string, key: string): Described {
  const { letter, facts } = indexed;
  const sent = actionOf(letter, 'sent');
  const received = actionOf(letter, 'received');
  // What is said of the making of a document is said of its only letter.
  const isOnly = facts.letters?.length === 1;
  const date = dateElement(sent.date) ?? (isOnly ? dateElement(facts.date) : undefined);
  const attributes = { key, ref: letterAddress(indexed, pattern), source: `#${source}` };
  const place = sent.places[0] ?? (isOnly && facts.place !== undefined ? { name: facts.place } : undefined);
  return {
    element: element('correspDesc', attributes, [
      element('correspAction', { type: 'sent' }, [...parties(sent.parties), placeElement(place), date]),
      element('correspAction', { type: 'received' }, [
        ...parties(received.parties),
        placeElement(received.places[0]),
        dateElement(received.date),
      ]),
    ]),
    lacks: [
      ...(sent.parties.length === 0 ? (['sender'] as const) : []),
      ...(received.parties.length === 0 ? (['addressee'] as const) : []),
      ...(date === undefined ? (['date'] as const) : []),
    ],
  };
}

interface Action {
  readonly parties: readonly HeaderParty[];
  readonly places: readonly HeaderPlace[];
  readonly date: HeaderDate | undefined;
}

/** All actions of a type as one, since CMIF has one of each. */
function actionOf({ actions }: HeaderLetter, type: string): Action {
  const own = actions.filter((action: HeaderAction) => action.type === type);
  return {
    parties: own.flatMap(({ parties: names = [] }) => names),
    places: own.flatMap(({ places = [] }) => places),
    date: own.find(({ date }) => date !== undefined)?.date,
  };
}

function parties(named: readonly HeaderParty[]): XmlElement[] {
  if (named.length === 0) return [element('persName', { ref: UNKNOWN_REF }, 'Unknown')];
  return named.map((party) =>
    element(party.kind === 'organization' ? 'orgName' : 'persName', { ref: authorityOf(party) }, party.name),
  );
}

function placeElement(place: HeaderPlace | undefined): XmlElement | undefined {
  return place === undefined ? undefined : element('placeName', { ref: authorityOf(place) }, place.name);
}

/** A pointer into the edition means nothing to others; only addresses of authority files do. */
function authorityOf({ authority, ref }: HeaderPlace): string | undefined {
  return [authority, ref].find((address) => address !== undefined && isAddress(address));
}

function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/.test(text);
}

/** What is highly certain is no conjecture. */
function isDoubted(cert: string | undefined): boolean {
  return cert !== undefined && cert !== 'high';
}

/** Undefined for a date that no attribute says as year, month or day. */
function dateElement(date: HeaderDate | undefined): XmlElement | undefined {
  if (date === undefined) return undefined;
  const pairs = DATE_ATTRIBUTES.map((name) => [name, dayOf(date[name])] as const);
  const said = pairs.filter(([, day]) => day !== undefined);
  if (said.length === 0) return undefined;
  const [first] = said[0]!;
  return element('date', {
    ...Object.fromEntries(first === 'when' ? said.slice(0, 1) : said),
    cert: date.cert === 'low' ? 'low' : undefined,
    // A span of doubt says by itself that it was inferred.
    evidence: isDoubted(date.cert) && (first === 'when' || first === 'from') ? 'conjecture' : undefined,
  });
}

function dayOf(written: string | undefined): string | undefined {
  return written === undefined ? undefined : /^\d{4}(?:-\d\d(?:-\d\d)?)?(?![-\d])/.exec(written)?.[0];
}
