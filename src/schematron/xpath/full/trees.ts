/** Documents that functions read or make, beside the one that is judged. */
import type { DocumentNode } from '../../tree.js';
import { buildTree } from '../../tree-builder.js';
import { XPathDynamicError } from '../errors.js';
import type { Dynamic } from '../runtime.js';

/** A document from its text. @throws XPathDynamicError where it is not well-formed (FODC0006). */
export function treeOf(c: Dynamic, xml: string | Uint8Array, uri?: string): DocumentNode {
  c.spend(xml.length);
  const { document, diagnostics, excess } = buildTree(xml, { budget: c.budget, ...(uri === undefined ? {} : { uri }) });
  c.hasOtherTrees = true;
  if (document !== undefined) return document;
  if (excess !== undefined) throw excess.passed;
  throw new XPathDynamicError(`the text is no well-formed XML: ${diagnostics[0]?.message ?? 'it is empty'}`);
}
