/** What the TEI does hold, from its XML alone. */
import type { XmlAttribute, XmlHandler, XmlName } from '../xml/events.js';
import { parseXml } from '../xml/parser.js';
import { ledgerMark, noteMark, pageMark, withoutSpace } from './marks.js';

export interface FoundContent {
  /** The ledger, what an archive added, the text, and each note in document order; without white space, and with marks. */
  readonly streams: readonly string[];
  readonly ledger: readonly { reason: string; offset: number; text: string }[];
}

/** Reads TEI again; undefined if it is not well-formed. */
export function foundContent(xml: string): FoundContent | undefined {
  const reader = new TeiContent();
  return parseXml(xml, reader).wellFormed ? reader.content() : undefined;
}

/** A point in a stream: behind so many of its parts. */
export interface StreamPoint {
  readonly stream: number;
  readonly parts: number;
}

/** The index of the stream of what an archive added. */
const RECORD = 1;

/** Hears a parse of TEI; once it has come to its end, the content can be had. */
export class TeiContent implements XmlHandler {
  /** The ledger's is made at the end. */
  readonly #streams: string[][] = [[], []];
  /** The index of the text's stream, then of each open note's; empty outside `text`. */
  readonly #open: number[] = [];
  /** For each open element of the text whether it is a note with a stream of its own. */
  readonly #notes: boolean[] = [];
  readonly #entries: { reason: string; offset: string; text: string }[] = [];
  #inLedger = false;
  #inRecord = false;
  #reason = '';
  #collected: string[] | undefined;

  startElement({ local }: XmlName, attributes: readonly XmlAttribute[]): void {
    if (this.#open.length > 0) this.#startInText(local, attributes);
    else if (local === 'text') this.#openStream();
    else if (local === 'list' && value(attributes, 'type') === 'left-out') this.#inLedger = true;
    else if (local === 'list' && value(attributes, 'type') === 'attributes') this.#inRecord = true;
    else if (this.#inLedger && local === 'label') this.#collected = [];
    else if (this.#inLedger && local === 'item') {
      this.#entries.push({ reason: this.#reason, offset: value(attributes, 'n') ?? '', text: '' });
      this.#collected = [];
    }
  }

  text(data: string): void {
    (this.#current ?? this.#collected ?? (this.#inRecord ? this.#streams[RECORD] : undefined))?.push(data);
  }

  endElement({ local }: XmlName): void {
    if (this.#open.length > 0) this.#endInText();
    else if (local === 'list') {
      this.#inLedger = false;
      this.#inRecord = false;
    } else if (this.#collected !== undefined) {
      const text = this.#collected.join('');
      this.#collected = undefined;
      if (local === 'label') this.#reason = text;
      else this.#entries.at(-1)!.text = text;
    }
  }

  /** Where the reader stands; undefined outside `text`. */
  get point(): StreamPoint | undefined {
    const stream = this.#open.at(-1);
    return stream === undefined ? undefined : { stream, parts: this.#streams[stream]!.length };
  }

  /** The parts of each stream, white space included. */
  get parts(): readonly (readonly string[])[] {
    return this.#streams;
  }

  content(): FoundContent {
    const ledger = this.#entries.map(({ offset, text }) => ledgerMark(offset, withoutSpace(text))).join('');
    const [, ...others] = this.#streams;
    return {
      streams: [ledger, ...others.map((parts) => withoutSpace(parts.join('')))],
      ledger: this.#entries.map((entry) => ({ ...entry, offset: Number(entry.offset) })),
    };
  }

  #startInText(local: string, attributes: readonly XmlAttribute[]): void {
    const stream = this.#current!;
    // The file line is a note by name, but stands in the text as the reader meets it.
    const note = local === 'note' && value(attributes, 'rend') !== 'inline';
    this.#notes.push(note);
    if (note || local === 'ptr') stream.push(noteMark(value(attributes, 'n') ?? ''));
    else if (local === 'pb') stream.push(pageMark(value(attributes, 'n') ?? '', value(attributes, 'ed') ?? ''));
    if (note) this.#openStream();
  }

  #endInText(): void {
    const note = this.#notes.pop();
    if (note === undefined || note) this.#open.pop();
  }

  get #current(): string[] | undefined {
    return this.#streams[this.#open.at(-1) ?? -1];
  }

  #openStream(): void {
    this.#open.push(this.#streams.push([]) - 1);
  }
}

function value(attributes: readonly XmlAttribute[], name: string): string | undefined {
  return attributes.find((attribute) => attribute.name.local === name)?.value;
}
