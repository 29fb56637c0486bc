/** `OUTGOING TELEGRAM` of the State Department, 1945 to 1972: labels of the form among the values, posts behind ACTION and INFO. */
import { type Address, addressOf } from '../cables/addresses.js';
import { emptyWire } from '../cables/head-facts.js';
import type { WireLine } from '../cables/lines.js';
import { isCaptionLine } from '../cables/words.js';
import type { Fact, Facts } from '../model.js';
import { classificationIn, type FormHead, type FormLine, handlingIn } from './form.js';

const TITLE = /^OUTGOING TELEGRAM\b/i;
const OFFICE = /\bDEPARTMENT OF STATE\b/i;
/** What the form itself prints beside its fields. */
const LABEL = /^(?:Classification|Charge(?: to| Slip)?|Origin|INDICATE:.*|(?:☐|\[ ?\])?\s?(?:COLLECT|CHARGE TO))$/i;
const ACTION = /^ACTION\s?:\s*(?=\S)/;
const INFO = /^INFO\s?:\s*(?=\S)/;
/** `Amembassies Zenda, Klow`: the key of several posts stands once. */
const PLURAL = /^(?:Am)?(?:embassies|consulates|consuls|legations)\s+/i;
const NUMBER = /^(STATE|DEPTEL|CIRCULAR|USITO|TOSEC)\s+(\d{1,6})$/d;
const LONGEST_HEAD = 30;

/** Reads the head; undefined unless the form's title and its ACTION stand there. */
export function outgoing(lines: readonly WireLine[]): FormHead | undefined {
  const top = lines.slice(0, LONGEST_HEAD);
  const [title, action] = [TITLE, ACTION].map((pattern) => top.findIndex(({ said }) => pattern.test(said)));
  if (title! < 0 || action! < 0) return undefined;
  const scanner = new Scanner();
  let end = 0;
  while (lines[end] && end < LONGEST_HEAD && scanner.read(lines[end]!)) end++;
  return {
    signs: [title!, action!].map((at) => ({
      start: top[at]!.start,
      end: top[at]!.end,
      value: at === title ? 'OUTGOING TELEGRAM' : 'ACTION',
    })),
    lines: scanner.lines,
    end,
    facts: scanner.facts(),
  };
}

class Scanner {
  readonly lines: FormLine[] = [];
  private list: Address[] | undefined;
  private readonly to: Address[] = [];
  private readonly info: Address[] = [];
  private sender: Fact | undefined;
  private classification: Fact | undefined;
  private number: { post: Fact; number: Fact } | undefined;
  private readonly precedence: Fact[] = [];
  private readonly handling: Fact[] = [];

  read(line: WireLine): boolean {
    const { start, end, said } = line;
    const add = (as: FormLine['as']): true => {
      this.lines.push({ start, end, as });
      return true;
    };
    const key = [ACTION, INFO].find((pattern) => pattern.test(said));
    if (key) {
      this.list = key === ACTION ? this.to : this.info;
      this.addPosts(line, key.exec(said)![0].length);
      return add(key === ACTION ? 'to' : 'info');
    }
    const numbered = NUMBER.exec(said);
    const words = handlingIn(line);
    if (this.list && line.indent > 0 && !numbered && !words && !line.blankBefore) {
      this.addPosts(line, 0);
      return add(this.list === this.to ? 'to' : 'info');
    }
    this.list = undefined;
    if (TITLE.test(said) || OFFICE.test(said)) {
      const found = OFFICE.exec(said);
      if (found)
        this.sender ??= { start: start + found.index, end: start + found.index + found[0].length, value: found[0] };
      return add('line');
    }
    if (LABEL.test(said)) return add('form');
    if (classificationIn(said)) {
      this.classification ??= { start, end, value: classificationIn(said)! };
      return add('classification');
    }
    if (numbered) {
      const fact = (group: number): Fact => ({
        start: start + numbered.indices![group]![0],
        end: start + numbered.indices![group]![1],
        value: numbered[group]!,
      });
      this.number = { post: fact(1), number: fact(2) };
      return add('number');
    }
    if (isCaptionLine(said)) this.handling.push({ start, end, value: said });
    else if (words) {
      this.precedence.push(...words.precedence);
      this.handling.push(...words.handling);
    } else return false;
    return add('caption');
  }

  /** One post a line, or several with commas between. */
  private addPosts(line: WireLine, from: number): void {
    const plural = PLURAL.exec(line.said.slice(from))?.[0].length ?? 0;
    for (const { 0: said, index } of line.said.slice(from + plural).matchAll(/[^,;]+/g)) {
      const lead = said.length - said.trimStart().length;
      const start = line.start + from + plural + index + lead;
      const post = addressOf({ ...line, start, said: said.trim() });
      if (post) this.list!.push(post);
    }
  }

  facts(): Partial<Facts> {
    const { sender, classification, number } = this;
    return {
      senders: sender ? [{ start: sender.start, end: sender.end, entity: 'office', name: sender.value }] : [],
      addressees: this.to,
      ...(number && { telegramNumber: number.number }),
      ...(classification && { classification }),
      precedence: this.precedence,
      handling: this.handling,
      wire: { ...emptyWire(), copies: this.info, messageNumbers: number ? [number] : [] },
    };
  }
}
