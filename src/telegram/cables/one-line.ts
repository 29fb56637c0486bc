/**
 * A cable whose line ends are lost. Group, FM, TO and banner stand in this order in every cable and carry their own
 * marks, so that they can be read, as less than certain; where the subject ends, and a paragraph, cannot be known.
 */
import type { Span } from '../inlines/spans.js';
import { buildInlines } from '../inlines/spans.js';
import { findDateTimeGroup } from '../lines/dates.js';
import { trim } from '../lines/units.js';
import type { Facts, Loose, Range, Telegram } from '../model.js';
import { MONTH } from '../vocabulary.js';
import { type Address, addressOf, townOf } from './addresses.js';
import { bannerOf } from './banner.js';
import { emptyWire } from './head-facts.js';
import { spansOf, textNode } from './nodes.js';
import { declassificationOf, precedenceOf, tagsOf } from './values.js';
import { classificationAt } from './words.js';

/** Shorter lines are lines. */
const LONG_LINE = 240;
/** What every head has, and hardly any other text. */
const GROUP = /\d{6}\s?Z\s/i;
const HEAD = new RegExp(
  String.raw`(?<=^|\s)((?:[ZOPR]\s+)*\d{6}\s?Z\s+${MONTH}\s+\d{2}(?:\d{2})?(?:\s+Z[A-Z]{2}-?\d?)?)\s+FM\s+([A-Z][A-Z ]{3,50}?)\s+TO\s+(?=[A-Z])`,
  'di',
);
const LONGEST_LIST = 1500;
const LONGEST_BANNER = 120;
const POST =
  /(?<=\s|^)(?=(?:R[A-Z]{3,7}\/)?(?:AM(?:EMBASSY|CONSUL|CONGEN)|US(?:MISSION|INT|UN|LO|DEL|CINC[A-Z]+)|SECSTATE|SECDEF|JCS|CINC[A-Z]+)\b)|(?<=\s)(?=INFO\s)/g;
const ORDER = /(?<=\s)E\.?\s?O\.?\s?1\d{4}\s*:?\s*(?:X?GDS(?:-\d)?|N\/A|DECL:?\s?\S+|RDS-\d \S+)/;
const TAGS = /(?<=\s)TAGS\s*:?\s+((?:[A-Z]{2,5}[,\s]+)+?)(?=SUBJ(?:ECT)?\b)/;
const STAMP =
  /(?:(?<=^|\s)(?:\p{Lu}[\p{Ll}.]*\s){1,3})?Declassified[/ ]Released US Department of State EO Systematic Review(?: \d{1,2} [A-Z]{3} \d{4})?/giu;
const PAGE =
  /(?<=\s|^)PAGE\s+(\d{1,2})\s+[A-Z]{2,}\s+\d{4,6}(?:\s+\d{2}\s+OF\s+\d{2})?(?:\s+\d{6}Z)?(?:\s+\d{2}(?=\s+(?:ACTION|ORIGIN)\b))?(?=\s|$)/g;

/** Reads a text as such a cable; undefined where group, sender, post and banner do not follow each other in one long line. */
export function readOneLine(text: string): Telegram | undefined {
  if (!GROUP.test(text)) return undefined;
  const whole = trim(text, 0, text.length);
  const found = HEAD.exec(text);
  if (!found || lineLength(text, found.index) < LONG_LINE) return undefined;
  const posts = found.index + found[0].length;
  const at = bannerAfter(text, posts);
  const banner =
    at === undefined ? undefined : bannerOf({ start: at, said: text.slice(at, at + LONGEST_BANNER) }, true);
  if (at === undefined || !banner || banner.numbers.length === 0) return undefined;

  const group = rangeOf(found, 1);
  const date = findDateTimeGroup(found[1]!);
  const sender = addressOf({ ...rangeOf(found, 2), said: found[2]!, indent: 0, blankBefore: false });
  const { to, info } = readPosts(text, posts, at);
  const town = sender && townOf(sender);
  const rest = text.slice(at);
  const order = ORDER.exec(rest);
  const tags = TAGS.exec(rest);
  const [number] = banner.numbers;
  const facts: Facts = {
    senders: sender ? [sender] : [],
    addressees: to,
    ...(date && {
      date: { ...group, when: date.when, certainty: 'inferred' as const, evidence: 'date-time-group' as const },
    }),
    ...(town && { place: { ...town, value: text.slice(town.start, town.end) } }),
    telegramNumber: number!.number,
    classification: banner.classification,
    precedence: precedenceOf({ start: group.start, said: found[1]! }),
    handling: [],
    drafting: [],
    clearance: [],
    repeatedTo: [],
    wire: {
      ...emptyWire(),
      copies: info,
      messageNumbers: banner.numbers,
      ...(banner.section && { section: banner.section }),
      ...(order && { declassification: declassificationOf(stretch(at + order.index, order[0])) }),
      tags: tags ? tagsOf(stretch(at + tags.index + tags[0].indexOf(tags[1]!), tags[1]!)) : [],
      uncertain: true,
    },
  };
  const children = buildInlines(text, whole, furniture(text));
  return {
    ...whole,
    type: 'telegram',
    front: [],
    division: { ...whole, opener: [], blocks: [{ type: 'paragraph', ...whole, children }], afterCloser: [] },
    attachments: [],
    notes: [],
    facts,
    form: { name: 'cable', signs: [{ ...group, value: 'date-time group, FM, TO and banner in one line' }] },
  };
}

function lineLength(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return (end < 0 ? text.length : end) - text.lastIndexOf('\n', at);
}

function rangeOf(match: RegExpExecArray, group: number): Range {
  const [start, end] = match.indices![group]!;
  return { start, end };
}

function stretch(start: number, said: string): Range & { said: string } {
  return { start, end: start + said.length, said };
}

/** Where the classification stands that has a post and a number behind it. */
function bannerAfter(text: string, from: number): number | undefined {
  for (const { index } of text.slice(from, from + LONGEST_LIST).matchAll(/(?<=\s)(?=[A-Z])/g)) {
    const at = from + index;
    const said = text.slice(at, at + LONGEST_BANNER);
    if (classificationAt(said) && (bannerOf({ start: at, said }, true)?.numbers.length ?? 0) > 0) return at;
  }
  return undefined;
}

/** The posts of the list: each begins with a word that names one. */
function readPosts(text: string, from: number, end: number): { to: Address[]; info: Address[] } {
  const list = text.slice(from, end);
  const starts = [0, ...[...list.matchAll(POST)].map(({ index }) => index), list.length];
  const to: Address[] = [];
  const info: Address[] = [];
  let into = to;
  for (const [i, start] of starts.slice(0, -1).entries()) {
    const said = list.slice(start, starts[i + 1]).trimEnd();
    if (said.startsWith('INFO')) into = info;
    if (said.replace(/^INFO\s*/, '') === '') continue;
    const post = addressOf({
      start: from + start,
      end: from + start + said.length,
      said,
      indent: 0,
      blankBefore: false,
    });
    if (post) into.push(post);
  }
  return { to, info };
}

/** Stamps and page lines, told by their words. */
function furniture(text: string): Span[] {
  const nodes: Loose[] = [];
  for (const { 0: said, index } of text.matchAll(STAMP)) {
    const at = { start: index, end: index + said.length };
    nodes.push({ type: 'furniture', kind: 'stamp', ...at, children: [textNode(text, at)] });
  }
  for (const { 0: said, 1: page, index } of text.matchAll(PAGE)) {
    const at = { start: index, end: index + said.length };
    nodes.push({ type: 'pageBreak', start: index, end: index, n: String(Number(page)) });
    nodes.push({ type: 'furniture', kind: 'header', ...at, children: [textNode(text, at)] });
  }
  return spansOf(nodes);
}
