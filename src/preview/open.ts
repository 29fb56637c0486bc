/** From a file to what its pages show: a text is converted, a TEI taken as it is. */
import { type ConvertOptions, convertText, withoutExtension } from '../convert.js';
import { decodeInput } from '../decode-input.js';
import type { Diagnostic } from '../diagnostics.js';
import type { InputFile } from '../files/inputs.js';
import { LARGEST_TEXT, readInput } from '../files/read.js';
import { kindOf } from '../report/contents.js';
import { describeDocuments } from '../report/describe.js';
import type { FileReport } from '../report/report.js';
import { ByteReader } from '../xml/bytes.js';
import type { Preview, Row } from './model.js';
import { previewOf, previewOfTei, type Shown } from './preview.js';
import type { Sources } from './sources.js';

/** A document's page and its row, but for where the page lies. */
export interface Opened {
  readonly preview: Preview;
  readonly row: Omit<Row, 'page'>;
  /** The name of its page, without folders and ending. */
  readonly name: string;
}

export interface OpenedFile {
  readonly documents: readonly Opened[];
  /** Without `valid` where the file could not be used. */
  readonly report: FileReport;
}

/** A text: converted as `convert` does it. Never rejects for what is wrong with it. */
export async function openText(file: InputFile, options: ConvertOptions): Promise<OpenedFile> {
  const read = await readInput(file, LARGEST_TEXT);
  if ('diagnostic' in read) return unusable(file, [read.diagnostic]);
  const named = { ...options, file: file.display, id: withoutExtension(file.layout) };
  const input = decodeInput(read.bytes, named);
  if (input.refused) return unusable(file, input.diagnostics);
  const result = convertText(input, { ...named, schemaHref: null });
  const converted = { ...result, file: file.display, text: input.text };
  const documents = result.documents.map(({ name, telegram }, index): Opened => {
    const shown = previewOf(converted, index);
    return { preview: shown.preview, name, row: rowOf(shown, file, kindOf(telegram)) };
  });
  const { valid, lossless, diagnostics } = result;
  const report = { file: file.display, summary: describeDocuments(result.documents), valid, lossless, diagnostics };
  const texts = new Map([[file.display, input.text]]);
  for (const { name, xml } of result.documents) texts.set(`${name}.xml`, xml);
  return { documents, report: { ...report, source: (name = '') => texts.get(name) } };
}

/**
 * A TEI, beside its text where that is at hand.
 *
 * @param judged the report of its validation.
 */
export async function openTei(file: InputFile, judged: FileReport, sources: Sources): Promise<OpenedFile> {
  const read = await readInput(file, LARGEST_TEXT);
  if ('diagnostic' in read) return unusable(file, [read.diagnostic]);
  const xml = new ByteReader().decode(read.bytes, true);
  const diagnostics = judged.diagnostics.map(withoutBlame);
  const namesNone = judged.diagnostics.some(({ code }) => code === 'schema-not-chosen');
  const verdict = namesNone ? undefined : judged.valid;
  const source = await sources.of(file, xml);
  const shown = previewOfTei({ file: file.display, xml, diagnostics, verdict, source });
  const name = withoutExtension(file.layout).replace(/^.*\//, '');
  const row = rowOf(shown, file, shown.header.kind ?? 'TEI');
  // What nobody could check can be looked at all the same.
  const why = namesNone ? 'only whether it is XML, since it names no schema' : 'its schema could not be had';
  const unchecked = verdict === undefined ? ({ checked: 'partly', unchecked: why } as const) : {};
  const report = { ...judged, diagnostics, valid: verdict ?? true, ...unchecked };
  return { documents: [{ preview: shown.preview, name, row }], report };
}

function withoutBlame(finding: Diagnostic): Diagnostic {
  return finding.code === 'schema-not-chosen' ? { ...finding, severity: 'info' } : finding;
}

function rowOf({ preview, header }: Shown, file: InputFile, kind: string): Opened['row'] {
  const { title, xml, findings } = preview;
  const count = (severity: Diagnostic['severity']) => findings.filter((each) => each.severity === severity).length;
  const { when, from, notBefore } = header.date ?? {};
  return {
    title,
    file: file.layout,
    kind,
    when: when ?? from ?? notBefore,
    place: header.place,
    sender: header.sender?.[0] ?? header.authors?.[0]?.name,
    low: xml.split('cert="low"').length - 1,
    medium: xml.split('cert="medium"').length - 1,
    errors: count('error'),
    warnings: count('warning'),
    codes: [...new Set(findings.map(({ code }) => code))],
  };
}

function unusable(file: InputFile, diagnostics: readonly Diagnostic[]): OpenedFile {
  return { documents: [], report: { file: file.display, diagnostics } };
}
