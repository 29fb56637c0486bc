/**
 * Bytes to text, for files that do not say how they are encoded: byte order mark, then zero bytes
 * in every other place (UTF-16 without a mark), then UTF-8 if every byte is valid, or all but a last
 * letter that is cut off and a few that are broken, then windows-1252, in which every byte means something.
 */

export interface DecodedText {
  /** The text, without its byte order mark. */
  readonly text: string;
  /** The label of the encoding that was taken, lower case, such as `utf-8` or `windows-1252`. */
  readonly encoding: string;
  /** What decided: the byte order mark, the bytes being valid UTF-8 (but for the letter that the end cuts off, and a few that are broken), a pattern of zero bytes, the last resort, or the caller. */
  readonly how: 'bom' | 'valid-utf-8' | 'zero-bytes' | 'fallback' | 'option';
  /** Whether the bytes look like no text at all (an image, a PDF, an archive). */
  readonly binary: boolean;
  /** How many bytes had no meaning in the encoding (shown as U+FFFD); only possible with `bom`, `zero-bytes` and `option`, and for letters cut off or broken. */
  readonly malformed: number;
}

/** The encodings that need no TextDecoder of Node, or that Node's gets wrong. */
export type SingleByteEncoding = 'windows-1252' | 'iso-8859-1' | 'us-ascii';

// Node 20.20's TextDecoder gives control characters for these, so the table is ours.
const WINDOWS_1252_HIGH =
  '\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F' +
  '\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178';

const LABELS: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  'utf-8': 'utf-8',
  'utf-16': 'utf-16le',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
  'x-cp1252': 'windows-1252',
  ansi: 'windows-1252',
  'iso-8859-1': 'iso-8859-1',
  'iso8859-1': 'iso-8859-1',
  iso_8859_1: 'iso-8859-1',
  'iso_8859-1': 'iso-8859-1',
  latin1: 'iso-8859-1',
  'latin-1': 'iso-8859-1',
  l1: 'iso-8859-1',
  ascii: 'us-ascii',
  'us-ascii': 'us-ascii',
};

/**
 * The name under which this module knows an encoding, for any of its usual labels
 * (`latin1`, `CP1252`, `UTF8` …); undefined if nothing here can decode it.
 */
export function normalizeEncodingLabel(label: string): string | undefined {
  const key = label.trim().toLowerCase();
  const own = Object.hasOwn(LABELS, key) ? LABELS[key] : undefined;
  if (own !== undefined) return own;
  try {
    return new TextDecoder(key).encoding;
  } catch {
    return undefined;
  }
}

/** Decodes one of the single-byte encodings of this module; bytes from 0x80 on become U+FFFD in `us-ascii`. */
export function decodeSingleByte(bytes: Uint8Array, encoding: SingleByteEncoding): string {
  const latin1 = fromCodeUnits(bytes);
  if (encoding === 'iso-8859-1') return latin1;
  if (encoding === 'us-ascii') return latin1.replace(/[\x80-\xff]/g, '\uFFFD');
  return latin1.replace(/[\x80-\x9f]/g, (c) => WINDOWS_1252_HIGH.charAt(c.charCodeAt(0) - 0x80));
}

/** More arguments than this a call may not have. */
const MOST_ARGUMENTS = 8192;

/** The text of code units, whatever they are. */
export function fromCodeUnits(units: Uint8Array | Uint16Array): string {
  let text = '';
  for (let at = 0; at < units.length; at += MOST_ARGUMENTS) {
    text += String.fromCharCode.apply(null, units.subarray(at, at + MOST_ARGUMENTS) as unknown as number[]);
  }
  return text;
}

/**
 * Decodes a file's bytes.
 *
 * @param bytes the whole file.
 * @param encoding a label that overrules the guess, though not a byte order mark; an unknown one is
 *   ignored (ask {@link normalizeEncodingLabel} first).
 */
export function decodeText(bytes: Uint8Array, encoding?: string): DecodedText {
  const mark = byteOrderMark(bytes);
  if (mark !== undefined) return decodeAs(bytes.subarray(mark.length), mark.encoding, 'bom');
  const asked = encoding === undefined ? undefined : normalizeEncodingLabel(encoding);
  if (asked !== undefined) return decodeAs(bytes, asked, 'option');
  const wide = guessUtf16(bytes);
  if (wide !== undefined) return decodeAs(bytes, wide, 'zero-bytes');
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text, encoding: 'utf-8', how: 'valid-utf-8', binary: looksBinary(text), malformed: 0 };
  } catch {
    const isDamaged = isCutOff(bytes) || isMostlyWhole(bytes);
    return isDamaged ? decodeAs(bytes, 'utf-8', 'valid-utf-8') : decodeAs(bytes, 'windows-1252', 'fallback');
  }
}

/** UTF-8 but for its last letter; other letters must show that it is, since `é` at the end of windows-1252 looks the same. */
function isCutOff(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
    return /[^\x00-\x7f]/.test(text);
  } catch {
    return false;
  }
}

/** UTF-8 with few letters broken: in windows-1252 next to no accented letters and signs make up a whole one. */
function isMostlyWhole(bytes: Uint8Array): boolean {
  const text = decodeKnown(bytes, 'utf-8');
  return text.replace(/[\x00-\x7f\uFFFD]+/g, '').length > 2 * countReplacements(text);
}

/** The encoding that a byte order mark names, and the mark's length in bytes. */
export function byteOrderMark(bytes: Uint8Array): { encoding: string; length: number } | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', length: 3 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', length: 2 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', length: 2 };
  return undefined;
}

function decodeAs(bytes: Uint8Array, encoding: string, how: DecodedText['how']): DecodedText {
  const text = decodeKnown(bytes, encoding);
  // Only a decoder that can fail writes U+FFFD; a file may hold real ones, so ask a strict decoder whether any is ours.
  const malformed =
    encoding === 'windows-1252' || encoding === 'iso-8859-1' || isStrictlyValid(bytes, encoding)
      ? 0
      : countReplacements(text);
  return { text, encoding, how, binary: looksBinary(text), malformed };
}

function decodeKnown(bytes: Uint8Array, encoding: string): string {
  switch (encoding) {
    case 'windows-1252':
    case 'iso-8859-1':
    case 'us-ascii':
      return decodeSingleByte(bytes, encoding);
    default:
      return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  }
}

function isStrictlyValid(bytes: Uint8Array, encoding: string): boolean {
  if (encoding === 'us-ascii') return bytes.every((byte) => byte < 0x80);
  try {
    new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function countReplacements(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\uFFFD'); at !== -1; at = text.indexOf('\uFFFD', at + 1)) count++;
  return count;
}

const SAMPLE_BYTES = 4096;

/** UTF-16 without a mark: mostly Latin text has zero bytes in nearly every even (big endian) or odd (little endian) place. */
function guessUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const length = Math.min(bytes.length, SAMPLE_BYTES) & ~1;
  if (length < 4) return undefined;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  const pairs = length / 2;
  if (odd > pairs * 0.6 && even < pairs * 0.05) return 'utf-16le';
  if (even > pairs * 0.6 && odd < pairs * 0.05) return 'utf-16be';
  return undefined;
}

/** Control characters that no text file has: a NUL anywhere near the start, or many others. */
function looksBinary(text: string): boolean {
  const length = Math.min(text.length, SAMPLE_BYTES);
  let controls = 0;
  for (let i = 0; i < length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0) return true;
    // Tab, line ends, form feed and the DOS end-of-file mark do occur in text.
    if (c < 0x20 && !(c >= 0x09 && c <= 0x0d) && c !== 0x1a && c !== 0x1b) controls++;
  }
  return controls > length * 0.1;
}
