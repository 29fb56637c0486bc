/** Texts in a table: JSON Lines (`.jsonl`, `.ndjson`) or CSV and TSV, a record a text. */
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { type Info, parse } from 'csv-parse';
import type { Diagnostic } from '../diagnostics.js';
import { NAMED, streamFile } from '../files/door.js';
import type { InputFile } from '../files/inputs.js';
import { shortened, visibleInLine } from '../shown.js';
import { type Text, type Texts, textWithin } from './texts.js';

/** Fields that a message names. */
const MOST_FIELDS = 20;

export interface RecordFields {
  /** The field that has the text. */
  readonly text: string;
  /** The field that names it; without it texts are named by their number. */
  readonly name?: string | undefined;
}

/** @param source the table. */
export function textsOfRecords(source: InputFile, fields: RecordFields): Texts {
  const path = source.path!;
  return {
    async *names() {
      for await (const { record, number } of recordsIn(path)) {
        if (number === 1 && lacks(record, fields.text)) return;
        yield layoutOf(record, number, fields.name);
      }
    },
    async *read() {
      for await (const { record, number, why } of recordsIn(path)) {
        // Of a table without the field nothing more need be said.
        if (number === 1 && lacks(record, fields.text)) {
          yield { file: source, fault: noField(source.display, fields.text, record!), isSource: true } satisfies Text;
          return;
        }
        const file = textWithin(source.display, layoutOf(record, number, fields.name));
        const text = record?.[fields.text];
        if (typeof text === 'string') yield { file, bytes: Buffer.from(text) } satisfies Text;
        else yield { file, fault: noText(file.display, fields.text, why) } satisfies Text;
      }
    },
  };
}

function lacks(record: Numbered['record'], field: string): boolean {
  return record !== undefined && !(field in record);
}

interface Numbered {
  /** Undefined where it cannot be read. */
  readonly record: Readonly<Record<string, unknown>> | undefined;
  /** One-based. */
  readonly number: number;
  readonly why?: string | undefined;
}

function recordsIn(path: string): AsyncGenerator<Numbered> {
  return /\.[ct]sv(?:\.gz)?$/i.test(path) ? rowsIn(path) : linesIn(path);
}

function streamOf(path: string) {
  const file = streamFile(path, NAMED, 1 << 18);
  if (!/\.gz$/i.test(path)) return file;
  const unpacked = createGunzip();
  file.on('error', (error) => unpacked.destroy(error));
  return file.pipe(unpacked);
}

async function* linesIn(path: string): AsyncGenerator<Numbered> {
  const stream = streamOf(path);
  const lines = createInterface({ input: stream, crlfDelay: Infinity });
  const failed = new Promise<never>((_, reject) => stream.once('error', reject));
  failed.catch(() => lines.close());
  let number = 0;
  for await (const line of lines) {
    if (line.trim() === '') continue;
    number++;
    yield { ...recordOf(line.replace(/^\uFEFF/, '')), number };
  }
  // Whatever was read, a file that could not be read to its end is none.
  if (stream.errored) throw stream.errored;
}

function recordOf(line: string): Pick<Numbered, 'record' | 'why'> {
  try {
    const record = JSON.parse(line) as unknown;
    const isRecord = typeof record === 'object' && record !== null && !Array.isArray(record);
    return isRecord
      ? { record: record as Record<string, unknown> }
      : { record: undefined, why: 'it is no JSON object' };
  } catch {
    return { record: undefined, why: 'it is no JSON' };
  }
}

async function* rowsIn(path: string): AsyncGenerator<Numbered> {
  const delimiter = /\.tsv(?:\.gz)?$/i.test(path) ? '\t' : [',', ';', '\t'];
  const parser = parse({
    columns: true,
    bom: true,
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
  });
  const stream = streamOf(path);
  stream.on('error', (error) => parser.destroy(error));
  stream.pipe(parser);
  for await (const { record, info } of parser as AsyncIterable<{ record: Record<string, string>; info: Info }>)
    yield { record, number: info.records };
}

/** A name that each system can take, and stays in the folder. */
function layoutOf(record: Numbered['record'], number: number, field: string | undefined): string {
  const written = field === undefined ? undefined : record?.[field];
  const name = typeof written === 'string' || typeof written === 'number' ? String(written).trim() : '';
  const safe = name.replace(/[\0-\x1f\x7f/\\:*?"<>|]+/g, '_').replace(/^\.+|[. ]+$/g, '');
  return `${safe === '' ? `record-${String(number).padStart(7, '0')}` : safe.replace(/\.txt$/i, '')}.txt`;
}

function noField(file: string, field: string, record: Readonly<Record<string, unknown>>): Diagnostic {
  const fields = Object.keys(record).slice(0, MOST_FIELDS);
  const has = fields.map((key) => `"${visibleInLine(shortened(key))}"`).join(', ');
  const message = `${file} has no field "${field}". Its records have ${has}; name the one with the text with --text.`;
  return { severity: 'error', code: 'record-without-text', message, file, source: 'input' };
}

function noText(file: string, field: string, why = `its field "${field}" holds no text`): Diagnostic {
  const message = `The record has no text: ${why}.`;
  return { severity: 'error', code: 'record-without-text', message, file, source: 'input' };
}
