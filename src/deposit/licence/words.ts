/** Licences that are named within words, such as a sentence of a header. */
import { creativeCommons, kindOf, portNamed, type Said, saidByAddress } from './creative-commons.js';
import { folded } from './fold.js';
import type { Licence } from './model.js';
import { spdxLicence, spdxNamed } from './spdx.js';

/** What words name. */
export interface Named {
  readonly licences: readonly Licence[];
  /** Of Creative Commons, of which the version or the country that is meant is not told. */
  readonly unclear: readonly Said[];
  /** Whether the words deny something, so that a name may be just what is not granted. */
  readonly denies: boolean;
}

/** In UTF-16 code units. What is longer is the text of a licence rather than its name. */
const LONGEST = 20_000;

/** @param ofAddress what an address within the words stands for. */
export function namedWithin(words: string, ofAddress: (address: string) => Licence | undefined): Named {
  if (words.length > LONGEST) return { licences: [], unclear: [], denies: false };
  const addresses = words.match(ADDRESS) ?? [];
  const plain = inCode(words.replace(ADDRESS, ' '));
  const said = [...saidIn(plain), ...addresses.flatMap((address) => saidByAddress(address) ?? [])];
  const found = [
    ...addresses.flatMap((address) => ofAddress(address) ?? []),
    ...said.flatMap((each) => creativeCommons(each) ?? []),
    ...listedIn(folded(plain)),
  ];
  return { licences: distinct(found), unclear: unclearOf(said), denies: DENIAL.test(plain.replace(EXCEPTION, ' ')) };
}

const ADDRESS =
  /(?:https?:\/\/(?:www\.)?|www\.|(?<![\w.])(?=creativecommons\.org\/))[^\s<>"'()[\]]*[^\s<>"'()[\].,;:!?]/gi;
const DENIAL = /\b(?:not|never|nor|nicht|kein|keine|keinen|keiner|keinem)\b/i;
/** "Except where otherwise noted" takes nothing from the licence that is named. */
const EXCEPTION = /\b(?:not|nicht)\s+(?:otherwise|anders|anderweitig)\b/gi;

function distinct(licences: readonly Licence[]): readonly Licence[] {
  return [...new Map(licences.map((licence) => [licence.id ?? licence.url ?? licence.name, licence])).values()];
}

/** A kind that is named once with its version needs none where it is named again. */
function unclearOf(said: readonly Said[]): readonly Said[] {
  const clear = new Set(said.filter((each) => creativeCommons(each) !== undefined).map(({ kind }) => kind));
  return said.filter(
    (each) => creativeCommons(each) === undefined && !(each.version === undefined && clear.has(each.kind)),
  );
}

/** The words of Creative Commons in the languages of its names, by the letters that stand for them; with an @ where no `cc` is needed to know them. */
const CODES: readonly (readonly [RegExp, string])[] = [
  [/\bcreative[\s-]*commons\b/gi, 'cc'],
  [
    /\b(?:non[\s-]*commerciale?|nicht[\s-]*kommerziell|pas d['’\s]*utilisation commerciale|no[\s-]*comercial)\b/gi,
    '@nc',
  ],
  [
    /\b(?:share[\s-]*alike|weitergabe unter gleichen bedingungen|partage dans les m[eê]mes conditions|condividi allo stesso modo|compartir[\s-]*igual)\b/giu,
    '@sa',
  ],
  [
    /\b(?:no[\s-]*deriv(?:ative|ativ)?s?(?: works)?|keine bearbeitung(?:en)?|pas de modifications?|non opere derivate|sin (?:obras? )?derivad[ao]s?)\b/gi,
    '@nd',
  ],
  [/\b(?:attribution|namensnennung|attribuzione|atribuci[oó]n|reconocimiento)(?!\p{L})/giu, '@by'],
  [/\bcc[\s-]*(?:0|zero)\b(?:\s+(?:1\.0\s+)?public domain dedication\b)?/gi, '@zero'],
  [/\b(?:(?:cc\s+)?public domain mark|pdm)\b/gi, '@mark'],
];

/** The words with the parts of Creative Commons' names as their letters, in the case that they have. */
function inCode(words: string): string {
  return CODES.reduce((text, [form, code]) => text.replace(form, ` ${code} `), words.normalize('NFC'));
}

/** Behind `cc`, or where the words of the parts themselves stand: kind, version, what is said of it, country. */
const CREATIVE =
  /(?:\b(cc)\s+(?:licen[cs]e\s+|lizenz\s+)?)?(@?\bby|@by)((?:\s+@?(?:nc|nd|sa)\b)*)(?:\s+(?:public\s+)?(?:licen[cs]e|lizenz|deed))?(?:\s+(?:international|unported|generic))?(?:\s+v?(\d(?:\.\d)?)(?![.\p{L}\p{N}]))?(?:\s+(international|unported|generic))?(?=((?:\s+\p{L}+){0,3}))/giu;
const PUBLIC_DOMAIN = /@(zero|mark)(?:\s+v?(\d\.\d))?/g;

function saidIn(code: string): readonly Said[] {
  // As `folded`, but in its case: only capitals show that two letters are a country.
  const text = code
    .replace(/\b(?:version|v\.?)\s*(?=\d)/gi, '')
    .replace(/[^\p{L}\p{N}.@+]+/gu, ' ')
    .replace(/\.(?![\p{L}\p{N}])/gu, ' , ');
  const hasCc = /\bcc\b|@zero/i.test(text);
  const creative = [...text.matchAll(CREATIVE)].flatMap(([, cc, by, parts = '', version, scope, rest = '']) => {
    const isNamed =
      cc !== undefined || (by!.startsWith('@') && (hasCc || (version !== undefined && scope !== undefined)));
    if (!isNamed) return [];
    const port = scope === undefined ? portNamed(rest.trim()) : undefined;
    const kind = kindOf(['BY', ...(parts.match(/nc|nd|sa/gi) ?? [])]);
    return [{ kind, version: version === undefined || version.includes('.') ? version : `${version}.0`, port }];
  });
  const domain = [...text.matchAll(PUBLIC_DOMAIN)].map(([, kind, version]) => ({ kind: kind!.toUpperCase(), version }));
  return [...creative, ...domain];
}

/** In words. The longest name of a licence has fewer. */
const LONGEST_NAME = 14;

/**
 * Licences of SPDX's list by their whole names or identifiers, if these are long or have a version: short ones are words
 * like others. Those of Creative Commons are not looked for here, where a country behind the version would be overlooked.
 */
function listedIn(text: string): readonly Licence[] {
  const words = text.split(' ');
  const found: Licence[] = [];
  for (let i = 0; i < words.length; i++) {
    const length = longestAt(words, i);
    if (length === 0) continue;
    const [id = ''] = spdxNamed(words.slice(i, i + length).join(' '));
    if (!id.startsWith('CC')) found.push(spdxLicence(id));
    i += length - 1;
  }
  return found;
}

function longestAt(words: readonly string[], at: number): number {
  for (let length = Math.min(LONGEST_NAME, words.length - at); length > 1; length--) {
    const name = words.slice(at, at + length).join(' ');
    if ((length > 3 || /\d\.\d/.test(name)) && spdxNamed(name).length > 0) return length;
  }
  return 0;
}
