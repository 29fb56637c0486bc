/** Every diagnostic code with its explanation: what `teigram explain` prints. One file a room. */

import { bagCodes } from './bag.js';
import { bagProfileCodes } from './bag-profile.js';
import { depositCodes } from './deposit.js';
import { depositTargetCodes } from './deposit-targets.js';
import { inputCodes } from './input.js';
import { pointerCodes } from './pointers.js';
import { relaxngCodes } from './relaxng.js';
import { relaxngCompactCodes } from './relaxng-compact.js';
import { relaxngSchemaCodes } from './relaxng-schema.js';
import { runCodes } from './run.js';
import { schematronCodes } from './schematron.js';
import { teiCodes } from './tei.js';
import { telegramCodes } from './telegram.js';
import { xmlCodes } from './xml.js';

/** By code. */
export const CODES = {
  ...inputCodes,
  ...telegramCodes,
  ...teiCodes,
  ...xmlCodes,
  ...relaxngCodes,
  ...relaxngSchemaCodes,
  ...relaxngCompactCodes,
  ...pointerCodes,
  ...depositCodes,
  ...bagCodes,
  ...bagProfileCodes,
  ...depositTargetCodes,
  ...schematronCodes,
  ...runCodes,
};

/** A stable kebab-case word for one kind of finding. */
export type Code = keyof typeof CODES;

/** Whether a word is a code. */
export function isCode(word: string): word is Code {
  return Object.hasOwn(CODES, word);
}
