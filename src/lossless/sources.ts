/** Where in the input each element of a TEI stands: found by the comparison that shows that nothing was lost. */
import type { Range, Telegram } from '../telegram/model.js';
import type { XmlAttribute, XmlHandler, XmlLocator, XmlName } from '../xml/events.js';
import { parseXml } from '../xml/parser.js';
import { expectedContent, type Stream } from './expected.js';
import { ContentReader, type StreamPoint } from './found.js';
import { leavesOf } from './leaves.js';
import { withoutSpace } from './marks.js';
import { LONGEST_PAGE_LINE, sameNumber } from './tiling.js';

/** An element within `text`. */
export interface ElementSource {
  /** Its place among all elements of the document in document order, from 0. */
  readonly index: number;
  readonly name: string;
  /** Where in the input its content stands: zero-based, in UTF-16 code units; empty where it has none, or the input no such text. */
  readonly ranges: readonly Range[];
  /** Where what an attribute holds of it stands: the marker of a note, the number of a page. */
  readonly marker: readonly Range[];
  /** Where in the XML it begins and ends, tags included: lines and columns are one-based, columns in UTF-16 code units, the last just past it. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/**
 * Finds the source of each element of the text. It holds for any TEI whose text is that of the conversion, also where
 * an editor has put other tags around it; where a stream (the text, a note) differs, what stands before the difference is found.
 *
 * @param input the whole text that was converted.
 * @param telegram the document read from it.
 * @param xml its TEI; one that is not well-formed has no elements.
 */
export function elementSources(input: string, telegram: Telegram, xml: string): readonly ElementSource[] {
  const reader = new ElementReader();
  if (!parseXml(xml, reader).wellFormed) return [];
  const { parts, elements } = reader;
  const expected = expectedContent(input, telegram);
  const streams = parts.map((some, index) => new KnownStream(some, expected[index]));
  const labels = labelsOf(telegram);
  return elements.map(({ from, to, marker, held, ...element }) => {
    const own = streams[from.stream]!;
    const isNote = marker !== undefined && marker.stream !== from.stream;
    const label = isNote ? (labels.get(own.note) ?? []) : [];
    const mark = marker === undefined ? [] : streams[marker.stream]!.ranges(marker.parts, marker.parts + 1);
    const ranges = joined(input, [...label, ...own.ranges(from.parts, to.parts)]);
    const isPage = element.name === 'pb';
    return { ...element, ranges, marker: mark.flatMap((range) => printed(input, range, isPage ? held : '')) };
  });
}

interface ElementInText {
  readonly index: number;
  readonly name: string;
  readonly line: number;
  readonly column: number;
  endLine: number;
  endColumn: number;
  readonly from: StreamPoint;
  to: StreamPoint;
  readonly marker: StreamPoint | undefined;
  /** What its attribute `n` holds. */
  readonly held: string;
}

/** Hears a document with the judge of losses, and notes where in its streams each element begins and ends. */
class ElementReader implements XmlHandler {
  readonly #content = new ContentReader();
  readonly #open: ElementInText[] = [];
  readonly elements: ElementInText[] = [];
  #locator!: XmlLocator;
  #count = 0;

  get parts(): readonly (readonly string[])[] {
    return this.#content.parts;
  }

  startDocument(locator: XmlLocator): void {
    this.#locator = locator;
  }

  startElement(name: XmlName, attributes: readonly XmlAttribute[]): void {
    const around = this.#content.point;
    this.#content.startElement(name, attributes);
    const index = this.#count++;
    const from = this.#content.point;
    if (around === undefined || from === undefined) return;
    const isMarked = from.stream !== around.stream || from.parts > around.parts;
    const { line, column, endLine, endColumn } = this.#locator;
    const marker = isMarked ? around : undefined;
    const held = attributes.find((attribute) => attribute.name.local === 'n')?.value ?? '';
    const place = { line, column, endLine, endColumn };
    const element = { index, name: name.local, ...place, from, to: from, marker, held };
    this.elements.push(element);
    this.#open.push(element);
  }

  text(data: string): void {
    this.#content.text(data);
  }

  endElement(name: XmlName): void {
    const element = this.#open.pop();
    if (element !== undefined) {
      element.to = this.#content.point!;
      element.endLine = this.#locator.endLine;
      element.endColumn = this.#locator.endColumn;
    }
    this.#content.endElement(name);
  }
}

/** A stream of the TEI, as far as it is that of the input. */
class KnownStream {
  readonly #lengths: readonly number[];
  readonly #expected: Stream | undefined;
  /** In characters: what begins alike. */
  readonly #known: number;

  constructor(parts: readonly string[], expected: Stream | undefined) {
    const texts = parts.map(withoutSpace);
    let sum = 0;
    this.#lengths = [0, ...texts.map(({ length }) => (sum += length))];
    this.#expected = expected;
    this.#known = commonBeginning(texts.join(''), expected?.text ?? '');
  }

  /** The index of the note that it is the text of. */
  get note(): number | undefined {
    return this.#expected?.note;
  }

  /** Of so many parts; empty where it is not known of all. */
  ranges(from: number, to: number): readonly Range[] {
    const [start, end] = [this.#lengths[from]!, this.#lengths[to]!];
    return start === end || end > this.#known ? [] : this.#expected!.rangesOf(start, end);
  }
}

/** Of a page whose line stays in the text, the number in that line; of a note without a marker nothing. */
function printed(input: string, { start, end }: Range, held: string): readonly Range[] {
  if (end > start) return [{ start, end }];
  const line = input.slice(start, start + LONGEST_PAGE_LINE);
  const word = [...line.matchAll(/[\p{L}\p{N}]+/gu)].find(([each]) => held !== '' && sameNumber(each, held));
  return word === undefined ? [] : [{ start: start + word.index, end: start + word.index + word[0].length }];
}

function commonBeginning(one: string, other: string): number {
  const shorter = Math.min(one.length, other.length);
  let length = 0;
  while (length < shorter && one.charCodeAt(length) === other.charCodeAt(length)) length++;
  return length;
}

/** By the index of the note. */
function labelsOf(telegram: Telegram): ReadonlyMap<number | undefined, readonly Range[]> {
  return new Map(
    leavesOf(telegram)
      .filter(({ kind }) => kind === 'label')
      .map(({ note, start, end }) => [note, [{ start, end }]]),
  );
}

/** Ranges with nothing but white space between them are one. */
function joined(input: string, ranges: readonly Range[]): readonly Range[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of ranges) {
    const last = result.at(-1);
    if (last !== undefined && start >= last.end && !/\S/.test(input.slice(last.end, start))) last.end = end;
    else result.push({ start, end });
  }
  return result;
}
