/** `teigram.config.json`: what the TEI header shall say beyond the texts themselves, and what deposits shall say. */

import { dirname, resolve } from 'node:path';
import { withoutCredentials } from '../addresses.js';
import type { Code } from '../codes/index.js';
import { METADATA_KEYS } from '../deposit/metadata/model.js';
import type { Diagnostic } from '../diagnostics.js';
import { foundIn, Refusal, readFileNow, readNamed } from '../files/door.js';
import { reasonOf } from '../files/reason.js';
import { nearest } from '../nearest.js';
import { shownAsJson } from '../shown.js';
import type { TeiOptions } from '../tei/options.js';
import { CONFIG_FILE } from './defaults.js';
import { jsonFault } from './json-fault.js';

/** What a configuration may say. */
export type Config = Omit<TeiOptions, 'input' | 'schemaHref' | 'id' | 'taken' | 'lineBreaks'>;

const KINDS = {
  text: { words: 'a text in quotation marks', test: (value: unknown) => typeof value === 'string' },
  texts: {
    words: 'a list of texts, such as ["A. Editor", "B. Editor"]',
    test: isTexts,
  },
  /** Several are of a collection whose documents have different ones. */
  textOrTexts: {
    words: 'a text in quotation marks, or a list of such texts',
    test: (value: unknown) => typeof value === 'string' || (isTexts(value) && value.length > 0),
  },
} as const;

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

const KEYS: Readonly<Record<keyof Config, keyof typeof KINDS>> = {
  publisher: 'text',
  licence: 'textOrTexts',
  availability: 'text',
  projectDesc: 'text',
  editors: 'texts',
  volume: 'text',
  volumeTitle: 'text',
  language: 'text',
};

export interface ConfigResult {
  readonly config: Config;
  /** Every entry as it stands, for rooms that read their own. */
  readonly entries: Readonly<Record<string, unknown>>;
  /** An error among them means that the run should not go on with half of what its user asked for. */
  readonly diagnostics: readonly Diagnostic[];
}

/** In bytes. A configuration has a page. */
const LARGEST = 10_000_000;

/** Reads the configuration that is named, or that of the working folder if there is one. */
export async function readConfig(path: string | undefined): Promise<ConfigResult> {
  const file = path ?? CONFIG_FILE;
  let text: string;
  try {
    // One that nobody named came with the folder, as files of it do.
    const bytes =
      path === undefined ? readFileNow(resolve(file), foundIn(process.cwd()), LARGEST) : await readNamed(path, LARGEST);
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError && (error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      return refusal(
        file,
        `${file} is not written in UTF-8, so its letters cannot be told. Save it anew with the encoding UTF-8.`,
      );
    }
    if (path === undefined && (error as NodeJS.ErrnoException).code === 'ENOENT')
      return { config: {}, entries: {}, diagnostics: [] };
    const way = path === undefined && error instanceof Refusal ? ' Name it with --config if it is to be used.' : '';
    return refusal(file, `${file} cannot be read: ${reasonOf(error)}.${way}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own words quote the file, which may be no configuration but a secret.
    const { line, column, expected } = jsonFault(text) ?? { line: 1, column: 1, expected: 'JSON' };
    const message = `${file} is not JSON: in line ${line}, column ${column}, there should be ${expected}.`;
    return { config: {}, entries: {}, diagnostics: [{ ...finding(file, 'config-unreadable', message), line, column }] };
  }
  return checkConfig(value, file);
}

/** Sorts what a configuration says into what is known and what is wrong, by name. */
export function checkConfig(value: unknown, file: string): ConfigResult {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refusal(file, `${file} must hold one object: { "publisher": "…", "licence": "…" }.`, 'config-wrong-type');
  }
  const config: Record<string, unknown> = {};
  const diagnostics: Diagnostic[] = [];
  for (const [key, entry] of Object.entries(value)) {
    if (key === '$schema') continue;
    const kind = Object.hasOwn(KEYS, key) ? KINDS[KEYS[key as keyof Config]] : undefined;
    if (kind === undefined && (isMetadata(key) || key === 'schemas')) continue;
    if (kind === undefined) diagnostics.push(finding(file, 'config-unknown-key', unknownKey(key)));
    // Of several licences the first is that of the whole.
    else if (kind.test(entry)) config[key] = kind === KINDS.textOrTexts ? [entry].flat()[0] : entry;
    else diagnostics.push(finding(file, 'config-wrong-type', wrongKind(key, kind.words, entry)));
  }
  return { config, entries: { ...value }, diagnostics };
}

/** Of a list with something odd in it, that is told, as where deposits read the same entry. */
function wrongKind(key: string, words: string, entry: unknown): string {
  const at = Array.isArray(entry) && words === KINDS.textOrTexts.words ? entry.findIndex(isNoText) : -1;
  if (!Array.isArray(entry) || at < 0) return `"${key}" must be ${words}, not ${shown(entry)}.`;
  return `"${key}[${at}]" must be ${KINDS.text.words}, not ${shown(entry[at])}.`;
}

function isNoText(value: unknown): boolean {
  return typeof value !== 'string';
}

/**
 * The entry `schemas`: addresses of schemas and the files that stand for them, relative to the configuration.
 *
 * @param file path of the configuration.
 */
export function schemaMap(
  entries: Readonly<Record<string, unknown>>,
  file: string,
): { readonly map: Readonly<Record<string, string>>; readonly diagnostics: readonly Diagnostic[] } {
  const { schemas = {} } = entries;
  const pairs = typeof schemas === 'object' && schemas !== null ? Object.entries(schemas) : [];
  const usable = typeof schemas === 'object' && !Array.isArray(schemas);
  if (!usable || !pairs.every(([, target]) => typeof target === 'string')) {
    const message = `"schemas" must hold addresses and the files that stand for them, such as { "https://example.org/tei.rng": "schema/tei.rng" }, not ${shown(schemas)}.`;
    return { map: {}, diagnostics: [finding(file, 'config-wrong-type', message)] };
  }
  const folder = dirname(resolve(file));
  return { map: Object.fromEntries(pairs.map(([from, to]) => [from, resolve(folder, String(to))])), diagnostics: [] };
}

/** About deposits; what it must look like matters there only. */
function isMetadata(key: string): boolean {
  return (METADATA_KEYS as readonly string[]).includes(key);
}

function unknownKey(key: string): string {
  const known = [...new Set([...Object.keys(KEYS), ...METADATA_KEYS, 'schemas'])];
  const meant = nearest(key, known);
  return `${shownAsJson(key)} is not an entry that teigram knows.${meant === undefined ? '' : ` Did you mean "${meant}"?`} Known are ${known.join(', ')}.`;
}

function shown(value: unknown): string {
  return shownAsJson(value, 41);
}

function refusal(file: string, message: string, code: Code = 'config-unreadable'): ConfigResult {
  return { config: {}, entries: {}, diagnostics: [finding(file, code, message)] };
}

function finding(file: string, code: Code, message: string): Diagnostic {
  const said = { message: withoutCredentials(message), file: withoutCredentials(file) };
  return { severity: 'error', code, ...said, source: 'run' };
}
