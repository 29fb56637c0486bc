/** Whether the leaves of the trees cover the input: every character that is not white space, once. */
import { bareMarker } from '../agreement.js';
import type { Telegram } from '../telegram/model.js';
import { type Leaf, leavesOf } from './leaves.js';
import { doubledText, type Finding, lostMarker, uncoveredText } from './messages.js';

export function checkTiling(input: string, telegrams: readonly Telegram[]): Finding[] {
  const findings: Finding[] = [];
  const leaves = telegrams.flatMap(leavesOf).sort((a, b) => a.start - b.start || a.end - b.end);

  let covered = 0;
  for (const leaf of leaves) {
    const gap = input.slice(covered, Math.max(covered, leaf.start));
    if (/\S/.test(gap)) findings.push(uncoveredText(covered, gap));
    const twice = input.slice(leaf.start, Math.min(covered, leaf.end));
    if (leaf.start < covered && /\S/.test(twice)) findings.push(doubledText(leaf.start, twice));
    if (!holds(leaf, input)) findings.push(lostMarker(leaf.start, input.slice(leaf.start, leaf.end), leaf.held));
    covered = Math.max(covered, leaf.end);
  }
  const rest = input.slice(covered);
  if (/\S/.test(rest)) findings.push(uncoveredText(covered, rest));
  return findings;
}

/** In UTF-16 code units: of a line that says which page begins. */
export const LONGEST_PAGE_LINE = 80;
const PAGE_WORDS = ['', 'page', 'pages', 'p', 'pp', 'pg', 'seite'];

/** Whether the attribute gives back what is printed, brackets and the word "Page" aside; where nothing is taken out, what is printed behind. */
function holds({ start, end, kind, held, edition }: Leaf, input: string): boolean {
  if (kind !== 'noteAnchor' && kind !== 'pageBreak') return true;
  const printed = input.slice(start, end);
  const bare = plainMarker(printed);
  const n = plainMarker(held);
  if (kind === 'noteAnchor') return printed.trim() === '' || (n !== '' && bare === n);
  if (printed === '')
    return input
      .slice(start, start + LONGEST_PAGE_LINE)
      .replace(/\.\d/g, '')
      .split(/\W+/)
      .some((word) => sameNumber(word, held));
  if (n === '' || !bare.endsWith(n)) return false;
  const kindOfPage = plainMarker(edition).toLowerCase();
  const before = bare.slice(0, -n.length).toLowerCase();
  return before.startsWith(kindOfPage) && PAGE_WORDS.includes(before.slice(kindOfPage.length));
}

/** `02` is `2`. */
export function sameNumber(word: string, n: string): boolean {
  return word !== '' && word.replace(/^0+/, '') === n.replace(/^0+/, '');
}

/** Raised figures are figures. */
function plainMarker(marker: string): string {
  return bareMarker(marker.normalize('NFKC'));
}
