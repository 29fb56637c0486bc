/** The head of an outgoing telegram: the form's labels among its values, the posts behind ACTION and INFO, captions, the number. */

import { emptyWire } from '../cables/head-facts.js';
import type { Span } from '../inlines/spans.js';
import { datelineSpans, parseDateline } from '../lines/dateline.js';
import { findDay, findHour, whenOf } from '../lines/form-dates.js';
import { trim } from '../lines/units.js';
import type { DocumentDate, Fact, Facts, Loose, MessageNumber, OpenerLine, Party, Range } from '../model.js';
import { addMarkings, factIn, factsOf, markingsOf, noMarkings } from './facts.js';
import { isFormLabel, isWarning, STAMPED } from './furniture.js';
import type { ReadHead } from './incoming-head.js';
import { keyOn } from './keys.js';
import { furniture, openerLine, partySpan } from './nodes.js';
import type { FormLine } from './page.js';
import { postsIn } from './posts.js';
import { DEPARTMENT, isTitle, OUTGOING } from './titles.js';

/** The Department's own series: its number is the telegram's. */
const NUMBER = /^((?:STATE|DEPTEL|DEPCIRTEL|CIRTEL|CIRCULAR|TOSEC|TODEL)\s+)(\d{1,6})\.?$/d;
const LONGEST_HEAD = 45;
/** Behind Origin and Distribution the bureaus stand. */
const BUREAUS = /^(?:[A-Z]{1,5}(?:\/[A-Z]{1,4})?[\s,]*){1,12}$/;

/** The signs by which a text is such a form; undefined where there are fewer than two. */
export function outgoingSigns(lines: readonly FormLine[]): Fact[] | undefined {
  const head = lines.slice(0, LONGEST_HEAD);
  const title = head.find(({ said }) => isTitle(said) && OUTGOING.test(said));
  const found = {
    title,
    letterhead: head.find(({ said }) => DEPARTMENT.test(said) && said.length <= 60),
    'ACTION or INFO': head.find((line) => /^(?:action|info|to)$/.test(keyOn(line)?.key ?? '')),
    'printed labels': head.find(({ said }) => isFormLabel(said)),
    number: head.find(({ said }) => NUMBER.test(said)),
  };
  const signs = Object.entries(found).flatMap(([value, line]) =>
    line ? [{ start: line.start, end: line.end, value }] : [],
  );
  return title && signs.length >= 2 ? signs : undefined;
}

export function readOutgoingHead(text: string, lines: readonly FormLine[]): ReadHead {
  return new HeadReader(text, lines).read();
}

class HeadReader {
  private readonly opener: (OpenerLine | Loose)[] = [];
  private readonly markings = noMarkings();
  private sender: (Party & Range) | undefined;
  private readonly posts: Record<'to' | 'info', (Party & Range)[]> = { to: [], info: [] };
  private number: MessageNumber | undefined;
  private date: DocumentDate | undefined;

  constructor(
    private readonly text: string,
    private readonly lines: readonly FormLine[],
  ) {}

  read(): ReadHead {
    const last = this.lines.slice(0, LONGEST_HEAD).findLastIndex((line) => isPosts(keyOn(line)?.key));
    let at = 0;
    for (let next = this.take(at, at <= last); next > at; next = this.take(at, at <= last)) at = next;
    return { opener: this.opener, facts: this.facts(), to: at };
  }

  /** Takes what stands at a line; the index behind it, or the line's own where the text begins. Above the posts all is the form's. */
  private take(at: number, above: boolean): number {
    const line = this.lines[at];
    if (!line) return at;
    const { key, length = 0 } = keyOn(line) ?? {};
    // Above ACTION this is a label of the form, with bureaus behind it.
    if (isPosts(key) && !(key === 'info' && this.posts.to.length === 0 && above && this.hasPostsBelow(at)))
      return this.takePosts(at, key === 'info' ? 'info' : 'to', length);
    if (key === 'date') this.dated(line, length);
    else if (key === 'from') this.from(line, length);
    else if (key === 'no') this.numbered(line, length, line.said.slice(length));
    else if (OUTGOING.test(line.said)) this.title(line);
    else if (DEPARTMENT.test(line.said) && line.said.length <= 40) this.letterhead(line, line);
    else if (STAMPED.test(line.said)) this.stamp(line);
    else if (isFormLabel(line.said) || isWarning(line.said)) this.print(line);
    else if (!this.marked(line) && !this.series(line) && !this.dateline(line)) {
      const bureaus = above && BUREAUS.test(line.said);
      if (!bureaus && !(above && line.said.length <= 40)) return at;
      this.print(line);
    }
    return at + 1;
  }

  private hasPostsBelow(at: number): boolean {
    return this.lines.slice(at + 1, LONGEST_HEAD).some((line) => /^(?:action|to)$/.test(keyOn(line)?.key ?? ''));
  }

  // ---------------------------------------------------------------- posts

  /** The posts on the line of a key and on those below it, down to a blank line, another key, a caption. */
  private takePosts(at: number, role: 'to' | 'info', length: number): number {
    let to = at + 1;
    while (this.lines[to] && this.goesOn(at, to)) to++;
    const own = this.lines.slice(at, to);
    const stretches = own.map(({ start, end }, i) => ({ start: start + (i === 0 ? length : 0), end }));
    const posts = postsIn(this.text, stretches);
    this.posts[role].push(...posts);
    const spans: Span[] = role === 'to' ? posts.map((post) => partySpan(post, 'to')) : [];
    this.opener.push(openerLine(this.text, role, { start: own[0]!.start, end: own.at(-1)!.end }, spans));
    return to;
  }

  private goesOn(at: number, to: number): boolean {
    const line = this.lines[to]!;
    if (line.blankBefore || line.said.length > 70 || keyOn(line) || isFormLabel(line.said)) return false;
    if (NUMBER.test(line.said) || STAMPED.test(line.said) || markingsOf(line) || /[.:?!]$|^\d/.test(line.said))
      return false;
    const above = this.lines[to - 1]!;
    // A list goes on below a comma, or set in below its key; a line of the text has small words.
    const listed = /[,;]$/.test(above.said) || line.indent > this.lines[at]!.indent || !/\s\p{Ll}/u.test(line.said);
    return listed && /^\p{Lu}/u.test(line.said);
  }

  // ---------------------------------------------------------------- single lines

  /** Title and letterhead may share a line. */
  private title(line: FormLine): void {
    const department = DEPARTMENT.exec(line.said);
    const end = OUTGOING.exec(line.said)![0].length;
    if (!department || department.index < end) this.print(line);
    else {
      this.print(trim(this.text, line.start, line.start + department.index));
      this.letterhead(line, { start: line.start + department.index, end: line.end });
    }
  }

  /** The Department is the sender of what goes out on its form. */
  private letterhead(line: FormLine, range: Range): void {
    const { index, 0: name } = DEPARTMENT.exec(line.said)!;
    const post: Party & Range = {
      start: line.start + index,
      end: line.start + index + name.length,
      entity: 'office',
      name,
    };
    this.sender ??= post;
    this.opener.push(openerLine(this.text, 'from', range, [partySpan(post, 'from')]));
  }

  private from(line: FormLine, length: number): void {
    const [post] = postsIn(this.text, [{ start: line.start + length, end: line.end }]);
    if (post) this.sender = post;
    this.opener.push(openerLine(this.text, 'from', line, post ? [partySpan(post, 'from')] : []));
  }

  private marked(line: FormLine): boolean {
    const found = markingsOf(line);
    if (!found) return false;
    const again = found.classification.length > 0 && this.markings.classification.length > 0;
    addMarkings(this.markings, found);
    const caption = found.classification.length === 0 && found.precedence.length === 0;
    this.opener.push(
      again
        ? furniture(this.text, 'classification', line)
        : openerLine(this.text, caption ? 'caption' : 'classification', line),
    );
    return true;
  }

  /** `STATE 211672` */
  private series(line: FormLine): boolean {
    const found = NUMBER.exec(line.said);
    if (!found || this.number) return false;
    const [[from, to], [start, end]] = [found.indices![1]!, found.indices![2]!];
    this.number = {
      post: factIn(line, this.text, from, from + found[1]!.trimEnd().length),
      number: factIn(line, this.text, Math.max(start, to), end),
    };
    this.opener.push(openerLine(this.text, 'number', line));
    return true;
  }

  private numbered(line: FormLine, length: number, said: string): void {
    const found = /^\d{1,6}(?=\W|$)/.exec(said);
    const number = found ? factIn(line, this.text, length, length + found[0].length) : undefined;
    if (number && !this.number) this.number = { post: { ...number, end: number.start, value: '' }, number };
    this.opener.push(openerLine(this.text, 'number', line));
  }

  private dated(line: FormLine, length: number): void {
    const said = line.said.slice(length);
    const day = findDay(said);
    const when = day?.year === undefined ? undefined : whenOf(day, day.year, findHour(said.slice(day.end))?.words);
    if (!day || when === undefined) {
      this.opener.push(openerLine(this.text, 'line', line));
      return;
    }
    const start = line.start + length + day.start;
    this.addDate({ start, end: line.start + length + day.end }, when, line);
  }

  private dateline(line: FormLine): boolean {
    const found = this.date ? undefined : parseDateline(this.text, line);
    if (found?.when === undefined || found.place) return false;
    this.addDate(found.date, found.when, line);
    return true;
  }

  /** The code room's clock has the year on it. */
  private stamp(line: FormLine): void {
    const [, year, month, day, half, hour, minute, ...behind] = STAMPED.exec(line.said)!;
    const [lateMonth, lateDay, lateHour, lateMinute, lateHalf, lateYear] = behind;
    const printed = findDay(`${month ?? lateMonth} ${day ?? lateDay}`);
    const full = Number(year ?? (lateYear!.length === 2 ? `19${lateYear}` : lateYear));
    const clock = findHour(`${hour ?? lateHour}:${minute ?? lateMinute} ${half ?? lateHalf}.m.`);
    const when = printed && clock ? whenOf(printed, full, clock.words) : undefined;
    if (when === undefined || this.date) this.opener.push(furniture(this.text, 'operator', line));
    else this.addDate(line, when, line);
  }

  private addDate(date: Range, when: string, line: FormLine): void {
    const range = { start: date.start, end: date.end };
    this.date ??= { ...range, when, certainty: 'stated', evidence: 'dateline' };
    this.opener.push(openerLine(this.text, 'dateline', line, datelineSpans({ ...line, date: range, when })));
  }

  private print(range: Range): void {
    this.opener.push(furniture(this.text, 'form', range));
  }

  private facts(): Facts {
    const { number } = this;
    return factsOf(this.markings, {
      senders: this.sender ? [this.sender] : [],
      addressees: this.posts.to,
      ...(this.date && { date: this.date }),
      ...(number && { telegramNumber: number.number }),
      wire: {
        ...emptyWire(),
        copies: this.posts.info,
        messageNumbers: number && number.post.value !== '' ? [number] : [],
      },
    });
  }
}

function isPosts(key: string | undefined): boolean {
  return key === 'action' || key === 'to' || key === 'info';
}
