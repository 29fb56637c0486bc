/** Documents on Australian Foreign Policy: `264 Mr A. Marsh, … to Department of External Affairs` / `Cablegram 76 STRELSAU, 31 January 1941, 12.15 p.m.` */
import type { Line } from '../lines/units.js';
import type { DocumentDate, Fact, Facts } from '../model.js';
import {
  datelineOf,
  groupOf,
  type HeadLine,
  handlingFacts,
  headLines,
  partiesBetween,
  partySpans,
  type ServiceHead,
  type ServiceLine,
} from './service.js';

const KIND = String.raw`(?:Circular\s+)?(?:[Cc]ablegram|[Ss]avingram|[Tt]elegram)`;
/** `264 X to Y`; `187 Cablegram to Zenda`, which names a post and not who sends. */
const HEADING = /^#*\s*(?:(\d{1,4})\s+)?(?=\p{Lu})(.*\sto\s.+)$/du;
const KIND_HEADING = new RegExp(String.raw`^#*\s*(?:(\d{1,4})\s+)?(${KIND}s?\s+(?:to|from)\s+.+)$`, 'du');
const KIND_LINE = new RegExp(String.raw`^(${KIND})\s+(unnumbered|[A-Z]{0,3}\.?[A-Z]{0,3}\d{1,6})\b[\s,]*(.*?),?$`, 'd');
/** The number that the Department's own machine gave since the sixties: `O.ST183503 SECRET ROUTINE`. */
const MACHINE_LINE = /^([A-Z]\.[A-Z]{2,3}\d{2,7})\s+(.+)$/d;
const REFERENCE = /^Refs?\.?:?\s+((?:[A-Z]\.[A-Z]{2,3}\d{2,7})(?:\s*(?:,|and)\s*[A-Z]\.[A-Z]{2,3}\d{2,7})*)$/d;
const FRONT_MATTER = /^---$/;
const LONGEST_HEAD = 8;

/** Reads the head; undefined where neither heading nor the line of the cablegram says that there is one. */
export function australian(text: string, all: readonly Line[]): ServiceHead | undefined {
  const whole = headLines(text, all);
  const matter = frontMatter(whole);
  const lines = whole.slice(matter);
  const first = lines[0];
  if (!first) return undefined;
  const kind = KIND_HEADING.exec(first.said);
  const heading = kind ?? (KIND_LINE.test(first.said) ? null : HEADING.exec(first.said));
  const head = new Reading(text);
  const below = lines.slice(heading ? 1 : 0);
  let taken = 0;
  while (taken < Math.min(below.length, LONGEST_HEAD) && head.read(below[taken]!, taken + 1 < below.length)) taken++;
  if (!(head.isCablegram || (kind && head.isOpened))) return undefined;
  if (heading && !kind && !heading[1] && !head.isCablegram) return undefined;

  const words = heading?.indices?.[2];
  const parties =
    heading && !kind && words
      ? partiesBetween(text, first.start + words[0], first.start + words[1], 'letter')
      : undefined;
  const number = heading ? groupOf(first, heading, 1) : undefined;
  const rest = below[taken];
  return {
    service: 'australian',
    signs: [
      {
        start: first.start,
        end: first.end,
        value: kind || head.isCablegram ? 'cablegram' : 'number above the parties',
      },
    ],
    type: 'telegram',
    // Where a topic stands below, that is what the document is about; the line above names only kind and post.
    lines: [
      ...whole.slice(0, matter).map(({ start, end }): ServiceLine => ({ start, end, as: 'front' })),
      ...(heading ? headingLines(first, head.topic ? 'front' : 'heading', parties ? partySpans(parties) : []) : []),
      ...head.lines,
    ],
    ...(number && { number }),
    ...(parties && { parties }),
    facts: head.facts(),
    bodyStart: rest?.start ?? text.length,
    notes: true,
  };
}

/** The signs of markdown in front of a heading are layout. */
function headingLines(
  { start, end, said }: HeadLine,
  as: 'front' | 'heading',
  spans: ServiceLine['spans'] & object,
): ServiceLine[] {
  const marks = /^#+\s*/.exec(said)?.[0].length ?? 0;
  const heading: ServiceLine = { start: start + marks, end, as, spans };
  return marks > 0 ? [{ start, end: start + marks, as: 'left-out' }, heading] : [heading];
}

/** How many lines the front matter of a page in markdown takes. */
function frontMatter(lines: readonly HeadLine[]): number {
  if (!FRONT_MATTER.test(lines[0]?.said ?? '')) return 0;
  const end = lines.findIndex(({ said }, at) => at > 0 && FRONT_MATTER.test(said));
  return end > 0 && lines.slice(1, end).every(({ said }) => /^[\w-]+:/.test(said)) ? end + 1 : 0;
}

class Reading {
  readonly lines: ServiceLine[] = [];
  isCablegram = false;
  private machine = false;
  private date: DocumentDate | undefined;
  private place: Fact | undefined;
  private number: Fact | undefined;
  private subject: Fact | undefined;
  private references: Fact[] = [];
  private handling: ReturnType<typeof handlingFacts>;

  constructor(private readonly text: string) {}

  get topic(): boolean {
    return this.subject !== undefined;
  }

  /** Whether something says that a heading `Cablegram to …` stands above. */
  get isOpened(): boolean {
    return this.date !== undefined || this.machine;
  }

  read(line: HeadLine, goesOn: boolean): boolean {
    const { start, end, said } = line;
    const range = { start, end };
    const cablegram = this.isCablegram ? null : KIND_LINE.exec(said);
    if (cablegram) return this.cablegram(line, cablegram);
    const dateline = this.date ? undefined : datelineOf(this.text, range);
    if (dateline) return this.dated(range, dateline);
    const machine = MACHINE_LINE.exec(said);
    const words = machine
      ? handlingFacts({ start: start + machine.indices![2]![0], said: machine[2]! })
      : handlingFacts(line);
    if (machine && words) this.number = groupOf(line, machine, 1);
    this.machine ||= machine !== null && words !== undefined;
    if (words && !this.handling) {
      this.handling = words;
      this.lines.push({ ...range, as: 'classification' });
      return true;
    }
    return this.machine && this.belowMachine(line, goesOn);
  }

  private cablegram(line: HeadLine, found: RegExpExecArray): boolean {
    this.isCablegram = true;
    if (found[2] !== 'unnumbered') this.number = groupOf(line, found, 2);
    const [from, to] = found.indices![3]!;
    const range = { start: line.start + from, end: line.start + to };
    const dateline = range.end > range.start ? datelineOf(this.text, range) : undefined;
    if (dateline) {
      this.date = dateline.date;
      this.place = dateline.place;
    }
    this.lines.push({ start: line.start, end: line.end, as: 'dateline', spans: dateline?.spans ?? [] });
    return true;
  }

  private dated(
    range: { start: number; end: number },
    { date, place, spans }: NonNullable<ReturnType<typeof datelineOf>>,
  ): boolean {
    this.date = date;
    this.place = place;
    this.lines.push({ ...range, as: 'dateline', spans });
    return true;
  }

  /** Topic and references, each on a short line, stand between the machine's line and the text. */
  private belowMachine({ start, end, said }: HeadLine, goesOn: boolean): boolean {
    const reference = REFERENCE.exec(said);
    // Where the notes are lost a marker may be glued to the number, so that it is only one of those that the text names.
    if (reference) {
      const [from] = reference.indices![1]!;
      this.references = [...reference[1]!.matchAll(/[A-Z]\.[A-Z]{2,3}\d{2,7}/g)].map(({ 0: value, index }) =>
        this.named({ start: start + from + index, end: start + from + index + value.length, value }),
      );
      this.lines.push({ start, end, as: 'references' });
      return true;
    }
    const isTopic = !this.subject && /^#*\s*\p{Lu}[^.;?!]{2,80}$/u.test(said) && goesOn;
    if (!isTopic) return false;
    const marks = /^#+\s*/.exec(said)?.[0].length ?? 0;
    this.subject = { start: start + marks, end, value: said.slice(marks) };
    if (marks > 0) this.lines.push({ start, end: start + marks, as: 'left-out' });
    this.lines.push({ start: start + marks, end, as: 'heading' });
    return true;
  }

  /** `O.ZE14081` where the text says `O.ZE1408`: the last figure is a note's. */
  private named(fact: Fact): Fact {
    const shorter = fact.value.slice(0, -1);
    const rest = this.text.slice(fact.end);
    return new RegExp(`${shorter.replace('.', '\\.')}(?!\\d)`).test(rest)
      ? { ...fact, end: fact.end - 1, value: shorter }
      : fact;
  }

  facts(): Partial<Facts> {
    const { classification = [], precedence = [], handling = [] } = this.handling ?? {};
    return {
      ...(this.date && { date: this.date }),
      ...(this.place && { place: this.place }),
      ...(this.number && { telegramNumber: this.number }),
      ...(this.subject && { subject: this.subject }),
      ...(classification[0] && { classification: classification[0] }),
      precedence,
      handling,
      ...(this.references.length > 0 && { references: this.references }),
    };
  }
}
