/** The whole way of a text: bytes to text, text to `Telegram`, `Telegram` to TEI, and the promises checked on that TEI. */
import { type DecodedInput, decodeInput } from './decode-input.js';
import type { Diagnostic } from './diagnostics.js';
import { checkContents, type LedgerEntry, TeiContent } from './lossless/index.js';
import { documentId, findForbiddenCharacters, type TeiOptions, toTei } from './tei/index.js';
import { parseTelegrams, type Telegram } from './telegram/index.js';
import { judgeByBundledSchema } from './validate/schemas/bundled.js';

/** Beside what concerns the input: what the TEI header says beyond the text itself, and where the schema lies. */
export interface ConvertOptions extends Omit<TeiOptions, 'input'> {
  /**
   * The input's name, with or without folders: for diagnostics, and without folders and extension
   * for the header, and the names and identifiers of the documents. Default `input.txt`.
   */
  readonly file?: string;
  /** An encoding's label, such as `windows-1252`, for bytes whose encoding is known; else it is found out. */
  readonly encoding?: string;
}

/** One document of the input. */
export interface ConvertedDocument {
  /** Its `xml:id`: `d118` after its number, else, or where that is taken, made of the input's name (or the option `id`); unique in the input. */
  readonly id: string;
  /** The name that its file should get, without extension: `NAME`; where the input holds several `NAME_d118`, or `NAME_doc2` after its place, `NAME_2` for a cable. */
  readonly name: string;
  readonly telegram: Telegram;
  readonly xml: string;
}

export interface ConvertResult {
  /** The TEI of the first document. */
  readonly xml: string;
  /** The first document as it was read. */
  readonly telegram: Telegram;
  /** All documents in the order of the text; at least one. */
  readonly documents: readonly ConvertedDocument[];
  /** What is to be said of the input (`file` as given) and of the TEI (`file` is the document's name with `.xml`). */
  readonly diagnostics: readonly Diagnostic[];
  /** The encoding that was taken; undefined for a string. */
  readonly encoding?: string;
  /** Whether every document is valid against the bundled schema. */
  readonly valid: boolean;
  /** Whether every byte could be read, and the TEI holds every non-space character of the input once, or the ledger says why not. */
  readonly lossless: boolean;
  /** What was left out of the TEI's text on purpose, and why. */
  readonly ledger: readonly LedgerEntry[];
}

/**
 * Converts a text to TEI.
 *
 * @param input bytes of a text file, or text that is decoded already.
 * @returns always a result, whatever comes in. What is wrong is in `diagnostics`; an input that should
 *   not be converted (empty, binary, XML already) has an error that says so among them.
 */
export function convert(input: Uint8Array | string, options: ConvertOptions = {}): ConvertResult {
  return convertText(decodeInput(input, options), options);
}

/**
 * Converts a text that is decoded already.
 *
 * @param input as {@link decodeInput} gives it; its diagnostics come first in the result's.
 */
export function convertText(input: DecodedInput, options: ConvertOptions = {}): ConvertResult {
  const { text, encoding } = input;
  const { file, encoding: _, id, taken = new Set(), ...teiOptions } = options;
  const name = (file ?? 'input.txt').replace(/^.*[\\/]/s, '');
  const teiInput = { name, sha256: input.sha256, ...(encoding === undefined ? {} : { encoding }) };

  const read = parseTelegrams(text, options.volume === undefined ? {} : { volume: options.volume });
  const stem = withoutExtension(name);
  const parts = partNames(read.telegrams);
  const documents = read.telegrams.map((telegram, i): ConvertedDocument => {
    const which = read.telegrams.length === 1 ? '' : `_${parts[i]}`;
    const known = (id ?? stem) + which;
    const unique = documentId(telegram, known, taken);
    const xml = toTei(telegram, { ...teiOptions, input: teiInput, id: known, taken });
    return { id: unique, name: stem + which, telegram, xml };
  });

  // Each document is read again once, for its schema and for what it holds.
  const judged = documents.map(({ name, xml }) => {
    const content = new TeiContent();
    const { wellFormed, diagnostics } = judgeByBundledSchema(xml, `${name}.xml`, content);
    return { diagnostics, content: wellFormed ? content.content() : undefined };
  });
  const violations = judged.flatMap(({ diagnostics }) => diagnostics);
  const check = checkContents(
    text,
    read.telegrams,
    judged.map(({ content }) => content),
  );
  const first = documents[0]!;
  return {
    xml: first.xml,
    telegram: first.telegram,
    documents,
    diagnostics: [
      ...input.diagnostics,
      ...named(read.diagnostics, file),
      ...named(findForbiddenCharacters(text), file),
      ...named(check.diagnostics, file),
      ...violations,
    ],
    ...(encoding === undefined ? {} : { encoding }),
    valid: !violations.some(({ severity }) => severity === 'error'),
    lossless: input.lossless && check.lossless,
    ledger: check.ledger,
  };
}

/** A name for each document of a file, none twice. */
function partNames(telegrams: readonly Telegram[]): string[] {
  const seen = new Map<string, number>();
  return telegrams.map((telegram, index) => {
    const name = partName(telegram, index);
    const copy = (seen.get(name) ?? 0) + 1;
    seen.set(name, copy);
    return copy === 1 ? name : `${name}-${copy}`;
  });
}

/** `d118` in an edition that numbers its documents as the Office of the Historian does; `1`, `2` for cables, which have no such number. */
function partName(telegram: Telegram, index: number): string {
  return telegram.form === undefined
    ? documentId(telegram, `doc${index + 1}`)
    : (telegram.number?.value ?? `${index + 1}`);
}

/** A path or a name without what follows its last point, folders and hidden files aside. */
export function withoutExtension(path: string): string {
  return path.replace(/(?<=[^/])\.[^./]*$/, '');
}

function named(diagnostics: readonly Diagnostic[], file: string | undefined): readonly Diagnostic[] {
  return file === undefined ? diagnostics : diagnostics.map((diagnostic) => ({ ...diagnostic, file }));
}
