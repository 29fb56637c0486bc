/** fn:deep-equal of nodes (Functions and Operators 3.1, §15.3.1): walked without recursion, each node counted. */
import {
  type ChildNode,
  COMMENT,
  DOCUMENT,
  ELEMENT,
  isParent,
  type ParentNode,
  PROCESSING_INSTRUCTION,
  type TreeNode,
} from '../tree.js';
import type { Dynamic } from './runtime.js';
import { textOf } from './values.js';

/** Whether the sequences are as long, and each node is equal to the one in its place. */
export function equalTrees(c: Dynamic, a: readonly TreeNode[], b: readonly TreeNode[]): boolean {
  return a.length === b.length && a.every((node, i) => equal(c, node, b[i]!));
}

/** Both subtrees are walked at the same pace: where they part, they differ. */
function equal(c: Dynamic, a: TreeNode, b: TreeNode): boolean {
  if (!alike(c, a, b)) return false;
  if (!isParent(a) || !isParent(b)) return true;
  let [one, other]: [ParentNode, ParentNode] = [a, b];
  let [left, right] = [counting(c, one.firstChild), counting(c, other.firstChild)];
  for (;;) {
    if (left === undefined || right === undefined) {
      if (left !== right) return false;
      if (one === a) return true;
      [left, right] = [counting(c, (one as ChildNode).next), counting(c, (other as ChildNode).next)];
      [one, other] = [one.parent!, other.parent!];
    } else if (!alike(c, left, right)) {
      return false;
    } else if (isParent(left) && isParent(right)) {
      [one, other] = [left, right];
      [left, right] = [counting(c, one.firstChild), counting(c, other.firstChild)];
    } else {
      [left, right] = [counting(c, left.next), counting(c, right.next)];
    }
  }
}

/** The node itself or the next that counts: comments and instructions within a tree do not. */
function counting(c: Dynamic, node: ChildNode | undefined): ChildNode | undefined {
  let at = node;
  for (; at !== undefined && (at.kind === COMMENT || at.kind === PROCESSING_INSTRUCTION); at = at.next) c.spend(1);
  return at;
}

/** Their kinds, names, attributes and own texts; children aside. */
function alike(c: Dynamic, a: TreeNode, b: TreeNode): boolean {
  c.spend(3);
  if (a.kind === DOCUMENT || b.kind === DOCUMENT) return a.kind === b.kind;
  if (a.kind === ELEMENT || b.kind === ELEMENT) {
    if (a.kind !== ELEMENT || b.kind !== ELEMENT) return false;
    return sameName(a, b) && sameAttributes(c, a.attributes, b.attributes);
  }
  if (a.kind !== b.kind || textOf(a) !== textOf(b)) return false;
  if (a.kind === PROCESSING_INSTRUCTION && b.kind === PROCESSING_INSTRUCTION) return a.target === b.target;
  return !('name' in a && 'name' in b) || sameName(a, b);
}

interface Named {
  readonly name: { readonly uri: string; readonly local: string };
}

function sameName({ name: a }: Named, { name: b }: Named): boolean {
  return a.local === b.local && a.uri === b.uri;
}

type Attribute = Named & { readonly value: string };

/** In any order. */
function sameAttributes(c: Dynamic, a: readonly Attribute[], b: readonly Attribute[]): boolean {
  if (a.length !== b.length) return false;
  c.spend(a.length * b.length);
  return a.every((one) => b.some((other) => sameName(one, other) && one.value === other.value));
}
