/** Every diagnostic code with its explanation: what `teigram explain` prints. One file a room. */
import type { CodeExplanation } from '../diagnostics.js';
import { bagCodes } from './bag.js';
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

export const CODES: Readonly<Record<string, CodeExplanation>> = {
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
  ...depositTargetCodes,
  ...schematronCodes,
  ...runCodes,
};
