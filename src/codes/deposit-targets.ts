/** Codes about what single repositories and formats ask for. */
import type { CodeExplanation } from '../diagnostics.js';

export const depositTargetCodes = {
  'creator-name-unclear': {
    title: 'It cannot be told whether a creator is a person, or which part is the family name.',
    why: 'Citations and the indexes of repositories are sorted by family name, and institutions are not cited like people.',
    example: '"creators": [{ "name": "Anna Editor" }]',
    fix: 'Write { "name": "Editor, Anna" } for a person, { "name": "University of Strelsau", "organization": true } for an institution.',
  },
} satisfies Record<string, CodeExplanation>;
