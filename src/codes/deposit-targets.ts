/** Codes about what single repositories and formats ask for. */
import type { CodeExplanation } from '../diagnostics.js';

export const depositTargetCodes = {
  'creator-name-unclear': {
    title: 'It cannot be told whether a creator is a person, or which part is the family name.',
    why: 'Citations and the indexes of repositories are sorted by family name, and institutions are not cited like people.',
    example: '"creators": [{ "name": "Anna Editor" }]',
    fix: 'Write { "name": "Editor, Anna" } for a person, { "name": "University of Strelsau", "organization": true } for an institution.',
  },
  'licence-not-listed': {
    title: 'The licence is none that the repository has by name.',
    why: 'Where no licence is named, Zenodo assumes its own. So the deposit says that it is another, and its words stand in the note.',
    example: '"licence": "Ask the archive"',
    fix: 'Give an SPDX identifier such as "CC-BY-4.0" or "CC0-1.0", or choose the licence in the form of the repository before you publish.',
  },
  'subject-not-listed': {
    title: 'The repository has a list of fields of study, and this is not in it.',
    why: 'Dataverse refuses a dataset with a field that it does not know, so the word becomes a keyword.',
    example: '"subjects": ["History"]',
    fix: 'Use one of the fields that the message lists; for telegrams "Arts and Humanities" or "Social Sciences".',
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
