/** Who a party of a heading is: a person's name, and the office around it. */

import { trim } from '../lines/units.js';
import type { Range } from '../model.js';
import { ADDRESS, officeWord } from '../vocabulary.js';

export interface Who {
  readonly person?: Range;
  readonly office?: Range;
}

const PARTICLE = 'de|la|du|da|dos|das|del|di|von|van|der|den|zu|al|el|bin|ibn|y';
const WORD = new RegExp(
  `^\\s*(?:(?:${PARTICLE})(?=\\s+(?:\\p{L}+\\s)?\\p{Lu})|(?:d[’'])?\\p{Lu}[\\p{L}\\p{M}’'ʼ.‑–-]*|&)(?=[\\s,(]|$)`,
  'u',
);
const LINK = /^\s+(of|for|and|in|at|to|on)(\s+the)?(?=\s)/;
const BRACKETED = new RegExp(`\\(\\s*((?:\\p{Lu}|(?:${PARTICLE}|al-|el-)\\s?)[^()\\d]{0,60}?)\\s*\\)`, 'u');
/** The first of two words that name one place: `New …`, `Saint …`. */
const FIRST_OF_TWO =
  /^(?:New|Old|Great|United|Upper|Lower|North|South|East|West|Northern|Southern|Eastern|Western|Central|Saint|St\.?|San|Santa|Port|Puerto|Fort|Cape|Mount|El|La|Le|Los|Las|Costa|Sierra|Saudi|Sri)$/;

/** Person and office in the words of a party; after an article a name stands in brackets, or nowhere, after a title it comes first. */
export function whoIs(said: string, after: 'article' | 'title' | 'nothing'): Who {
  const hadArticle = after === 'article';
  const bracketed = bracketedName(said);
  const person = bracketed ?? (hadArticle ? undefined : nameWithin(said, after === 'title'));
  if (!person) return hadArticle || !ADDRESS.test(said) ? { office: trim(said, 0, said.length) } : {};
  const office = bracketed
    ? officeBefore(said, said.lastIndexOf('(', person.start))
    : (officeBefore(said, person.start) ?? officeBehind(said, person.end));
  return { person, ...(office && { office }) };
}

/** Is it said who they are: a title of address, a name in brackets, a word of office among the first or behind the name? */
export function isSomebody(party: string): boolean {
  const said = party.replace(/^the\s+/i, '');
  const kinds = wordsFrom(said, 0).map((word) => officeOf(said, word));
  if (ADDRESS.test(said) || BRACKETED.test(said) || kinds.some((kind) => kind && kind !== 'portfolio')) return true;
  const name = nameWithin(said);
  return name !== undefined && officeBehind(said, name.end) !== undefined;
}

/** Does the party begin with its article, title or office, as an addressee does behind `to`? */
export function isAddressed(party: string): boolean {
  return (
    /^(?:the|certain|all)\s/i.test(party) || ADDRESS.test(party) || officeWord(/^\S*/.exec(party)![0]) !== undefined
  );
}

/** A name that stands bare, of two words at least. */
export function isNamed(party: string): boolean {
  return nameWithin(party) !== undefined;
}

function bracketedName(said: string): Range | undefined {
  const found = BRACKETED.exec(said);
  if (!found) return undefined;
  const address = ADDRESS.exec(found[1]!)?.[0].length ?? 0;
  const start = found.index + found[0].indexOf(found[1]!) + address;
  const end = start + found[1]!.length - address;
  const words = wordsFrom(said.slice(0, end), start);
  const titled = words.slice(0, -1).findLastIndex((word) => officeOf(said, word) !== undefined);
  const first = words[titled + 1];
  // `(Acting)` names nobody.
  if (first && first === words.at(-1) && officeOf(said, first) === 'rank') return undefined;
  return { start: first?.start ?? start, end };
}

/** The name that stands bare, or behind a title: `Anna Stone`, `Mr. Stone`, `Minister of War Stone`. */
function nameWithin(said: string, titled = false): Range | undefined {
  const address = ADDRESS.exec(said)?.[0].length ?? 0;
  const first = wordsFrom(said, address);
  if ((titled || address > 0) && first[0] && officeOf(said, first[0]) === undefined)
    return { start: first[0].start, end: first.at(-1)!.end };
  if (!isOfPerson(said, first)) return undefined;
  for (let words = first, link = ''; words.length > 0; ) {
    const name = words.slice(wordsOfOffice(said, words, link));
    if (name[0]) return { start: name[0].start, end: name.at(-1)!.end };
    const end = words.at(-1)!.end;
    const next = LINK.exec(said.slice(end));
    if (!next) return undefined;
    link = next[0].trim();
    words = wordsFrom(said, end + next[0].length);
  }
  return undefined;
}

/** Capitalised words in a row, particles of names among them. */
function wordsFrom(said: string, from: number): Range[] {
  const words: Range[] = [];
  for (let at = from; ; ) {
    const found = WORD.exec(said.slice(at));
    if (!found) return words;
    words.push(trim(said, at, at + found[0].length));
    at += found[0].length;
  }
}

function officeOf(said: string, { start, end }: Range): ReturnType<typeof officeWord> {
  return officeWord(said.slice(start, end));
}

/** Two words at least, no acronyms, or a title first; the last word that says so decides between an office and an institution. */
function isOfPerson(said: string, words: readonly Range[]): boolean {
  const kinds = beforeInitial(said, words).map((word) => officeOf(said, word));
  const decides = kinds.findLast((kind) => kind === 'holder' || kind === 'body') ?? kinds.find(Boolean);
  if (decides === undefined)
    return words.length > 1 && words.some(({ start, end }) => /\p{Ll}/u.test(said.slice(start, end)));
  return decides === 'holder' || decides === 'rank';
}

/** `Colonel E. M. House`: what stands behind an initial is a name, whatever it means. */
function beforeInitial(said: string, words: readonly Range[]): readonly Range[] {
  const initial = words.findIndex(({ start, end }) => /^(?:\p{Lu}\.)+$/u.test(said.slice(start, end)));
  return initial < 0 ? words : words.slice(0, initial);
}

/** How many words in front belong to the office: all up to the last that says so, else a place, or what stands before an initial. */
function wordsOfOffice(said: string, words: readonly Range[], link: string): number {
  const before = beforeInitial(said, words);
  const last = before.findLastIndex((word) => officeOf(said, word) !== undefined);
  if (last >= 0 || link === '') return last + 1;
  if (before.length < words.length) return before.length;
  if (FIRST_OF_TWO.test(said.slice(words[0]!.start, words[0]!.end))) return 2;
  return /^(?:of|for|to)$/.test(link) ? 1 : words.length;
}

function officeBefore(said: string, end: number): Range | undefined {
  const from = ADDRESS.exec(said)?.[0].length ?? 0;
  const { start, end: until } = trim(said, from, Math.max(from, end));
  let to = until;
  while (to > start && /[\s(,]/.test(said[to - 1]!)) to--;
  return to > start ? { start, end: to } : undefined;
}

/** `Anna Stone, Adviser to the Minister`. */
function officeBehind(said: string, end: number): Range | undefined {
  const lead = /^,\s+(?:the\s+)?/.exec(said.slice(end));
  if (!lead) return undefined;
  const start = end + lead[0].length;
  const isOffice = wordsFrom(said, start).some((word) => officeOf(said, word) !== undefined);
  return isOffice ? trim(said, start, said.replace(/[\s,]+$/, '').length) : undefined;
}
