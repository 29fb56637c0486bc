/** The axes of XPath as walks over the tree. None of them recurses. */
import {
  ATTRIBUTE,
  COMMENT,
  DOCUMENT,
  ELEMENT,
  isParent,
  NAMESPACE,
  namespaceNodes,
  nextOutside,
  nextWithin,
  PROCESSING_INSTRUCTION,
  TEXT,
  type TreeNode,
  topOf,
} from '../tree.js';
import type { Axis, NodeTest } from './ast.js';
import type { Dynamic } from './runtime.js';
import { type ResolvedName, resolveName, type Scope } from './scope.js';

/** Visits nodes in the axis' order until the visitor returns true; whether it did. */
export type Walk = (c: Dynamic, from: TreeNode, visit: (node: TreeNode) => boolean) => boolean;
export type Matches = (node: TreeNode) => boolean;

export function compileAxis(axis: Axis, test: NodeTest, scope: Pick<Scope, 'namespaces'>): Walk {
  const matches = compileTest(axis, test, scope);
  switch (axis) {
    case 'self':
      return (_c, from, visit) => matches(from) && visit(from);
    case 'parent':
      return (_c, { parent }, visit) => parent !== undefined && matches(parent) && visit(parent);
    case 'attribute':
      return attributes(test, matches, scope);
    case 'child':
      return (c, from, visit) => {
        if (!isParent(from)) return false;
        for (let at = from.firstChild; at !== undefined; at = at.next) {
          c.spend(1);
          if (matches(at) && visit(at)) return true;
        }
        return false;
      };
    case 'descendant':
      return (c, from, visit) => descendants(c, from, matches, visit);
    case 'descendant-or-self':
      return (c, from, visit) => (matches(from) && visit(from)) || descendants(c, from, matches, visit);
    case 'ancestor':
      return (c, from, visit) => ancestors(c, from.parent, matches, visit);
    case 'ancestor-or-self':
      return (c, from, visit) => ancestors(c, from, matches, visit);
    case 'following-sibling':
      return (c, from, visit) => siblings(c, from, 'next', matches, visit);
    case 'preceding-sibling':
      return (c, from, visit) => siblings(c, from, 'previous', matches, visit);
    case 'following':
      return (c, from, visit) => following(c, from, matches, visit);
    case 'preceding':
      return (c, from, visit) => preceding(c, from, matches, visit);
    case 'namespace':
      return (c, from, visit) => namespaces(c, from, matches, visit);
  }
}

/** Whether a node passes the test of a step along an axis. */
export function compileTest(axis: Axis, test: NodeTest, scope: Pick<Scope, 'namespaces'>): Matches {
  if (test.type === 'name') {
    const name = resolveName(test, scope);
    if (axis === 'namespace') return prefixTest(name);
    return nameTest(axis === 'attribute' ? ATTRIBUTE : ELEMENT, name);
  }
  const { kind, target } = test;
  const named = test.name === undefined ? undefined : resolveName(test.name, scope);
  const typed = test.typeName === undefined || isGeneral(test.typeName);
  if (!typed) return () => false;
  switch (kind) {
    case 'node':
      return () => true;
    case 'namespace-node':
      return (node) => node.kind === NAMESPACE;
    case 'text':
      return (node) => node.kind === TEXT;
    case 'comment':
      return (node) => node.kind === COMMENT;
    case 'processing-instruction':
      return (node) => node.kind === PROCESSING_INSTRUCTION && (target === undefined || node.target === target);
    case 'element':
      return nameTest(ELEMENT, named ?? ANY);
    case 'attribute':
      return nameTest(ATTRIBUTE, named ?? ANY);
    case 'document-node':
      return named === undefined ? (node) => node.kind === DOCUMENT : (node) => hasRoot(node, nameTest(ELEMENT, named));
  }
}

/** The name of a namespace node is the prefix, in no namespace. */
function prefixTest({ uri, local }: ResolvedName): Matches {
  return (node) =>
    node.kind === NAMESPACE && (uri === undefined || uri === '') && (local === undefined || local === node.prefix);
}

const ANY: ResolvedName = { uri: undefined, local: undefined };

/** The types that content has without a schema (XPath Data Model, §3.3.1). */
function isGeneral(typeName: string): boolean {
  return /^(?:.*[:}])?(?:anyType|anySimpleType|anyAtomicType|untyped|untypedAtomic)$/.test(typeName);
}

/** A document with one element, which passes, and no text. */
function hasRoot(node: TreeNode, matches: Matches): boolean {
  if (node.kind !== DOCUMENT) return false;
  let found = false;
  for (let child = node.firstChild; child !== undefined; child = child.next) {
    if (child.kind === TEXT || (child.kind === ELEMENT && (found || !matches(child)))) return false;
    found ||= child.kind === ELEMENT;
  }
  return found;
}

function nameTest(kind: typeof ELEMENT | typeof ATTRIBUTE, { uri, local }: ResolvedName): Matches {
  if (uri === undefined && local === undefined) return (node) => node.kind === kind;
  if (local === undefined) return (node) => node.kind === kind && node.name.uri === uri;
  if (uri === undefined) return (node) => node.kind === kind && node.name.local === local;
  return (node) => node.kind === kind && node.name.local === local && node.name.uri === uri;
}

function attributes(test: NodeTest, matches: Matches, scope: Pick<Scope, 'namespaces'>): Walk {
  const name = test.type === 'name' ? resolveName(test, scope) : undefined;
  if (name?.uri !== undefined && name.local !== undefined) {
    const { uri, local } = name;
    return (c, from, visit) => {
      if (from.kind !== ELEMENT) return false;
      c.spend(from.attributes.length);
      for (const attribute of from.attributes) {
        if (attribute.name.local === local && attribute.name.uri === uri) return visit(attribute);
      }
      return false;
    };
  }
  return (c, from, visit) => {
    if (from.kind !== ELEMENT) return false;
    c.spend(from.attributes.length);
    for (const attribute of from.attributes) if (matches(attribute) && visit(attribute)) return true;
    return false;
  };
}

type Visit = (node: TreeNode) => boolean;

function descendants(c: Dynamic, from: TreeNode, matches: Matches, visit: Visit): boolean {
  for (let at = nextWithin(from, from); at !== undefined; at = nextWithin(at, from)) {
    c.spend(1);
    if (matches(at) && visit(at)) return true;
  }
  return false;
}

function ancestors(c: Dynamic, from: TreeNode | undefined, matches: Matches, visit: Visit): boolean {
  for (let at = from; at !== undefined; at = at.parent) {
    c.spend(1);
    if (matches(at) && visit(at)) return true;
  }
  return false;
}

function siblings(c: Dynamic, from: TreeNode, way: 'next' | 'previous', matches: Matches, visit: Visit): boolean {
  for (let at = from[way]; at !== undefined; at = at[way]) {
    c.spend(1);
    if (matches(at) && visit(at)) return true;
  }
  return false;
}

function namespaces(c: Dynamic, from: TreeNode, matches: Matches, visit: Visit): boolean {
  if (from.kind !== ELEMENT) return false;
  for (const node of namespaceNodes(from)) {
    c.spend(1);
    if (matches(node) && visit(node)) return true;
  }
  return false;
}

function following(c: Dynamic, from: TreeNode, matches: Matches, visit: Visit): boolean {
  const document = topOf(from);
  // What follows an attribute begins with the children of its element.
  const start =
    from.kind === ATTRIBUTE || from.kind === NAMESPACE
      ? nextWithin(from.parent, document)
      : nextOutside(from, document);
  // The way up to where it begins.
  for (let up = from.parent; up !== undefined && up !== start?.parent; up = up.parent) c.spend(1);
  for (let at = start; at !== undefined; at = nextWithin(at, document)) {
    c.spend(1);
    if (matches(at) && visit(at)) return true;
  }
  return false;
}

function preceding(c: Dynamic, from: TreeNode, matches: Matches, visit: Visit): boolean {
  for (
    let up: TreeNode | undefined = from.kind === ATTRIBUTE || from.kind === NAMESPACE ? from.parent : from;
    up !== undefined;
    up = up.parent
  ) {
    c.spend(1);
    for (let sibling = up.previous; sibling !== undefined; sibling = sibling.previous) {
      // The subtree backwards: last descendant first, the sibling itself last.
      let at: TreeNode = lastWithin(c, sibling);
      for (;;) {
        c.spend(1);
        if (matches(at) && visit(at)) return true;
        if (at === sibling) break;
        at = at.previous === undefined ? at.parent! : lastWithin(c, at.previous);
      }
    }
  }
  return false;
}

function lastWithin(c: Dynamic, node: TreeNode): TreeNode {
  let last: TreeNode = node;
  while (isParent(last) && last.lastChild !== undefined) {
    c.spend(1);
    last = last.lastChild;
  }
  return last;
}
