/**
 * Bytes to text as XML tells its encoding (XML 1.0 §4.3.3, appendix F): by the byte order mark, by
 * the look of the first bytes, and by the encoding declaration. Works on chunks cut anywhere.
 */
import { byteOrderMark, decodeSingleByte, fromCodeUnits, normalizeEncodingLabel } from '../encoding.js';
import type { Problem } from './failure.js';
import { problems } from './messages.js';

/** Decodes a stream of bytes. When bytes have no meaning, the text before them is given out and `problem` is set. */
interface Decoder {
  decode(bytes: Uint8Array, final: boolean): string;
  readonly problem: Problem | undefined;
}

const NOTHING = new Uint8Array(0);
const OPENING = '<?xml';
/** No encoding declaration is longer; what does not end before is none. */
const LONGEST_DECLARATION = 1024;

/** Decodes bytes of UTF-8 that end with a whole character; undefined where some of them have no meaning. */
export type DecodeUtf8 = (bytes: Uint8Array) => string | undefined;

/** Reads the bytes of one document. */
export class ByteReader {
  /** The encoding found, a name as of `normalizeEncodingLabel`; undefined until enough bytes have come. */
  encoding: string | undefined;
  #head: Uint8Array = NOTHING;
  #decoder: Decoder | undefined;
  #problem: Problem | undefined;
  readonly #decodeUtf8: DecodeUtf8;

  constructor(decodeUtf8: DecodeUtf8 = decodeWhole) {
    this.#decodeUtf8 = decodeUtf8;
  }

  /** Why the bytes cannot be decoded any further, where the text given out so far ends. */
  get problem(): Problem | undefined {
    return this.#problem ?? this.#decoder?.problem;
  }

  /** The text of a chunk, as far as its characters are whole; at the end pass `final`. */
  decode(bytes: Uint8Array, final: boolean): string {
    if (this.#decoder !== undefined) return this.#decoder.decode(bytes, final);
    const head = concatenate(this.#head, bytes);
    const encoding = detectEncoding(head, final);
    if (encoding === undefined) {
      this.#head = copy(head);
      return '';
    }
    this.#head = NOTHING;
    this.#decoder = encoding === 'utf-8' ? new Utf8Decoder(this.#decodeUtf8) : createDecoder(encoding);
    if (this.#decoder === undefined) {
      this.#problem = problems.unsupportedEncoding(encoding);
      return '';
    }
    this.encoding = encoding;
    return this.#decoder.decode(head, final);
  }
}

/**
 * Whether a declared encoding says the same as the bytes have shown. Only families can be told
 * apart: a declaration that could be read as ASCII may name anything but UTF-16.
 */
export function encodingAgrees(declared: string, actual: string): boolean {
  const label = declared.toLowerCase();
  if (actual === 'utf-16le' || actual === 'utf-16be') {
    return label === 'utf-16' || label === 'iso-10646-ucs-2' || label === actual;
  }
  return normalizeEncodingLabel(label) === actual;
}

/** The encoding that a document's first bytes tell; undefined as long as more of them could change that. */
function detectEncoding(head: Uint8Array, final: boolean): string | undefined {
  if (head.length < 4 && !final) return undefined;
  const [a, b, c, d] = head;
  // The order of these two matters: UCS-4 begins with the mark of UTF-16.
  if ((a === 0 && b === 0 && c === 0xfe && d === 0xff) || (a === 0xff && b === 0xfe && c === 0 && d === 0))
    return 'UCS-4';
  const mark = byteOrderMark(head);
  if (mark !== undefined) return mark.encoding;
  if (a === 0 && b === 0 && c === 0) return 'UCS-4';
  if (a === 0x3c && b === 0 && c === 0 && d === 0) return 'UCS-4';
  if (a === 0 && b !== 0 && b !== undefined) return 'utf-16be';
  if (a !== undefined && a !== 0 && b === 0 && c !== 0) return 'utf-16le';
  if (a === 0x4c && b === 0x6f && c === 0xa7 && d === 0x94) return 'EBCDIC';
  return detectDeclared(head, final);
}

/** The encoding that a declaration in ASCII characters names, or UTF-8. */
function detectDeclared(head: Uint8Array, final: boolean): string | undefined {
  let same = 0;
  while (same < OPENING.length && head[same] === OPENING.charCodeAt(same)) same++;
  if (!final && same === head.length && same < OPENING.length) return undefined;
  if (same < OPENING.length) return 'utf-8';
  const longest = Math.min(head.length, LONGEST_DECLARATION);
  let end = same;
  while (end < longest && !(head[end] === 0x3f && head[end + 1] === 0x3e)) end++;
  if (end === longest && longest < LONGEST_DECLARATION && !final) return undefined;
  const declaration = decodeSingleByte(head.subarray(0, end), 'iso-8859-1');
  const label = /\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(declaration)?.[1];
  if (label === undefined) return 'utf-8';
  const encoding = normalizeEncodingLabel(label);
  // It has been read byte by byte, so UTF-16 it is not; the parser will say so.
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return 'utf-8';
  return encoding ?? label;
}

function createDecoder(encoding: string): Decoder | undefined {
  switch (encoding) {
    case 'utf-16le':
    case 'utf-16be':
      return new Utf16Decoder(encoding === 'utf-16be');
    case 'windows-1252':
    case 'iso-8859-1':
    case 'us-ascii':
      return new SingleByteDecoder(encoding);
    default:
      return normalizeEncodingLabel(encoding) === undefined ? undefined : new LegacyDecoder(encoding);
  }
}

// Given whole characters only, it keeps nothing, and so serves all documents.
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeWhole(bytes: Uint8Array): string | undefined {
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

class Utf8Decoder implements Decoder {
  problem: Problem | undefined;
  readonly #decodeWhole: DecodeUtf8;
  #cut: Uint8Array = NOTHING;

  constructor(decodeWhole: DecodeUtf8) {
    this.#decodeWhole = decodeWhole;
  }

  // Cutting at whole characters ourselves lets TextDecoder take its one-shot path, which is several times the streaming one.
  decode(chunk: Uint8Array, final: boolean): string {
    const bytes = concatenate(this.#cut, chunk);
    if (bytes.length === 0) return '';
    const end = final ? bytes.length : lengthOfWholeCharacters(bytes);
    this.#cut = end === bytes.length ? NOTHING : copy(bytes.subarray(end));
    const whole = end === bytes.length ? bytes : bytes.subarray(0, end);
    const text = this.#decodeWhole(whole);
    if (text !== undefined) return text;
    const valid = lengthOfValidUtf8(whole);
    this.problem = problems.malformedBytes('utf-8', hexadecimal(whole.subarray(valid, valid + 2)));
    return UTF8.decode(whole.subarray(0, valid));
  }
}

class Utf16Decoder implements Decoder {
  problem: Problem | undefined;
  readonly #bigEndian: boolean;
  #cut: Uint8Array = new Uint8Array(0);

  constructor(bigEndian: boolean) {
    this.#bigEndian = bigEndian;
  }

  // Surrogates without a partner pass: the parser finds them, and knows the place.
  decode(chunk: Uint8Array, final: boolean): string {
    const bytes = concatenate(this.#cut, chunk);
    const end = bytes.length & ~1;
    this.#cut = copy(bytes.subarray(end));
    if (final && this.#cut.length > 0) this.problem = problems.malformedBytes('utf-16', hexadecimal(this.#cut));
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const units = Uint16Array.from({ length: end / 2 }, (_, i) => view.getUint16(2 * i, !this.#bigEndian));
    return fromCodeUnits(units);
  }
}

class SingleByteDecoder implements Decoder {
  problem: Problem | undefined;
  readonly #encoding: 'windows-1252' | 'iso-8859-1' | 'us-ascii';

  constructor(encoding: 'windows-1252' | 'iso-8859-1' | 'us-ascii') {
    this.#encoding = encoding;
  }

  decode(bytes: Uint8Array): string {
    const bad = this.#encoding === 'us-ascii' ? bytes.findIndex((byte) => byte >= 0x80) : -1;
    if (bad === -1) return decodeSingleByte(bytes, this.#encoding);
    this.problem = problems.malformedBytes('us-ascii', hexadecimal(bytes.subarray(bad, bad + 1)));
    return decodeSingleByte(bytes.subarray(0, bad), this.#encoding);
  }
}

/** Whatever else TextDecoder knows: Shift_JIS, EUC-JP, GB18030, windows-125x … */
class LegacyDecoder implements Decoder {
  problem: Problem | undefined;
  readonly #encoding: string;
  readonly #decoder: InstanceType<typeof TextDecoder>;

  constructor(encoding: string) {
    this.#encoding = encoding;
    this.#decoder = new TextDecoder(encoding);
  }

  // Not fatal, since the place of the replacement character is the place of the error.
  decode(bytes: Uint8Array, final: boolean): string {
    const text = this.#decoder.decode(bytes, { stream: !final });
    const bad = text.indexOf('\uFFFD');
    if (bad === -1) return text;
    this.problem = problems.malformedBytes(this.#encoding, 'here');
    return text.slice(0, bad);
  }
}

function concatenate(head: Uint8Array, tail: Uint8Array): Uint8Array {
  if (head.length === 0) return tail;
  const both = new Uint8Array(head.length + tail.length);
  both.set(head);
  both.set(tail, head.length);
  return both;
}

// A Buffer's own slice() is a view, and the caller may use its memory again.
function copy(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}

function hexadecimal(bytes: Uint8Array): string {
  return [...bytes].map((byte) => `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(' ');
}

/** The length of a chunk without the character that its end cuts. */
function lengthOfWholeCharacters(bytes: Uint8Array): number {
  const { length } = bytes;
  for (let back = 1; back <= Math.min(3, length); back++) {
    const byte = bytes[length - back]!;
    if (byte < 0x80) return length;
    if (byte >= 0xc0) return sequenceLength(byte) > back ? length - back : length;
  }
  return length;
}

function sequenceLength(lead: number): number {
  return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
}

/** How many bytes from the start are valid UTF-8 (RFC 3629 §4). */
function lengthOfValidUtf8(bytes: Uint8Array): number {
  let i = 0;
  while (i < bytes.length) {
    const lead = bytes[i]!;
    if (lead < 0x80) {
      i++;
      continue;
    }
    if (lead < 0xc2 || lead > 0xf4) return i;
    const length = sequenceLength(lead);
    // The second byte's range excludes overlong forms, surrogates and what is beyond U+10FFFF.
    const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    for (let k = 1; k < length; k++) {
      const byte = bytes[i + k];
      if (byte === undefined || byte < (k === 1 ? low : 0x80) || byte > (k === 1 ? high : 0xbf)) return i;
    }
    i += length;
  }
  return i;
}
