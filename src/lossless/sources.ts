/** Where in the input each element of a TEI stands: found by the comparison that shows that nothing was lost. */

import type { Range, Telegram } from '../telegram/model.js';
import type { XmlAttribute, XmlHandler, XmlLocator, XmlName } from '../xml/events.js';
import { parseXml } from '../xml/parser.js';
import { expectedContent } from './expected.js';
import { type StreamPoint, TeiContent } from './found.js';
import { leavesOf } from './leaves.js';
import { knownStreams } from './pairing.js';
import { LONGEST_PAGE_LINE, sameNumber } from './tiling.js';

/** An element within `text`. */
export interface ElementSource {
  /** Its place among all elements of the document in document order, from 0. */
  readonly index: number;
  readonly name: string;
  /**
   * Where in the input its content stands: zero-based, in UTF-16 code units; empty where it has none, or the input no such
   * text. Of a milestone, which is a point, the line that begins there.
   */
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
 * Finds the source of each element of the text. It holds for any TEI that was made of the text, also where an editor has
 * gone on with it: of what was changed there is no source, of all else there is.
 *
 * @param input the whole text that was converted.
 * @param telegram the document read from it.
 * @param xml its TEI; one that is not well-formed has no elements.
 */
export function elementSources(input: string, telegram: Telegram, xml: string): readonly ElementSource[] {
  const reader = new ElementReader();
  if (!parseXml(xml, reader).wellFormed) return [];
  const { parts, elements } = reader;
  // What the notes are numbered, by the stream of their text.
  const numbers = new Map(
    elements.flatMap(({ from, marker, held }) =>
      marker && marker.stream !== from.stream ? [[from.stream, held]] : [],
    ),
  );
  const expected = expectedContent(input, telegram);
  const streams = knownStreams(parts, numbers, expected, telegram);
  const labels = labelsOf(telegram);
  return elements.map(({ from, to, marker, held, ...element }) => {
    const own = streams[from.stream]!;
    const isNote = marker !== undefined && marker.stream !== from.stream;
    const label = isNote ? (labels.get(own.note) ?? []) : [];
    const mark = marker === undefined ? [] : streams[marker.stream]!.ranges(marker.parts, marker.parts + 1);
    const ranges = joined(input, [...label, ...own.ranges(from.parts, to.parts)]);
    const isPage = element.name === 'pb';
    const point = element.name === 'milestone' ? own.offsetAt(from.parts) : undefined;
    if (point !== undefined) return { ...element, ranges: [lineAt(input, point)], marker: [] };
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
  readonly #content = new TeiContent();
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

/** What stands from a place to the end of its line: with it a part of the text begins. */
function lineAt(input: string, start: number): Range {
  const length = input.slice(start).search(/[\r\n]/);
  return { start, end: length === -1 ? input.length : start + length };
}

/** Of a page whose line stays in the text, the number in that line; of a note without a marker nothing. */
function printed(input: string, { start, end }: Range, held: string): readonly Range[] {
  if (end > start) return [{ start, end }];
  const line = input.slice(start, start + LONGEST_PAGE_LINE);
  const word = [...line.matchAll(/[\p{L}\p{N}]+/gu)].find(([each]) => held !== '' && sameNumber(each, held));
  return word === undefined ? [] : [{ start: start + word.index, end: start + word.index + word[0].length }];
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
