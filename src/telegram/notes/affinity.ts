/** What a note and the place of a marker have in common. */

import type { FoundHeading } from '../heading/heading.js';
import type { Range } from '../model.js';
import type { MarkerCandidate } from './markers.js';
import type { NoteToPlace } from './pairs.js';

/** What note and place have in common: the note repeats the number, or the name, that its marker stands at. */
export function affinity(text: string, note: NoteToPlace, candidate: MarkerCandidate): number {
  if (candidate.stem !== '') return candidate.stem.length > 1 && hasNumber(note.text, candidate.stem) ? 5 : 0;
  const lead = text.slice(Math.max(0, candidate.start - 24), candidate.start);
  const number = /(\d{2,})[.,)\]”]*\s?$/.exec(lead)?.[1];
  if (number) return hasNumber(note.text, number) ? 2.5 : 0;
  const name = /(\p{Lu}\p{L}{3,})[^\p{L}\d]{0,3}$/u.exec(lead)?.[1];
  return name && note.text.includes(name) ? 1.5 : 0;
}

/** A source note speaks of the whole document: its marker is the heading's. */
export function nearHeading(candidate: Range, heading: FoundHeading | undefined): number {
  if (!heading) return 0;
  return candidate.start >= heading.start && candidate.end <= heading.end ? 3 : -20;
}

function hasNumber(text: string, digits: string): boolean {
  for (let at = text.indexOf(digits); at >= 0; at = text.indexOf(digits, at + 1)) {
    if (!/\d/.test(text[at - 1] ?? ' ') && !/\d/.test(text[at + digits.length] ?? ' ')) return true;
  }
  return false;
}
