/**
 * All matches of an expression with the flag `g` that matches nothing empty. `matchAll` makes an expression of its own
 * at each call, which takes longer than to search a line.
 */
export function matchesOf(pattern: RegExp, said: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(said); match !== null; match = pattern.exec(said)) found.push(match);
  return found;
}
