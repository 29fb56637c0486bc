/** Titles and sentences: how a line that names something differs from one that says something. */
import { MONTH, officeWord } from '../vocabulary.js';

const ABBREVIATIONS = new RegExp(
  `\\b(?:Mr|Messrs|Mrs|Mme|Mlle|Dr|Prof|Rev|Hon|Sen|Rep|Gov|Gen|Col|Maj|Lt|Adm|Brig|Capt|Comdr|Jr|Sr|St|Conf|Dept|No|Nos|Vol|Esq|Co|Inc|Ltd|Bros|\\p{Lu}|\\d{1,2}(?=\\.\\s+${MONTH}))\\.`,
  'gu',
);
const VERB = /\s(?:is|are|was|were|has|have|had|will|would|said|says|states|reports)\s/;

/** Does it speak: a full stop with more behind it, a sentence's mark at the end, a verb? */
export function speaks(said: string): boolean {
  const plain = said.replace(ABBREVIATIONS, '');
  return (
    /[.;?!]\s+[\p{Lu}“]/u.test(plain) ||
    /\p{Ll}{2}[.;:?!]$/u.test(plain) ||
    plain.includes('; ') ||
    VERB.test(/\p{Ll}/u.test(said) ? said : said.toLowerCase())
  );
}

/** Words of titles that keep their small letter however long they are. */
const SMALL =
  /^(?:\p{Ll}{1,3}|d[’']\p{Lu}.*|from|with|into|upon|near|then|under|over|between|against|certain|temporarily|interim|concerning|regarding|respecting)$/u;

/** Is each word of weight written with a capital? Words of office need none. */
export function isTitle(said: string): boolean {
  if (!/^[\p{Lu}“"([]/u.test(said) || said.length > 400 || !/\p{Ll}/u.test(said)) return false;
  let words = 0;
  for (const printed of said.split(/\s+/)) {
    const word = printed.replace(/^[^\p{L}\d]+|[^\p{L}\d.]+$/gu, '');
    if (/^\p{Ll}/u.test(word) && !SMALL.test(word) && officeWord(word) === undefined) return false;
    if (word !== '') words++;
  }
  return words >= 2;
}
