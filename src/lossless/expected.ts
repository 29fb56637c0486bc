/** What the TEI must hold, from the tree's ranges and the input alone. */
import { bareMarker, replaceForbidden } from '../agreement.js';
import type { Telegram } from '../telegram/model.js';
import { type Leaf, leavesOf, MAIN, RECORD } from './leaves.js';
import { ledgerMark, noteMark, pageMark } from './marks.js';

/** Text without white space, in which marks stand for what attributes hold. */
export interface Stream {
  readonly text: string;
  /** Where in the input the character at an index of {@link text} stands. */
  offsetOf(index: number): number;
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
      if (text !== '') ledger.add(leaf.start, ledgerMark(leaf.start, text));
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
    const stream = new StreamBuilder();
    order.push(stream);
    follow(note, stream);
  };
  const follow = (within: number, stream: StreamBuilder) => {
    for (const leaf of leaves.get(within)!) {
      const note = leaf.kind === 'noteAnchor' ? telegram.notes[leaf.note!] : undefined;
      if (leaf.kind === 'text') stream.addInput(input, leaf.start, leaf.end);
      else if (leaf.kind === 'pageBreak') stream.add(leaf.start, pageMark(leaf.held, leaf.edition));
      else if (note !== undefined) {
        stream.add(leaf.start, noteMark(note.printed));
        if (!open.has(leaf.note!)) enter(leaf.note!);
      }
    }
  };
  follow(MAIN, main);
  telegram.notes.forEach((note, index) => {
    if (open.has(index)) return;
    main.add(note.start, noteMark(note.printed));
    enter(index);
  });
  return order;
}

/** What is in the ledger: what the tree leaves out, and the label in the list of notes unless it is the marker itself (`1.`, `[1]`), which `note/@n` holds. */
function isListed({ kind, held }: Leaf, printed: string): boolean {
  return kind === 'leftOut' || (kind === 'label' && bareMarker(printed) !== bareMarker(held));
}

class StreamBuilder implements Stream {
  readonly #pieces: { readonly text: string; readonly start: number; readonly source?: string }[] = [];

  add(start: number, text: string): void {
    this.#pieces.push({ text, start });
  }

  addInput(input: string, start: number, end: number): void {
    const source = input.slice(start, end);
    this.#pieces.push({ text: printedCharacters(source), start, source });
  }

  get text(): string {
    return this.#pieces.map(({ text }) => text).join('');
  }

  offsetOf(index: number): number {
    let before = 0;
    let last = 0;
    for (const { text, start, source } of this.#pieces) {
      last = start;
      if (index < before + text.length)
        return source === undefined ? start : start + sourceIndex(source, index - before);
      before += text.length;
    }
    return last;
  }
}

/** Word by word: two lone surrogates must not become one character when the space between them is dropped. */
function printedCharacters(source: string): string {
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
