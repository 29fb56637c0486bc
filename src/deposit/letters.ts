/** The letters of documents: one for each `correspDesc` (TEI Guidelines, §2.4.6). */
import type { HeaderFacts, HeaderLetter } from '../header/index.js';
import { allOf, isLetter } from './coverage.js';

/** A letter, and what its document says beside it. */
export interface IndexedLetter {
  readonly letter: HeaderLetter;
  /** Of the header that describes it. */
  readonly facts: HeaderFacts;
  /** Of the document, relative to its folder. */
  readonly path: string;
  /** What tells it from other letters of the document; absent where it is the only one. */
  readonly fragment?: string;
}

/** The letters of a document: each `correspDesc` of its header, and of those of its members. */
export function lettersIn(facts: HeaderFacts, path: string): readonly IndexedLetter[] {
  const all = [...allOf(facts)].flatMap((own) =>
    (own.letters ?? []).filter(isLetter).map((letter): IndexedLetter => ({ letter, facts: own, path })),
  );
  if (all.length < 2) return all;
  // Its own id, else that of the TEI that it is the only letter of.
  return all.map((each) => {
    const fragment = each.letter.id ?? (each.facts.letters?.length === 1 ? each.facts.id : undefined);
    return fragment === undefined ? each : { ...each, fragment };
  });
}
