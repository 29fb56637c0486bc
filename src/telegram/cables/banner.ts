/** The banner: classification, section, and the message reference number. `C O N F I D E N T I A L SECTION 01 OF 03 STRELSAU 004632`. */
import type { Fact, MessageNumber } from '../model.js';
import type { WireLine } from './lines.js';
import { classificationAt, isCaptionLine } from './words.js';

export interface Banner {
  readonly classification: Fact;
  readonly section?: Fact & { readonly n: string; readonly of: string };
  /** Post and number; behind them those of a second series. */
  readonly numbers: readonly MessageNumber[];
}

const NUMBERS = ['ONE', 'TWO', 'THREE', 'FOUR', 'FIVE', 'SIX', 'SEVEN', 'EIGHT', 'NINE', 'TEN'];
const COUNT = String.raw`(\d{1,3}|${NUMBERS.join('|')})`;
/** `SECTION 01 OF 03`, in words, or the last of them without its number. */
const SECTION = new RegExp(
  String.raw`^\s*(?:(?:FINAL\s+)?([S5]ECT[I1l][O0]N\s+${COUNT}\s+[O0]F\s+${COUNT})|FINAL\s+([S5]ECT[I1l][O0]N\s+[O0]F\s+${COUNT}))(?=\s|$)`,
  'd',
);
const GARBLED_SECTION = /^\s*[S5]ECT[I1l][O0]N\s+\w{1,2}\s+[O0]F\s+\w{1,2}(?=\s)/;
const BESIDE = /^\s*(?:E ?F ?T ?O|\/\/[A-Z ]+?(?:\/\/)?|NOFORN|EXDIS|NODIS)(?=\s)/;
/** A post of up to four words, such as `USUN NEW YORK`. */
const NUMBER = /^\s*([A-Z][A-Z.'’-]*(?:\s+[A-Z][A-Z.'’-]+){0,3})\s+(0*(\d{1,7}))(?=\s|$)/d;

/** Reads a line as a banner; undefined for any other, the classification alone included. `open`: the line goes on behind it. */
export function bannerOf(line: Pick<WireLine, 'start' | 'said'>, open = false): Banner | undefined {
  const class_ = classificationAt(line.said);
  if (!class_) return undefined;
  let at = class_.length;
  const rest = (): string => line.said.slice(at);
  const classification = { start: line.start, end: line.start + at, value: class_.phrase };
  at += BESIDE.exec(rest())?.[0].length ?? 0;
  const found = SECTION.exec(rest());
  const section = found && sectionOf(line.start + at, found);
  at += found?.[0].length ?? GARBLED_SECTION.exec(rest())?.[0].length ?? 0;
  const numbers: MessageNumber[] = [];
  for (let number = NUMBER.exec(rest()); number && numbers.length < (open ? 1 : 2); number = NUMBER.exec(rest())) {
    const range = (group: number) => {
      const [from, to] = number!.indices![group]!;
      return { start: line.start + at + from, end: line.start + at + to };
    };
    numbers.push({
      post: { ...range(1), value: number[1]!.replace(/\s+/g, ' ') },
      number: { ...range(2), value: String(Number(number[3])) },
    });
    at += number[0].length;
  }
  const left = rest().trim();
  if (!open && left !== '' && !isCaptionLine(left)) return undefined;
  if (numbers.length === 0 && !section) return undefined;
  return { classification, ...(section && { section }), numbers };
}

function sectionOf(start: number, found: RegExpExecArray): NonNullable<Banner['section']> {
  const [from, to] = (found.indices![1] ?? found.indices![4])!;
  const of = countOf(found[3] ?? found[5]!);
  const n = found[2] === undefined ? of : countOf(found[2]);
  return { start: start + from, end: start + to, value: `${n} of ${of}`, n, of };
}

function countOf(printed: string): string {
  return String(NUMBERS.indexOf(printed) + 1 || Number(printed));
}
