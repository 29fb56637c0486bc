/** Pieces that sentences of validation are made of. */
import { shortened } from '../../shown.js';

/** How many names a message lists; the diagnostic's `expected` has them all. */
export const SHOWN = 8;

export const tag = (name: string): string => `<${shortened(name)}>`;

/** "and 1 more" would take as much room as the item itself. */
export const isFew = (items: readonly string[]): boolean => items.length <= SHOWN + 1;

/** `a, b or c`; of a long list the first, and how many more there are. */
export function oneOf(items: readonly string[], show: (item: string) => string = (item) => item): string {
  if (isFew(items)) return joined(items.map(show), 'or');
  const shown = [...items].sort((a, b) => rarity(a) - rarity(b)).slice(0, SHOWN);
  return `${shown.map(show).join(', ')} and ${items.length - SHOWN} more`;
}

/** What documents are mostly made of: of a hundred names these help sooner than the first of the alphabet. */
const COMMON = 'p,ab,div,head,list,item,note,ref,hi,title,name,date,lb,pb,l,lg,quote,bibl,figure,table,row,cell'.split(
  ',',
);

function rarity(name: string): number {
  const place = COMMON.indexOf(name.slice(name.indexOf(':') + 1));
  return place === -1 ? COMMON.length : place;
}

export function all(items: readonly string[]): string {
  return joined(items, 'and');
}

function joined(items: readonly string[], conjunction: 'and' | 'or'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${conjunction} ${items.at(-1)}`;
}

export const sentences = (...parts: (string | false | undefined)[]): string => parts.filter(Boolean).join(' ');

/** Long or many-lined values would bury the message. */
export function quoted(value: string): string {
  const folded = value.replace(/[\t\n\r ]/g, ' ');
  return `"${shortened(folded, 60)}"`;
}

export const didYouMean = (nearest: string | undefined, show: (name: string) => string = quoted): string | undefined =>
  nearest === undefined ? undefined : `Did you mean ${show(nearest)}?`;
