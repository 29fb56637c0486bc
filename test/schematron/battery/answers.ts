/** What teigram says of the whole battery, and whether it is what is wanted. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BatteryCase, writeCases } from './case.js';
import { type Answer, answerOf } from './engine.js';
import type { ExpressionCase } from './expression-cases.js';

/** What is said instead of what is wanted, by the name of the case. */
export async function shortfalls(cases: readonly BatteryCase[]): Promise<Map<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'teigram-battery-'));
  try {
    const found = new Map<string, string>();
    const written = writeCases(cases, folder);
    for (const [i, given] of cases.entries()) {
      const said = shortfall(given, await answerOf(written[i]!));
      if (said !== undefined) found.set(given.name, said.replaceAll(folder, '').slice(0, 300));
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function shortfall(given: BatteryCase, { lines, notEvaluated }: Answer): string | undefined {
  if (notEvaluated !== undefined) return notEvaluated;
  const unvalued =
    'expression' in given ? `/box: {${(given as ExpressionCase).expression.replace(/\s+/g, ' ')}}` : undefined;
  // A message shows what has no value as it is written.
  const found = lines.map((line) => (line === unvalued ? '!' : line));
  // The codes of errors are Saxon's; here an error is an error.
  const wanted = given.finds.map((line) => (line.startsWith('!') ? '!' : line));
  const [missing, surplus] = [without(wanted, found), without(found, wanted)];
  if (missing.length > 0 || surplus.length > 0)
    return [...missing.map((line) => `wants ${line}`), ...surplus.map((line) => `says ${line}`)].join(' · ');
  return found.join('\n') === wanted.join('\n') ? undefined : `has another order: ${found.join(' · ')}`;
}

/** The lines that are not among the others, each as often as it is too much. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return lines.filter((line) => {
    const at = left.indexOf(line);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}
