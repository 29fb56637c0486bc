/** The head of a cable, from the relay to the last key: each line with what it is, and where the text begins. */
import type { Furniture } from '../model.js';
import { isAddress } from './addresses.js';
import { isAttention, isJoint } from './attention.js';
import { type Banner, bannerOf } from './banner.js';
import { furnitureAt } from './furniture.js';
import { COPY_TEXT, isFrom, isGroup, isInfo, isTo, ROUTING } from './heads.js';
import { endOfKey } from './key-ends.js';
import { isRule, type Key, keyAt, paragraphNumber } from './keys.js';
import type { WireLine } from './lines.js';
import { isBureaus } from './values.js';
import { CORRECTED, captionInFront, isCaptionLine } from './words.js';

export type StripKind =
  | 'action'
  | 'information'
  | 'drafted'
  | 'approved'
  | 'cleared'
  | 'desired'
  | 'group'
  | 'from'
  | 'to'
  | 'info'
  | 'banner'
  | 'caption'
  | 'attention'
  | 'line'
  | 'rule'
  | Furniture['kind']
  | Key;

/** Lines of one kind: indices from the first to just past the last. */
export interface Strip {
  readonly kind: StripKind;
  readonly from: number;
  readonly to: number;
  readonly page?: string;
  readonly banner?: Banner;
}

/**
 * Reads line by line until the text begins. Before the posts any line is the relay's or the bureaus'; behind them it
 * must be known, or stand between banner and keys.
 */
export function scanHead(lines: readonly WireLine[], width: number, classification: string | undefined): Strip[] {
  return new HeadScanner(lines, width, classification).scan();
}

const COUNTER =
  /^[-—–_=~]{4,}[\s\d]*(?:[0-9A-F]{6}.*)?$|^\S{0,4}\s?[0-9A-F]{6}\s+\d{6,7}Z?\s*\/\s?\d+\s*$|^[-—–]{4,}\S+\s+\d{6}Z\s+/;
const CLEARANCE: readonly (readonly [RegExp, StripKind])[] = [
  [/^DRAFTED\s+BY\b/, 'drafted'],
  [/^APPROVED\s+BY\b/, 'approved'],
  [/^(?:CLEARED\s+BY|CLEARANCES?)\b/, 'cleared'],
  [/^DESIRED\s+DISTRIBUTION\b/, 'desired'],
];
/** `OFFICE:NAME`, `OFFICE - MR. NAME`. */
const CLEARS = /^[A-Z\d/-]+(?:\s[A-Z]+)?(?:\s?:\s?|\s+-\s+)\S/;

class HeadScanner {
  private readonly strips: Strip[] = [];
  private at = 0;
  /** The list of posts that is open. */
  private list: 'to' | 'info' | undefined;
  private looked = { to: 0, banner: false };
  private sent = false;
  private banner = false;
  /** A message that this one hands on has a head of its own, which is text. */
  private quotes = false;

  constructor(
    private readonly lines: readonly WireLine[],
    private readonly width: number,
    private readonly classification: string | undefined,
  ) {}

  scan(): Strip[] {
    while (this.at < this.lines.length && (this.furniture() || (this.sent ? this.headLine() : this.relayLine()))) {}
    return this.withoutTail();
  }

  private get line(): WireLine {
    return this.lines[this.at]!;
  }

  private take(kind: StripKind, count = 1, more: Partial<Strip> = {}): true {
    this.strips.push({ kind, from: this.at, to: this.at + count, ...more });
    this.at += count;
    return true;
  }

  private furniture(): boolean {
    const found = furnitureAt(this.lines, this.at, this.classification);
    if (found) return this.take(found.kind, found.lines, found.page === undefined ? {} : { page: found.page });
    const { said } = this.line;
    const above = this.strips.at(-1)?.kind;
    if (/^\d{2,5}$/.test(said) && (!this.sent || above === 'header')) return this.take('operator');
    return !this.banner && COUNTER.test(said) && this.take('operator');
  }

  // ---------------------------------------------------------------- above the posts

  private relayLine(): boolean {
    const { said } = this.line;
    if (isGroup(said)) return this.take('group');
    if (isFrom(said)) {
      this.sent = true;
      return this.take('from');
    }
    if (COPY_TEXT.test(said)) return this.take('operator');
    if (ROUTING.test(said) || (this.strips.at(-1)?.kind === 'routing' && /^R[A-Z]{3,7}(?:\s+R[A-Z]{3,7})*$/.test(said)))
      return this.take('routing');
    if (/^(?:ACT[I1l][O0]N|[O0]R[I1l]G[I1l]N)\s/.test(said)) return this.take('action');
    if (isInfo(said) || said === 'INFO') return this.take('information');
    const kind = CLEARANCE.find(([pattern]) => pattern.test(said))?.[1];
    if (kind) return this.take(kind);
    return this.take(this.goesOnAbove() ?? 'line');
  }

  /** What a line without a key goes on with. */
  private goesOnAbove(): StripKind | undefined {
    const { said } = this.line;
    const above = this.strips.findLast(
      ({ kind }) => kind !== 'operator' && kind !== 'header' && kind !== 'classification',
    );
    if (!above) return undefined;
    if (above.kind === 'desired')
      return this.lines[this.at - 1]?.said.trim() === 'DESIRED DISTRIBUTION' ? 'desired' : undefined;
    if (above.kind === 'action' || above.kind === 'information') return isBureaus(said) ? above.kind : undefined;
    const isCleared = above.kind === 'drafted' || above.kind === 'approved' || above.kind === 'cleared';
    return isCleared && CLEARS.test(said) ? 'cleared' : undefined;
  }

  // ---------------------------------------------------------------- posts, banner, keys

  private headLine(): boolean {
    const { said } = this.line;
    const key = keyAt(said);
    if (this.quotes && !key) return !paragraphNumber(said) && this.take('line');
    if (isGroup(said)) return this.innerGroup();
    const list = said === 'TO' ? 'to' : said === 'INFO' ? 'info' : undefined;
    if (!this.banner && list && this.lines[this.at + 1] && isAddress(this.lines[this.at + 1]!, false))
      return this.posts(list);
    if (!this.banner && isTo(said)) return this.posts('to');
    if (!this.banner && isInfo(said)) return this.posts('info');
    if (!this.banner && isFrom(said)) return this.take('line');
    const banner = this.banner ? undefined : bannerOf(this.line);
    if (banner) return this.takeBanner(banner);
    if (key) return this.takeKey(key.key);
    if (this.list && !this.banner && isAddress(this.line, !this.bannerAhead())) return this.take(this.list);
    return this.belowBanner();
  }

  private posts(list: 'to' | 'info'): true {
    this.list = list;
    return this.take(list);
  }

  private takeBanner(banner: Banner): true {
    this.banner = true;
    this.list = undefined;
    return this.take('banner', 1, { banner });
  }

  /** A second group before the text: the head of a message that is handed on, or the line printed twice. */
  private innerGroup(): boolean {
    if (this.banner || this.list) this.quotes = true;
    return this.take('line');
  }

  private takeKey(key: Key): true {
    this.list = undefined;
    this.quotes = false;
    this.banner = true;
    const end = endOfKey(this.lines, this.at, this.width);
    // What stands between the lines of a key is no part of it.
    for (let from = this.at; from < end; from = this.at) {
      if (this.furniture()) continue;
      let to = from + 1;
      while (to < end && !furnitureAt(this.lines, to, this.classification)) to++;
      this.take(key, to - from);
    }
    return true;
  }

  /** Is there a banner further down, behind nothing but posts? Then what stands before it is a list. */
  private bannerAhead(): boolean {
    if (this.at < this.looked.to) return this.looked.banner;
    let to = this.at;
    const last = Math.min(this.lines.length, this.at + LONGEST_LIST);
    while (to < last && this.mayStandInList(to)) to++;
    const line = this.lines[to];
    // What holds for one line of the list holds for all of them.
    this.looked = { to: Math.max(to, this.at + 1), banner: line !== undefined && bannerOf(line) !== undefined };
    return this.looked.banner;
  }

  private mayStandInList(at: number): boolean {
    const line = this.lines[at]!;
    if (bannerOf(line)) return false;
    return isAddress(line, false) || isInfo(line.said) || furnitureAt(this.lines, at) !== undefined;
  }

  private belowBanner(): boolean {
    const { said } = this.line;
    if (paragraphNumber(said)) return false;
    if (isCaptionLine(said) || CORRECTED.test(said)) return this.take('caption');
    if (isAttention(this.lines, this.at, this.hasKeys()) || this.attentionBehindCaption())
      return this.take('attention');
    if (isJoint(said)) return this.take('line');
    if (isRule(said)) return this.take('rule');
    return this.keyAhead() && this.take('line');
  }

  private attentionBehindCaption(): boolean {
    const front = captionInFront(this.line.said);
    return front > 0 && /^\s(?:FOR|PASS)\b/.test(this.line.said.slice(front));
  }

  private hasKeys(): boolean {
    return this.strips.some(({ kind }) => KEYS.has(kind));
  }

  /** E.O., TAGS or SUBJECT stand below, and none stood above: what comes between is still the head. */
  private keyAhead(): boolean {
    if (this.hasKeys()) return false;
    const below = this.lines.slice(this.at + 1, this.at + LONGEST_BETWEEN);
    const at = below.findIndex(({ said }) => KEYS.has(keyAt(said)?.key as Key));
    return at >= 0 && !below.slice(0, at).some(({ said }) => paragraphNumber(said)?.n === 1);
  }

  /** Furniture below the last line of the head stands above the text: it is the text's. */
  private withoutTail(): Strip[] {
    const last = this.strips.findLastIndex(({ kind }) => !FURNITURE.has(kind));
    return this.strips.slice(0, last + 1);
  }
}

const KEYS: ReadonlySet<StripKind> = new Set(['declassification', 'tags', 'subject']);
const LONGEST_BETWEEN = 14;
/** A circular to all posts fills some pages. */
const LONGEST_LIST = 200;

export const FURNITURE: ReadonlySet<StripKind> = new Set([
  'header',
  'classification',
  'stamp',
  'routing',
  'operator',
  'heading',
  'rule',
] satisfies StripKind[]);
