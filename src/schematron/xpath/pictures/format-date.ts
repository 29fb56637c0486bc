import type { Temporal } from '../atomic/temporal.js';
export function formatTemporal(v: Temporal, _p: string, ..._r: (string | undefined)[]): string {
  return String(v);
}
