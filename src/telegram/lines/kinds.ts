/** What kind of document the words of a heading name. */
import type { DocumentType } from '../model.js';

/** The kinds of documents as their headings name them, the longer name before the shorter. */
const KINDS: readonly (readonly [RegExp, DocumentType])[] = [
  [/^editorial note\b/i, 'editorial-note'],
  [/^circular\s+(?:priority\s+|information\s+)?(?:telegram|airgram)\b/i, 'circular-telegram'],
  [/^(?:paraphrase of )?(?:[a-z]+ ){0,4}?(?:telegram|cablegram|teletype|cable)s?\b/i, 'telegram'],
  [/^(?:[a-z]+ )?airgram\b/i, 'airgram'],
  [
    /^(?:draft |summary |substance )?(?:memorand(?:um|a)|record|minutes|notes|transcript|summary|report|telephone) (?:of|on|for the record of) (?:a |an |the )?(?:[a-z-]+ ){0,3}?(?:conversations?|meetings?|discussions?|telecons?|calls?)\b/i,
    'memorandum-of-conversation',
  ],
  [/^(?:[a-z-]+ ){0,3}memorand(?:um|a)\b/i, 'memorandum'],
  [/^(?:draft |personal |circular )*letter\b/i, 'letter'],
  [/^(?:[a-z-]+ ){0,2}(?:despatch|dispatch)\b/i, 'despatch'],
  [/^(?:[a-z-]+ ){0,2}instructions?\b/i, 'instruction'],
  [/^(?:backchannel |draft |oral |personal |circular )*message\b/i, 'message'],
  [
    /^(?:[a-z-]+ ){0,4}(?:report|paper|study|estimate|minutes?|notes?|record|summary|briefing|transcript|statement|aide.m[ée]moire|diary entry|extracts?|excerpts?|resolution|agreement|convention|communiqu[ée]|proclamation|declaration|protocol|treaty|address|remarks|draft|order|decision|directive|finding|plan|outline|list|chronology|checklist|table|proposal|protest|press release|national security [a-z]+)\b/i,
    'document',
  ],
];

/** The small words between `Memorandum` and what it is of. */
const SMALL = /^(?:of|on|for|the|a|an|record)$/;

/** The kind that words begin with. `Added to this memorandum` is no name of one: its words begin with capitals, or the first alone does. */
export function kindNamed(words: string): DocumentType | undefined {
  for (const [pattern, type] of KINDS) {
    const name = pattern.exec(words)?.[0];
    if (name === undefined) continue;
    const [first, ...others] = name.split(/\s+/);
    const qualifiers = others.slice(0, -1).filter((word) => !SMALL.test(word));
    if (/^\p{Lu}/u.test(first!) && qualifiers.every((word) => /^\p{Lu}/u.test(word))) return type;
  }
  return undefined;
}
