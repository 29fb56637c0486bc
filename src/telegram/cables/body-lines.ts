/** The lines of a cable's text, with what the copy printed between them: page marks, stamps, heads of sections. */
import type { Loose } from '../model.js';
import { furnitureAt } from './furniture.js';
import { type Strip, scanHead } from './head.js';
import type { Head } from './heads.js';
import { isRule } from './keys.js';
import { type WireLine, widthOf } from './lines.js';
import { looseNodes } from './nodes.js';

export interface BodyLine extends WireLine {
  /** What stands between the line above and this one. */
  readonly above: readonly Loose[];
  /** Whether a line of dashes, or one for a blank line, is among it. */
  readonly ruled: boolean;
  /** A blank line above that is not that of a page mark. */
  readonly parted: boolean;
  /** The section of the message in which it stands, from 1. */
  readonly section: number;
}

export interface Body {
  readonly lines: readonly BodyLine[];
  /** What stands below the last line. */
  readonly below: readonly Loose[];
}

/** The heads of further sections, by the line that they begin with. */
export type Sections = ReadonlyMap<number, Head>;

const ENDS = /^N{3,4}$/;
/** The operator's digits stand below a page line and nowhere else. */
const DIGITS = /^\d{2,5}$/;

/** Sorts the lines from one index on into text and what is printed around it; `copyMarks` tells what a form prints besides. */
export function bodyLines(
  text: string,
  lines: readonly WireLine[],
  from: number,
  sections: Sections,
  classification: string | undefined,
  copyMarks: typeof furnitureAt = () => undefined,
): Body {
  const body: BodyLine[] = [];
  let above: Loose[] = [];
  let ruled = false;
  let blank = false;
  let section = 1;
  for (let at = from; at < lines.length; ) {
    const line = lines[at]!;
    blank ||= line.blankBefore;
    const head = sections.get(at);
    const strips = head
      ? sectionHead(lines, head, nextHead(sections, at, lines.length), classification)
      : looseAt(lines, at, classification, copyMarks, isHeader(above.at(-1)));
    if (head) {
      section++;
      above.push({
        type: 'sectionStart',
        start: line.start,
        end: line.start,
        n: head.banner?.section?.n ?? String(section),
      });
    }
    if (strips.length > 0) {
      for (const strip of strips) above.push(...looseNodes(text, lines, strip));
      ruled ||= strips.some(({ kind }) => kind === 'rule');
      at = strips.at(-1)!.to;
      continue;
    }
    const parted = above.length === 0 ? line.blankBefore : ruled;
    body.push({ ...line, blankBefore: blank, above, ruled, parted, section });
    above = [];
    ruled = false;
    blank = false;
    at++;
  }
  return { lines: body, below: above };
}

function isHeader(node: Loose | undefined): boolean {
  return node?.type === 'furniture' && node.kind === 'header';
}

function looseAt(
  lines: readonly WireLine[],
  at: number,
  classification: string | undefined,
  copyMarks: typeof furnitureAt,
  belowPage: boolean,
): Strip[] {
  const found = copyMarks(lines, at) ?? furnitureAt(lines, at, classification);
  if (found) return [{ kind: found.kind, from: at, to: at + found.lines, ...(found.page && { page: found.page }) }];
  const { said } = lines[at]!;
  if (isRule(said)) return [{ kind: 'rule', from: at, to: at + 1 }];
  return ENDS.test(said) || (belowPage && DIGITS.test(said)) ? [{ kind: 'operator', from: at, to: at + 1 }] : [];
}

function nextHead(sections: Sections, at: number, most: number): number {
  let next = most;
  for (const start of sections.keys()) if (start > at && start < next) next = start;
  return next;
}

/** The head of a further section repeats the first one's, keys included where it has them: none of it is text. */
function sectionHead(
  lines: readonly WireLine[],
  { start, end }: Head,
  next: number,
  classification: string | undefined,
): Strip[] {
  const strips = scanHead(lines.slice(start, next), widthOf(lines), classification);
  const known = strips.map((strip): Strip => {
    const kept = FURNITURE_KINDS.has(strip.kind) ? strip.kind : 'heading';
    const { page } = strip;
    return { kind: kept, from: strip.from + start, to: strip.to + start, ...(page !== undefined && { page }) };
  });
  const last = known.at(-1)?.to ?? start;
  return last < end ? [...known, { kind: 'heading', from: last, to: end }] : known;
}

const FURNITURE_KINDS: ReadonlySet<Strip['kind']> = new Set([
  'header',
  'classification',
  'stamp',
  'routing',
  'operator',
  'rule',
]);
