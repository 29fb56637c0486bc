import type { Arbitrary } from 'fast-check';
import type { convert } from '../../src/convert.js';

/** Texts that a conversion must survive. */
export const inputs: Arbitrary<string>;

/** What is wrong with a conversion of `text` (not valid, not lossless, not the same twice), or undefined. */
export function brokenPromise(convertText: typeof convert, text: string): string | undefined;
