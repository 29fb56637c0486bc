/**
 * The tree that Schematron's XPaths walk: elements, attributes, text, comments and processing
 * instructions, each with its place in document order. As light as it can be, for it is held whole.
 */

import type { XmlName } from '../xml/events.js';
import { XML_NAMESPACE } from '../xml/known-namespaces.js';
import { tokens, trimXmlSpace } from '../xml/white-space.js';

export const ELEMENT = 1;
export const ATTRIBUTE = 2;
export const TEXT = 3;
export const PROCESSING_INSTRUCTION = 7;
export const COMMENT = 8;
export const DOCUMENT = 9;
export const NAMESPACE = 13;

export type NodeKind = 1 | 2 | 3 | 7 | 8 | 9 | 13;

/** What every node has. Links are undefined where there is none. */
abstract class Node {
  declare readonly kind: NodeKind;
  /** Document order: a node's number is greater than that of every node before it. */
  declare readonly order: number;
  declare readonly parent: ParentNode | undefined;
  declare next: ChildNode | undefined;
  declare previous: ChildNode | undefined;

  // Fields are only declared, for defining them costs more than all else in a constructor.
  constructor(kind: NodeKind, order: number, parent: ParentNode | undefined) {
    this.kind = kind;
    this.order = order;
    this.parent = parent;
    this.next = undefined;
    this.previous = undefined;
  }
}

const NO_ATTRIBUTES: readonly AttributeNode[] = [];

/** By prefix; the default namespace under ''. */
export type Namespaces = ReadonlyMap<string, string>;

export class ElementNode extends Node {
  declare readonly kind: typeof ELEMENT;
  declare readonly name: XmlName;
  /** One-based position of `<`, in lines and UTF-16 code units. */
  declare readonly line: number;
  declare readonly column: number;
  declare attributes: readonly AttributeNode[];
  /** What prefixes mean here, that of `xml` included; one map for all elements between two declarations. */
  declare readonly namespaces: Namespaces;
  declare firstChild: ChildNode | undefined;
  declare lastChild: ChildNode | undefined;

  constructor(order: number, parent: ParentNode, name: XmlName, namespaces: Namespaces, line: number, column: number) {
    super(ELEMENT, order, parent);
    this.name = name;
    this.namespaces = namespaces;
    this.line = line;
    this.column = column;
    this.attributes = NO_ATTRIBUTES;
    this.firstChild = undefined;
    this.lastChild = undefined;
  }
}

export class AttributeNode extends Node {
  declare readonly kind: typeof ATTRIBUTE;
  declare readonly parent: ElementNode;
  declare readonly name: XmlName;
  declare readonly value: string;
  /** One-based position of the name. */
  declare readonly line: number;
  declare readonly column: number;

  constructor(order: number, parent: ElementNode, name: XmlName, value: string, line: number, column: number) {
    super(ATTRIBUTE, order, parent);
    this.name = name;
    this.value = value;
    this.line = line;
    this.column = column;
  }
}

export class TextNode extends Node {
  declare readonly kind: typeof TEXT;
  declare readonly data: string;

  constructor(order: number, parent: ParentNode | undefined, data: string) {
    super(TEXT, order, parent);
    this.data = data;
  }
}

/** A comment or a processing instruction: few of either, so they keep where they stand. */
export class MarkupNode extends Node {
  declare readonly kind: typeof PROCESSING_INSTRUCTION | typeof COMMENT;
  /** Of a processing instruction; '' for a comment. */
  readonly target: string;
  readonly data: string;
  readonly line: number;
  readonly column: number;

  constructor(order: number, parent: ParentNode, target: string, data: string, line: number, column: number) {
    super(target === '' ? COMMENT : PROCESSING_INSTRUCTION, order, parent);
    this.target = target;
    this.data = data;
    this.line = line;
    this.column = column;
  }
}

/** What a prefix means at an element: made when asked for, and the same each time. */
export class NamespaceNode extends Node {
  declare readonly kind: typeof NAMESPACE;
  declare readonly parent: ElementNode;
  /** '' for the default namespace. */
  readonly prefix: string;
  readonly uri: string;

  constructor(order: number, parent: ElementNode, prefix: string, uri: string) {
    super(NAMESPACE, order, parent);
    this.prefix = prefix;
    this.uri = uri;
  }
}

const namespaceNodesOf = new WeakMap<ElementNode, readonly NamespaceNode[]>();

/** Between the element and its attributes in document order. */
export function namespaceNodes(element: ElementNode): readonly NamespaceNode[] {
  let nodes = namespaceNodesOf.get(element);
  if (nodes === undefined) {
    const { namespaces, order } = element;
    nodes = [...namespaces].map(
      ([prefix, uri], i) => new NamespaceNode(order + (i + 1) / (namespaces.size + 1), element, prefix, uri),
    );
    namespaceNodesOf.set(element, nodes);
  }
  return nodes;
}

let documents = 0;

export class DocumentNode extends Node {
  declare readonly kind: typeof DOCUMENT;
  /** Absolute, where it has an address. */
  readonly uri: string | undefined;
  /** Before another document, where a sequence holds nodes of both. */
  readonly serial = documents++;
  firstChild: ChildNode | undefined = undefined;
  lastChild: ChildNode | undefined = undefined;
  #ids: Map<string, ElementNode> | undefined;
  readonly #declaredIds = new Set<AttributeNode>();
  readonly #idrefs = new Map<string, AttributeNode[]>();

  constructor(uri?: string) {
    super(DOCUMENT, 0, undefined);
    this.uri = uri;
  }

  /** Elements by `xml:id`, and by attributes declared to be ids; of several with the same, the first. */
  get ids(): ReadonlyMap<string, ElementNode> {
    this.#ids ??= collectIds(this, this.#declaredIds);
    return this.#ids;
  }

  /** Attributes that are declared to refer to an id. */
  get idrefs(): ReadonlyMap<string, readonly AttributeNode[]> {
    return this.#idrefs;
  }

  /** An attribute of a type that the document type declares. */
  declare(attribute: AttributeNode, type: string): void {
    if (type === 'ID') this.#declaredIds.add(attribute);
    if (type !== 'IDREF' && type !== 'IDREFS') return;
    for (const id of tokens(attribute.value)) {
      const known = this.#idrefs.get(id);
      if (known === undefined) this.#idrefs.set(id, [attribute]);
      else known.push(attribute);
    }
  }
}

export type ParentNode = ElementNode | DocumentNode;
export type ChildNode = ElementNode | TextNode | MarkupNode;
export type TreeNode = ParentNode | ChildNode | AttributeNode | NamespaceNode;

/** A name as the document writes it. */
export function writtenName(name: XmlName): string {
  return name.prefix === '' ? name.local : `${name.prefix}:${name.local}`;
}

/** Whether a node may have children. */
export function isParent(node: TreeNode): node is ParentNode {
  return node.kind === ELEMENT || node.kind === DOCUMENT;
}

/** Puts a node behind the children that there are. */
export function appendChild(parent: ParentNode, child: ChildNode): void {
  const last = parent.lastChild;
  if (last === undefined) parent.firstChild = child;
  else {
    last.next = child;
    child.previous = last;
  }
  parent.lastChild = child;
}

/** The node after `node` in document order within the subtree of `top`, attributes aside; for loops without recursion. */
export function nextWithin(node: TreeNode, top: TreeNode): ChildNode | undefined {
  if (isParent(node) && node.firstChild !== undefined) return node.firstChild;
  return nextOutside(node, top);
}

/** As {@link nextWithin}, past the node's own subtree. */
export function nextOutside(node: TreeNode, top: TreeNode): ChildNode | undefined {
  for (let at: TreeNode | undefined = node; at !== undefined && at !== top; at = at.parent) {
    if (at.next !== undefined) return at.next;
  }
  return undefined;
}

/** Characters gathered since somebody last took count: an element's text may be the whole document. */
export const textMeter = { gathered: 0 };

/** The typed value's string: an element's is all its text. */
export function stringValue(node: TreeNode): string {
  switch (node.kind) {
    case ATTRIBUTE:
      return node.value;
    case TEXT:
    case COMMENT:
    case PROCESSING_INSTRUCTION:
      return node.data;
    case NAMESPACE:
      return node.uri;
    default:
      return textWithin(node);
  }
}

function textWithin(top: ParentNode): string {
  const only = top.firstChild;
  if (only !== undefined && only.kind === TEXT && only.next === undefined) return only.data;
  let text = '';
  let steps = 0;
  for (let at = nextWithin(top, top); at !== undefined; at = nextWithin(at, top)) {
    steps++;
    if (at.kind === TEXT) text += at.data;
  }
  textMeter.gathered += steps + text.length;
  return text;
}

/** The value of an attribute; undefined where there is none. */
export function attributeValue(element: ElementNode, uri: string, local: string): string | undefined {
  for (const attribute of element.attributes) {
    if (attribute.name.local === local && attribute.name.uri === uri) return attribute.value;
  }
  return undefined;
}

/** The document that a node is of, or the highest element above a node that is of none. */
export function topOf(node: TreeNode): TreeNode {
  let top = node;
  while (top.parent !== undefined) top = top.parent;
  return top;
}

export function rootElement(document: DocumentNode): ElementNode | undefined {
  for (let child = document.firstChild; child !== undefined; child = child.next) {
    if (child.kind === ELEMENT) return child;
  }
  return undefined;
}

function collectIds(document: DocumentNode, declared: ReadonlySet<AttributeNode>): Map<string, ElementNode> {
  const ids = new Map<string, ElementNode>();
  for (let at = nextWithin(document, document); at !== undefined; at = nextWithin(at, document)) {
    if (at.kind !== ELEMENT) continue;
    for (const attribute of at.attributes) {
      const { name, value } = attribute;
      const isId = (name.local === 'id' && name.uri === XML_NAMESPACE) || declared.has(attribute);
      const id = isId ? trimXmlSpace(value) : undefined;
      if (id !== undefined && !ids.has(id)) ids.set(id, at);
    }
  }
  return ids;
}
