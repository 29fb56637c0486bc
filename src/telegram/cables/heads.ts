/** Where the heads of messages stand in a file: which begin a cable, which a section of it, which are quoted. */
import { MONTHS } from '../vocabulary.js';
import { type Banner, bannerOf } from './banner.js';
import { furnitureAt } from './furniture.js';
import { squashed, type WireLine } from './lines.js';
import { CORRECTED, isCaptionLine, POST_WORD } from './words.js';

/** A date-time group with what stands around it, from the first line of the relay to the captions. Indices of lines. */
export interface Head {
  readonly start: number;
  readonly group: number;
  /** Just past the banner and its captions, or past the posts where there is no banner. */
  readonly end: number;
  readonly banner?: Banner;
}

/** One cable of a file: its lines, and the heads of its sections. */
export interface CableRange {
  readonly from: number;
  readonly to: number;
  readonly heads: readonly Head[];
}

const GROUP = /^(?:[ZOPR]\s+)*(?:\d{6}\s?Z|[\dOIlSZGB]{6,8})\s+([A-Z]{3})\s+\d{2}(?:\d{2})?(?=\s+Z[A-Z]{2}|\W*\d?$|$)/;
/** A name on the wire: no sentence, no small letters. */
const NAME = String.raw`(?=[A-Z\d/]{2})[A-Z\d/(),.'’& -]{2,70}$`;
export const ROUTING = /^(?:VZCZC\w+|[ZOPR]{2}(?:\s+R[A-Z]{3,7})+|DE\s+R[A-Z]{3,7}\s+#.*|ZN[YR]\b.*)$/;
export const COPY_TEXT = /^Message Text$/i;
export const COPY_RECORD = /^Message Attributes$/i;
const FROM = new RegExp(`^F[Mm]:?\\s+${NAME}`);
const TO = new RegExp(`^T[O0o]:?\\s+${NAME}`);
const INFO = new RegExp(`^[I1l][Nn][Ff][O0o]:?\\s+${NAME}`);
/** What stands for a text that an archive has lost. */
export const LOST =
  /\b(?:TEXT FOR THIS MRN IS (?:UNAVAILABLE|UNRETRIEVABLE)|ERROR READING TEXT INDEX|NOT CONVERTED|UNRETRIEVABLE)\b/;
const FIRST_PAGE = /^PAGE\s+0*1\b/;
const BUREAUS = /^(?:ACTION|ORIGIN)\s+[A-Z]{1,5}(?:\/[A-Z]+)?[- ]\d{2}/;
/** What a heading between may take: the lists of a circular fill pages. */
const LONGEST_HEAD = 120;
const LONGEST_RELAY = 60;
const LONGEST_QUOTED = 400;
/** What hands on another message as its text. */
const ANNOUNCES = /\b(?:QUOTE|QTE|FOLLOWS|FOLLOWING|REPEATED|RPTD|TEXT)\b|:$/;

/** `R 131725Z AUG 75`, figures that OCR misread included. */
export function isGroup(said: string): boolean {
  const found = GROUP.exec(said);
  return found !== null && MONTHS[found[1]!.toLowerCase()] !== undefined;
}

export function isFrom(said: string): boolean {
  return FROM.test(said) && !/[.?!](?:\s|$)/.test(said.replace(/\b[A-Z]\.\s?/g, ''));
}

/** Does FM name what posts are called? */
export function isFromPost(said: string): boolean {
  return isFrom(said) && POST_WORD.test(said.replace(/^F[Mm]:?\s+(?:R[A-Z]{3,7}\/)?/, ''));
}

export function isTo(said: string): boolean {
  return TO.test(said) && !/[.?!]$/.test(said);
}

export function isInfo(said: string): boolean {
  return INFO.test(said) && !/[.?!]$/.test(said);
}

/** The heads of a file in order, those that a message quotes left out. */
export function findHeads(lines: readonly WireLine[]): Head[] {
  const heads: Head[] = [];
  let past = 0;
  for (let at = 0; at < lines.length; at++) {
    if (at < past || !beginsHead(lines, at)) continue;
    const start = relayAbove(lines, at, past);
    const above = lines[start - 1];
    const announced = start === at && above !== undefined && ANNOUNCES.test(above.said);
    const quoted = heads.length > 0 && announced && (at <= past + 3 || isUnquoted(lines, at));
    const { end, banner } = bannerBelow(lines, at);
    if (!quoted) heads.push({ start, group: at, end, ...(banner && { banner }) });
    past = end;
  }
  return heads;
}

/** Does something further down close what is handed on? */
function isUnquoted(lines: readonly WireLine[], from: number): boolean {
  return lines
    .slice(from, from + LONGEST_QUOTED)
    .some(({ said }) => /\b(?:UNQUOTE|UNQTE|END (?:QUOTE|TEXT))\b/.test(said));
}

/** A group with its sender below; or a sender with an addressee where the group is lost. */
function beginsHead(lines: readonly WireLine[], at: number): boolean {
  const below = lines.slice(at + 1, at + 4);
  if (isGroup(lines[at]!.said))
    return below.some(({ said }) => isFrom(said)) || below.slice(0, 1).some(({ said }) => isTo(said));
  // FM also stands for the foreign minister: without a group the name must be that of a post.
  return isFromPost(lines[at]!.said) && below.some(({ said }) => isTo(said));
}

/** The first line that belongs to the head above the group: of the copy, the relay, the page. */
function relayAbove(lines: readonly WireLine[], group: number, past: number): number {
  const lowest = Math.max(past, group - LONGEST_RELAY);
  let start = group;
  for (let at = group - 1; at >= lowest; at--) {
    const { said } = lines[at]!;
    // A sentence, a paragraph, an end mark: what stands above is another message's.
    if (COPY_RECORD.test(said) || /[.?!]$|^N{3,4}$|^(?:[¶\uFFFD]\s*)?\d{1,3}\.\s/.test(said)) break;
    const begins = FIRST_PAGE.test(said) || BUREAUS.test(said) || ROUTING.test(said) || COPY_TEXT.test(said);
    if (begins) start = at;
  }
  // One marking heads the page; those above it close the page before.
  const kind = start < group && start > lowest ? furnitureAt(lines, start - 1)?.kind : undefined;
  return kind === 'classification' ? start - 1 : start;
}

function bannerBelow(lines: readonly WireLine[], group: number): { end: number; banner?: Banner } {
  let posts = group + 1;
  for (let at = group; at < Math.min(lines.length, group + LONGEST_HEAD); at++) {
    const { said } = lines[at]!;
    if (at > posts + 1 && isGroup(said)) break;
    if (isFrom(said) || isTo(said) || isInfo(said)) posts = at + 1;
    const banner = bannerOf(lines[at]!);
    if (!banner || banner.numbers.length === 0) continue;
    let end = at + 1;
    while (lines[end] && (isCaptionLine(lines[end]!.said) || CORRECTED.test(lines[end]!.said))) end++;
    return { end, banner };
  }
  return { end: posts };
}

/** Parts a file into cables: a head with another group and another number begins one, and so does the next copy of an archive. */
export function splitCables(lines: readonly WireLine[], heads: readonly Head[]): CableRange[] {
  const cuts = new Set([0]);
  const record = lines.findIndex(({ said }) => COPY_RECORD.test(said));
  if (record >= 0) {
    for (let at = record + 1; at < lines.length; at++)
      if (COPY_TEXT.test(lines[at]!.said)) cuts.add(stampsAbove(lines, at));
  }
  const copies = [...cuts];
  let last: Head | undefined;
  let copy = 0;
  for (const head of heads) {
    const before = copy;
    while (copies[copy + 1] !== undefined && copies[copy + 1]! <= head.group) copy++;
    if (last && copy === before && !goesOn(lines, last, head)) cuts.add(head.start);
    last = head;
  }
  const bounds = [...cuts].sort((a, b) => a - b);
  let next = 0;
  return bounds.map((from, i) => {
    const to = bounds[i + 1] ?? lines.length;
    const first = next;
    while (heads[next] && heads[next]!.group < to) next++;
    return { from, to, heads: heads.slice(first, next) };
  });
}

function stampsAbove(lines: readonly WireLine[], at: number): number {
  let from = at;
  while (from > 0 && furnitureAt(lines, from - 1)?.kind === 'stamp') from--;
  return from;
}

/** Is the head that of a further section of the same message? */
function goesOn(lines: readonly WireLine[], one: Head, other: Head): boolean {
  const group = ({ group }: Head): string => squashed(/^.*?[A-Z]{3}\s+\d{2,4}/.exec(lines[group]!.said)?.[0] ?? '');
  const name = ({ banner }: Head): string => {
    const first = banner?.numbers[0];
    return first ? `${first.post.value} ${first.number.value}` : '';
  };
  const section = ({ banner }: Head): number => Number(banner?.section?.n ?? 0);
  const named = name(one) !== '' && name(other) !== '';
  const postOf = ({ banner }: Head): string => banner?.numbers[0]?.post.value ?? '';
  // A number that optical reading damaged is still its post's.
  const same = named
    ? name(one) === name(other) || (group(one) === group(other) && postOf(one) === postOf(other))
    : group(one) === group(other);
  return same && (section(other) > section(one) || (section(other) === 0 && section(one) === 0 && name(other) === ''));
}
