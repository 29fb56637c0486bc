import type { Code } from '../codes/index.js';
/** How the parser's parts say that the document is at fault: thrown inside this room, a Diagnostic outside. */

/** What is wrong, apart from where. */
export interface Problem {
  readonly code: Code;
  readonly message: string;
}

/** Words a problem from the character found where another was due. */
export type Blame = (found: string) => Problem;

/** One-based lines and columns (UTF-16 code units), the end exclusive. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A fatal error of the document. Never leaves `src/xml/`. */
export class XmlFailure extends Error {
  readonly problem: Problem;
  readonly place: Place;

  constructor(problem: Problem, place: Place) {
    super(problem.message);
    this.problem = problem;
    this.place = place;
  }
}

/**
 * Thrown where the text ends inside a token: at a chunk's border the token is read again when more
 * has come, at the end of the document it is an error. One object, since nothing asks where it came from.
 */
export const NEED_MORE = new Error('The text ends inside a token.');
