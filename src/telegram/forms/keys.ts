/** The keys that the forms of 1945 to 1972 have printed on them: `FROM:`, `TO:`, `NO:`, `Control:`, `Rec'd:`, `ACTION:`, `INFO:`. */
import type { FormLine } from './page.js';

export type FormKey = 'control' | 'received' | 'from' | 'to' | 'no' | 'date' | 'action' | 'info';

const KEYS: readonly (readonly [FormKey, RegExp])[] = [
  ['control', /^C[o0]ntr[o0][l1I]\s*[:;]/i],
  ['received', /^R[ec]c(?:[’'‘`´"°]?\s?d|eived)\.?\s*[:;]/i],
  ['from', /^FR[O0]M\s*[:;]/i],
  ['to', /^T[O0]\s*[:;]/i],
  ['no', /^N[O0o]\.?\s*[:;]/],
  ['date', /^DATE\s*[:;]/i],
  ['action', /^ACTI[O0]N\s*[:;]/i],
  ['info', /^[I1l]NF[O0](?:RMATI[O0]N)?\s*[:;]/i],
];

export interface Keyed {
  readonly key: FormKey;
  /** How many characters of the line the key takes, with the blanks behind it. */
  readonly length: number;
}

/** The key that a line begins with. */
export function keyOn({ said }: Pick<FormLine, 'said'>): Keyed | undefined {
  for (const [key, pattern] of KEYS) {
    const found = pattern.exec(said);
    if (found) return { key, length: found[0].length + /^\s*/.exec(said.slice(found[0].length))![0].length };
  }
  return undefined;
}
