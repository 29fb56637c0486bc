/** Atomic values as texts (Functions and Operators 3.1, §19.1.2). */
import { formatTemporal, type Temporal } from '../atomic/temporal.js';
import { formatDouble } from '../values.js';
import type { Atomic, QName } from './value.js';

export function textOfAtomic({ primitive, plain }: Atomic): string {
  switch (primitive) {
    case 'string':
    case 'untypedAtomic':
    case 'anyURI':
      return plain as string;
    case 'double':
      return formatDouble(plain as number, false);
    case 'float':
      return formatFloat(plain as number);
    case 'QName':
    case 'NOTATION':
      return writtenQName(plain as QName);
    case 'hexBinary':
      return hexadecimal(plain as string);
    case 'base64Binary':
      return btoa(plain as string);
    case 'dateTime':
    case 'date':
    case 'time':
    case 'gYear':
    case 'gYearMonth':
    case 'gMonth':
    case 'gMonthDay':
    case 'gDay':
      return formatTemporal(plain as Temporal);
    default:
      // Booleans, whole numbers, decimals and durations are written as they write themselves.
      return String(plain);
  }
}

export function writtenQName({ prefix, local }: QName): string {
  return prefix === '' ? local : `${prefix}:${local}`;
}

function hexadecimal(bytes: string): string {
  let text = '';
  for (let i = 0; i < bytes.length; i++) text += bytes.charCodeAt(i).toString(16).padStart(2, '0').toUpperCase();
  return text;
}

/** The shortest digits that give the same number of single precision. */
function formatFloat(value: number): string {
  if (!Number.isFinite(value) || value === 0) return formatDouble(value, false);
  for (let digits = 1; digits <= 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return formatDouble(short, false);
  }
  return formatDouble(value, false);
}
