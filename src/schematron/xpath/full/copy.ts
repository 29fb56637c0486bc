/** Copies of nodes (XSLT 3.0, §20.1). */
import {
  ATTRIBUTE,
  AttributeNode,
  appendChild,
  type ChildNode,
  DOCUMENT,
  DocumentNode,
  ELEMENT,
  ElementNode,
  MarkupNode,
  NAMESPACE,
  nextWithin,
  type ParentNode,
  TEXT,
  TextNode,
  type TreeNode,
} from '../../tree.js';
import type { Dynamic } from '../runtime.js';
import { textOfValue } from './atomize.js';
import { isNode, type Values } from './value.js';

/** The node with all that is in it, and nothing above it. */
export function copyOf(c: Dynamic, node: TreeNode): TreeNode {
  c.hasOtherTrees = true;
  return copied(c, node, undefined);
}

/** The node with all that is in it, and above it copies of its ancestors with their attributes, each with that one child. */
export function snapshotOf(c: Dynamic, node: TreeNode): TreeNode {
  c.hasOtherTrees = true;
  if (node.kind === NAMESPACE) return node;
  const above: ParentNode[] = [];
  for (let at = node.parent; at !== undefined; at = at.parent) above.unshift(at);
  let parent: ParentNode | undefined;
  for (const each of above) {
    c.keepAll(1);
    const shell = shellOf(c, each, parent);
    if (parent !== undefined) appendChild(parent, shell as ChildNode);
    parent = shell;
  }
  if (node.kind === ATTRIBUTE) return (parent as ElementNode).attributes.find(({ name }) => name === node.name)!;
  const copy = copied(c, node, parent);
  if (parent !== undefined) appendChild(parent, copy as ChildNode);
  return copy;
}

/** Recursion is as deep as the document, which the limit of trees bounds. */
function copied(c: Dynamic, node: TreeNode, parent: ParentNode | undefined): TreeNode {
  c.keepAll(1);
  switch (node.kind) {
    case TEXT:
      return new TextNode(node.order, parent!, node.data);
    case ATTRIBUTE:
      return new AttributeNode(node.order, parent as ElementNode, node.name, node.value, node.line, node.column);
    case NAMESPACE:
      return node;
    case ELEMENT:
    case DOCUMENT: {
      const shell = shellOf(c, node, parent);
      for (let at = node.firstChild; at !== undefined; at = at.next)
        appendChild(shell, copied(c, at, shell) as ChildNode);
      return shell;
    }
    default:
      return new MarkupNode(node.order, parent!, node.target, node.data, node.line, node.column);
  }
}

/** An element with its attributes, or a document, empty. */
function shellOf(c: Dynamic, node: ParentNode, parent: ParentNode | undefined): ParentNode {
  if (node.kind === DOCUMENT) return new DocumentNode(node.uri);
  const shell = new ElementNode(node.order, parent!, node.name, node.namespaces, node.line, node.column);
  c.spend(node.attributes.length);
  shell.attributes = node.attributes.map(
    ({ order, name, value, line, column }) => new AttributeNode(order, shell, name, value, line, column),
  );
  return shell;
}

/** A document of copies of nodes; values beside each other are a text, with spaces between them (XSLT 3.0, §5.7.1). */
export function documentFrom(c: Dynamic, values: Values): DocumentNode {
  c.hasOtherTrees = true;
  const document = new DocumentNode();
  let text = '';
  let isAfterAtom = false;
  let order = 1;
  const endText = (): void => {
    if (text !== '') appendChild(document, new TextNode(order++, document, text));
    text = '';
  };
  for (const value of values) {
    if (isNode(value) && value.kind !== TEXT) {
      endText();
      const parts = value.kind === DOCUMENT ? childrenOf(value) : [value];
      for (const part of parts) {
        const copy = copied(c, part, document);
        order = renumbered(copy, order);
        appendChild(document, copy as ChildNode);
      }
    } else {
      const isAtom = !isNode(value);
      text += (isAfterAtom && isAtom ? ' ' : '') + textOfValue(value);
      c.write(text.length);
      isAfterAtom = isAtom;
      continue;
    }
    isAfterAtom = false;
  }
  endText();
  return document;
}

function childrenOf(parent: ParentNode): readonly ChildNode[] {
  const children: ChildNode[] = [];
  for (let at = parent.firstChild; at !== undefined; at = at.next) children.push(at);
  return children;
}

/** Numbers a subtree from a number on, so that parts of several documents stand in the order of the new one; gives the next. */
function renumbered(top: TreeNode, from: number): number {
  let order = from;
  for (let at: TreeNode | undefined = top; at !== undefined; at = nextWithin(at, top)) {
    (at as { order: number }).order = order++;
    if (at.kind === ELEMENT) for (const attribute of at.attributes) (attribute as { order: number }).order = order++;
  }
  return order;
}
