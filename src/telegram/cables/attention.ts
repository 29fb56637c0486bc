/** For whom a message is, on lines of its own: `DEPT FOR EUR/CE`, `PORT SELM PASS NSC`, `FOR THE AMBASSADOR FROM …`. */
import { furnitureAt } from './furniture.js';
import { isGroup } from './heads.js';
import { isRule, keyAt, paragraphNumber } from './keys.js';
import type { WireLine } from './lines.js';

/** What nothing but such a line begins with, wherever it stands in a head. */
const PLAINLY =
  /^(?:FOR\s?:|FOR (?:THE |[A-Z/]+(?:\s|$))|EXCLUSIVE FOR|(?:DEPT|DEPARTMENT|STATE|WHITE ?HOUSE)\b.*\b(?:FOR|PASS|REPEAT)\b|[A-Z/]+(?: [A-Z/]+)? (?:ALSO )?PASS\b|(?:PLEASE )?PASS\b|SUGGEST [A-Z]+ (?:REPEAT|PASS)|FROM (?:THE )?(?:AMBASSADOR|AMB|CHARGE|DCM|SECRETARY|UNDER|ASSISTANT|CONSUL)\b)/;
/** A post, or a few, before the reader that is wanted there; no beginning of a sentence or a title. */
const POST_FOR =
  /^(?!(?:REQUEST|WE|HE|SHE|THEY|THE|A|AN|THIS|THAT|IT|THERE|NOT|NEED|PLANS?|PROPOSALS?|PROSPECTS?|REASONS?)\b)[A-Z][A-Z/.&'()-]*(?:,? (?!FOR\b)[A-Z/.&'()-]+){0,3} FOR (?!(?:A|AN|THIS|THAT|ITS|HIS|THEIR|ALL|MORE|NEW)\b)\S/;
const JOINT = /^JOINT\s.*\bMESSAGE$/;
const SHORT = 45;
const LONGEST = 68;

/** A line for whom the message is. Below the keys text may begin, and only what says it plainly counts. */
export function isAttention(lines: readonly WireLine[], at: number, belowKeys: boolean): boolean {
  const { said } = lines[at]!;
  if (said.length > LONGEST || /[.?!]$/.test(said) || /[a-z]{3}/.test(said)) return false;
  const below = lines[at + 1];
  const apart = /;$/.test(said) || !below || below.blankBefore || !isPlain(lines, at + 1);
  if (PLAINLY.test(said)) return apart || (!belowKeys && said.length <= SHORT);
  return !belowKeys && POST_FOR.test(said) && (apart || said.length <= SHORT);
}

/** Is it no line that the service knows: text, or what goes on with the line above? */
export function isPlain(lines: readonly WireLine[], at: number): boolean {
  const { said } = lines[at]!;
  return (
    !keyAt(said) &&
    !paragraphNumber(said) &&
    !isRule(said) &&
    !isGroup(said) &&
    !furnitureAt(lines, at) &&
    !JOINT.test(said) &&
    !(PLAINLY.test(said) && said.length <= SHORT && !/[a-z]{3}/.test(said))
  );
}

export function isJoint(said: string): boolean {
  return JOINT.test(said);
}
