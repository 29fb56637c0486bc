/** British Documents on the Origins of the War, and the Blue Books: `(20417) No. 81.` / `Mr. Marsh to Sir R. Sapt.` / `D. 8:15 P.M.` */
import type { Span } from '../inlines/spans.js';
import { sendingLine } from '../lines/sending-line.js';
import { speaks } from '../lines/titles.js';
import { datedTimes, type Transmission, transmissions } from '../lines/transmission.js';
import { trim } from '../lines/units.js';
import type { Fact, Facts, Range } from '../model.js';
import { HeadReading } from './reading.js';
import {
  datelineOf,
  groupOf,
  type HeadLine,
  type HeadPage,
  partiesBetween,
  partySpans,
  type ServiceHead,
  withWholeHeading,
} from './service.js';

/** The number of the register in the Foreign Office, then that of the edition. */
const NUMBER = /^(?:\((\d{1,6}(?:\/\d+)*)\)\s*)?No\.\s*(\d{1,4}[a-z]?)\.?$/d;
/** What stands behind the parties: `.—(Telegraphic.)`, `.—(Received July 25.)`. */
const LABEL = /\.?\s*[—–-]+\s*(\([^()]{3,40}\))\.?$|\s*(\((?:Telegraphic|By telegraph)\.?\))\.?$/di;
/** Notes of the heading: `Sir R. Sapt.(1)` */
const MARKERS = /(?:\s?\(\d{1,2}\))+$/;
/** `Foreign Office, July 24, 1912.`: where the edition's own side writes. */
const HOME = /^Foreign Office,\s/;
const KNIGHT = /^Sir\s/;
const SALUTATION = /^(?:My )?(?:Dear |dear )?(?:Sir|Lord|Your Excellency|M\. le Ministre)(?: \p{Lu}\p{L}+)?,[—–-]*$/u;
/** `(Repeated to Zenda (No. 13).)`, `(Sent to Zenda.)`: what the office noted below the text. */
const REPEATED = /^\(((?:Also\s+)?(?:Repeated|Sent)\s[^()]{0,60}?\bto\s(?:[^()]|\([^()]*\)){2,120}?)\.?\)\.?$/d;
const LONGEST_HEAD = 8;
const LONGEST_TITLE = 200;

/** Does a document of such an edition begin with these lines: its number alone, with the register's, or above parties with a label, or of the edition's own side? */
export function beginsBritish(printed: readonly HeadLine[], at: number): boolean {
  if (!isNumbered(printed, at)) return false;
  const lines = withHeading(printed.slice(at, at + LONGEST_HEAD), 1);
  const heading = lines[1]!;
  if (NUMBER.exec(lines[0]!.said)![1] !== undefined) return true;
  const label = LABEL.exec(heading.said);
  if (label) return sendingLine(label[0], wholeOf(label[0])) !== undefined || receiptIn(heading, label) !== undefined;
  const [from = '', to = ''] = heading.said.split(/\sto\s/);
  return (KNIGHT.test(from) && KNIGHT.test(to)) || lines.slice(2, 4).some(({ said }) => HOME.test(said));
}

/** The register's number and the edition's, or the edition's alone above `X to Y.`: where one document of a page begins as these do, so may this. */
export function isNumbered(printed: readonly HeadLine[], at: number): boolean {
  const number = NUMBER.exec(printed[at]?.said ?? '');
  if (!number) return false;
  const heading = withHeading(printed.slice(at, at + LONGEST_HEAD), 1)[1];
  return heading !== undefined && (number[1] !== undefined || isParties(heading.said));
}

function isParties(said: string): boolean {
  return said.length <= LONGEST_TITLE && /^\p{Lu}.*\sto\s.*[.)]$/u.test(said);
}

/** The parties' line whole: it goes on to the place with its date, or how it was sent. */
function withHeading(lines: readonly HeadLine[], at: number): readonly HeadLine[] {
  if (!NUMBER.test(lines[at - 1]?.said ?? '') || /[.)]$/.test(lines[at]?.said ?? '')) return lines;
  return withWholeHeading(lines, at, ({ said }) => /^\(?(?:No|Tel)\b|\s\d{4}[.,]?$/.test(said));
}

/** Reads the head; undefined where the text does not begin with one of this kind. */
export function british({ text, top, lines: all }: HeadPage): ServiceHead | undefined {
  const lines = withHeading(top, 1);
  if (!beginsBritish(lines, 0)) return undefined;
  const [first, second] = [lines[0]!, lines[1]!];
  const found = NUMBER.exec(first.said)!;
  const number = groupOf(first, found, 2)!;
  const register = groupOf(first, found, 1);
  const label = LABEL.exec(second.said);
  const words = label?.index ?? second.said.replace(MARKERS, '').length;
  const parties = isParties(second.said)
    ? partiesBetween(text, second.start, second.start + words, 'letter')
    : undefined;
  if (parties && (parties.senders.length === 0 || parties.addressees.length === 0)) return undefined;
  if (!parties && (second.said.length > LONGEST_TITLE || speaks(second.said.replace(/\.$/, '')))) return undefined;

  const head = new Reading(text);
  if (label) head.readLabel(groupOf(second, label, 1) ?? groupOf(second, label, 2)!);
  for (const line of lines.slice(2, 2 + LONGEST_HEAD)) if (!head.read(line)) break;
  const rest = lines[2 + head.lines.length];
  return {
    service: 'british',
    signs: [{ ...number, value: 'number above the parties' }],
    type: head.telegraphic ? 'telegram' : 'document',
    lines: [
      { start: first.start, end: second.end, as: 'heading', spans: parties ? partySpans(parties) : [] },
      ...head.lines,
    ],
    number,
    ...(parties && { parties }),
    facts: { ...head.facts(), repeatedTo: repetitions(text, all), ...(register && { registerNumber: register }) },
    bodyStart: rest?.start ?? text.length,
    notes: true,
  };
}

function repetitions(text: string, lines: readonly HeadLine[]): Fact[] {
  return lines.flatMap((line) => {
    const found = line.end - line.start <= 200 ? REPEATED.exec(text.slice(line.start, line.end)) : null;
    return found ? groupOf(line, found, 1)! : [];
  });
}

function wholeOf(said: string): Range {
  const { index } = /\(/.exec(said)!;
  return { start: index, end: said.length };
}

function receiptIn(heading: HeadLine, label: RegExpExecArray): Transmission | undefined {
  const at = label.indices?.[1];
  return at && transmissions(heading.said, { start: at[0], end: at[1] }).find(({ event }) => event === 'received');
}

/** The lines below the parties, in whatever order they stand. */
class Reading extends HeadReading {
  private readonly times: Transmission[] = [];

  /** What stands behind the parties on their line. */
  readLabel(label: Range): void {
    this.addSigns(label);
    this.times.push(...transmissions(this.text, label));
  }

  /** Takes a line of the head; false where the text begins. */
  read({ start, end, said }: HeadLine): boolean {
    const whole = { start, end };
    // `Tel. (No. 17.) D. 8:15 P.M.`
    const before = /^\(?(?:Tel|No)\b.*?\s+(?=[DR]\.\s\d)/.exec(said)?.[0].length ?? 0;
    const times = transmissions(this.text, { start: start + before, end });
    if (times.length > 0 && (before === 0 || this.addSigns(trim(this.text, start, start + before)))) {
      this.times.push(...times);
      this.lines.push({ ...whole, as: 'dateline', spans: times.map((time) => this.timeSpan(time)) });
      return true;
    }
    if (this.addSigns(whole)) {
      this.lines.push({ ...whole, as: /^\(No\.[^()]*\)\.?$/.test(said) ? 'number' : 'classification' });
      return true;
    }
    if (SALUTATION.test(said)) {
      this.lines.push({ ...whole, as: 'salutation' });
      return true;
    }
    return this.date === undefined && this.readDateline(whole, said);
  }

  /** Place and date, perhaps with `(Telegraphic.)` in front of them and the times behind, all on one line. */
  private readDateline(whole: Range, said: string): boolean {
    const before = /^\([^()]{3,30}\)\s+(?=\p{Lu})/u.exec(said)?.[0].length ?? 0;
    const behind = /(?<=\d{4}[.,;]?)\s+(?=\(?[DR]\.\s)/.exec(said);
    const own = { start: whole.start + before, end: behind ? whole.start + behind.index : whole.end };
    const dateline = datelineOf(this.text, own);
    const times = behind ? transmissions(this.text, { start: own.end + behind[0].length, end: whole.end }) : [];
    if (!dateline || (behind && times.length === 0)) return false;
    if (before > 0 && !this.addSigns(trim(this.text, whole.start, own.start))) return false;
    this.date = dateline.date;
    this.place = dateline.place;
    this.times.push(...times);
    this.lines.push({
      ...whole,
      as: 'dateline',
      spans: [...dateline.spans, ...times.map((time) => this.timeSpan(time))],
    });
    return true;
  }

  /** `Tel. (No. 137.) Urgent. Confidential.`: nothing but words of this kind. */
  private addSigns(range: Range): boolean {
    const line = sendingLine(this.text, range);
    if (!line) return false;
    this.addSending(line);
    return true;
  }

  private timeSpan({ words }: Transmission): Span {
    // The day may stand on a line below: it is asked for when the tree is built.
    const when = (): string | undefined => this.dated().find((time) => time.words.start === words.start)?.when;
    return {
      ...words,
      build: (children) => ({ type: 'date', ...words, ...(when() !== undefined && { when: when()! }), children }),
    };
  }

  private dated(): Transmission[] {
    return datedTimes(this.text, this.date?.when.slice(0, 10), this.times);
  }

  override facts(): Partial<Facts> {
    const times = this.dated();
    const despatched = times.find(({ event, when }) => event === 'despatched' && when !== undefined);
    const received = times.find(({ event, when }) => event === 'received' && when !== undefined);
    const sent = despatched?.when?.startsWith(this.date?.when ?? '-') ? despatched.when : this.date?.when;
    return {
      ...super.facts(),
      ...(this.date && sent !== undefined && { date: { ...this.date, when: sent } }),
      ...(received && { received: { ...received.words, value: received.when! } }),
    };
  }
}
