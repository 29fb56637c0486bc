/**
 * The words that the telegram service and its editors print the same way everywhere: a closed
 * vocabulary of the field. Names of persons, places and documents never belong here.
 */

/** Classification, precedence and handling, as they stand on a line of their own or in a source note. */
const CLASSIFICATIONS = vocabulary(
  'top secret, most secret, secret, confidential, restricted, strictly confidential, very confidential, most confidential, limited official use, official use only, unclassified, no classification marking, no classification, plain, eyes only, geheim, ganz geheim, streng geheim, vertraulich, streng vertraulich',
);

const PRECEDENCES = vocabulary(
  'priority, niact, niact immediate, urgent, us urgent, most immediate, immediate, operational immediate, emergency, flash, routine, rush, critic, triple priority, double priority, very urgent, most urgent, important, most important, deferred, dringend, sehr dringend, citissime, cito, eilt, eilt sehr, sofort',
);

const HANDLINGS = vocabulary(
  'limit distribution, limited distribution, limdis, exdis, nodis, noforn, stadis, cherokee, eyes only, eyes alone, presidential handling, verbatim text, no distribution, no other distribution, exclusive distribution, sensitive, specat, roger channel, personal, private, information, no stencils, special handling, austeo, persönlich, eigenhändig',
);

/** What offices and ranks that one person holds are called: the last word of `High Commissioner`. */
const HOLDERS = vocabulary(
  'administrator admiral adviser advisor agent aide ambassador archbishop assistant attaché attorney baron bishop brigadier captain cardinal chairman chancellor chargé chief collector colonel commander commissioner commodore comptroller congressman consul controller count counsel counsellor counselor director duke earl emperor empress envoy expert generalissimo governor head inspector interpreter judge justice king lieutenant major marquis marshal mayor member minister monsignor observer officer plenipotentiary pope postmaster premier president prince princess queen receiver regent representative secretary senator shah speaker sultan superintendent treasurer viceroy',
);

/** What stands in front of them; of itself it says neither person nor institution. */
const RANKS = vocabulary(
  'acting all associate certain commanding consular deputy diplomatic executive extraordinary field first foreign former general honorary junior permanent presidential prime resident rear second senior special third under vice',
);

/** Institutions, by the word that says what they are. */
const BODIES = vocabulary(
  'agency archives army assembly bank board bureau cabinet chamber command commissariat commission committee company conference congress consulate corporation council court delegation department division embassy fleet force government group headquarters house legation library ministry mission navy office organization parliament party post section senate service staff station',
);

/** What ministries are of: `Secretary of State`, `Minister of Foreign Affairs`. */
const PORTFOLIOS = vocabulary(
  'affaires affairs agriculture commerce defense defence economy culture education energy finance health industry information interior labor labour state trade transportation treasury war welfare',
);

/** Titles of address stand before a name and are no part of it. */
export const ADDRESS =
  /^(?:(?:Mr|Messrs|Mrs|Miss|Ms|Mme|Mlle|Madame|Monsieur|Dr|Doctor|Prof|Professor|Rev|Hon|Sir|Lord|Lady|Señor|Señora|Signor|Signora|Senhor|Herr|Frau|Comrade)(?:\.|(?=\s))\s*)+/u;

export type OfficeWord = 'holder' | 'rank' | 'body' | 'portfolio';

/** What is in two of the lists is what the later here says. */
const OFFICE_WORDS: ReadonlyMap<string, OfficeWord> = new Map([
  ...[...PORTFOLIOS].map((word): [string, OfficeWord] => [word, 'portfolio']),
  ...[...RANKS].map((word): [string, OfficeWord] => [word, 'rank']),
  ...[...BODIES].map((word): [string, OfficeWord] => [word, 'body']),
  ...[...HOLDERS].map((word): [string, OfficeWord] => [word, 'holder']),
]);

/** What a word of a heading says of offices; undefined for a name, a place, anything else. Plurals count. */
export function officeWord(word: string): OfficeWord | undefined {
  const plain = word.toLowerCase().replace(/^d[’']|[.,’']+$/g, '');
  const parts = /[-‑]/.test(plain) ? plain.split(/[-‑]/).map(officeWord) : [];
  if (parts.length > 0 && parts.every(Boolean)) return parts.find((part) => part === 'holder') ?? parts[0];
  const found = OFFICE_WORDS.get(plain);
  if (found !== undefined || !plain.endsWith('s')) return found;
  return (
    OFFICE_WORDS.get(plain.slice(0, -1)) ??
    OFFICE_WORDS.get(plain.replace(/ies$/, 'y')) ??
    OFFICE_WORDS.get(plain.replace(/[’'ʼ]s$/, ''))
  );
}

function vocabulary(words: string): ReadonlySet<string> {
  return new Set(words.split(words.includes(',') ? ', ' : ' '));
}

/** Words before a number that make it a telegram's number. */
export const TELEGRAM_WORDS =
  /(?:tels?|telegrams?|cables?|msg|message|airgram|circular|deptels?|embtels?|contels?|legtels?|reftel|circtels?|despatch|desp|nos?\.?|numbers?|numbered|your|my|our|repeated|rptd|secto|tosec|topol|polto|delga|gadel|dulte|tedul|cahto|tocah)$/i;

/** The number of each month by its name, whole or cut to three letters. */
export const MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  'january february march april may june july august september october november december'
    .split(' ')
    .flatMap((name, i) => [name, name.slice(0, 3), ...(i === 8 ? ['sept'] : [])].map((form) => [form, i + 1])),
);

export const MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\\.?';

/** The months of German texts: no English word but `April` and `September` is among them, and these have their stop in front. */
export const GERMAN_MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'
    .split(' ')
    .map((name, i) => [name, i + 1])
    .concat([
      ['Jänner', 1],
      ['Feber', 2],
    ]),
);

const phrases = [...CLASSIFICATIONS, ...PRECEDENCES, ...HANDLINGS].sort((a, b) => b.length - a.length).join('|');
const HANDLING_LINE = new RegExp(`^[[(]?(?:(?:${phrases})(?:[\\s;,./!—–-]+|[\\])]?$))+[\\])]?$`, 'i');

const GLUED = new RegExp(
  `(?<=[^\\s,:])\\.?\\s+(?:${[...CLASSIFICATIONS].filter((word) => word !== 'plain').join('|')})(?:,\\s+(?:${phrases}))*$`,
  'i',
);

/** Where a classification closes words of another kind without a mark between (`POL 12 RUR Top Secret`): the end of those words. */
export function endsWithClassification(words: string): number | undefined {
  return GLUED.exec(words)?.index;
}

/** Is the line nothing but classification, precedence and handling words? */
export function isHandlingLine(line: string): boolean {
  return line.length <= 120 && HANDLING_LINE.test(line.trim());
}

const PHRASE = new RegExp(`^(?:${phrases})(?![\\p{L}\\d])`, 'iu');

/** How long the phrase of classification, precedence or handling is that words begin with; undefined for others. */
export function phraseAt(words: string): number | undefined {
  return PHRASE.exec(words)?.[0].length;
}

export type HandlingKind = 'classification' | 'precedence' | 'handling';

const KIND_OF = new Map<string, HandlingKind>([
  ...[...HANDLINGS].map((word): [string, HandlingKind] => [word, 'handling']),
  ...[...CLASSIFICATIONS].map((word): [string, HandlingKind] => [word, 'classification']),
  ...[...PRECEDENCES].map((word): [string, HandlingKind] => [word, 'precedence']),
  ['eyes only', 'handling'],
]);

/** What a single phrase (`Limit Distribution`) is; undefined for anything else. */
export function handlingKind(phrase: string): HandlingKind | undefined {
  return KIND_OF.get(phrase.trim().toLowerCase().replace(/\s+/g, ' '));
}
