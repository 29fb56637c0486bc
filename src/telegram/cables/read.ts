/** One cable of a file: head, text, ending and what an archive noted, put together. */
import type { Diagnostic } from '../../diagnostics.js';
import type { Places } from '../../places.js';
import { Findings } from '../findings.js';
import { InlineReader } from '../inlines/inlines.js';
import type { ArchiveRecord, Block, Fact, Facts, Form, Gap, Loose, Telegram, WireFacts } from '../model.js';
import { bannerOf } from './banner.js';
import { bodyBlocks } from './body.js';
import { bodyLines, type Sections } from './body-lines.js';
import { readClosing } from './closing.js';
import { furnitureAt, markingAt } from './furniture.js';
import { type Strip, scanHead } from './head.js';
import { headFacts } from './head-facts.js';
import type { CableRange, Head } from './heads.js';
import { COPY_RECORD, COPY_TEXT, LOST } from './heads.js';
import { keyAt } from './keys.js';
import { type WireLine, widthOf } from './lines.js';

import { toOpening } from './opening.js';
import { differences, entryOf, readRecord } from './record.js';

/** Reads the lines of one cable. */
export function readCable(
  text: string,
  all: readonly WireLine[],
  range: CableRange,
  form: Form,
  places: Places,
): { telegram: Telegram; diagnostics: readonly Diagnostic[] } {
  const own = all.slice(range.from, range.to);
  const recordAt = own.findIndex(({ said }) => COPY_RECORD.test(said));
  const record = recordAt < 0 ? undefined : readRecord(text, own.slice(recordAt));
  const lines = record ? own.slice(0, recordAt) : own;
  const heads = range.heads.map((head) => within(lines, head, range.from)).filter(({ group }) => group < lines.length);
  const classification = heads[0]?.banner?.classification.value ?? markedAs(lines);
  const findings = new Findings(text, places);
  const lost = heads.length === 0 && isLost(lines);
  const strips = lost ? placeholderHead(lines) : scanHead(lines, widthOf(lines), classification);
  const from = strips.at(-1)?.to ?? 0;
  const { front, heading, opener } = toOpening(text, lines, strips);
  const sections: Sections = new Map(
    heads
      .slice(1)
      .filter(({ group }) => group >= from)
      .map((head) => [Math.max(head.start, from), { ...head, start: Math.max(head.start, from) }]),
  );
  const closing = readClosing(text, bodyLines(text, lines, from, sections, classification));
  const inlines = new InlineReader(text, [], { ofSeries: false, hasNote: () => false });
  const blocks = bodyBlocks(text, closing.body, (part, spans) => inlines.printed(part, spans));
  const facts = withArchive(text, headFacts(text, lines, strips), blocks, {
    strips,
    lines,
    heads,
    ...(record && { record }),
    classification,
  });

  if (lost) findings.textUnavailable(own[0] ?? { start: 0, end: 0 });
  if (strips.some(({ kind }) => kind === 'group') && !facts.date)
    findings.groupUnreadable(lines[strips.find(({ kind }) => kind === 'group')!.from]!);
  const differing = record ? differences(text, record, facts) : [];
  if (differing.length > 0) findings.recordDiffers(record!, differing);
  return {
    telegram: {
      start: own[0]?.start ?? 0,
      end: own.at(-1)?.end ?? 0,
      type: 'telegram',
      front: heads.length > 1 ? [sectionOne(lines[0]!, heads[0]!), ...front] : front,
      division: {
        start: lines[0]?.start ?? 0,
        end: lines.at(-1)?.end ?? 0,
        ...(heading && { heading }),
        opener,
        blocks: lost ? blocks.map(asGap) : blocks,
        ...(closing.closer && { closer: closing.closer }),
        afterCloser: closing.after,
      },
      attachments: [],
      notes: [],
      facts,
      ...(record && { record }),
      form,
    },
    diagnostics: findings.diagnostics,
  };
}

/** A head by the lines of its cable: what the archive notes of the cable ends it, wherever that stands. */
function within(lines: readonly WireLine[], { start, group, end, banner }: Head, from: number): Head {
  const last = Math.min(end - from, lines.length);
  return { start: start - from, group: group - from, end: last, ...(banner && { banner }) };
}

/** Without a banner the marking of the pages says how secret the cable was, where all of them agree; UNCLASSIFIED is also what a release stamps on. */
function markedAs(lines: readonly WireLine[]): string | undefined {
  const marks = new Set(lines.filter(({ said }) => markingAt(said)).map(({ said }) => said.trim()));
  const [mark] = marks;
  return marks.size === 1 && mark !== 'UNCLASSIFIED' ? mark : undefined;
}

/** Is there a label for the text, and below it nothing that a cable has? */
function isLost(lines: readonly WireLine[]): boolean {
  const isWire = (line: WireLine): boolean => keyAt(line.said) !== undefined || bannerOf(line) !== undefined;
  return lines.some(({ said }) => COPY_TEXT.test(said) || LOST.test(said)) && !lines.some(isWire);
}

/** In the copy of a lost text only the labels and stamps are no words of the placeholder. */
function placeholderHead(lines: readonly WireLine[]): Strip[] {
  const label = lines.findIndex(({ said }) => COPY_TEXT.test(said));
  return label < 0
    ? []
    : scanHead(lines.slice(0, label + 1), 0, undefined).concat(
        label < 0 ? [] : [{ kind: 'operator', from: label, to: label + 1 }],
      );
}

function sectionOne({ start }: WireLine, { banner }: Head): Loose {
  return { type: 'sectionStart', start, end: start, n: banner?.section?.n ?? '1' };
}

interface Around {
  readonly strips: readonly Strip[];
  readonly lines: readonly WireLine[];
  readonly heads: readonly Head[];
  readonly record?: ArchiveRecord;
  readonly classification: string | undefined;
}

/** The facts of the head with those of its archive: the number there, the release, the section that stands alone. */
function withArchive(
  text: string,
  facts: Facts & { wire: WireFacts },
  blocks: readonly Block[],
  { lines, heads, record, classification }: Around,
): Facts {
  const section = heads.length < 2 ? heads[0]?.banner?.section : undefined;
  const documentNumber = entryOf(text, record, 'Document Number');
  const marked = facts.classification ?? (classification === undefined ? undefined : markingOf(lines, classification));
  return {
    ...facts,
    ...(marked && { classification: marked }),
    wire: {
      ...facts.wire,
      ...(facts.wire.classifiedBy.length === 0 && { classifiedBy: classifiedBelow(text, blocks) }),
      ...(section && { section }),
      ...(documentNumber && { documentNumber }),
      release: releaseOf(lines),
    },
  };
}

/** The line stands behind the first paragraph, too. */
function classifiedBelow(text: string, blocks: readonly Block[]): Fact[] {
  const found = blocks
    .slice(0, 4)
    .find(({ type, start }) => type === 'paragraph' && /^Classified By\b/i.test(text.slice(start, start + 14)));
  return found ? [{ start: found.start, end: found.end, value: text.slice(found.start, found.end) }] : [];
}

function markingOf(lines: readonly WireLine[], classification: string): Fact | undefined {
  const line = lines.find(({ said }) => said.trim() === classification);
  return line && { start: line.start, end: line.end, value: classification };
}

const RELEASE = /\b(?:Case|Doc) No\.?\s*:?\s*(\S+)|DATE\/CASE ID:\s*\d{1,2} [A-Z]{3} \d{4}\s+(\d+)/dgi;

/** Numbers of the case and of the document in it, each once. */
function releaseOf(lines: readonly WireLine[]): Fact[] {
  const found = new Map<string, Fact>();
  for (const [at, { start, said }] of lines.entries()) {
    if (furnitureAt(lines, at)?.kind !== 'stamp') continue;
    for (const match of said.matchAll(RELEASE)) {
      const [from, to] = (match.indices![1] ?? match.indices![2])!;
      const value = match[1] ?? match[2]!;
      if (!found.has(value)) found.set(value, { start: start + from, end: start + to, value });
    }
  }
  return [...found.values()];
}

/** Words that stand for a text that is not there. */
function asGap(block: Block): Block {
  if (block.type !== 'paragraph') return block;
  const { start, end, children } = block;
  const gap: Gap = { type: 'gap', reason: 'unavailable', start, end, children };
  return { ...block, children: [gap] };
}
