/** Members of choices, as lists ordered by id. */
import type { ChoicePattern, Pattern } from './pattern.js';

/** Is the choice nullable by another member than `empty`? */
export function nullableBesides(choice: ChoicePattern): boolean {
  // `empty` has the lowest id, so that it comes first; where another member is nullable, it is left out.
  return choice.members[0]!.kind !== 'empty';
}

/** In order of ids, each once; sorts in place. */
export function sortedDistinct(patterns: Pattern[]): Pattern[] {
  if (isAscending(patterns)) return patterns;
  patterns.sort((a, b) => a.id - b.id);
  let kept = 0;
  for (const pattern of patterns) if (kept === 0 || patterns[kept - 1] !== pattern) patterns[kept++] = pattern;
  patterns.length = kept;
  return patterns;
}

function isAscending(patterns: readonly Pattern[]): boolean {
  for (let i = 1; i < patterns.length; i++) if (patterns[i - 1]!.id >= patterns[i]!.id) return false;
  return true;
}

export function hashOf(members: readonly Pattern[]): number {
  let hash = members.length;
  for (const { id } of members) hash = (Math.imul(hash, 31) + id) | 0;
  return hash;
}

export function sameMembers(a: readonly Pattern[], b: readonly Pattern[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
