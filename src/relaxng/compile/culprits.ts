/** Finds what breaks a restriction in a simplified pattern, and names it. */
import { isOpen, type Name } from '../pattern/name-class.js';
import type { SyntaxNode } from '../syntax/tree.js';
import { at } from './grammar.js';
import type { Named } from './occurrences.js';
import { OCCURS, type Simple } from './simple.js';

/** Kinds of patterns that `OCCURS` has a bit for. */
export type Kind = Simple['kind'] & keyof typeof OCCURS;

/** The parts in which the same things occur as in the whole (see `OCCURS`). */
export function partsOf(node: Simple): readonly Simple[] {
  switch (node.kind) {
    case 'choice':
    case 'group':
    case 'interleave':
      return node.members;
    case 'oneOrMore':
      return [node.operand];
    default:
      return [];
  }
}

/** The first node for which `is` holds, going only where `bit` says that there is one. */
export function search(node: Simple, bit: number, is: (node: Simple) => boolean): Simple | undefined {
  if ((node.flags & bit) === 0) return undefined;
  if (is(node)) return node;
  for (const part of partsOf(node)) {
    const found = search(part, bit, is);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function find(node: Simple, kind: Kind): Simple {
  return search(node, OCCURS[kind], (candidate) => candidate.kind === kind) ?? node;
}

export function findGroupedAttribute(node: Simple): Simple {
  const group = search(
    node,
    OCCURS.groupedAttribute,
    ({ kind, flags }) => (kind === 'group' || kind === 'interleave') && (flags & OCCURS.attribute) !== 0,
  );
  return find(group ?? node, 'attribute');
}

export function findWildcard(node: Simple): Simple {
  return search(node, OCCURS.unrepeatedWildcard, ({ kind }) => kind === 'attribute') ?? node;
}

const TYPED = OCCURS.data | OCCURS.value | OCCURS.list;

/** What has a datatype in a node of simple content. */
export function findTyped(node: Simple): Simple {
  return search(node, TYPED, ({ kind }) => kind === 'data' || kind === 'value' || kind === 'list') ?? node;
}

/** The first thing in a node that fills content, for naming it. */
export function findContent(node: Simple): Simple {
  const bits = TYPED | OCCURS.text | OCCURS.element;
  return search(node, bits, ({ kind }) => kind !== 'attribute' && kind in CONTENT_WORDS) ?? node;
}

const CONTENT_WORDS = { element: true, text: true, data: true, value: true, list: true };

/** A pattern in words, to follow "is" or "holds". */
export function describe(node: Simple): string {
  switch (node.kind) {
    case 'element':
    case 'attribute':
      return `the ${node.kind} ${describeName(node, undefined)}`;
    case 'data':
      return `data of the type ${node.datatype.name}`;
    case 'value':
      return `the value "${node.lexical}"`;
    case 'text':
      return 'text';
    case 'empty':
      return 'empty (nothing at all)';
    case 'oneOrMore':
      return `a <${node.source.name}>`;
    default:
      return node.kind === 'interleave' ? `an interleave (<${node.source.name}>)` : `a ${node.kind}`;
  }
}

export function describeName({ nameClass }: Named, name: Name | undefined): string {
  if (name !== undefined) return `"${name.local}"`;
  switch (nameClass.kind) {
    case 'name':
      return `"${nameClass.local}"`;
    case 'nsName':
      return `of any name in the namespace "${nameClass.uri}"`;
    default:
      return isOpen(nameClass) ? 'of any name' : 'of several names';
  }
}

export function describePair(second: Named, first: Named, place: SyntaxNode): string {
  if (second === first) return `what is defined at ${at(first.source, place)} is used twice in it`;
  return `here and at ${at(first.source, place)}`;
}
