/** What the lines of a head say, as facts with their places. */
import { findDateTimeGroup } from '../lines/dates.js';
import type { DocumentDate, Fact, Facts, Range, WireFacts } from '../model.js';
import { type Address, addressOf, townOf } from './addresses.js';
import type { Strip, StripKind } from './head.js';
import { keyAt } from './keys.js';
import type { WireLine } from './lines.js';
import { rangeOf } from './nodes.js';
import {
  bureausOf,
  declassificationOf,
  factsOnce,
  once,
  precedenceOf,
  referencesOf,
  type Stretch,
  tagsOf,
} from './values.js';
import { CORRECTED, ONE_CAPTION } from './words.js';

/** The facts of a cable that its head states; nothing is taken from anywhere else. */
export function headFacts(
  text: string,
  lines: readonly WireLine[],
  strips: readonly Strip[],
): Facts & { wire: WireFacts } {
  const gather = new Gatherer(text, lines, strips);
  const sender = gather.sender();
  const banner = strips.find(({ banner }) => banner)?.banner;
  const [first, second] = banner?.numbers ?? [];
  const date = gather.date();
  const town = sender && townOf(sender);
  const subject = gather.subject();
  return {
    senders: sender ? [sender] : [],
    addressees: gather.addresses('to'),
    ...(date && { date }),
    ...(town && { place: gather.fact(town) }),
    ...(subject && { subject }),
    ...(first && { telegramNumber: first.number }),
    ...(second && { secondNumber: { series: second.post, number: second.number } }),
    ...(banner && { classification: banner.classification }),
    precedence: gather.precedence(),
    handling: gather.handling(),
    drafting: [],
    clearance: [],
    repeatedTo: [],
    wire: {
      copies: gather.addresses('info'),
      messageNumbers: banner?.numbers ?? [],
      ...gather.declassification(),
      tags: factsOnce(gather.keyed('tags').flatMap(tagsOf)),
      references: factsOnce(referencesOf(gather.keyed('references'))),
      attention: gather.whole('attention'),
      classifiedBy: gather.whole('classified-by'),
      action: factsOnce(gather.lines('action').flatMap(bureausOf)),
      information: factsOnce(gather.lines('information').flatMap(bureausOf)),
      drafted: gather.whole('drafted'),
      approved: gather.whole('approved'),
      cleared: gather.whole('cleared'),
      release: [],
    },
  };
}

/** The facts of a head of which nothing is known. */
export function emptyWire(): WireFacts {
  return {
    copies: [],
    messageNumbers: [],
    tags: [],
    references: [],
    attention: [],
    classifiedBy: [],
    action: [],
    information: [],
    drafted: [],
    approved: [],
    cleared: [],
    release: [],
  };
}

class Gatherer {
  constructor(
    private readonly text: string,
    private readonly all: readonly WireLine[],
    private readonly strips: readonly Strip[],
  ) {}

  fact({ start, end }: Range): Fact {
    return { start, end, value: this.text.slice(start, end) };
  }

  private of(kind: StripKind): Strip[] {
    return this.strips.filter((strip) => strip.kind === kind);
  }

  lines(kind: StripKind): WireLine[] {
    return this.of(kind).flatMap(({ from, to }) => this.all.slice(from, to));
  }

  whole(kind: StripKind): Fact[] {
    return factsOnce(this.of(kind).map((strip) => this.fact(rangeOf(this.all, strip))));
  }

  addresses(kind: 'from' | 'to' | 'info'): Address[] {
    const found = this.lines(kind).flatMap((line) => addressOf(line) ?? []);
    return once(found, ({ name }) => name);
  }

  /** Who sends has neither a number nor a precedence; where the name is lost, the next key is none. */
  sender(): Address | undefined {
    const [found] = this.addresses('from');
    if (!found || /^(?:TO|INFO)\s/.test(found.name)) return undefined;
    const { serial: _, precedence: __, ...sender } = found;
    return sender;
  }

  date(): DocumentDate | undefined {
    const line = this.lines('group')[0];
    const found = line && findDateTimeGroup(line.said);
    if (!line || !found) return undefined;
    const { start, end } = line;
    return { start, end, when: found.when, certainty: 'stated', evidence: 'date-time-group' };
  }

  precedence(): Fact[] {
    const line = this.lines('group')[0];
    return line ? precedenceOf(line) : [];
  }

  /** Each caption once, however often it is printed. */
  handling(): Fact[] {
    const found = [...this.lines('banner'), ...this.lines('caption'), ...this.lines('attention')].flatMap(
      ({ start, end, said }) => {
        if (CORRECTED.test(said)) return [{ start, end, value: said }];
        const captions = [...said.matchAll(ONE_CAPTION)];
        return captions.map(({ 0: value, index }) => ({
          start: start + index,
          end: start + index + value.length,
          value,
        }));
      },
    );
    return factsOnce(found);
  }

  /** The lines of a key without the key; that of E.O. is part of what it says. */
  keyed(kind: 'tags' | 'references' | 'declassification'): Stretch[] {
    return this.of(kind).flatMap(({ from, to }) =>
      this.all.slice(from, to).map((line, i) => {
        const length = i === 0 && kind !== 'declassification' ? (keyAt(line.said)?.length ?? 0) : 0;
        return { start: line.start + length, end: line.end, said: line.said.slice(length) };
      }),
    );
  }

  declassification(): Pick<WireFacts, 'declassification'> {
    const [first, ...more] = this.keyed('declassification');
    if (!first) return {};
    const end = (more.at(-1) ?? first).end;
    return {
      declassification: declassificationOf({ start: first.start, end, said: this.text.slice(first.start, end) }),
    };
  }

  /** The words behind the key, lines joined; a dash in front of a line only says that it goes on. */
  subject(): Fact | undefined {
    const lines = this.lines('subject');
    const first = lines[0];
    if (!first) return undefined;
    const length = keyAt(first.said)?.length ?? 0;
    const words = [first.said.slice(length), ...lines.slice(1).map(({ said }) => said.replace(/^[-–]\s+/, ''))];
    // A word that the line's end parted is one word, its hyphen kept.
    const value = words
      .join(' ')
      .replace(/\s+/g, ' ')
      .replace(/(?<=[A-Z]{2}-) (?=[A-Z]{2})/g, '')
      .trim();
    return value === '' ? undefined : { start: first.start + length, end: lines.at(-1)!.end, value };
  }
}
