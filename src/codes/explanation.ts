/** An explanation of a diagnostic code: what `teigram explain CODE` prints and the docs list. */
export interface CodeExplanation {
  /** One sentence: what is wrong. */
  readonly title: string;
  /** Why it matters, in a sentence or two. */
  readonly why: string;
  /** The smallest example that shows it. */
  readonly example: string;
  /** What to do about it. */
  readonly fix: string;
}

/** The codes of a room, with the names that they have kept in the type. */
export function explained<Name extends string>(
  codes: Readonly<Record<Name, CodeExplanation>>,
): Readonly<Record<Name, CodeExplanation>> {
  return codes;
}
