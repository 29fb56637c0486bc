/** The titles of the Department's forms, and its letterhead, as they stand on every page. */
import { fuzzy } from './misread.js';

export const INCOMING = new RegExp(`^\\W{0,3}${fuzzy('INCOMING')}\\s*${fuzzy('TELEGRAM')}(?=\\W|$)`, 'i');
export const OUTGOING = new RegExp(`^\\W{0,3}${fuzzy('OUTGOING')}\\s*${fuzzy('TELEGRAM')}(?=\\W|$)`, 'i');
export const DEPARTMENT = new RegExp(`${fuzzy('Department')}\\s+of\\s+${fuzzy('State')}`, 'i');
/** Of the last word optical reading may have left less. */
const LETTERHEAD = new RegExp(
  `^\\W{0,3}${fuzzy('Department')}\\s*of\\s*(?:${fuzzy('State')}|St\\w{2,4})\\W{0,3}$`,
  'i',
);

/** Does the line begin with the title of a form, and hold nothing else but the letterhead? */
export function isTitle(said: string): boolean {
  const found = INCOMING.exec(said) ?? OUTGOING.exec(said);
  return found !== null && said.length - found[0].length <= 40 && !/[.!?]$/.test(said);
}

export function isLetterhead(said: string): boolean {
  return LETTERHEAD.test(said);
}
