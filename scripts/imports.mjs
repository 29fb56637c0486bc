// What a source file loads at once, with all that this loads in turn: the bundler puts it in one piece, and a test holds it to that.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const STATIC = /^(?:import|export)\b(?!\s+type\b)([^;'"]*?)(?:\bfrom |(?<=import ))'(\.[^']+)'/gm;
const TYPES_ONLY = /^\s*\{(?:\s*type\s[^,}]+,?)+\s*\}\s*$/;

/** @returns {string[]} paths of the files that a file imports at run time, not later by `import()`. */
export function loadedAtOnce(path) {
  return [...readFileSync(path, 'utf8').matchAll(STATIC)]
    .filter(([, clause]) => !TYPES_ONLY.test(clause))
    .map(([, , target]) => join(dirname(path), target.replace(/\.js$/, '.ts')))
    .filter((target) => existsSync(target));
}

/** @returns {Set<string>} the file itself and all that is loaded with it. */
export function closureOf(path) {
  const found = new Set();
  const pending = [path];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    pending.push(...loadedAtOnce(next));
  }
  return found;
}
