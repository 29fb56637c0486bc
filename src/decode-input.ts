/** What comes in, as text: decoded, or refused with the reason. */
import type { Code } from './codes/index.js';
import type { Diagnostic } from './diagnostics.js';
import { type DecodedText, decodeText, normalizeEncodingLabel } from './encoding.js';
import { type Place, placeAt } from './places.js';
import { sha256 as digestOf } from './platform/node/machine.js';
import { xmlBeginning } from './xml/beginning.js';

export interface DecodeInputOptions {
  /** The input's name, for diagnostics. */
  readonly file?: string;
  /** An encoding's label, such as `windows-1252`; without it the encoding is found out. */
  readonly encoding?: string;
}

/** An input as text, with what is to be said of its bytes. */
export interface DecodedInput {
  readonly text: string;
  /** The encoding that was taken; undefined for a string. */
  readonly encoding?: string;
  /** Of the bytes as they came (of a string: as UTF-8), in hexadecimal. */
  readonly sha256: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether it is nothing that should be converted; an error says why. */
  readonly refused: boolean;
  /** Whether every byte had a meaning; what had none is gone, and U+FFFD stands in its place. */
  readonly lossless: boolean;
}

const LOST = 'bytes-without-meaning';

/**
 * Decodes an input and says what is noteworthy about it: a guessed encoding; as errors, bytes without meaning,
 * and what it is refused for: it is empty, binary, XML already or one endless line, or the encoding asked for is unknown.
 */
export function decodeInput(input: Uint8Array | string, options: DecodeInputOptions = {}): DecodedInput {
  const decoded = decode(input, options);
  const errors = decoded.diagnostics.filter(({ severity }) => severity === 'error');
  const refused = errors.some(({ code }) => code !== LOST);
  return { ...decoded, refused, lossless: errors.every(({ code }) => code !== LOST) };
}

function decode(input: Uint8Array | string, options: DecodeInputOptions): Omit<DecodedInput, 'refused' | 'lossless'> {
  const sha256 = digestOf(input);
  if (typeof input === 'string') return { sha256, ...judgeText(input, options) };
  const { encoding: asked } = options;
  if (asked !== undefined && normalizeEncodingLabel(asked) === undefined) {
    const message = `"${asked}" is no encoding that this system knows. Use a usual label such as utf-8, utf-16le or windows-1252.`;
    return { text: '', sha256, diagnostics: [finding('error', 'encoding-unknown', message, options)] };
  }
  const decoded = decodeText(input, asked);
  const { encoding } = decoded;
  if (decoded.binary) return { text: decoded.text, encoding, sha256, diagnostics: [binary(options)] };
  const { text, diagnostics } = judgeText(decoded.text, options);
  return { text, encoding, sha256, diagnostics: [...judgeDecoding(decoded, options), ...diagnostics] };
}

const ADVICE = {
  asked: 'Name another encoding with --encoding, or leave the option out.',
  found:
    'The file is damaged, or parts of it are in another encoding: save it again as UTF-8 from where it comes from.',
} as const;

function judgeDecoding({ encoding, how, malformed, text }: DecodedText, options: DecodeInputOptions): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  if (how === 'fallback') {
    const message = `The file is not UTF-8 and was read as ${encoding}. Look at its accented letters and dashes; if they are wrong, name the encoding with --encoding.`;
    diagnostics.push({ ...finding('warning', 'encoding-guessed', message, options), ...placeOf(text, /[^\x00-\x7f]/) });
  }
  if (malformed > 0) {
    const message = `${malformed === 1 ? 'A byte sequence has' : `${malformed} byte sequences have`} no meaning in ${encoding}. What stood there is lost; the text has U+FFFD (\uFFFD) instead. ${ADVICE[how === 'option' ? 'asked' : 'found']}`;
    diagnostics.push({ ...finding('error', LOST, message, options), ...placeOf(text, /\uFFFD/) });
  }
  return diagnostics;
}

function binary(options: DecodeInputOptions): Diagnostic {
  const message =
    'This is not a text file: it holds control characters, as images, PDF and word-processor files do. Save the document as plain text and convert that.';
  return finding('error', 'binary-input', message, options);
}

/** In UTF-16 code units. Volumes that lost all their line ends are shorter; on longer lines the engine of expressions gives up. */
const LONGEST_LINE = 4_000_000;

/** @returns the text to be read, of which nothing is left where it is no text that could be. */
function judgeText(text: string, options: DecodeInputOptions): Pick<DecodedInput, 'text' | 'diagnostics'> {
  if (!/\S/.test(text)) {
    const message = text === '' ? 'The file is empty.' : 'The file holds only white space.';
    return { text, diagnostics: [finding('error', 'empty-input', `${message} There is nothing to convert.`, options)] };
  }
  const line = longLineOf(text);
  if (line === undefined) return { text, diagnostics: judgeXml(text, options) };
  const message = `Line ${line} has more than ${LONGEST_LINE / 1e6} million letters, and a document has a few thousand. The line ends of the text were lost: take them from where it comes from, or split the file into its documents.`;
  return { text: '', diagnostics: [{ ...finding('error', 'line-too-long', message, options), line, column: 1 }] };
}

/** The one-based number of the first line that is too long. */
function longLineOf(text: string): number | undefined {
  if (text.length <= LONGEST_LINE) return undefined;
  let start = 0;
  for (let line = 1; start < text.length; line++) {
    const end = /\r\n?|\n|$/g;
    end.lastIndex = start;
    const { index, 0: found } = end.exec(text)!;
    if (index - start > LONGEST_LINE) return line;
    start = index + Math.max(1, found.length);
  }
  return undefined;
}

/** A scan may come wrapped in tags; a file that calls itself XML is one that was meant for another command. */
function judgeXml(text: string, options: DecodeInputOptions): Diagnostic[] {
  const beginning = xmlBeginning(text);
  if (beginning === 'none') return [];
  if (/\.(?:xml|tei)$/i.test(options.file ?? '')) {
    const message = 'This is XML already, and convert reads plain text. To check it, use "teigram validate".';
    return [finding('error', 'xml-input', message, options)];
  }
  // A word in angle brackets may be what the page prints.
  if (beginning === 'possible') return [];
  const message =
    'The text is wrapped in XML. Its tags were kept as words of the text; take them out if the page does not print them. To check an XML file, use "teigram validate".';
  return [finding('warning', 'xml-input', message, options)];
}

function finding(
  severity: Diagnostic['severity'],
  code: Code,
  message: string,
  { file }: DecodeInputOptions,
): Diagnostic {
  return { severity, code, message, ...(file === undefined ? {} : { file }), source: 'input' };
}

/** One-based place of the first match. */
function placeOf(text: string, pattern: RegExp): Partial<Place> {
  const at = text.search(pattern);
  return at === -1 ? {} : placeAt(text, at);
}
