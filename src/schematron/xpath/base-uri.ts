/** Addresses of nodes, by `xml:base` (XML Base, §4). */
import { XML_NAMESPACE } from '../../xml/known-namespaces.js';
import { attributeValue, DOCUMENT, ELEMENT, type TreeNode, topOf } from '../tree.js';
import type { Dynamic } from './runtime.js';

/** What it takes to resolve an address, in steps. */
export const RESOLVING = 200;

/** From the address of the document that the node is of; undefined where that has none. */
export function baseUriOf(c: Dynamic, node: TreeNode): string | undefined {
  const bases: string[] = [];
  for (let at: TreeNode | undefined = node; at !== undefined; at = at.parent) {
    const base = inherited(c, at, 'base');
    if (base === undefined) continue;
    c.spend(RESOLVING + base.length);
    bases.push(base);
  }
  const top = topOf(node);
  const own = top.kind === DOCUMENT ? top.uri : undefined;
  return bases.reduceRight<string | undefined>((outer, base) => resolved(base, outer) ?? base, own);
}

/** An attribute of XML's own of the element, if it is one. */
export function inherited(c: Dynamic, at: TreeNode, name: 'base' | 'lang'): string | undefined {
  if (at.kind !== ELEMENT) return undefined;
  c.spend(1 + at.attributes.length);
  return attributeValue(at, XML_NAMESPACE, name);
}

export function resolved(relative: string, base: string | undefined): string | undefined {
  return URL.canParse(relative, base) ? new URL(relative, base).href : undefined;
}
