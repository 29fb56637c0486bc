/** Why the door does not open, although the system would let it. */

export type RefusalKind = 'not-ordinary' | 'outside' | 'hidden' | 'special-name' | 'too-large' | 'other-host';

const WORDS: Readonly<Record<RefusalKind, string>> = {
  'not-ordinary': 'it is no file but a device or a pipe',
  outside:
    'links lead from it to a place outside the folder that it was reached by, and outside the one that the call runs in',
  hidden: 'a step of its path begins with a dot, and hidden files are read only where the user names them',
  'special-name': 'on Windows its name means a device, another computer or a part of a file',
  'too-large': 'it is larger than can be read',
  'other-host': 'it lies on another computer',
};

/** Its message is the end of a sentence, as that of `reasonOf`: `it is no ordinary file …`. */
export class Refusal extends Error {
  readonly kind: RefusalKind;

  constructor(kind: RefusalKind, message: string = WORDS[kind]) {
    super(message);
    this.kind = kind;
  }
}

/** @param limit in bytes. */
export function tooLarge(limit: number): Refusal {
  return new Refusal('too-large', `it is larger than ${limit / 1e6} MB`);
}
