/** Codes about what single repositories and formats ask for. */
import type { CodeExplanation } from '../diagnostics.js';

export const depositTargetCodes = {
  'creator-name-unclear': {
    title: 'It cannot be told whether a creator is a person, or which part is the family name.',
    why: 'Citations and the indexes of repositories are sorted by family name, and institutions are not cited like people.',
    example: '"creators": [{ "name": "Anna Editor" }]',
    fix: 'Write { "name": "Editor, Anna" } for a person, { "name": "University of Strelsau", "organization": true } for an institution.',
  },
  'cmif-incomplete': {
    title: 'A header does not say who wrote, to whom, or when.',
    why: 'An index of letters is searched by exactly that. CMIF has "Unknown" for parties and leaves missing dates out, so the document is in it, but hard to find.',
    example: 'A <correspDesc> with an action "sent" and none "received".',
    fix: 'If it is known, add it to <correspDesc> in the header of the file, and deposit again.',
  },
  'cmif-left-out': {
    title: 'An editorial note is not in the index of letters.',
    why: 'It has no sender and no addressee; an index of letters that lists it would mislead.',
    example: 'A document whose header says <term type="kind">editorial note</term>.',
    fix: 'Nothing needs to be done. If the document is a letter, mend the term in its header.',
  },
} satisfies Record<string, CodeExplanation>;
