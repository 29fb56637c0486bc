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
 * and what it is refused for: it is empty, binary or XML already, or the encoding asked for is unknown.
 */
export function decodeInput(input: Uint8Array | string, options: DecodeInputOptions = {}): DecodedInput {
  const decoded = decode(input, options);
  const errors = decoded.diagnostics.filter(({ severity }) => severity === 'error');
  const refused = errors.some(({ code }) => code !== LOST);
  return { ...decoded, refused, lossless: errors.every(({ code }) => code !== LOST) };
}

function decode(input: Uint8Array | string, options: DecodeInputOptions): Omit<DecodedInput, 'refused' | 'lossless'> {
  const sha256 = digestOf(input);
  if (typeof input === 'string') return { text: input, sha256, diagnostics: judgeText(input, options) };
  const { encoding: asked } = options;
  if (asked !== undefined && normalizeEncodingLabel(asked) === undefined) {
    const message = `"${asked}" is no encoding that this system knows. Use a usual label such as utf-8, utf-16le or windows-1252.`;
    return { text: '', sha256, diagnostics: [finding('error', 'encoding-unknown', message, options)] };
  }
  const decoded = decodeText(input, asked);
  const diagnostics = decoded.binary
    ? [
        finding(
          'error',
          'binary-input',
          'This is not a text file: it holds control characters, as images, PDF and word-processor files do. Save the document as plain text and convert that.',
          options,
        ),
      ]
    : [...judgeDecoding(decoded, options), ...judgeText(decoded.text, options)];
  return { text: decoded.text, encoding: decoded.encoding, sha256, diagnostics };
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

function judgeText(text: string, options: DecodeInputOptions): Diagnostic[] {
  if (!/\S/.test(text)) {
    const message = text === '' ? 'The file is empty.' : 'The file holds only white space.';
    return [finding('error', 'empty-input', `${message} There is nothing to convert.`, options)];
  }
  return judgeXml(text, options);
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
