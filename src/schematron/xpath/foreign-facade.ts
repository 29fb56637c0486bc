/** Our tree as fontoxpath sees it; whatever it looks at is counted. */
import { ATTRIBUTE, ELEMENT, isParent, stringValue, type TreeNode } from '../tree.js';
import type { Dynamic } from './runtime.js';

/** A look of fontoxpath at the tree takes as long as so many of this engine's steps. */
export const LOOK = 30;

export class CountingFacade {
  readonly #c: Dynamic;

  constructor(c: Dynamic) {
    this.#c = c;
  }

  getAllAttributes(node: TreeNode): readonly TreeNode[] {
    this.#c.spend(LOOK);
    if (node.kind !== ELEMENT) return [];
    this.#c.spend(node.attributes.length);
    return node.attributes;
  }

  getAttribute(node: TreeNode, name: string): string | null {
    this.#c.spend(LOOK);
    if (node.kind !== ELEMENT) return null;
    this.#c.spend(node.attributes.length);
    return node.attributes.find((attribute) => attribute.nodeName === name)?.value ?? null;
  }

  getChildNodes(node: TreeNode): TreeNode[] {
    const children: TreeNode[] = [];
    if (isParent(node)) for (let at = node.firstChild; at !== undefined; at = at.next) children.push(at);
    this.#c.spend(LOOK + children.length);
    return children;
  }

  getData(node: TreeNode): string {
    const data = stringValue(node);
    this.#c.spend(LOOK + data.length);
    return data;
  }

  getFirstChild(node: TreeNode): TreeNode | null {
    this.#c.spend(LOOK);
    return (isParent(node) ? node.firstChild : undefined) ?? null;
  }

  getLastChild(node: TreeNode): TreeNode | null {
    this.#c.spend(LOOK);
    return (isParent(node) ? node.lastChild : undefined) ?? null;
  }

  getNextSibling(node: TreeNode): TreeNode | null {
    this.#c.spend(LOOK);
    return (node.kind === ATTRIBUTE ? undefined : node.next) ?? null;
  }

  getPreviousSibling(node: TreeNode): TreeNode | null {
    this.#c.spend(LOOK);
    return (node.kind === ATTRIBUTE ? undefined : node.previous) ?? null;
  }

  getParentNode(node: TreeNode): TreeNode | null {
    this.#c.spend(LOOK);
    return node.parent ?? null;
  }
}
