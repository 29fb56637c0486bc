/** British Documents on the Origins of the War, and the Blue Books: `(20417) No. 81.` / `Mr. Marsh to Sir R. Sapt.` / `D. 8:15 P.M.` */
import type { Line } from '../lines/units.js';
import type { DocumentDate, Fact, Facts } from '../model.js';
import {
  clock,
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

/** The number of the register in the Foreign Office, then that of the edition. */
const NUMBER = /^(?:\((\d{1,6}(?:\/\d+)*)\)\s*)?No\.\s*(\d{1,4}[a-z]?)\.?$/d;
const TELEGRAPHIC =
  /\.?\s*[—–-]+\s*\((?:Telegraphic|By telegraph)\.?\)\s*(?:\(.*\))?\.?$|\s*\((?:Telegraphic|By telegraph)\.?\)\.?$/i;
const RECEIVED_IN_HEAD = /\.?\s*[—–-]+\s*\(Received\b[^)]*\)\.?$/i;
const TIME = /^([DR])\.\s+(?:\p{L}+\s+\d{1,2},?\s+)?(\d{1,2})(?:[:.](\d{2}))?\s*([AP])\.\s?M\.?$/iu;
const NOON = /^([DR])\.\s+(?:12\s+)?(noon|midnight)\.?$/i;
const TELEGRAM = /^(?:Tel\.?|Telegram|Telegraphic|\(Telegraphic\.?\)|By telegraph|En clair)\b/i;
const OWN_NUMBER = /\(No\.\s*(\d{1,4}[A-Za-z]?)\.?\)/d;
/** Of these it must have two: a telegram of the register, both parties, the place with its date, an hour. */
const LONGEST_HEAD = 8;

/** Does a document of such an edition begin with these lines? */
export function beginsBritish(lines: readonly HeadLine[], at: number): boolean {
  const [number, heading] = [lines[at], lines[at + 1]];
  const found = number && NUMBER.exec(number.said);
  if (!found || !heading) return false;
  return (
    heading.said.length <= 200 &&
    /^\p{Lu}/u.test(heading.said) &&
    /\sto\s/.test(heading.said) &&
    (found[1] !== undefined || TELEGRAPHIC.test(heading.said))
  );
}

/** Reads the head; undefined where the text does not begin with one of this kind. */
export function british(text: string, all: readonly Line[]): ServiceHead | undefined {
  const lines = headLines(text, all);
  if (!beginsBritish(lines, 0)) return undefined;
  const [first, second] = [lines[0]!, lines[1]!];
  const found = NUMBER.exec(first.said)!;
  const number = groupOf(first, found, 2)!;
  const register = groupOf(first, found, 1);
  const behind = TELEGRAPHIC.exec(second.said) ?? RECEIVED_IN_HEAD.exec(second.said);
  const parties = partiesBetween(text, second.start, second.start + (behind?.index ?? second.said.length), 'letter');
  if (parties.senders.length === 0 || parties.addressees.length === 0) return undefined;

  const head = new Reading(text);
  for (const line of lines.slice(2, 2 + LONGEST_HEAD)) if (!head.read(line)) break;
  const telegraphic = head.telegraphic || TELEGRAPHIC.test(second.said);
  const rest = lines[2 + head.lines.length];
  return {
    service: 'british',
    signs: [{ ...number, value: 'number above the parties' }],
    type: telegraphic ? 'telegram' : 'document',
    lines: [{ start: first.start, end: second.end, as: 'heading', spans: partySpans(parties) }, ...head.lines],
    number,
    parties,
    facts: { ...head.facts(), ...(register && { registerNumber: register }) },
    bodyStart: rest?.start ?? text.length,
    notes: true,
  };
}

/** The lines below the parties, in whatever order they stand. */
class Reading {
  readonly lines: ServiceLine[] = [];
  telegraphic = false;
  private date: DocumentDate | undefined;
  private place: Fact | undefined;
  private number: Fact | undefined;
  private readonly times: { D?: Fact; R?: Fact } = {};
  private readonly handling: { classification: Fact[]; precedence: Fact[]; handling: Fact[] } = {
    classification: [],
    precedence: [],
    handling: [],
  };

  constructor(private readonly text: string) {}

  /** Takes a line of the head; false where the text begins. */
  read(line: HeadLine): boolean {
    const { start, end, said } = line;
    const time = TIME.exec(said) ?? NOON.exec(said);
    const dateline = time || this.date ? undefined : datelineOf(this.text, line);
    if (time) this.addTime(line, time);
    else if (dateline) {
      this.date = dateline.date;
      this.place = dateline.place;
      this.lines.push({ start, end, as: 'dateline', spans: dateline.spans });
      return true;
    } else if (!this.addSigns(line)) return false;
    const bare = /^\(No\.[^()]*\)\.?$/.test(said);
    this.lines.push({ start, end, as: time ? 'line' : bare ? 'number' : 'classification' });
    return true;
  }

  private addTime({ start, end }: HeadLine, [, which, hour, minute, half]: RegExpExecArray): void {
    const value = /noon/i.test(hour!) ? '12:00:00' : /midnight/i.test(hour!) ? undefined : clock(hour!, minute, half);
    if (value) this.times[which!.toUpperCase() as 'D' | 'R'] ??= { start, end, value };
  }

  /** `Tel. (No. 137.) Urgent. Confidential.`: nothing but words of this kind. */
  private addSigns({ start, said }: HeadLine): boolean {
    const telegraphic = TELEGRAM.exec(said);
    const numbered = OWN_NUMBER.exec(said);
    const plain = said
      .replace(TELEGRAM, (words) => ' '.repeat(words.length))
      .replace(OWN_NUMBER, (words) => ' '.repeat(words.length));
    const words = /\p{L}/u.test(plain) ? handlingFacts({ start, said: plain }) : undefined;
    if ((/\p{L}|\d/u.test(plain) && !words) || !(telegraphic || numbered || words)) return false;
    this.telegraphic ||= telegraphic !== null;
    if (numbered) this.number ??= groupOf({ start, end: start }, numbered, 1);
    for (const kind of ['classification', 'precedence', 'handling'] as const)
      this.handling[kind].push(...(words?.[kind] ?? []));
    return true;
  }

  facts(): Partial<Facts> {
    const { D, R } = this.times;
    const day = this.date?.when.slice(0, 10);
    // What was received at an earlier hour than sent was received on another day, which the line does not say.
    const received = day && R && !(D && R.value < D.value) ? { ...R, value: `${day}T${R.value}` } : undefined;
    return {
      ...(this.date && { date: D && day ? { ...this.date, when: `${day}T${D.value}` } : this.date }),
      ...(this.place && { place: this.place }),
      ...(received && { received }),
      ...(this.number && { telegramNumber: this.number }),
      ...(this.handling.classification[0] && { classification: this.handling.classification[0] }),
      precedence: this.handling.precedence,
      handling: this.handling.handling,
    };
  }
}
