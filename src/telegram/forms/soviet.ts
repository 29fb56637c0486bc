/** Soviet telegrams in English that have no footnotes: the head as the service has it, the closing day, the line of the archive. */
import { InlineReader } from '../inlines/inlines.js';
import { buildInlines } from '../inlines/spans.js';
import { datelineSpans } from '../lines/dateline.js';
import type { Line } from '../lines/units.js';
import type { Closer, Note, Telegram } from '../model.js';
import { closingDate, findSoviet, headPage, isSovietArchive } from '../services/index.js';
import { serviceOpening } from '../services/opening.js';
import { bodyLines } from './body.js';
import { formDivision, formTelegram } from './document.js';
import type { FormLine } from './page.js';

/** Of a list of notes; what has one goes the way of the editions. */
const NOTE = /^\[\d{1,3}\]\s*\S/;
/** What translators and archives add below. */
const BRACKETED = /^\[.*\]$/;
/** So many lines at most stand below the closing. */
const BELOW_CLOSING = 7;

/** Reads a text as a Soviet telegram; undefined where it is none, or has footnotes. */
export function readSoviet(text: string, lines: readonly FormLine[], all: readonly Line[]): Telegram | undefined {
  const head = findSoviet(headPage(text, all));
  if (!head) return undefined;
  const first = lines.findIndex(({ start }) => start >= head.bodyStart);
  if (first < 0 || lines.slice(first).some(({ said }) => NOTE.test(said))) return undefined;

  const { end, closing, archived, below } = endingOf(text, lines, first);
  const inlines = new InlineReader(text, [], { ofSeries: false, hasNote: () => false });
  const opening = serviceOpening(head, (range, extra) => buildInlines(text, range, extra));
  const title = head.lines.find(({ as }) => as === 'heading');
  const division = formDivision(text, lines, {
    signs: head.signs,
    opener: opening.opener,
    body: bodyLines(lines.slice(0, end), () => undefined, first).lines,
    ...(closing && { closer: closing }),
    below: below.map(({ start, end: to }) => ({
      type: 'trailer',
      start,
      end: to,
      children: inlines.editorial({ start, end: to }),
    })),
    signed: closing === undefined,
    numbered: false,
  });
  const { start, end: to } = title ?? { start: 0, end: 0 };
  const headed = title && {
    ...division,
    heading: { start, end: to, children: inlines.printed({ start, end: to }, opening.headingSpans) },
  };
  const { senders = [], addressees = [] } = head.parties ?? {};
  const facts = {
    precedence: [],
    handling: [],
    drafting: [],
    clearance: [],
    repeatedTo: [],
    senders,
    addressees,
    ...head.facts,
  };
  const telegram = formTelegram(lines, headed ?? division, facts, head.signs, opening.front);
  return archived.length > 0 ? { ...telegram, notes: [sourceNote(archived, inlines)] } : telegram;
}

interface Ending {
  /** Where the text ends. */
  readonly end: number;
  readonly closing?: Closer;
  /** The line of the archive, and what stands below it. */
  readonly archived: readonly FormLine[];
  readonly below: readonly FormLine[];
}

/** What stands below the closing day is its archive's and its translators'; without such a day, brackets and the archive's line alone. */
function endingOf(text: string, lines: readonly FormLine[], first: number): Ending {
  const closed = lines.findLastIndex((line, at) => at > first && closingDate(line) !== undefined);
  // A day alone closes nothing but the last line: it may as well stand above the text.
  const named =
    /\p{L}{2}\s*$/u.test(lines[closed]?.said ?? '') || lines.slice(closed + 1).every(({ said }) => isBelow(said));
  const closing = named && closed >= lines.length - BELOW_CLOSING ? closerOf(text, lines[closed]) : undefined;
  let end = closing ? closed : lines.length;
  while (!closing && end > first + 1 && isBelow(lines[end - 1]!.said)) end--;
  const under = lines.slice(closing ? closed + 1 : end);
  const archive = under.findIndex(({ said }) => isSovietArchive(said));
  const below = archive < 0 ? under : under.slice(0, archive);
  return { end, ...(closing && { closing }), archived: under.slice(below.length), below };
}

function isBelow(said: string): boolean {
  return BRACKETED.test(said) || isSovietArchive(said);
}

/** The closing names the sender beside the day, on the line of the form: no signature of its own. */
function closerOf(text: string, line: FormLine | undefined): Closer | undefined {
  const date = line && closingDate(line);
  if (!line || !date) return undefined;
  const { start, end } = line;
  const children = buildInlines(text, { start, end }, datelineSpans({ ...date, date, when: date.when }));
  return { start, end, parts: [{ type: 'words', start, end, children }] };
}

/** It speaks of the whole document, and stays where it is printed. */
function sourceNote(lines: readonly FormLine[], inlines: InlineReader): Note {
  return {
    start: lines[0]!.start,
    end: lines.at(-1)!.end,
    printed: '',
    kind: 'source',
    blocks: lines.map(({ start, end }) => ({
      type: 'paragraph',
      start,
      end,
      children: inlines.editorial({ start, end }),
    })),
    anchored: false,
    confidence: 1,
  };
}
