/** Is a document one of Foreign Relations of the United States, whose documents point to one another by number? */
import type { FoundHeading } from '../heading/heading.js';

/** What the series writes in front of a heading; other editions print `12`, `No. 12.` or `[12]`. */
const NUMBER = /^(?:\[?\d{1,4}[a-z]?\.|No\.\s*\d{1,4}[a-z]?)$/;
/** Its documents are by, for or of these. */
const OWN_SERVICE =
  /\b(?:Department of (?:State|Defense)|Secretary of State(?! for)|White House|National Security Council|Joint Chiefs)(?![a-z])/i;
const OTHER_SERVICE =
  /\b(?:External Affairs|Foreign Office|Foreign Affairs|Foreign Secretary|High Commission(?:er)?|Sir|Lord|Cablegram)(?![a-z])/i;

/** `sourced` says that a note of the document begins with `Source:`, as the series' own do. */
export function isOfSeries(
  text: string,
  heading: FoundHeading | undefined,
  volume: string | undefined,
  sourced: boolean,
): boolean {
  if (volume !== undefined) return volume.startsWith('frus');
  if (!heading) return false;
  const words = text.slice(heading.wordsStart, heading.end).replace(/\s+/g, ' ');
  const own = OWN_SERVICE.test(words);
  if (!own && OTHER_SERVICE.test(words)) return false;
  // The series prints `Telegram From`, others `Telegram from`.
  const named = heading.type !== 'document' && !/\sfrom\s/.test(words);
  const number = text.slice(heading.start, heading.wordsStart).trim();
  return NUMBER.test(number) ? named || own || sourced : named && own && number === '';
}
