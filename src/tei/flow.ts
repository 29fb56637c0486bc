/**
 * Mixed content. Runs of layout become one space, none stands at the edges of a block, and the
 * space before a note's marker goes behind the note (`France 1 to` gives `France<note/> to`).
 */
import { hasForbidden, REPLACEMENT } from '../xml/forbidden.js';
import { forbiddenRuns, withSingleSpaces } from './characters.js';
import type { Identifiers } from './ids.js';
import type { XmlAttributes, XmlElement, XmlTree } from './xml-tree.js';

/** Where the text of one block stands with regard to white space. */
interface Spacing {
  /** White space was read and not written yet. */
  pending: boolean;
  /** The pending white space held a line end. */
  newline: boolean;
  /** At the start of the block, or behind a page break with a space before it: no further space. */
  closed: boolean;
  /** A line ended within a word, and what was printed around the text came between. */
  broken: RegExp | undefined;
  /** Line ends are kept, as `lb`. */
  readonly lines: boolean;
}

/** The line end within a word: `Govern-` and `ment`, `AUTHORI-` and `TIES`. */
const BROKEN_WORD = /(?<=\p{Ll}[-‐])\s*[\n\r]\s*(?=\p{Ll})|(?<=\p{Lu}{2}[-‐])\s*[\n\r]\s*(?=\p{Lu}{2})/u;

/** The same where the other half is not in sight: what it must begin with. */
const HALF_A_WORD: readonly (readonly [RegExp, RegExp])[] = [
  [/\p{Ll}[-‐]\s*[\n\r]\s*$/u, /^\s*\p{Ll}/u],
  [/\p{Lu}{2}[-‐]\s*[\n\r]\s*$/u, /^\s*\p{Lu}{2}/u],
];

// A text with more than these is no text; its elements would fill the memory before anybody read them.
const MOST_DESCRIBED = 10_000;

export interface FlowOptions {
  /** Keep line ends as `lb`, as in signatures. */
  readonly lines?: boolean;
}

/** What an element may hold beside characters. */
export interface TextHolds {
  /** `g`, for characters that XML cannot hold; where it may not stand they are only replaced. */
  readonly g: boolean;
  /** `lb`; where it may not stand a line end is a space. */
  readonly lb: boolean;
}

export class Flow {
  readonly xml: XmlTree;
  /** The forbidden characters met, for the header's `charDecl`. */
  readonly forbidden = new Set<number>();
  readonly #ids: Identifiers;
  #spacing: Spacing = spacing({});
  #described = 0;

  constructor(xml: XmlTree, ids: Identifiers) {
    this.xml = xml;
    this.#ids = ids;
  }

  /**
   * An element whose content is a stretch of text of its own: a block, or a note. White space that
   * is pending outside stays pending, which moves it behind a note.
   */
  block(name: string, attributes: XmlAttributes | undefined, write: () => void, options: FlowOptions = {}): XmlElement {
    const element = this.xml.open(name, attributes);
    const outer = this.#spacing;
    this.#spacing = spacing(options);
    write();
    this.#spacing = outer;
    this.xml.close();
    return element;
  }

  /** An element within the running text. */
  inline(name: string, attributes: XmlAttributes | undefined, write: () => void): XmlElement {
    this.#space();
    const element = this.xml.open(name, attributes);
    write();
    this.xml.close();
    // The line ended inside; out here, where `lb` may not be allowed, only the space is left of it.
    this.#spacing.newline = false;
    return element;
  }

  /** An empty element within the running text; the space that follows it is dropped where one stands before it. */
  point(name: string, attributes: XmlAttributes): void {
    const spacing = this.#spacing;
    const closed = spacing.closed || spacing.pending;
    if (spacing.broken === undefined) this.#space();
    this.xml.element(name, attributes);
    spacing.closed = closed;
  }

  /** Text as it stands in the input. */
  text(data: string, holds: TextHolds): void {
    if (!hasForbidden(data)) {
      this.#fold(data, holds);
      return;
    }
    let from = 0;
    for (const { offset, length, codePoint } of forbiddenRuns(data)) {
      this.#fold(data.slice(from, offset), holds);
      from = offset + length;
      // Form feed and vertical tab are layout: they fold with the rest.
      if (codePoint === 0x0b || codePoint === 0x0c) this.#fold(' ', holds);
      else this.#forbidden(codePoint, length, holds);
    }
    this.#fold(data.slice(from), holds);
  }

  /** A space, where one is needed. */
  space(): void {
    this.#spacing.pending = true;
  }

  /** One `g` for a run of the same character. */
  #forbidden(codePoint: number, length: number, { g }: TextHolds): void {
    this.#space();
    const text = REPLACEMENT.repeat(length);
    if (!g || this.#described >= MOST_DESCRIBED) {
      this.xml.text(text);
      return;
    }
    this.#described++;
    this.forbidden.add(codePoint);
    this.xml.element('g', { ref: `#${this.#ids.character(codePoint)}` }, text);
  }

  #fold(data: string, { lb }: TextHolds): void {
    const spacing = this.#spacing;
    if (lb && spacing.broken?.test(data)) this.#wordGoesOn();
    if (/\S/.test(data)) spacing.broken = undefined;
    if (!lb || !/[\n\r]/.test(data)) {
      this.#foldLine(data);
      return;
    }
    data.split(BROKEN_WORD).forEach((part, index) => {
      if (index > 0) this.#wordGoesOn();
      if (spacing.lines) this.#foldLines(part);
      else this.#foldLine(part);
    });
    spacing.broken ??= HALF_A_WORD.find(([half]) => half.test(data))?.[1];
  }

  /** Where the line ended within a word there is no space, whatever was printed between. */
  #wordGoesOn(): void {
    this.xml.element('lb', { break: 'no' });
    this.#spacing.pending = false;
    this.#spacing.newline = false;
    this.#spacing.closed = true;
  }

  #foldLines(data: string): void {
    data.split(/\r\n?|\n/).forEach((line, index) => {
      if (index > 0) {
        this.#spacing.pending = true;
        this.#spacing.newline = true;
      }
      this.#foldLine(line);
    });
  }

  #foldLine(data: string): void {
    if (data === '') return;
    const spacing = this.#spacing;
    const text = withSingleSpaces(data);
    const start = text.startsWith(' ') ? 1 : 0;
    if (start === 1) spacing.pending = true;
    if (text.length === start) return;
    this.#space();
    const end = text.endsWith(' ') ? 1 : 0;
    this.xml.text(text.slice(start, text.length - end));
    spacing.pending = end === 1;
  }

  #space(): void {
    const spacing = this.#spacing;
    if (spacing.pending && !spacing.closed) {
      if (spacing.newline) this.xml.element('lb');
      else this.xml.text(' ');
    }
    spacing.pending = false;
    spacing.newline = false;
    spacing.closed = false;
  }
}

function spacing(options: FlowOptions): Spacing {
  return { pending: false, newline: false, closed: true, broken: undefined, lines: options.lines ?? false };
}
