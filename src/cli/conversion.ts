/** What a conversion comes to: places in the output, a report in the user's terms, and what is kept of it for the next run. */
import type { ManifestEntry } from '../archive/manifest.js';
import type { Diagnostic } from '../diagnostics.js';
import { displayPath, type InputFile } from '../files/inputs.js';
import type { Content } from '../report/contents.js';
import type { FileReport } from '../report/report.js';
import type { Converted } from './convert-one.js';
import type { Output } from './output.js';

export interface Conversion {
  readonly file: InputFile;
  readonly report: FileReport;
  /** What is to be written, under paths that are reserved. */
  readonly writes: readonly { readonly path: string; readonly xml: string }[];
  readonly xmls: readonly string[];
  /** What is to be kept; nothing of what is kept already. */
  readonly entry?: Omit<ManifestEntry, 'by'> | undefined;
  /** Whether it was converted before, and is as it was. */
  readonly isUnchanged?: true;
}

/** Of a text that was converted. */
export function conversionOf(file: InputFile, result: Converted, output: Output | undefined): Conversion {
  const xmls = result.documents.map(({ xml }) => xml);
  if (output === undefined) {
    const documents = result.documents.map(({ id, xml }) => ({ id, xml }));
    const named = new Map(result.documents.map(({ name, xml }) => [`${name}.xml`, xml]));
    const source = (name = '') => (name === file.display ? result.text : named.get(name));
    return { file, report: { ...told(file, result), documents, source }, writes: [], xmls };
  }
  const folder = file.layout.slice(0, file.layout.lastIndexOf('/') + 1);
  const layouts = result.documents.map(({ name }) => `${folder}${name}.xml`);
  const places = layouts.map((layout) => output.reserve(layout, file.display));
  const collisions = places.filter((place): place is Diagnostic => typeof place === 'object');
  if (collisions.length > 0) return unusable(file, [...result.diagnostics, ...collisions]);
  const paths = places.filter((place) => typeof place === 'string');
  const { sha256, contents, valid, lossless, summary, unrecognised, ledger } = result;
  const entry = {
    ...{ text: file.layout, sha256, usable: true, valid, lossless, summary, unrecognised, contents, ledger },
    documents: result.rows,
    outputs: layouts.map((layout, i) => [layout, Buffer.byteLength(xmls[i]!)] as const),
    diagnostics: result.diagnostics.map((each) => (each.file === file.display ? { ...each, file: file.layout } : each)),
  };
  const texts = new Map([[file.display, result.text]]);
  for (const [i, path] of paths.entries()) texts.set(displayPath(path), xmls[i]!);
  const report = { ...reportOf(file, entry, output), source: (name: string | undefined) => texts.get(name ?? '') };
  return { file, report, writes: paths.map((path, i) => ({ path, xml: xmls[i]! })), xmls, entry };
}

/** Of a text that is as it was when it was converted before. */
export function unchangedConversion(file: InputFile, entry: ManifestEntry, output: Output): Conversion {
  const places = entry.outputs.map(([layout]) => output.reserve(layout, file.display));
  const collisions = places.filter((place): place is Diagnostic => typeof place === 'object');
  if (collisions.length > 0) return unusable(file, collisions);
  return { file, report: reportOf(file, entry, output), writes: [], xmls: [], isUnchanged: true };
}

/** Of a text that could not be used, or whose documents could not be written. */
export function unusable(file: InputFile, diagnostics: readonly Diagnostic[]): Conversion {
  const own = diagnostics.map((each) => (each.file === file.display ? { ...each, file: file.layout } : each));
  const entry = { text: file.layout, sha256: '', outputs: [], usable: false, diagnostics: own };
  return { file, report: { file: file.display, diagnostics }, writes: [], xmls: [], entry };
}

/** What was kept, in the terms of this call: names as the user would write them here. */
function reportOf(file: InputFile, entry: Omit<ManifestEntry, 'by'>, output: Output): FileReport {
  const shown = new Map<string, string>([[file.layout, file.display]]);
  const outputs = entry.outputs.map(([layout]) => displayPath(output.pathOf(layout)));
  for (const [i, [layout]] of entry.outputs.entries()) shown.set(layout.replace(/^.*\//, ''), outputs[i]!);
  const diagnostics = entry.diagnostics.map((each) => {
    const name = shown.get(each.file ?? '');
    return name === undefined ? each : { ...each, file: name };
  });
  return { ...told(file, { ...entry, diagnostics }), outputs };
}

function told(
  file: InputFile,
  of: Omit<Converted, 'documents' | 'rows' | 'sha256' | 'text'> | Omit<ManifestEntry, 'by'>,
): FileReport {
  const { summary, valid, lossless, unrecognised, ledger, diagnostics } = of;
  const contents = of.contents as readonly Content[] | undefined;
  return {
    file: file.display,
    ...(summary === undefined ? {} : { summary }),
    ...(valid === undefined ? {} : { valid }),
    ...(lossless === undefined ? {} : { lossless }),
    ...(contents === undefined ? {} : { contents }),
    ...(unrecognised === undefined ? {} : { unrecognised }),
    ...(ledger === undefined ? {} : { ledger }),
    diagnostics,
  };
}
