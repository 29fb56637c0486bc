/** Files of authorities for persons, institutions and places: their addresses and numbers, in the forms that editions write. */

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
  /** Whether a check digit is right. */
  readonly isRight?: (number: string) => boolean;
}

const SCHEMES: readonly Scheme[] = [
  {
    scheme: 'ORCID',
    prefixes: /^orcid$/i,
    site: /^(?:www\.)?orcid\.org\//i,
    number: /^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/,
    base: 'https://orcid.org/',
    isRight: hasMod11,
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
    number: /^(?:\d{4} ?){3}\d{3}[\dX]$/,
    base: 'https://isni.org/isni/',
    isRight: hasMod11,
  },
  { scheme: 'ROR', prefixes: /^ror$/i, site: /^ror\.org\//i, number: /^0[a-z0-9]{6}\d{2}$/, base: 'https://ror.org/' },
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
  const text = written.trim();
  const address = /^https?:\/\/([^?#]+?)(?:\/about)?\/?(?:[?#].*)?$/i.exec(text)?.[1];
  const [, prefix, rest] = /^([A-Za-z-]+):(?!\/\/)\s*(.+)$/.exec(text) ?? [];
  for (const { scheme, prefixes, site, number, base, isRight } of SCHEMES) {
    const named = address === undefined ? (prefixes.test(prefix ?? '') ? rest : undefined) : afterSite(address, site);
    // GeoNames writes the name of the place behind its number.
    const digits = scheme === 'GeoNames' ? named?.split('/')[0] : named;
    if (digits === undefined || !number.test(digits) || isRight?.(digits) === false) continue;
    const compact = scheme === 'ISNI' ? digits.replaceAll(' ', '') : digits;
    return { scheme, number: compact, address: `${base}${compact}` };
  }
  return undefined;
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

/** ISO 7064 mod 11-2, as ORCID and ISNI compute their last character. */
export function hasMod11(number: string): boolean {
  const digits = number.replace(/[- ]/g, '');
  let total = 0;
  for (const digit of digits.slice(0, -1)) total = (total + Number(digit)) * 2;
  const check = (12 - (total % 11)) % 11;
  return digits.at(-1) === (check === 10 ? 'X' : String(check));
}
