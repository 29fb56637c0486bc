/** From a conversion, or from a TEI alone, to what its page shows. */
import type { Diagnostic } from '../diagnostics.js';
import { readHeader } from '../header/index.js';
import type { HeaderFacts } from '../header/model.js';
import { checkLossless, elementSources, type LedgerEntry, leavesOf } from '../lossless/index.js';
import { describeTelegram, isUnrecognised } from '../report/describe.js';
import type { Range, Telegram } from '../telegram/model.js';
import { parseXml } from '../xml/parser.js';
import { factsOfHeader, factsOfTelegram } from './facts.js';
import { shownFindings } from './findings.js';
import type { Link, Preview, Ranges, ShownFact, ShownText } from './model.js';

/** A text and the documents that were made of it. */
export interface ConvertedText {
  /** The text's name as findings have it. */
  readonly file: string;
  readonly text: string;
  readonly documents: readonly { readonly name: string; readonly telegram: Telegram; readonly xml: string }[];
  readonly diagnostics: readonly Diagnostic[];
  readonly ledger: readonly LedgerEntry[];
  readonly valid: boolean;
  readonly lossless: boolean;
}

/** A page, and the header that it shows. */
export interface Shown {
  readonly preview: Preview;
  readonly header: HeaderFacts;
}

/** The page of one of the documents. @param index its place among them. */
export function previewOf(converted: ConvertedText, index: number): Shown {
  const { file, text, documents, diagnostics, ledger, valid, lossless } = converted;
  const { name, telegram, xml } = documents[index]!;
  const xmlName = `${name}.xml`;
  const { from, to } = shownRange(telegram, text, documents.length === 1);
  const others = documents.flatMap((other, i) => (i === index ? [] : [`${other.name}.xml`]));
  const verdict = `${valid ? 'valid' : 'not valid'}, ${lossless ? 'lossless' : 'not lossless'}`;
  const header = headerOf(xml, xmlName);
  const preview = {
    title: header.title ?? name,
    name: xmlName,
    xml,
    summary: `${describeTelegram(telegram)}; ${verdict}`,
    verdict: valid && lossless && !isUnrecognised(telegram) ? ('good' as const) : ('bad' as const),
    ...languageOf(xml),
    source: shownText(file, text, telegram, ledger, from, to),
    links: linksOf(text, telegram, xml, from),
    facts: factsOfTelegram(telegram, from),
    findings: shownFindings(diagnostics, { input: text, from, to, xmlName, others }),
  };
  return { preview, header };
}

/** A text that a TEI was made of, read again. */
export interface KnownSource {
  readonly file: string;
  readonly text: string;
  readonly telegram: Telegram;
  /** Whether the text has no other document. */
  readonly isOnly: boolean;
}

export interface Tei {
  readonly file: string;
  readonly xml: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether it is valid; undefined where it was not checked. */
  readonly verdict: boolean | undefined;
  /** By which schema, where that needs to be said. */
  readonly by?: string;
  /** The text that it was made of, where that is at hand. */
  readonly source?: KnownSource | undefined;
}

/** The page of a TEI. */
export function previewOfTei({ file, xml, diagnostics, verdict, by = '', source }: Tei): Shown {
  const header = headerOf(xml, file);
  const said = verdict === undefined ? 'not checked' : verdict ? 'valid' : 'not valid';
  const name = file.replace(/^.*[\\/]/s, '');
  const preview: Preview = {
    title: header.title ?? name,
    name,
    xml,
    summary: [header.kind, header.date?.when, `${said}${by}`].filter((part) => part !== undefined).join(', '),
    verdict: verdict === undefined ? 'open' : verdict ? 'good' : 'bad',
    ...(parseXml(xml, {}).wellFormed ? {} : { isBroken: true as const }),
    ...languageOf(xml),
    ...(source === undefined ? {} : { source: textBeside(source, xml) }),
    links: source === undefined ? [] : linksOf(source.text, source.telegram, xml, rangeOf(source).from),
    facts: withRanges(factsOfHeader(header), source),
    findings: shownFindings(diagnostics, { input: undefined, from: 0, to: 0, xmlName: file, others: [] }),
  };
  return { preview, header };
}

/** Of a TEI beside its text: what its header says, with the words of the text that say the same. */
function withRanges(facts: readonly ShownFact[], source: KnownSource | undefined): readonly ShownFact[] {
  if (source === undefined) return facts;
  const known = factsOfTelegram(source.telegram, rangeOf(source).from);
  return facts.map((fact) => {
    const same = known.find(({ label, value }) => label === fact.label && value === fact.value);
    return same?.ranges === undefined ? fact : { ...fact, ranges: same.ranges };
  });
}

function rangeOf({ telegram, text, isOnly }: KnownSource) {
  return shownRange(telegram, text, isOnly);
}

function textBeside(source: KnownSource, xml: string): ShownText {
  const ledger = checkLossless(source.text, [source.telegram], [xml]).ledger;
  const { from, to } = rangeOf(source);
  return shownText(source.file, source.text, source.telegram, ledger, from, to);
}

function headerOf(xml: string, file: string): HeaderFacts {
  return readHeader(xml, file).facts ?? {};
}

/** The stretch of the input that a document was made of; all of it where there is no other. */
function shownRange(telegram: Telegram, text: string, isOnly: boolean): { readonly from: number; readonly to: number } {
  const leaves = leavesOf(telegram);
  if (isOnly || leaves.length === 0) return { from: 0, to: text.length };
  const to = leaves.reduce((last, { end }) => Math.max(last, end), telegram.end);
  return { from: Math.min(telegram.start, leaves[0]!.start), to };
}

function shownText(
  file: string,
  input: string,
  telegram: Telegram,
  ledger: readonly LedgerEntry[],
  from: number,
  to: number,
): ShownText {
  const reasons = new Map(ledger.map(({ offset, reason }) => [offset, reason]));
  const leaves = leavesOf(telegram);
  const leftOut = leaves.flatMap(({ start, end }) => {
    const reason = reasons.get(start);
    return reason === undefined || end === start ? [] : [{ range: [start - from, end - from] as const, reason }];
  });
  const elsewhere: number[] = [];
  let covered = from;
  for (const { start, end } of leaves) {
    if (start > covered && /\S/.test(input.slice(covered, start))) elsewhere.push(covered - from, start - from);
    covered = Math.max(covered, end);
  }
  return { name: file.replace(/^.*[\\/]/s, ''), text: input.slice(from, to), leftOut, elsewhere };
}

/** What only holds other elements: its content says where it stands. */
const CONTAINERS = new Set(
  'text front body back div group floatingText opener closer list table row lg sp lb listBibl postscript'.split(' '),
);

function linksOf(input: string, telegram: Telegram, xml: string, from: number): readonly Link[] {
  return elementSources(input, telegram, xml).flatMap((source): Link[] => {
    const { index, name, ranges, marker, line, column, endLine, endColumn } = source;
    if (CONTAINERS.has(name) || (ranges.length === 0 && marker.length === 0)) return [];
    const place = [line, column, endLine, endColumn] as const;
    const link = { element: index, place, ranges: flat(ranges, from) };
    return [marker.length === 0 ? link : { ...link, marker: flat(marker, from) }];
  });
}

function flat(ranges: readonly Range[], from: number): Ranges {
  return ranges.flatMap(({ start, end }) => [start - from, end - from]);
}

function languageOf(xml: string): { readonly language?: string } {
  const language = /<text\b[^>]*\bxml:lang\s*=\s*["']([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)["']/.exec(xml)?.[1];
  return language === undefined ? {} : { language };
}
