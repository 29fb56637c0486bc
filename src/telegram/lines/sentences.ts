/** Full stops: which end a sentence, and which a word cut short. */
import type { Range } from '../model.js';
import { trim } from './units.js';

const ABBREVIATED =
  /(?:^|[\s(,.])(?:[Ii]bid|[Vv]ols?|[Nn]os?|[Dd]ocs?|[Pp]p?|[Cc]ols?|[Ee]ds?|[Pp]ts?|[Cc]h|[Ss]ecs?|Gen|Col|Maj|Lt|Mr|Mrs|Dr|Jr|Sr|St|U\.S|U\.N|Ser|cont|Misc|Corresp|\p{Lu})$/u;
/** Does the full stop at `at` belong to a word cut short: `Vol.`, `Gen.`, `S.`? */
export function isAbbreviated(text: string, start: number, at: number): boolean {
  return ABBREVIATED.test(text.slice(Math.max(start, at - 10), at));
}

/** Does the full stop at `at` end the sentence that begins at or after `start`? */
export function endsSentence(text: string, start: number, at: number, limit: number): boolean {
  const closes = at + 1 >= limit || /^[)”’"]?(?:\s|↩|$)/.test(text.slice(at + 1, Math.min(limit, at + 3)));
  return closes && !isAbbreviated(text, start, at);
}

/** The sentences of a range with their full stops; a semicolon parts as a full stop does. */
export function sentences(text: string, { start, end }: Range): Range[] {
  const found: Range[] = [];
  let from = start;
  for (let at = start; at < end; at++) {
    const semicolon = text[at] === ';';
    if (!semicolon && !(text[at] === '.' && endsSentence(text, from, at, end))) continue;
    found.push(trim(text, from, semicolon ? at : at + 1));
    from = at + 1;
  }
  const rest = trim(text, from, end);
  return rest.end > rest.start ? [...found, rest] : found;
}
