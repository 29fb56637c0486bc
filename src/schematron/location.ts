/** Where a node is: as a path for people, as an XPath for reports, and by line and column. */

import { shortened, shortenedWithin } from '../shown.js';
import {
  ATTRIBUTE,
  COMMENT,
  DOCUMENT,
  type DocumentNode,
  ELEMENT,
  isParent,
  PROCESSING_INSTRUCTION,
  type TreeNode,
  writtenName,
} from './tree.js';

export interface Position {
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** In UTF-16 code units: of a path for people. */
const LONGEST = 1_000;
/** Of a path that is longer than twice this, so many steps are shown of its beginning and its end. */
const SHOWN_STEPS = 50;

/** Finds positions among siblings, each parent counted once however many of its children are asked for. */
export class Locations {
  readonly #positions = new Map<TreeNode, ReadonlyMap<TreeNode, number>>();

  /** Such as `/TEI/text[1]/body[1]/p[3]`, as the other rooms write it; undefined for the document. */
  path(node: TreeNode): string | undefined {
    const nodes = ancestry(node);
    if (nodes.length === 0) return undefined;
    const written = (at: TreeNode): string => {
      if (at.kind === ATTRIBUTE) return `/@${writtenName(at.name)}`;
      return at === nodes[0] ? `/${stepName(at)}` : `/${stepName(at)}[${this.#among(at)}]`;
    };
    if (nodes.length <= 2 * SHOWN_STEPS) return shortenedWithin(nodes.map(written).join(''), LONGEST);
    const [first, last] = [nodes.slice(0, SHOWN_STEPS), nodes.slice(-SHOWN_STEPS)];
    return shortenedWithin(`${first.map(written).join('')}/…${last.map(written).join('')}`, LONGEST);
  }

  /** An XPath 3.1 that selects the node in any context: `/Q{http://www.tei-c.org/ns/1.0}TEI[1]/…`. */
  xpath(node: TreeNode): string {
    const steps = ancestry(node).map((at) => {
      if (at.kind === ATTRIBUTE) return `/@${qualified(at.name)}`;
      return `/${at.kind === ELEMENT ? qualified(at.name) : stepName(at)}[${this.#among(at)}]`;
    });
    return steps.length === 0 ? '/' : steps.join('');
  }

  /** The one-based position among the siblings of the same kind and name. */
  #among(node: TreeNode): number {
    const { parent } = node;
    if (parent === undefined) return 1;
    let positions = this.#positions.get(parent);
    if (positions === undefined) {
      const counts = new Map<string, number>();
      const counted = new Map<TreeNode, number>();
      for (let child = parent.firstChild; child !== undefined; child = child.next) {
        const key = child.kind === ELEMENT ? `{${child.name.uri}}${child.name.local}` : stepName(child);
        const n = (counts.get(key) ?? 0) + 1;
        counts.set(key, n);
        counted.set(child, n);
      }
      positions = counted;
      this.#positions.set(parent, positions);
    }
    return positions.get(node) ?? 1;
  }
}

/** From the root element down to the node, the document aside. */
function ancestry(node: TreeNode): TreeNode[] {
  const nodes: TreeNode[] = [];
  for (let at: TreeNode | undefined = node; at !== undefined && at.kind !== DOCUMENT; at = at.parent) nodes.push(at);
  return nodes.reverse();
}

function stepName(node: TreeNode): string {
  switch (node.kind) {
    case ELEMENT:
    case ATTRIBUTE:
      return writtenName(node.name);
    case PROCESSING_INSTRUCTION:
      return `processing-instruction('${node.target}')`;
    case COMMENT:
      return 'comment()';
    default:
      return 'text()';
  }
}

function qualified({ uri, local }: { readonly uri: string; readonly local: string }): string {
  return uri === '' ? local : `Q{${uri}}${local}`;
}

/** One-based. Of an element, from `<` to the end of its name; text stands where its element does. */
export function positionOf(node: TreeNode): Position {
  switch (node.kind) {
    case ELEMENT: {
      const { line, column, name } = node;
      return { line, column, endLine: line, endColumn: column + 1 + writtenName(name).length };
    }
    case ATTRIBUTE: {
      const { line, column, name } = node;
      return { line, column, endLine: line, endColumn: column + writtenName(name).length };
    }
    case COMMENT:
    case PROCESSING_INSTRUCTION:
      return { line: node.line, column: node.column };
    case DOCUMENT:
      return { line: 1, column: 1 };
    default:
      return node.parent === undefined ? {} : positionOf(node.parent);
  }
}

/** The last node of a document in its order, attributes aside. */
export function lastOf(document: DocumentNode): TreeNode {
  let last: TreeNode = document;
  while (isParent(last) && last.lastChild !== undefined) last = last.lastChild;
  return last;
}

/** What to call a node in a message. */
export function described(node: TreeNode): string {
  if (node.kind === ELEMENT) return `<${shortened(writtenName(node.name))}>`;
  return node.kind === ATTRIBUTE ? `@${shortened(writtenName(node.name))}` : 'this node';
}
