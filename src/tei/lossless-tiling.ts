/** Whether the leaves of the trees cover the input: every character that is not white space, once. */
import type { Telegram } from '../telegram/model.js';
import { type Leaf, leavesOf } from './leaves.js';
import { bareMarker } from './ledger.js';
import { doubledText, type Finding, lostMarker, uncoveredText } from './lossless-messages.js';

export function checkTiling(input: string, telegrams: readonly Telegram[]): Finding[] {
  const findings: Finding[] = [];
  const leaves = telegrams.flatMap((telegram) =>
    leavesOf(telegram).map((leaf) => ({ ...leaf, held: heldAs(leaf, telegram) })),
  );
  leaves.sort((a, b) => a.start - b.start || a.end - b.end);

  let covered = 0;
  for (const leaf of leaves) {
    const gap = input.slice(covered, Math.max(covered, leaf.start));
    if (/\S/.test(gap)) findings.push(uncoveredText(covered, gap));
    const twice = input.slice(leaf.start, Math.min(covered, leaf.end));
    if (leaf.start < covered && /\S/.test(twice)) findings.push(doubledText(leaf.start, twice));
    if (!holds(leaf, input.slice(leaf.start, leaf.end), input.slice(leaf.start, leaf.start + LONGEST_PAGE_LINE))) {
      findings.push(lostMarker(leaf.start, input.slice(leaf.start, leaf.end), leaf.held));
    }
    covered = Math.max(covered, leaf.end);
  }
  const rest = input.slice(covered);
  if (/\S/.test(rest)) findings.push(uncoveredText(covered, rest));
  return findings;
}

/** What the attribute says that holds the leaf. */
function heldAs({ kind, note, text }: Leaf, telegram: Telegram): string {
  return kind === 'anchor' ? (telegram.notes[note]?.printed ?? '') : text;
}

const LONGEST_PAGE_LINE = 80;

/** Whether the attribute gives back what is printed, brackets and the word "Page" aside; where nothing is taken out, what is printed `behind`. */
function holds(leaf: Leaf & { readonly held: string }, printed: string, behind: string): boolean {
  const bare = bareMarker(printed.normalize('NFKC'));
  if (leaf.kind === 'anchor') {
    const marker = bareMarker(leaf.held.normalize('NFKC'));
    return printed.trim() === '' || (marker !== '' && bare === marker);
  }
  if (leaf.kind !== 'page') return true;
  if (printed === '') return new RegExp(`\\b0*${leaf.held}\\b`).test(behind.replace(/\.\d/g, ''));
  const n = bareMarker(leaf.held.normalize('NFKC'));
  if (n === '' || !bare.endsWith(n)) return false;
  const edition = bareMarker((leaf.edition ?? '').normalize('NFKC')).toLowerCase();
  const before = bare.slice(0, -n.length).toLowerCase();
  return (
    before.startsWith(edition) && ['', 'page', 'pages', 'p', 'pp', 'pg', 'seite'].includes(before.slice(edition.length))
  );
}
