/**
 * The heading: its number, its kind and where it ends. `117. Telegram From Secretary of State Rusk
 * to the Department of State`, `The Ambassador in Japan (Grew) to the Secretary of State`,
 * `456. Editorial Note`.
 */
import type { DocumentType, Fact, Range } from './model.js';
import { isNextTo, type Unit } from './units.js';

export interface FoundHeading extends Range {
  /** Index of the first and just past the last unit that it takes. */
  readonly firstUnit: number;
  readonly endUnit: number;
  readonly type: DocumentType;
  readonly number?: Fact;
  /** Where the words begin behind the number. */
  readonly wordsStart: number;
}

/** The kinds of documents as their headings name them, the longer name before the shorter. */
const KINDS: readonly (readonly [RegExp, DocumentType])[] = [
  [/^editorial note\b/i, 'editorial-note'],
  [/^circular\s+(?:priority\s+|information\s+)?(?:telegram|airgram)\b/i, 'circular-telegram'],
  [
    /^(?:backchannel|intelligence|paraphrase of|draft|special|personal|joint)?\s*(?:telegram|cablegram|teletype|cable)s?\b/i,
    'telegram',
  ],
  [/^(?:[a-z]+ )?airgram\b/i, 'airgram'],
  [
    /^(?:draft |summary |substance )?(?:memorand(?:um|a)|record|minutes|notes|transcript|summary|report|telephone) (?:of|on|for the record of) (?:a |an |the )?(?:[a-z-]+ ){0,3}?(?:conversations?|meetings?|discussions?|telecons?|calls?)\b/i,
    'memorandum-of-conversation',
  ],
  [/^(?:[a-z-]+ ){0,3}memorand(?:um|a)\b/i, 'memorandum'],
  [/^(?:draft |personal |circular )*letter\b/i, 'letter'],
  [/^(?:[a-z-]+ ){0,2}(?:despatch|dispatch)\b/i, 'despatch'],
  [/^(?:[a-z-]+ ){0,2}instructions?\b/i, 'instruction'],
  [/^(?:backchannel |draft |oral |personal |circular )*message\b/i, 'message'],
  [
    /^(?:[a-z-]+ ){0,4}(?:report|paper|study|estimate|minutes|notes?|record|summary|briefing|transcript|statement|aide.m[ée]moire|diary entry|extracts?|excerpts?|resolution|agreement|communiqu[ée]|proclamation|declaration|protocol|treaty|address|remarks|draft|order|decision|directive|finding|plan|outline|list|chronology|checklist|table|proposal|protest|press release|national security [a-z]+)\b/i,
    'document',
  ],
];

const NUMBER = /^(?:\[\s*)?(?:No\.\s*(\d+[a-z]?)\b\.?|(\d{1,4}[a-z]?)\.)\s*/;
const LONGEST_HEADING = 600;

/** The first heading at or after a unit, within the first few units of a document. */
export function findHeading(text: string, units: readonly Unit[], from = 0, within = 12): FoundHeading | undefined {
  const last = Math.min(units.length, from + within);
  for (let i = from; i < last; i++) {
    const found = headingAt(text, units, i);
    if (found) return found;
  }
  return undefined;
}

/** The heading that begins with this unit, if one does. */
export function headingAt(text: string, units: readonly Unit[], at: number): FoundHeading | undefined {
  const unit = units[at]!;
  if (unit.end - unit.start > LONGEST_HEADING) return undefined;
  const said = text.slice(unit.start, unit.end);
  const numbered = NUMBER.exec(said);
  if (numbered && numbered[0].length === said.length) return headingBelowNumber(text, units, at, numbered);
  const number = numbered ? factOf(unit, numbered) : undefined;
  const wordsStart = unit.start + (numbered?.[0].length ?? 0);
  return completeHeading(text, units, at, at, wordsStart, number);
}

function factOf(unit: Range, numbered: RegExpExecArray): Fact {
  const value = numbered[1] ?? numbered[2]!;
  const start = unit.start + numbered[0].indexOf(value);
  return { start, end: start + value.length, value };
}

/** `No. 582` on a line of its own, the heading below. */
function headingBelowNumber(
  text: string,
  units: readonly Unit[],
  at: number,
  numbered: RegExpExecArray,
): FoundHeading | undefined {
  const below = units[at + 1];
  if (!below || numbered[1] === undefined) return undefined;
  return completeHeading(text, units, at, at + 1, below.start, factOf(units[at]!, numbered));
}

/** A heading broken over lines goes on until its sentence is whole. */
function completeHeading(
  text: string,
  units: readonly Unit[],
  first: number,
  wordsAt: number,
  wordsStart: number,
  number: Fact | undefined,
): FoundHeading | undefined {
  for (let end = wordsAt + 1; end <= Math.min(units.length, wordsAt + 4); end++) {
    if (end > first + 1 && !isNextTo(text, units[end - 2]!, units[end - 1]!)) return undefined;
    const words = text.slice(wordsStart, units[end - 1]!.end).replace(/\s+/g, ' ');
    if (words.length > LONGEST_HEADING) return undefined;
    const type = kindOf(words, number !== undefined);
    if (type === undefined) return undefined;
    if (type === 'incomplete') continue;
    return {
      start: units[first]!.start,
      end: units[end - 1]!.end,
      firstUnit: first,
      endUnit: end,
      wordsStart,
      type,
      ...(number && { number }),
    };
  }
  return undefined;
}

const TRAILING_MARKERS = /(?:\s*(?:\[\s?\d{1,3}[a-z]?\]|\/\d{1,3}[a-z]?\/|(?<!\d)\d{1,3}[a-z]?))+$/;
const HANGING = /(?:\b(?:in|of|the|to|at|for|and|from|by|on)|[,(—–-])$/i;
/** Heads of a party in headings that name no kind: `The Ambassador in Japan (Grew) to the Secretary of State`. */
const PARTY_FIRST =
  /^(?:(?:The|Mr\.|Messrs\.|Dr\.|Sir|President|Prime Minister|Premier|General|Marshal|Admiral|Senator|Generalissimo|Colonel|Major|King|Secretary|Acting|Under|Foreign|Ambassador|Minister|Chargé|Consul|Assistant|Deputy|Lieutenant|Brigadier|Chairman|Chancellor|Lord|Field)(?=\s))/;

function kindOf(words: string, numbered: boolean): DocumentType | 'incomplete' | undefined {
  const bare = words.replace(TRAILING_MARKERS, '').trim();
  const named = KINDS.find(([pattern]) => pattern.test(bare))?.[1];
  if (named === 'editorial-note') return EDITORIAL_NOTE.test(bare) || numbered ? named : undefined;
  if (named === undefined && /^(?:The|Mr\.)\s[^.]*(?:Mr\.[^.]*)?\.$/.test(bare))
    return kindOfCorrespondence(bare.slice(0, -1));
  if (hasSentences(bare) || (named === 'document' && !numbered)) return undefined;
  if (named === undefined) return kindOfCorrespondence(bare);
  if (!numbered && !isUnnumberedHeading(bare, named)) return undefined;
  return HANGING.test(bare) || lacksAddressee(named, bare) ? 'incomplete' : named;
}

const EDITORIAL_NOTE = /^editorial note$/i;
const VERB = /\s(?:is|are|was|were|has|have|had|will|would|said|says|states|reports)\s/;
const ABBREVIATIONS = /\b(?:Mr|Messrs|Mrs|Dr|Gen|Col|Maj|Lt|Adm|Brig|Capt|Jr|Sr|St|No|Nos|Vol|Esq|\d{1,2}|\p{Lu})\./gu;

/** A full stop with more behind it, or a sentence's mark at the end, is no heading. */
function hasSentences(bare: string): boolean {
  const said = bare.replace(ABBREVIATIONS, '');
  return /[.;?!]\s+[\p{Lu}“]/u.test(said) || /\p{Ll}{2}[.;:?!]$/u.test(said) || said.includes('; ');
}

/** `The X … to the Y`: parties alone, no kind named. */
function kindOfCorrespondence(bare: string): 'document' | 'incomplete' | undefined {
  if (!PARTY_FIRST.test(bare) || VERB.test(bare) || bare.length > 400) return undefined;
  const addressed = /\sto\s(?:the\s|certain\s|all\s|\p{Lu})/u.test(bare);
  return addressed && !HANGING.test(bare) ? 'document' : 'incomplete';
}

/** Without a number only what cannot be a sentence is a heading. */
function isUnnumberedHeading(bare: string, type: DocumentType): boolean {
  if (bare.length > 300 || VERB.test(bare)) return false;
  if (type === 'memorandum-of-conversation') return true;
  return (
    /^\S+(?:\s+\S+){0,4}?\s+(?:from|by|to|between|for|prepared)\s/i.test(bare) ||
    /^(?:memorandum|telegram|letter)$/i.test(bare)
  );
}

/** `Telegram From the Embassy in` waits for its next line. */
function lacksAddressee(type: DocumentType, bare: string): boolean {
  const sent = type === 'telegram' || type === 'airgram' || type === 'letter' || type === 'message';
  return sent && bare.length < 90 && /\bfrom\b/i.test(bare) && !/\b(?:to|for|and|concerning)\b/i.test(bare);
}
