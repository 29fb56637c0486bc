/** Elements and texts that stand in the schema as the value of a variable: a small document of their own. */
import { isBlank } from '../xml/white-space.js';
import {
  AttributeNode,
  appendChild,
  DocumentNode,
  ELEMENT,
  ElementNode,
  nextWithin,
  type ParentNode,
  TEXT,
  TextNode,
} from './tree.js';
import type { Body } from './xslt/model.js';

/** A document of what stands there, or undefined where something is to be computed (XSLT 2.0, §9.4). */
export function fragmentOf(body: Body): DocumentNode | undefined {
  const maker = new Maker();
  for (const part of body) {
    if (part.type === 'text') maker.text(maker.document, part.text);
    else if (part.type === 'element') maker.copy(part.element);
    else return undefined;
  }
  return maker.document;
}

class Maker {
  readonly document = new DocumentNode();
  #order = 1;

  /** The whole of an element below the document; white space between elements is left. */
  copy(top: ElementNode): void {
    const copies = new Map<ParentNode, ElementNode>([[top, this.#element(this.document, top)]]);
    for (let at = nextWithin(top, top); at !== undefined; at = nextWithin(at, top)) {
      const parent = copies.get(at.parent!)!;
      if (at.kind === ELEMENT) copies.set(at, this.#element(parent, at));
      else if (at.kind === TEXT && !isBlank(at.data)) this.text(parent, at.data);
    }
  }

  text(parent: ParentNode, data: string): void {
    appendChild(parent, new TextNode(this.#order++, parent, data));
  }

  #element(parent: ParentNode, { name, namespaces, attributes, line, column }: ElementNode): ElementNode {
    const made = new ElementNode(this.#order++, parent, name, namespaces, line, column);
    made.attributes = attributes.map(
      (each) => new AttributeNode(this.#order++, made, each.name, each.value, each.line, each.column),
    );
    appendChild(parent, made);
    return made;
  }
}
