/** The text of a cable as units: numbered paragraphs in their order, points under them, headings, other paragraphs. */
import type { Range } from '../model.js';
import type { Body, BodyLine } from './body-lines.js';
import { keyAt, paragraphNumber } from './keys.js';
import { endsSentence, isShort, widthOf } from './lines.js';

export interface CableUnit extends Range {
  readonly kind: 'numbered' | 'point' | 'heading' | 'paragraph' | 'row';
  /** The label of a paragraph or a point, or its dash. */
  readonly label?: Range;
  /** Points with the same style are one list: `A.`, `(1)`, `--`. */
  readonly style?: string;
  /** Indices of its body lines, from the first to just past the last. */
  readonly from: number;
  readonly to: number;
}

/** Numbers of paragraphs may leave out so many in an excerpt. */
const LARGEST_GAP = 3;
const LONGEST_HEADING = 64;
/** Dashes underline; signs of equality part one message from the next. */
const UNDERLINE = /^[-–—_]{3,}/;
/** Who comes last in a list of persons heads nothing. */
const PERSON = /^(?:MR|MRS|MISS|MS|DR|AMB|GEN|COL|HON)\.?\s/i;
const MARKED = /^(?:[¶\uFFFD]\s*)?\d{1,3}\.\s*\((?:TS|C|S|U|SBU|LOU)\b/;

export function toUnits({ lines }: Body, ragged = false): CableUnit[] {
  return new UnitReader(lines, ragged).units();
}

class UnitReader {
  private readonly width: number;
  /** In a copy without blank lines a page mark never parts paragraphs. */
  private readonly dense: boolean;
  private readonly numbers: ReadonlyMap<number, number>;
  /** The last line that a number begins. */
  private readonly lastOf: ReadonlyMap<number, number>;
  /** Lines whose number has a portion marking behind it, with the number. */
  private readonly marked: ReadonlyMap<number, number>;
  private readonly lastMarked: ReadonlyMap<number, number>;
  private number: number | undefined;
  private style: string | undefined;
  private lastPoint = '';

  constructor(
    private readonly lines: readonly BodyLine[],
    private readonly ragged: boolean,
  ) {
    this.width = widthOf(lines);
    this.dense = !lines.some(({ parted, ruled }, at) => at > 0 && parted && !ruled);
    this.numbers = new Map(
      lines.flatMap(({ said }, at) => (paragraphNumber(said) ? [[at, paragraphNumber(said)!.n]] : [])),
    );
    this.marked = new Map([...this.numbers].filter(([at]) => MARKED.test(lines[at]!.said)));
    this.lastMarked = new Map([...this.marked].map(([at, n]) => [n, at]));
    this.lastOf = new Map([...this.numbers].map(([at, n]) => [n, at]));
  }

  units(): CableUnit[] {
    const units: CableUnit[] = [];
    for (let at = 0; at < this.lines.length; at++) {
      const begun = this.begins(at);
      const open = units.at(-1);
      if (!begun && open) units[units.length - 1] = { ...open, end: this.lines[at]!.end, to: at + 1 };
      else {
        const { start, end } = this.lines[at]!;
        units.push({ start, end, from: at, to: at + 1, ...(begun ?? { kind: 'paragraph' }) });
      }
    }
    return units;
  }

  /** What begins at a line; undefined where it goes on with the one above. */
  private begins(at: number): Pick<CableUnit, 'kind' | 'label' | 'style'> | undefined {
    const line = this.lines[at]!;
    const above = this.lines[at - 1];
    const afterHeading = above !== undefined && this.isHeading(at - 1);
    const free = !above || afterHeading || this.isFree(at);
    const number = this.numberedAt(at, free);
    if (number !== undefined) {
      this.number = number;
      this.style = undefined;
      const { length } = paragraphNumber(line.said)!;
      return { kind: 'numbered', label: { start: line.start, end: line.start + length } };
    }
    if (free && this.isHeading(at)) return { kind: 'heading' };
    const point = free || this.countsOn(at) ? this.pointAt(at) : undefined;
    if (point) {
      this.style = point.style;
      this.lastPoint = line.said;
      return point;
    }
    if (this.isRow(at)) return { kind: 'row' };
    if (afterHeading || (above && this.isRow(at - 1)) || this.isParted(at)) return { kind: 'paragraph' };
    return undefined;
  }

  /** Whether something may begin here: the line above ended a sentence, was ended on purpose, or is parted from this one. */
  private isFree(at: number): boolean {
    const line = this.lines[at]!;
    const above = this.lines[at - 1]!;
    return line.parted || line.ruled || endsSentence(above.said) || this.isRow(at - 1) || /^GP-\d/.test(above.said);
  }

  private isParted(at: number): boolean {
    const line = this.lines[at]!;
    const above = this.lines[at - 1];
    if (!above) return true;
    if (/^GP-\d\.?$/.test(line.said) || /^GP-\d\.?$/.test(above.said)) return true;
    if (line.ruled) return endsSentence(above.said) || line.parted;
    // On the typewriter a short line that ends a sentence ends its paragraph.
    if (this.ragged && endsSentence(above.said) && isShort(above, line, this.width) && !/^\p{Ll}/u.test(line.said))
      return true;
    if (line.above.length === 0) return line.parted;
    // A page mark stands in the middle of a sentence, unless the one above it ended with its line.
    return !this.dense && line.blankBefore && endsSentence(above.said) && isShort(above, line, this.width);
  }

  // ---------------------------------------------------------------- numbers

  /** The number of the paragraph that begins here: the next one in the count. */
  private numberedAt(at: number, free: boolean): number | undefined {
    const n = this.numbers.get(at);
    if (n === undefined) return undefined;
    const line = this.lines[at]!;
    const above = this.lines[at - 1];
    const begins =
      free || (above !== undefined && isShort(above, line, this.width) && above.said.length < this.width * 0.6);
    if (!begins) return undefined;
    // Where paragraphs bear marks, a list within one counts without.
    if (this.marked.size > 1 && !this.marked.has(at) && this.isMarkedLater(at, n)) return undefined;
    if (this.number === undefined) return this.mayBeFirst(at, n) ? n : undefined;
    if (n === this.number + 1) return n;
    const skips = n > this.number + 1 && n <= this.number + 1 + LARGEST_GAP;
    if (!skips || this.comesLater(at, this.number + 1)) return undefined;
    // Behind "SEE PARA." a number is no label; with a further one of the count below, or parted from the text, it is.
    return this.comesLater(at, n + 1) || line.parted || (free && !/\b(?:PARAS?|NOS?|REF)\.$/i.test(above!.said))
      ? n
      : undefined;
  }

  /** A text begins with 1, or with 2 where the first paragraph has no number; a section further on with any. */
  private mayBeFirst(at: number, n: number): boolean {
    return n <= 2 || (!this.ragged && (this.lines[at]!.section > 1 || !this.comesLater(-1, 1)));
  }

  private comesLater(at: number, n: number): boolean {
    return (this.lastOf.get(n) ?? -1) > at;
  }

  private isMarkedLater(at: number, n: number): boolean {
    const last = this.lastMarked.get(n);
    return last !== undefined && last > at;
  }

  // ---------------------------------------------------------------- points, rows, headings

  private pointAt(at: number): Pick<CableUnit, 'kind' | 'label' | 'style'> | undefined {
    const { said, start } = this.lines[at]!;
    const dash = /^(?:-\s?-|--|[-–•*])(?=\s*\S)/.exec(said);
    const label = dash
      ? undefined
      : /^(?:\(([A-Za-z]|\d{1,2})\)|([A-Za-z]|\d{1,2})\)|([A-Za-z])\.|\((?:i{1,3}|iv|v)\))(?=\s)/.exec(said);
    if (dash && /^-\d/.test(said)) return undefined;
    const found = dash ?? label;
    if (!found || (label && this.isPortion(label[0]))) return undefined;
    const style = dash
      ? dash[0].replace(/\s/g, '')
      : label![0].replace(/\d+/, '1').replace(/[A-Z]/, 'A').replace(/[a-z]/, 'a');
    return { kind: 'point', style, label: { start, end: start + found[0].length } };
  }

  /** Points without a stop: the label counts on from the one above, or is the dash of the one above. */
  private countsOn(at: number): boolean {
    const label = /^\(?([A-Za-z]|\d{1,2})[.)]/;
    const [one, other] = [label.exec(this.lastPoint), label.exec(this.lines[at]!.said)];
    if (!this.style) return false;
    if (!one || !other) return this.pointAt(at)?.style === this.style && /^-/.test(this.style);
    const value = (found: string): number => Number(found) || found.charCodeAt(0);
    return this.pointAt(at)?.style === this.style && value(other[1]!) === value(one[1]!) + 1;
  }

  /** `(C)` in front of an unnumbered paragraph is its marking, where no `(A)` counts before it. */
  private isPortion(label: string): boolean {
    return /^\([CSU]\)$/.test(label) && this.style !== '(A)';
  }

  /** A row of a table: columns parted by blanks, and another such line beside it. */
  private isRow(at: number): boolean {
    const isColumned = (line: BodyLine | undefined): boolean =>
      line !== undefined && /\S(?: {3,}|\t+)\S/.test(line.said);
    return isColumned(this.lines[at]) && (isColumned(this.lines[at - 1]) || isColumned(this.lines[at + 1]));
  }

  /** A short line above a line of dashes, or alone above the next numbered paragraph. */
  private isHeading(at: number): boolean {
    const line = this.lines[at]!;
    const below = this.lines[at + 1];
    if (!below || line.said.length > LONGEST_HEADING || /[.;,]$/.test(line.said) || this.isRow(at)) return false;
    if (PERSON.test(line.said) || paragraphNumber(line.said) || keyAt(line.said) || !/[A-Za-z]{2}/.test(line.said))
      return false;
    const free = at === 0 || this.isFree(at);
    if (below.above.some((node) => node.type === 'leftOut' && UNDERLINE.test(node.text))) return free;
    const n = this.numbers.get(at + 1);
    const isNext = n !== undefined && n === (this.number ?? 0) + 1;
    return (
      free &&
      isNext &&
      !/[:?!]$/.test(line.said) &&
      !this.pointAt(at) &&
      below.above.length === 0 &&
      isShort(line, below, this.width)
    );
  }
}
