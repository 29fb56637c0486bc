/** Builds the tree (tree.ts) from parse events, within limits. */
import { Budget, LimitPassed } from '../budget.js';
import type { Diagnostic } from '../diagnostics.js';
import type { XmlAttribute, XmlHandler, XmlLocator, XmlName } from '../xml/events.js';
import { XmlParser } from '../xml/parser.js';
import {
  AttributeNode,
  appendChild,
  DocumentNode,
  ElementNode,
  MarkupNode,
  type Namespaces,
  type ParentNode,
  TextNode,
} from './tree.js';

/** What a document was refused for. */
export interface Excess {
  readonly passed: LimitPassed;
  readonly line: number;
  readonly column: number;
}

/**
 * What to keep of a document: of an element all that is in it (`whole`), itself and its attributes (`alone`), or
 * neither (`none`), in which case what is kept within it becomes a child of what is kept around it. The root is kept
 * in any case.
 */
export type Filter = (name: XmlName) => 'whole' | 'alone' | 'none';

export interface TreeOptions {
  /** The document's name, for diagnostics. */
  readonly file?: string | undefined;
  /** Its absolute address. */
  readonly uri?: string | undefined;
  /** Its `tree-depth` and `nodes` are what a tree may have. */
  readonly budget?: Budget | undefined;
  /** All is kept by default. */
  readonly filter?: Filter;
}

export interface BuiltTree {
  /** Absent where the document is not well-formed or beyond the limits. */
  readonly document?: DocumentNode;
  readonly excess?: Excess;
  /** The parser's. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Tells of a document that is not written in XML as if it were. */
export type Player = (handler: XmlHandler) => void;

/** Reads a document into a tree. Stops at the first fault, or where a limit is passed. */
export function buildTree(xml: string | Uint8Array | Player, options: TreeOptions = {}): BuiltTree {
  const { file, uri, budget = new Budget(), filter } = options;
  const builder = filter === undefined ? new TreeBuilder(budget, uri) : new FilteringBuilder(budget, uri, filter);
  const parser = new XmlParser(builder, { file, budget });
  const { diagnostics } = builder;
  try {
    if (typeof xml === 'function') xml(builder);
    else {
      parser.write(xml);
      parser.end();
    }
  } catch (error) {
    if (error instanceof LimitPassed) return { excess: builder.excess(error), diagnostics };
    throw error;
  }
  return parser.failed ? { diagnostics } : { document: builder.document, diagnostics };
}

/**
 * Builds a tree from events that somebody else has parsed. Where a limit is passed it stops listening, without
 * stopping whoever parses.
 */
export class TreeListener implements XmlHandler {
  readonly #builder: TreeBuilder;
  #excess: Excess | undefined;
  #complete = false;

  /** @param uri of the document. */
  constructor(budget: Budget, uri?: string) {
    this.#builder = new TreeBuilder(budget, uri);
  }

  /** The tree, after the end of a well-formed document. */
  get tree(): BuiltTree {
    const { diagnostics, document } = this.#builder;
    if (this.#excess !== undefined) return { excess: this.#excess, diagnostics };
    return this.#complete ? { document, diagnostics } : { diagnostics };
  }

  startDocument(locator: XmlLocator): void {
    this.#builder.startDocument(locator);
  }

  startElement(name: XmlName, attributes: readonly XmlAttribute[]): void {
    this.#within(() => this.#builder.startElement(name, attributes));
  }

  endElement(): void {
    this.#within(() => this.#builder.endElement());
  }

  text(data: string): void {
    if (this.#excess === undefined) this.#builder.text(data);
  }

  comment(data: string): void {
    this.#within(() => this.#builder.comment(data));
  }

  processingInstruction(target: string, data: string): void {
    this.#within(() => this.#builder.processingInstruction(target, data));
  }

  diagnostic(diagnostic: Diagnostic): void {
    this.#builder.diagnostic(diagnostic);
  }

  endDocument(): void {
    this.#complete = true;
  }

  #within(build: () => void): void {
    if (this.#excess !== undefined) return;
    try {
      build();
    } catch (error) {
      if (!(error instanceof LimitPassed)) throw error;
      this.#excess = this.#builder.excess(error);
    }
  }
}

class TreeBuilder implements XmlHandler {
  readonly document: DocumentNode;
  readonly diagnostics: Diagnostic[] = [];
  readonly #budget: Budget;
  #locator!: XmlLocator;
  #parent: ParentNode;
  #depth = 0;
  #order = 1;
  #namespaces: Namespaces | undefined;
  #declared = 0;
  /** Character data since the last markup: one text node, in however many pieces it comes. */
  #text = '';

  constructor(budget: Budget, uri: string | undefined) {
    this.#budget = budget;
    this.document = new DocumentNode(uri);
    this.#parent = this.document;
  }

  /** Where the document stands that has passed a limit. */
  excess(passed: LimitPassed): Excess {
    const { line, column } = this.#locator;
    return { passed, line, column };
  }

  startDocument(locator: XmlLocator): void {
    this.#locator = locator;
  }

  startElement(name: XmlName, attributes: readonly XmlAttribute[]): void {
    this.#endText();
    if (++this.#depth > this.#budget.limits['tree-depth']) this.#refuse('tree-depth');
    const { line, column } = this.#locator;
    const element = new ElementNode(this.#next(), this.#parent, name, this.#namespacesHere(), line, column);
    if (attributes.length > 0) {
      element.attributes = attributes.map((attribute) => {
        const { name, value, line, column, type } = attribute;
        const node = new AttributeNode(this.#next(), element, name, value, line, column);
        if (type !== undefined) this.document.declare(node, type);
        return node;
      });
    }
    appendChild(this.#parent, element);
    this.#parent = element;
  }

  endElement(): void {
    this.#endText();
    this.#depth--;
    this.#parent = (this.#parent as ElementNode).parent!;
  }

  text(data: string): void {
    this.#text = this.#text === '' ? data : this.#text + data;
  }

  comment(data: string): void {
    this.#markup('', data);
  }

  processingInstruction(target: string, data: string): void {
    this.#markup(target, data);
  }

  diagnostic(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }

  #markup(target: string, data: string): void {
    this.#endText();
    const { line, column } = this.#locator;
    appendChild(this.#parent, new MarkupNode(this.#next(), this.#parent, target, data, line, column));
  }

  #endText(): void {
    if (this.#text === '') return;
    const data = this.#text;
    this.#text = '';
    // White space around the root is no text of the document.
    if (this.#depth > 0) appendChild(this.#parent, new TextNode(this.#next(), this.#parent, data));
  }

  #next(): number {
    if (this.#order > this.#budget.limits.nodes) this.#refuse('nodes');
    return this.#order++;
  }

  /** A document that declares again and again has as many maps. */
  #namespacesHere(): Namespaces {
    const here = this.#locator.namespaces();
    if (here !== this.#namespaces) {
      this.#namespaces = here;
      this.#declared += here.size;
      if (this.#declared > this.#budget.limits.nodes) this.#refuse('nodes');
    }
    return here;
  }

  /** Leaves the parser, which has no other way out. */
  #refuse(limit: 'tree-depth' | 'nodes'): never {
    throw new LimitPassed(limit, this.#budget.limits[limit]);
  }
}

/** Keeps a part of the document: large grammars hold few rules. */
class FilteringBuilder extends TreeBuilder {
  readonly #filter: Filter;
  /** For each open element outside of what is kept whole, whether it is kept. */
  readonly #kept: boolean[] = [];
  /** How deep within an element kept whole, itself included. */
  #whole = 0;

  constructor(budget: Budget, uri: string | undefined, filter: Filter) {
    super(budget, uri);
    this.#filter = filter;
  }

  override startElement(name: XmlName, attributes: readonly XmlAttribute[]): void {
    if (this.#whole === 0) {
      const keep = this.#filter(name);
      if (keep !== 'whole') {
        const kept = keep === 'alone' || this.#kept.length === 0;
        this.#kept.push(kept);
        if (kept) super.startElement(name, attributes);
        return;
      }
    }
    this.#whole++;
    super.startElement(name, attributes);
  }

  override endElement(): void {
    if (this.#whole > 0) this.#whole--;
    else if (this.#kept.pop() === false) return;
    super.endElement();
  }

  override text(data: string): void {
    if (this.#whole > 0) super.text(data);
  }
}
