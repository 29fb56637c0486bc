/** Patterns of paths in profiles: glob(7), but for `*`, which in BagIt profiles stands for "/", too. */

type Token = '*' | ((char: string) => boolean);

/** Whether a path is what an entry of a profile says: a path, or a pattern with `*`, `?` and `[a-z]`. Takes time in proportion to both. */
export function fits(path: string, pattern: string): boolean {
  return path === pattern || matches([...path], tokensOf(pattern));
}

/** Of several stars only the last one passed can still give way, so nothing is tried twice. */
function matches(path: readonly string[], tokens: readonly Token[]): boolean {
  let [at, token, star, from] = [0, 0, -1, 0];
  while (at < path.length) {
    const wanted = tokens[token];
    if (wanted === '*') [star, from, token] = [token, at, token + 1];
    else if (wanted?.(path[at]!) === true) [at, token] = [at + 1, token + 1];
    else if (star >= 0) [from, at, token] = [from + 1, from + 1, star + 1];
    else return false;
  }
  return tokens.slice(token).every((rest) => rest === '*');
}

function tokensOf(pattern: string): readonly Token[] {
  return [...pattern.matchAll(/\[[!^]?\]?[^\]]*\]|[\s\S]/gu)].map(([piece]) => tokenOf(piece));
}

function tokenOf(piece: string): Token {
  if (piece === '*') return '*';
  if (piece === '?') return () => true;
  if ([...piece].length === 1) return (char) => char === piece;
  const isNegated = /^\[[!^]/.test(piece);
  const members = [...piece.slice(isNegated ? 2 : 1, -1).matchAll(/([\s\S])-([\s\S])|[\s\S]/gu)];
  return (char) =>
    isNegated !== members.some(([one, low, high]) => (low === undefined ? one === char : low <= char && char <= high!));
}
