/** A text cut into what matches and what does not, as `analyze-string` gives it (Functions and Operators 3.1, §5.6.6). */
import type { Match } from './searcher.js';

export interface Segment {
  readonly matched: boolean;
  readonly text: string;
  /** Groups that stand in no other; none where nothing matched. */
  readonly groups: readonly Group[];
}

/** A group that has kept something, which may be empty. */
export interface Group {
  /** From 1. */
  readonly number: number;
  /** Within the text of the segment, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** Those within it, in the order of the text. */
  readonly groups: readonly Group[];
}

/** @param parents by the number of each group, the one that it is written in. */
export function matchSegment(text: string, match: Match, parents: readonly number[]): Segment {
  const [from, to] = [match[0]!, match[1]!];
  const all = parents.map((_, number) => ({
    number,
    start: match[2 * number]! - from,
    end: match[2 * number + 1]! - from,
    groups: [] as Group[],
  }));
  const kept = all.filter(({ number, end }) => number > 0 && end >= 0);
  kept.sort((a, b) => a.start - b.start || a.end - b.end || a.number - b.number);
  for (const group of kept) {
    let parent = parents[group.number]!;
    // Where a loop goes round, a group may have kept what stands before the group that it is written in.
    while (parent > 0 && !holds(all[parent]!, group)) parent = parents[parent]!;
    all[parent]!.groups.push(group);
  }
  return { matched: true, text: text.slice(from, to), groups: all[0]!.groups };
}

function holds(outer: Group, { start, end }: Group): boolean {
  return outer.start <= start && end <= outer.end;
}
