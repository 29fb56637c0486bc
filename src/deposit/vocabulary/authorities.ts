/** Files of authorities for persons, institutions and places: their addresses and numbers, in the forms that editions write. */
import { shortened } from '../../shown.js';
import { mod11Of, rorOf } from './check-digits.js';

export interface Authority {
  readonly scheme: 'ORCID' | 'GND' | 'VIAF' | 'ISNI' | 'ROR' | 'Wikidata' | 'GeoNames' | 'LCCN' | 'BnF';
  /** As the authority writes it in its addresses. */
  readonly number: string;
  /** Where it is found: the one form that is the same for all who name it. */
  readonly address: string;
}

interface Scheme {
  readonly scheme: Authority['scheme'];
  /** Names of the scheme in front of a number: `gnd:118540238`. */
  readonly prefixes: RegExp;
  /** The host and path in front of the number in an address. */
  readonly site: RegExp;
  readonly number: RegExp;
  /** In front of the number. */
  readonly base: string;
  /** What its last characters must be, for the others in front of them. */
  readonly check?: (number: string) => string;
}

const SCHEMES: readonly Scheme[] = [
  {
    scheme: 'ORCID',
    prefixes: /^orcid$/i,
    site: /^(?:www\.)?orcid\.org\//i,
    number: /^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/,
    base: 'https://orcid.org/',
    check: mod11Of,
  },
  {
    scheme: 'GND',
    prefixes: /^(?:gnd|pnd|swd|gkd|d-nb)$/i,
    site: /^(?:www\.)?d-nb\.info\/gnd\//i,
    number: /^\d{1,10}(?:-\d)?[\dX]?$/,
    base: 'https://d-nb.info/gnd/',
  },
  {
    scheme: 'VIAF',
    prefixes: /^viaf$/i,
    site: /^(?:www\.)?viaf\.org\/viaf\//i,
    number: /^\d{1,22}$/,
    base: 'https://viaf.org/viaf/',
  },
  {
    scheme: 'ISNI',
    prefixes: /^isni$/i,
    site: /^(?:www\.)?isni\.org\/(?:isni\/)?/i,
    number: /^(?:\d{4}[- ]?){3}\d{3}[\dX]$/,
    base: 'https://isni.org/isni/',
    check: mod11Of,
  },
  {
    scheme: 'ROR',
    prefixes: /^ror$/i,
    site: /^ror\.org\//i,
    number: /^0[a-hj-km-np-tv-z0-9]{6}\d{2}$/,
    base: 'https://ror.org/',
    check: rorOf,
  },
  {
    scheme: 'Wikidata',
    prefixes: /^(?:wikidata|wd)$/i,
    site: /^(?:www\.)?wikidata\.org\/(?:wiki|entity)\//i,
    number: /^Q\d{1,12}$/,
    base: 'http://www.wikidata.org/entity/',
  },
  {
    scheme: 'GeoNames',
    prefixes: /^(?:geonames|geonameid)$/i,
    site: /^(?:www\.|sws\.)?geonames\.org\//i,
    number: /^\d{1,9}$/,
    base: 'https://www.geonames.org/',
  },
  {
    scheme: 'LCCN',
    prefixes: /^(?:lccn|lcnaf|loc)$/i,
    site: /^id\.loc\.gov\/authorities\/(?:names|subjects)\//i,
    number: /^[a-z]{1,3}\d{8,10}$/,
    base: 'http://id.loc.gov/authorities/names/',
  },
  {
    scheme: 'BnF',
    prefixes: /^bnf$/i,
    site: /^(?:data\.bnf\.fr|catalogue\.bnf\.fr)\/(?:ark:\/12148\/)?/i,
    number: /^cb\d{8}[0-9a-z]$/,
    base: 'https://data.bnf.fr/ark:/12148/',
  },
];

/** What a reference names: an address of an authority, or its name, a colon and a number. Undefined for any other. */
export function authorityOf(written: string): Authority | undefined {
  const { scheme, number } = numberIn(written) ?? {};
  if (scheme === undefined || number === undefined || !isRight(scheme, number)) return undefined;
  const compact = scheme.scheme === 'ISNI' ? number.replaceAll(/[- ]/g, '') : number;
  return { scheme: scheme.scheme, number: compact, address: `${scheme.base}${compact}` };
}

/** Why {@link authorityOf} does not take a text that names a known authority, in a sentence; undefined where it does, or for any other text. */
export function faultOfAuthority(written: string): string | undefined {
  const { scheme, number } = numberIn(written, { inAnyForm: true }) ?? {};
  if (scheme === undefined || number === undefined) return undefined;
  if (!scheme.number.test(number)) return `${shortened(number, 41)} is no number of ${scheme.scheme}.`;
  if (isRight(scheme, number)) return undefined;
  return wrongCheck(scheme.scheme, scheme.check?.(number) ?? '');
}

/** In words for who has never heard of check digits. */
export function wrongCheck(kind: string, right: string): string {
  const what = right.length === 1 ? 'the check digit (its last character)' : 'the check digits (its last two)';
  return `By the others, ${what} of this ${kind} should be ${right}, so one of its characters is wrong.`;
}

interface Named {
  readonly scheme: Scheme;
  readonly number: string;
}

function numberIn(written: string, { inAnyForm = false } = {}): Named | undefined {
  const text = written.trim();
  const address = /^https?:\/\/([^?#]+?)(?:\/about)?\/?(?:[?#].*)?$/i.exec(text)?.[1];
  const [, prefix, rest] = /^([A-Za-z-]+):(?!\/\/)\s*(.+)$/.exec(text) ?? [];
  for (const scheme of SCHEMES) {
    const { prefixes, site } = scheme;
    const named = address === undefined ? (prefixes.test(prefix ?? '') ? rest : undefined) : afterSite(address, site);
    // GeoNames writes the name of the place behind its number.
    const number = scheme.scheme === 'GeoNames' ? named?.split('/')[0] : named;
    if (number !== undefined && (inAnyForm || scheme.number.test(number))) return { scheme, number };
  }
  return undefined;
}

function isRight({ check }: Scheme, number: string): boolean {
  return check === undefined || number.endsWith(check(number));
}

function afterSite(address: string, site: RegExp): string | undefined {
  const match = site.exec(address);
  return match === null ? undefined : decodeSafely(address.slice(match[0].length));
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
