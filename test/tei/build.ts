/**
 * Hand-made telegrams. Calls append to one input in the order in which they are evaluated, so
 * nested calls give ranges that fit: `b.p(b.t('See '), b.ref({ document: '3' }, b.t('Document 3')))`.
 */
import type {
  Block,
  Citation,
  CitationPart,
  Closer,
  DatePhrase,
  Division,
  Enclosure,
  Facts,
  Gap,
  Heading,
  Inline,
  LeftOut,
  List,
  ListItem,
  Note,
  NoteAnchor,
  OpenerLine,
  PageBreak,
  Paragraph,
  PartyName,
  PlaceName,
  PlainBlock,
  Range,
  Reference,
  Table,
  TableRow,
  Telegram,
  Text,
} from '../../src/telegram/model.js';

export const NO_FACTS: Facts = {
  senders: [],
  addressees: [],
  precedence: [],
  handling: [],
  drafting: [],
  clearance: [],
  repeatedTo: [],
};

type Given<T, K extends keyof T = never> = Partial<Omit<T, 'type' | 'start' | 'end' | K>> & Pick<T, K>;

export class Build {
  input = '';

  /** White space between blocks. */
  skip(space = '\n\n'): this {
    this.input += space;
    return this;
  }

  #take(text: string): Range {
    const start = this.input.length;
    this.input += text;
    return { start, end: this.input.length };
  }

  #span(nodes: readonly (Range | undefined)[]): Range {
    const ranges = nodes.filter((node) => node !== undefined);
    const end = this.input.length;
    return { start: Math.min(end, ...ranges.map((r) => r.start)), end: Math.max(0, ...ranges.map((r) => r.end)) };
  }

  t(text: string): Text {
    return { type: 'text', text, ...this.#take(text) };
  }

  anchor(marker: string, note: number): NoteAnchor {
    return { type: 'noteAnchor', note, ...this.#take(marker) };
  }

  pb(n: string, edition?: string): PageBreak {
    const range = this.#take(`[${edition === undefined ? '' : `${edition} `}Page ${n}]`);
    return { type: 'pageBreak', n, ...(edition === undefined ? {} : { edition }), ...range };
  }

  leftOut(text: string, reason: LeftOut['reason']): LeftOut {
    return { type: 'leftOut', text, reason, ...this.#take(text) };
  }

  gap(given: Pick<Gap, 'reason' | 'quantity' | 'unit'>, ...children: Inline[]): Gap {
    return { type: 'gap', ...given, children, ...this.#span(children) };
  }

  ref(given: Pick<Reference, 'document' | 'note' | 'volume' | 'part' | 'inferred'>, ...children: Inline[]): Reference {
    return { type: 'reference', ...given, children, ...this.#span(children) };
  }

  cite(given: Pick<Citation, 'kind' | 'index' | 'ibidOf'>, ...children: Inline[]): Citation {
    return { type: 'citation', ...given, children, ...this.#span(children) };
  }

  part(part: CitationPart, ...children: Inline[]): Inline {
    return { type: 'citationPart', part, children, ...this.#span(children) };
  }

  party(role: PartyName['role'], entity: PartyName['entity'], ...children: Inline[]): PartyName {
    return { type: 'party', role, entity, children, ...this.#span(children) };
  }

  place(...children: Inline[]): PlaceName {
    const span = this.#span(children);
    return { type: 'place', town: span, children, ...span };
  }

  date(when: string | undefined, ...children: Inline[]): DatePhrase {
    return { type: 'date', ...(when === undefined ? {} : { when }), children, ...this.#span(children) };
  }

  p(...children: Inline[]): Paragraph {
    return { type: 'paragraph', children, ...this.#span(children) };
  }

  head(...children: Inline[]): Heading {
    return { children, ...this.#span(children) };
  }

  line(type: OpenerLine['type'], ...children: Inline[]): OpenerLine {
    return { type, children, ...this.#span(children) };
  }

  item(given: Pick<ListItem, 'label' | 'bullet'>, ...children: Inline[]): ListItem {
    return { ...given, children, ...this.#span([given.bullet, ...(given.label ?? []), ...children]) };
  }

  /** The item with what stands under it. */
  under(item: ListItem, ...blocks: PlainBlock[]): ListItem {
    return { ...item, blocks, ...this.#span([item, ...blocks]) };
  }

  row(...cells: Inline[][]): TableRow {
    return { cells: cells.map((children) => ({ children, ...this.#span(children) })), ...this.#span(cells.flat()) };
  }

  table(...rows: Table['rows'][number][]): Table {
    return { type: 'table', rows, ...this.#span(rows) };
  }

  list(kind: List['kind'], head: Inline[] | undefined, ...items: List['items'][number][]): List {
    return {
      type: 'list',
      kind,
      ...(head === undefined ? {} : { head }),
      items,
      ...this.#span([...(head ?? []), ...items]),
    };
  }

  closer(...signatures: Paragraph[]): Closer {
    const parts = signatures.map((signature) => ({ ...signature, type: 'signature' as const }));
    return { parts, ...this.#span(signatures) };
  }

  division(given: Given<Division> = {}): Division {
    const opener = given.opener ?? [];
    const blocks: readonly Block[] = given.blocks ?? [];
    const afterCloser = given.afterCloser ?? [];
    const range = this.#span([given.heading, ...opener, ...blocks, given.closer, ...afterCloser]);
    return { ...given, opener, blocks, afterCloser, ...range };
  }

  enclosure(kind: Enclosure['kind'], label: Paragraph | undefined, division: Division): Enclosure {
    return {
      type: 'enclosure',
      kind,
      ...(label === undefined ? {} : { label }),
      division,
      ...this.#span([label, division]),
    };
  }

  label(text: string): Note['label'] & object {
    return { text, ...this.#take(text) };
  }

  note(given: Given<Note, 'printed'>): Note {
    const blocks = given.blocks ?? [];
    return {
      kind: 'note',
      anchored: true,
      confidence: 1,
      ...given,
      blocks,
      ...this.#span([given.label, ...blocks]),
    };
  }

  telegram(given: Partial<Omit<Telegram, 'facts'>> & { facts?: Partial<Facts> } = {}): Telegram {
    return {
      type: 'telegram',
      front: [],
      division: this.division(),
      attachments: [],
      notes: [],
      start: 0,
      end: this.input.length,
      ...given,
      facts: { ...NO_FACTS, ...given.facts },
    };
  }
}
