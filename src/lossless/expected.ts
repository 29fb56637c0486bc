/** What the TEI must hold, from the tree's ranges and the input alone. */
import { bareMarker, replaceForbidden } from '../agreement.js';
import type { Range, Telegram } from '../telegram/model.js';
import { type Leaf, leavesOf, MAIN, RECORD } from './leaves.js';
import { ledgerMark, noteMark, pageMark, withoutSpace } from './marks.js';

/** Text without white space, in which marks stand for what attributes hold. */
export interface Stream {
  readonly text: string;
  /** The index of the note that it is the text of. */
  readonly note?: number;
  /** Where in the input the character at an index of {@link text} stands. */
  offsetOf(index: number): number;
  /** Where in the input a stretch of {@link text} stands, in the order of the stream: one range, or several where other things stand in between. */
  rangesOf(from: number, to: number): readonly Range[];
}

/** The streams of a document: the ledger, what an archive added, the text, and each note in the order in which a reader meets them. */
export function expectedContent(input: string, telegram: Telegram): Stream[] {
  const streams = new Map<number, Leaf[]>([
    [MAIN, []],
    [RECORD, []],
  ]);
  telegram.notes.forEach((_, index) => {
    streams.set(index, []);
  });
  const ledger = new StreamBuilder();
  for (const leaf of leavesOf(telegram)) {
    const printed = input.slice(leaf.start, leaf.end);
    if (isListed(leaf, printed)) {
      const text = printedCharacters(printed);
      if (text !== '') ledger.add(leaf, ledgerMark(leaf.start, text));
    } else if (leaf.kind !== 'label') streams.get(leaf.within)?.push(leaf);
  }
  const record = new StreamBuilder();
  for (const { start, end } of streams.get(RECORD)!) record.addInput(input, start, end);
  return [ledger, record, ...readingOrder(input, telegram, streams)];
}

/** Each note follows where its first marker stands, itself opened before what it holds; those without a marker come last. */
function readingOrder(input: string, telegram: Telegram, leaves: ReadonlyMap<number, Leaf[]>): StreamBuilder[] {
  const main = new StreamBuilder();
  const order = [main];
  const open = new Set<number>();

  const enter = (note: number) => {
    open.add(note);
    const stream = new StreamBuilder(note);
    order.push(stream);
    follow(note, stream);
  };
  const follow = (within: number, stream: StreamBuilder) => {
    for (const leaf of leaves.get(within)!) {
      const note = leaf.kind === 'noteAnchor' ? telegram.notes[leaf.note!] : undefined;
      if (leaf.kind === 'text') stream.addInput(input, leaf.start, leaf.end);
      else if (leaf.kind === 'pageBreak') stream.add(leaf, pageMark(leaf.held, leaf.edition));
      else if (note !== undefined) {
        stream.add(leaf, noteMark(note.printed));
        if (!open.has(leaf.note!)) enter(leaf.note!);
      }
    }
  };
  follow(MAIN, main);
  telegram.notes.forEach((note, index) => {
    if (open.has(index)) return;
    main.add({ start: note.start, end: note.start }, noteMark(note.printed));
    enter(index);
  });
  return order;
}

/** What is in the ledger: what the tree leaves out, and the label in the list of notes unless it is the marker itself (`1.`, `[1]`), which `note/@n` holds. */
function isListed({ kind, held }: Leaf, printed: string): boolean {
  return kind === 'leftOut' || (kind === 'label' && bareMarker(printed) !== bareMarker(held));
}

interface Piece extends Range {
  readonly text: string;
  /** Of a stretch of the input: it as it stands; what stands for a mark has none. */
  readonly source?: string;
}

class StreamBuilder implements Stream {
  readonly note?: number;
  readonly #pieces: Piece[] = [];
  /** Where each piece ends in the text; made when first asked for. */
  #ends: number[] | undefined;

  constructor(note?: number) {
    if (note !== undefined) this.note = note;
  }

  add({ start, end }: Range, text: string): void {
    this.#pieces.push({ text, start, end });
  }

  addInput(input: string, start: number, end: number): void {
    const source = input.slice(start, end);
    this.#pieces.push({ text: printedCharacters(source), start, end, source });
  }

  get text(): string {
    return this.#pieces.map(({ text }) => text).join('');
  }

  offsetOf(index: number): number {
    const at = this.#pieceAt(index);
    const piece = this.#pieces[at];
    return piece === undefined ? (this.#pieces.at(-1)?.start ?? 0) : placeIn(piece, index - this.#begin(at));
  }

  rangesOf(from: number, to: number): readonly Range[] {
    const ranges: { start: number; end: number }[] = [];
    for (let at = this.#pieceAt(from); at < this.#pieces.length && this.#begin(at) < to; at++) {
      const piece = this.#pieces[at]!;
      if (piece.text === '') continue;
      const begin = this.#begin(at);
      const start = from <= begin ? placeIn(piece, 0) : placeIn(piece, from - begin);
      const last = Math.min(to - begin, piece.text.length) - 1;
      const end = piece.source === undefined ? piece.end : placeIn(piece, last) + 1;
      ranges.push({ start, end });
    }
    return ranges;
  }

  /** The piece that holds the character at an index: the first that ends behind it. */
  #pieceAt(index: number): number {
    const ends = this.#cumulated();
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle]! <= index) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #begin(piece: number): number {
    return this.#cumulated()[piece - 1] ?? 0;
  }

  #cumulated(): readonly number[] {
    let sum = 0;
    this.#ends ??= this.#pieces.map(({ text }) => {
      sum += text.length;
      return sum;
    });
    return this.#ends;
  }
}

/** Where the nth character of a piece stands in the input. */
function placeIn({ source, start }: Piece, n: number): number {
  return source === undefined ? start : start + sourceIndex(source, n);
}

/** Word by word where a character is replaced: two lone surrogates must not become one when the space between them is dropped. */
function printedCharacters(source: string): string {
  if (replaceForbidden(source) === source) return withoutSpace(source);
  return source.split(/\s+/).map(replaceForbidden).join('');
}

/** The index of the nth character that is not white space. */
function sourceIndex(source: string, n: number): number {
  let seen = 0;
  for (let i = 0; i < source.length; i++) {
    if (/\s/.test(source[i]!)) continue;
    if (seen === n) return i;
    seen++;
  }
  return source.length;
}
