/** The flags of a regular expression (Functions and Operators 3.1, §5.6.2). */
import { RegExpFault } from './fault.js';

export interface Flags {
  /** `i`: whatever the case of letters. */
  readonly anyCase: boolean;
  /** `m`: `^` and `$` are of lines. */
  readonly lines: boolean;
  /** `s`: `.` is any character. */
  readonly dotAll: boolean;
  /** `x`: white space between the parts does not count. */
  readonly spaced: boolean;
  /** `q`: every character stands for itself. */
  readonly literal: boolean;
}

/** @throws RegExpFault */
export function readFlags(flags: string): Flags {
  const unknown = /[^imsxq]/u.exec(flags)?.[0];
  if (unknown !== undefined) {
    throw new RegExpFault(
      'FORX0001',
      `“${unknown}” is no flag of a regular expression: there are i (whatever the case of letters), m (^ and $ are of lines), s (. is any character), x (white space does not count) and q (every character stands for itself)`,
    );
  }
  const has = (flag: string): boolean => flags.includes(flag);
  return { anyCase: has('i'), lines: has('m'), dotAll: has('s'), spaced: has('x'), literal: has('q') };
}
