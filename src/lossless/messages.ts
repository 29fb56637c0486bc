/** What the lossless check has to say. Every one of these is a fault of the program, and says so. */
import type { Diagnostic } from '../diagnostics.js';
import { placeAt } from '../places.js';
import { readable } from './marks.js';

export interface Finding {
  readonly code: 'text-lost' | 'text-invented' | 'marker-lost' | 'tei-unreadable';
  /** In the input, in UTF-16 code units. */
  readonly offset: number;
  readonly message: string;
}

const FAULT = 'This is a fault of teigram, not of your text: keep the input, and report it with the line shown.';

export function lostText(offset: number, piece: string): Finding {
  return {
    code: 'text-lost',
    offset,
    message: `The TEI does not hold ${quote(piece)}, which the text has here. ${FAULT}`,
  };
}

export function inventedText(offset: number, piece: string): Finding {
  return {
    code: 'text-invented',
    offset,
    message: `The TEI holds ${quote(piece)}, which the text does not have here. ${FAULT}`,
  };
}

export function uncoveredText(offset: number, piece: string): Finding {
  const start = offset + piece.search(/\S/);
  return {
    code: 'text-lost',
    offset: start,
    message: `Nothing was made of ${quote(piece.trim())}: no part of the document holds it. ${FAULT}`,
  };
}

export function doubledText(offset: number, piece: string): Finding {
  return {
    code: 'text-invented',
    offset,
    message: `Two parts of the document hold ${quote(piece.trim())}, so it would be there twice. ${FAULT}`,
  };
}

export function lostMarker(offset: number, printed: string, held: string): Finding {
  return {
    code: 'marker-lost',
    offset,
    message: `The text prints ${quote(printed)} here, but the TEI says ${quote(held)} in its place. ${FAULT}`,
  };
}

export function unreadable(offset: number): Finding {
  return {
    code: 'tei-unreadable',
    offset,
    message: `The TEI of the document that starts here could not be read again. ${FAULT}`,
  };
}

export function toDiagnostic(input: string, { code, offset, message }: Finding): Diagnostic {
  return { severity: 'error', code, message, ...placeAt(input, offset), source: 'tei' };
}

function quote(piece: string): string {
  const words = readable(piece);
  return words.length <= 60 ? `“${words}”` : `“${words.slice(0, 57)}…”`;
}
