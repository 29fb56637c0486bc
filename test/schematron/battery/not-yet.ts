/**
 * What teigram does not do as the battery wants it, with what it says instead: by the name of the case, or by the
 * expression. The list only shrinks: what has become right is taken out. `UPDATE_NOT_YET=1` writes it anew, to be read.
 */
import { readFileSync, writeFileSync } from 'node:fs';

export interface NotYet {
  readonly cases: Readonly<Record<string, string>>;
  readonly expressions: Readonly<Record<string, string>>;
}

const FILE = new URL('not-yet.json', import.meta.url);

export function readNotYet(): NotYet {
  return JSON.parse(readFileSync(FILE, 'utf8')) as NotYet;
}

export const isUpdating = process.env['UPDATE_NOT_YET'] === '1';

export function writeNotYet(part: Partial<NotYet>): void {
  if (isUpdating) writeFileSync(FILE, `${JSON.stringify({ ...readNotYet(), ...part }, null, 2)}\n`);
}
