/** Documents on Australian Foreign Policy: `264 Mr A. Marsh, … to Department of External Affairs` / `Cablegram 76 STRELSAU, 31 January 1941, 12.15 p.m.` */
import { kindNamed } from '../lines/kinds.js';
import type { DocumentDate, DocumentType, Fact, Facts, TelegramNumber } from '../model.js';
import { MONTH } from '../vocabulary.js';
import {
  datelineOf,
  groupOf,
  type HeadLine,
  type HeadPage,
  handlingFacts,
  partiesBetween,
  partySpans,
  type ServiceHead,
  type ServiceLine,
  withWholeHeading,
} from './service.js';

const KIND = String.raw`(?:Circular\s+)?(?:[Cc]ablegram|[Ss]avingram|[Tt]elegram)`;
/** What else such a line names above place and date. */
const OTHER_KIND = String.raw`(?:[A-Z]\p{Ll}+\s)?(?:[Ll]etter|[Mm]emorandum|[Dd]espatch|[Dd]ispatch|[Nn]ote|[Mm]inute|[Mm]essage|[Ss]ubmission|[Rr]eport)(?:\s\(extracts?\))?`;
/** `264 X to Y`; `187 Cablegram to Zenda`, which names a post and not who sends. */
const HEADING = /^(?:(\d{1,4})\s+)?(?=\p{Lu})(.*\sto\s.+)$/du;
const KIND_HEADING = new RegExp(String.raw`^(?:(\d{1,4})\s+)?(${KIND}s?\s+(?:to|from)\s+.+)$`, 'du');
const KIND_LINE = new RegExp(
  String.raw`^(?:(${KIND}s?)|(${OTHER_KIND}))(?:\s+(unnumbered|(?:[A-Z]{1,3}\.?){0,2}\d{1,6}(?:[–-]\d{1,6})?[A-Z]?(?!\s+(?:${MONTH})\s\d{4}))(?![\p{L}\d]))?(?:[\s,]+(\S.*?))?,?$`,
  'du',
);
/** The number that the Department's own machine gave since the sixties, one for each post: `O.ST183503 SECRET ROUTINE`. */
const MACHINE_NUMBER = String.raw`[A-Z]\.(?:[A-Z]{2,4})?\d{2,7}`;
const MACHINE_LINE = new RegExp(
  String.raw`^(${MACHINE_NUMBER})(?:(?:[\s,/&]+|\s+and\s+)(${MACHINE_NUMBER}))*(?:[\s,]+(\D.+))?$`,
  'd',
);
const REFERENCE = new RegExp(
  String.raw`^(?:Your|Our|My)?\s*Refs?\.?:?\s+(${MACHINE_NUMBER}(?:\s*(?:,|;|and)\s*${MACHINE_NUMBER})*)\.?$`,
  'di',
);
/** Who should read it, or whose words it has: no topic. */
const FOR_WHOM = /^(?:For|From|To|Following|Personal|Please|Repeated|Copy)(?![\p{L}])/iu;
const LONGEST_HEAD = 8;

/** Reads the head; undefined where neither heading nor the line of the cablegram says that there is one. */
export function australian({ text, top }: HeadPage): ServiceHead | undefined {
  const opens = ({ start, end, said }: HeadLine): boolean =>
    kindLine(text, { start, end, said }) !== undefined || datelineOf(text, { start, end }) !== undefined;
  const lines = withWholeHeading(top, 0, opens);
  const first = lines[0];
  if (!first) return undefined;
  const kind = KIND_HEADING.exec(first.said);
  const heading = kind ?? (kindLine(text, first) ? null : HEADING.exec(first.said));
  const head = new Reading(text);
  const below = lines.slice(heading ? 1 : 0);
  let taken = 0;
  while (taken < Math.min(below.length, LONGEST_HEAD) && head.read(below[taken]!, taken + 1 < below.length)) taken++;
  const isOther = head.other !== undefined && heading?.[1] !== undefined;
  if (!(head.isCablegram || isOther || (kind && head.isOpened))) return undefined;

  const words = heading?.indices?.[2];
  const parties =
    heading && !kind && words
      ? partiesBetween(text, first.start + words[0], first.start + words[1], 'letter', { bare: true })
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
    type: head.other ?? (/^saving/i.test(kind?.[2] ?? '') ? 'document' : 'telegram'),
    // Where a topic stands below, that is what the document is about; the line above names only kind and post.
    lines: [
      ...(heading
        ? [
            {
              start: first.start,
              end: first.end,
              as: head.topic ? ('front' as const) : ('heading' as const),
              spans: parties ? partySpans(parties) : [],
            },
          ]
        : []),
      ...head.lines,
    ],
    ...(number && { number }),
    ...(parties && { parties }),
    facts: head.facts(),
    bodyStart: rest?.start ?? text.length,
    notes: true,
  };
}

interface KindLine {
  readonly other?: DocumentType;
  readonly number?: Fact;
  readonly dateline?: ReturnType<typeof datelineOf>;
}

/** `Cablegram 76 STRELSAU, 31 January 1941`, `Letter LONDON, 4 May 1941`: what stands behind the kind is its date, or nothing. */
function kindLine(text: string, line: Pick<HeadLine, 'start' | 'end' | 'said'>): KindLine | undefined {
  const found = line.end - line.start <= 160 ? KIND_LINE.exec(line.said) : null;
  if (!found) return undefined;
  const rest = groupOf(line, found, 4);
  const dateline = rest && datelineOf(text, rest);
  const printed = groupOf(line, found, 3);
  if (rest ? !dateline : !printed || found[2] !== undefined) return undefined;
  return {
    ...(found[2] !== undefined && { other: kindNamed(found[2]) ?? 'document' }),
    ...(/^saving/i.test(found[1] ?? '') && { other: 'document' as const }),
    ...(printed && printed.value !== 'unnumbered' && { number: printed }),
    ...(dateline && { dateline }),
  };
}

class Reading {
  readonly lines: ServiceLine[] = [];
  isCablegram = false;
  /** The kind that the line above place and date names, where that is no cablegram. */
  other: DocumentType | undefined;
  private machine = false;
  private date: DocumentDate | undefined;
  private place: Fact | undefined;
  private number: Fact | undefined;
  private subject: Fact | undefined;
  private references: Fact[] = [];
  private second: TelegramNumber | undefined;
  private readonly handling: { classification: Fact[]; precedence: Fact[]; handling: Fact[] } = {
    classification: [],
    precedence: [],
    handling: [],
  };

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
    const named = this.isCablegram || this.other ? undefined : kindLine(this.text, line);
    if (named) return this.kind(line, named);
    const dateline = this.date ? undefined : datelineOf(this.text, range);
    if (dateline) return this.dated(range, dateline);
    const machine = MACHINE_LINE.exec(said);
    if (machine) return this.byMachine(line, machine);
    const words = handlingFacts(line);
    if (words) {
      this.addHandling(words);
      this.lines.push({ ...range, as: 'classification' });
      return true;
    }
    return this.machine && this.belowMachine(line, goesOn);
  }

  private byMachine(line: HeadLine, found: RegExpExecArray): boolean {
    const at = found.indices![3];
    const words = at && handlingFacts({ start: line.start + at[0], said: found[3]! });
    if (at && !words) return false;
    this.machine = true;
    this.number ??= groupOf(line, found, 1);
    const second = groupOf(line, found, 2);
    if (second) this.second ??= { number: second };
    if (words) this.addHandling(words);
    this.lines.push({ start: line.start, end: line.end, as: words ? 'classification' : 'number' });
    return true;
  }

  private addHandling(words: NonNullable<ReturnType<typeof handlingFacts>>): void {
    for (const kind of ['classification', 'precedence', 'handling'] as const) this.handling[kind].push(...words[kind]);
  }

  private kind({ start, end }: HeadLine, { other, number, dateline }: KindLine): boolean {
    this.isCablegram = other === undefined;
    this.other = other;
    this.number = number;
    this.date = dateline?.date;
    this.place = dateline?.place;
    this.lines.push({ start, end, as: 'dateline', spans: dateline?.spans ?? [] });
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
      this.references = [...reference[1]!.matchAll(new RegExp(MACHINE_NUMBER, 'g'))].map(({ 0: value, index }) =>
        this.named({ start: start + from + index, end: start + from + index + value.length, value }),
      );
      this.lines.push({ start, end, as: 'references' });
      return true;
    }
    const isTopic = !this.subject && !FOR_WHOM.test(said) && /^\p{Lu}[^.;?!]{2,80}$/u.test(said) && goesOn;
    if (!isTopic) return false;
    this.subject = { start, end, value: said };
    this.lines.push({ start, end, as: 'heading' });
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
    const { classification, precedence, handling } = this.handling;
    return {
      ...(this.date && { date: this.date }),
      ...(this.place && { place: this.place }),
      ...(this.number && { telegramNumber: this.number }),
      ...(this.second && { secondNumber: this.second }),
      ...(this.subject && { subject: this.subject }),
      ...(classification[0] && { classification: classification[0] }),
      precedence,
      handling,
      ...(this.references.length > 0 && { references: this.references }),
    };
  }
}
