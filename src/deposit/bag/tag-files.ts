/** The text files that make a folder a bag (RFC 8493 §2), read as leniently as old bags need. */
import { decodePath } from './paths.js';

export interface Declaration {
  /** Such as `1.0` or `0.97`. */
  readonly version: string;
  /** As it is written. */
  readonly encoding: string;
}

/** `bagit.txt` (§2.1.1); a text instead says what is wrong with it. */
export function readDeclaration(bytes: Uint8Array): Declaration | string {
  const text = Buffer.from(bytes).toString('utf8');
  if (text.startsWith('\uFEFF')) return 'it starts with a byte order mark, which it must not have';
  const lines = linesOf(text);
  const [, version] = /^BagIt-Version:\s*(\d{1,3}\.\d{1,3})\s*$/i.exec(lines[0] ?? '') ?? [];
  if (version === undefined) return 'its first line is not "BagIt-Version: 1.0" (or an older number)';
  const [, encoding] = /^Tag-File-Character-Encoding:\s*([\w.:-]+)\s*$/i.exec(lines[1] ?? '') ?? [];
  if (encoding === undefined) return 'its second line is not "Tag-File-Character-Encoding: UTF-8"';
  if (lines.length > 2) return 'it has more than its two lines';
  // Older drafts were read with any spaces and capitals; 1.0 has the lines letter for letter.
  const prescribed = [`BagIt-Version: ${version}`, `Tag-File-Character-Encoding: ${encoding}`];
  const odd = version.startsWith('0.') ? -1 : prescribed.findIndex((line, i) => line !== lines[i]);
  if (odd !== -1)
    return `in BagIt ${version} its line ${odd + 1} must be "${prescribed[odd]}", with one space and no other`;
  return { version, encoding };
}

export interface ManifestLine {
  /** One-based. */
  readonly line: number;
  /** In lower case. */
  readonly checksum: string;
  /** As it is meant, percent-encoding undone. */
  readonly path: string;
  /** With the mark of the program that wrote it, where there is one: the star of md5sum, the `./` of `find`. */
  readonly marked?: string;
}

/** A manifest (§2.1.3): its entries, and the numbers of the lines that are none. */
export function readManifest(
  text: string,
  version: string,
): { readonly entries: readonly ManifestLine[]; readonly malformed: readonly number[] } {
  const entries: ManifestLine[] = [];
  const malformed: number[] = [];
  for (const [i, content] of linesOf(text).entries()) {
    if (content.trim() === '' && version.startsWith('0.')) continue;
    const [, checksum, rest] = /^([0-9A-Fa-f]+)[ \t]+(.*)$/s.exec(content) ?? [];
    if (checksum === undefined || rest === undefined || rest === '') {
      malformed.push(i + 1);
      continue;
    }
    const bare = rest.replace(/^\*?(?:\.\/)?/, '');
    const entry = { line: i + 1, checksum: checksum.toLowerCase(), path: decodePath(bare, version) };
    entries.push(bare === rest ? entry : { ...entry, marked: decodePath(rest, version) });
  }
  return { entries, malformed };
}

export interface FetchLine {
  readonly url: string;
  readonly path: string;
}

/** `fetch.txt` (§2.2.3): what is to be downloaded, and the numbers of the lines that cannot be read. */
export function readFetch(
  text: string,
  version: string,
): { readonly entries: readonly FetchLine[]; readonly malformed: readonly number[] } {
  const entries: FetchLine[] = [];
  const malformed: number[] = [];
  for (const [i, line] of linesOf(text).entries()) {
    if (line.trim() === '') continue;
    const [, url, path] = /^([A-Za-z][A-Za-z0-9+.-]*:[^ \t]+)[ \t]+(?:\d+|-)[ \t]+(.+)$/.exec(line) ?? [];
    if (url === undefined || path === undefined) malformed.push(i + 1);
    else entries.push({ url, path: decodePath(path, version) });
  }
  return { entries, malformed };
}

/** `bag-info.txt` (§2.2.2) as labels and values in their order; folded lines are joined by a space. */
export function readBagInfo(text: string): {
  readonly elements: readonly (readonly [string, string])[];
  readonly malformed: readonly number[];
} {
  const folded: { readonly label: string; readonly lines: string[] }[] = [];
  const malformed: number[] = [];
  for (const [i, line] of linesOf(text).entries()) {
    const last = folded.at(-1);
    const colon = line.indexOf(':');
    if (/^[ \t]/.test(line) && last !== undefined) last.lines.push(line.trim());
    else if (colon > 0) folded.push({ label: line.slice(0, colon).trim(), lines: [line.slice(colon + 1).trim()] });
    else if (line.trim() !== '') malformed.push(i + 1);
  }
  return { elements: folded.map(({ label, lines }) => [label, lines.join(' ').trim()]), malformed };
}

/** Lines end in LF, CR or CRLF; the last may lack its end. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
