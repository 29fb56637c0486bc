/** Below the text of an outgoing form: who drafted the telegram, who cleared it, who let it out. */
import type { Fact, Loose, Trailer } from '../model.js';
import { looseOn } from './furniture.js';
import { fuzzy } from './misread.js';
import { trailer } from './nodes.js';
import type { FormLine } from './page.js';

const LABELS = {
  drafted: new RegExp(`^${fuzzy('Drafted')}\\s+(?:by|in)\\s*:?\\s*`, 'i'),
  approved: new RegExp(
    `^(?:${fuzzy('Telegraphic')}\\s+transmission\\s+and(?:\\s+classification\\s+approved\\s+by\\s*:?)?|classification\\s+approved\\s+by\\s*:?|${fuzzy('Approved')}\\s+by\\s*:?)\\s*`,
    'i',
  ),
  cleared: new RegExp(`^${fuzzy('Clearance')}s?\\s*:?\\s*`, 'i'),
} as const;
type Label = keyof typeof LABELS;

export interface Drafting extends Readonly<Record<Label, readonly Fact[]>> {
  /** The first line of it. */
  readonly from: number;
  readonly below: readonly (Loose | Trailer)[];
}

/** Where it begins, behind the first line of a text; the number of lines where the copy has none. */
export function draftingFrom(lines: readonly FormLine[], first: number): number {
  const at = lines.findIndex((line, index) => index > first && labelOn(line) !== undefined);
  return at < 0 ? lines.length : at;
}

/** Values stand behind their label, or on the next line; those of two labels on one line cannot be told apart and stay words. */
export function readDrafting(text: string, lines: readonly FormLine[], from: number): Drafting {
  const found: Record<Label, Fact[]> = { drafted: [], approved: [], cleared: [] };
  const own = lines.slice(from);
  for (const [at, line] of own.entries()) {
    const label = labelOn(line);
    if (!label || /\S {3,}\S/.test(line.said)) continue;
    const value = line.said.slice(label.length);
    const below = own[at + 1];
    if (value !== '') found[label.name].push({ start: line.start + label.length, end: line.end, value });
    else if (below && !labelOn(below) && !looseOn(text, below) && !/\S {3,}\S/.test(below.said))
      found[label.name].push({ start: below.start, end: below.end, value: below.said });
  }
  const below = own.flatMap((line): (Loose | Trailer)[] => looseOn(text, line) ?? [trailer(text, line)]);
  return { from, below, ...found };
}

function labelOn({ said }: FormLine): { readonly name: Label; readonly length: number } | undefined {
  for (const name of Object.keys(LABELS) as Label[]) {
    const found = LABELS[name].exec(said);
    if (found) return { name, length: found[0].length };
  }
  return undefined;
}
