/**
 * A document as CMIF has it: one `correspDesc`, its dates cut to days, its unknown parties named "Unknown"
 * (https://github.com/TEI-Correspondence-SIG/CMIF, documentation and proposal of version 1.1).
 */

import type { HeaderAction, HeaderDate, HeaderFacts, HeaderParty, HeaderPlace } from '../../header/index.js';
import { element, type XmlElement } from '../xml-text.js';
import { documentAddress, documentId } from './address.js';

/** The address by which correspSearch knows that a person is not known. */
const UNKNOWN_REF = 'http://correspSearch.net/unknown';

const DATE_ATTRIBUTES = ['when', 'from', 'to', 'notBefore', 'notAfter'] as const;

export interface Described {
  readonly element: XmlElement;
  /** What the header does not say. */
  readonly lacks: readonly ('sender' | 'addressee' | 'date')[];
}

/**
 * @param source the `xml:id` of the edition in the file.
 * @param pattern where the documents can be read, with `{id}` or `{path}`.
 */
export function correspDesc(facts: HeaderFacts, path: string, pattern: string, source: string): Described {
  const sent = actionOf(facts, 'sent');
  const received = actionOf(facts, 'received');
  const date = dateElement(sent.date) ?? dateElement(facts.date);
  const attributes = { key: documentId(path), ref: documentAddress(pattern, path), source: `#${source}` };
  const place = sent.places[0] ?? (facts.place === undefined ? undefined : { name: facts.place });
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
function actionOf({ letters = [] }: HeaderFacts, type: string): Action {
  const actions = letters.flatMap((letter) => letter.actions);
  const own = actions.filter((action: HeaderAction) => action.type === type);
  return {
    parties: own.flatMap(({ parties: names = [] }) => names),
    places: own.flatMap(({ places = [] }) => places),
    date: own.find(({ date }) => date !== undefined)?.date,
  };
}

function parties(named: readonly HeaderParty[]): XmlElement[] {
  if (named.length === 0) return [element('persName', { ref: UNKNOWN_REF }, 'Unknown')];
  return named.map(({ name, kind, ref }) =>
    element(kind === 'organization' ? 'orgName' : 'persName', { ref: authority(ref) }, name),
  );
}

function placeElement(place: HeaderPlace | undefined): XmlElement | undefined {
  return place === undefined ? undefined : element('placeName', { ref: authority(place.ref) }, place.name);
}

/** A pointer into the edition means nothing to others; only addresses of authority files do. */
function authority(ref: string | undefined): string | undefined {
  return ref !== undefined && /^https?:\/\/\S+$/.test(ref) ? ref : undefined;
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
    evidence: date.cert !== undefined && (first === 'when' || first === 'from') ? 'conjecture' : undefined,
  });
}

function dayOf(written: string | undefined): string | undefined {
  return written === undefined ? undefined : /^\d{4}(?:-\d\d(?:-\d\d)?)?(?![-\d])/.exec(written)?.[0];
}
