/** What is told of the patterns of a document: of those in which no rule found anything, the same for all documents. */
import type { ActivePattern, FiredRule } from './result.js';
import type { RuleSet } from './rules.js';

const quiet = new WeakMap<RuleSet, readonly ActivePattern[]>();

/** @param fired by the number of the pattern. */
export function activePatterns(
  rules: RuleSet,
  fired: readonly (readonly FiredRule[] | undefined)[],
): readonly ActivePattern[] {
  let patterns = quiet.get(rules);
  if (patterns === undefined) {
    patterns = rules.patterns.map(({ model: { id, isGroup, title } }) => ({ id, isGroup, name: title, fired: [] }));
    quiet.set(rules, patterns);
  }
  if (fired.length === 0) return patterns;
  return patterns.map((pattern, i) => (fired[i] === undefined ? pattern : { ...pattern, fired: fired[i] }));
}
