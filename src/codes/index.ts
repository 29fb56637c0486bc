/** Every diagnostic code with its explanation: what `teigram explain` prints. One file a room. */
import type { CodeExplanation } from '../diagnostics.js';

export const CODES: Readonly<Record<string, CodeExplanation>> = {};
