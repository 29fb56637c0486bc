/**
 * The words that the telegram service and its editors print the same way everywhere: a closed
 * vocabulary of the field. Names of persons, places and documents never belong here.
 */

/** Classification, precedence and handling, as they stand on a line of their own or in a source note. */
export const CLASSIFICATIONS = [
  'top secret',
  'secret',
  'confidential',
  'restricted',
  'strictly confidential',
  'very confidential',
  'limited official use',
  'official use only',
  'unclassified',
  'no classification marking',
  'no classification',
  'plain',
  'eyes only',
] as const;

export const PRECEDENCES = [
  'priority',
  'niact',
  'niact immediate',
  'urgent',
  'us urgent',
  'most immediate',
  'immediate',
  'operational immediate',
  'emergency',
  'flash',
  'routine',
  'rush',
  'critic',
  'triple priority',
  'double priority',
] as const;

export const HANDLINGS = [
  'limit distribution',
  'limited distribution',
  'limdis',
  'exdis',
  'nodis',
  'noforn',
  'stadis',
  'cherokee',
  'eyes only',
  'eyes alone',
  'presidential handling',
  'verbatim text',
  'no distribution',
  'no other distribution',
  'exclusive distribution',
  'sensitive',
  'specat',
  'roger channel',
  'personal',
  'private',
  'information',
  'no stencils',
  'special handling',
] as const;

/** Words before a number that make it a telegram's number. */
export const TELEGRAM_WORDS =
  /(?:tels?|telegrams?|cables?|msg|message|airgram|circular|deptels?|embtels?|contels?|legtels?|reftel|circtels?|despatch|desp|nos?\.?|numbers?|numbered|your|my|our|repeated|rptd|secto|tosec|topol|polto|delga|gadel|dulte|tedul|cahto|tocah)$/i;

export const MONTHS: Readonly<Record<string, number>> = {
  january: 1,
  jan: 1,
  february: 2,
  feb: 2,
  march: 3,
  mar: 3,
  april: 4,
  apr: 4,
  may: 5,
  june: 6,
  jun: 6,
  july: 7,
  jul: 7,
  august: 8,
  aug: 8,
  september: 9,
  sept: 9,
  sep: 9,
  october: 10,
  oct: 10,
  november: 11,
  nov: 11,
  december: 12,
  dec: 12,
};

export const MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\\.?';

const phrases = [...CLASSIFICATIONS, ...PRECEDENCES, ...HANDLINGS].sort((a, b) => b.length - a.length).join('|');
const HANDLING_LINE = new RegExp(`^[[(]?(?:(?:${phrases})(?:[\\s;,./—–-]+|[\\])]?$))+[\\])]?$`, 'i');

const GLUED = new RegExp(
  `(?<=[^\\s,:])\\.?\\s+(?:${CLASSIFICATIONS.filter((word) => word !== 'plain').join('|')})(?:,\\s+(?:${phrases}))*$`,
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

export type HandlingKind = 'classification' | 'precedence' | 'handling';

const KIND_OF = new Map<string, HandlingKind>([
  ...HANDLINGS.map((word): [string, HandlingKind] => [word, 'handling']),
  ...CLASSIFICATIONS.map((word): [string, HandlingKind] => [word, 'classification']),
  ...PRECEDENCES.map((word): [string, HandlingKind] => [word, 'precedence']),
  ['eyes only', 'handling'],
]);

/** What a single phrase (`Limit Distribution`) is; undefined for anything else. */
export function handlingKind(phrase: string): HandlingKind | undefined {
  return KIND_OF.get(phrase.trim().toLowerCase().replace(/\s+/g, ' '));
}
