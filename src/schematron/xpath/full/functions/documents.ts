/** Other documents and files (Functions and Operators 3.1, §14.6 and §14.9; XSLT 3.0, §20.1). */
import { type DocumentNode, isParent, type TreeNode } from '../../../tree.js';
import { baseUriOf } from '../../base-uri.js';
import { XPathDynamicError } from '../../errors.js';
import type { Dynamic } from '../../runtime.js';
import { atomized } from '../atomize.js';
import { inMap } from '../maps.js';
import { inOrder } from '../path.js';
import type { FullScope } from '../scope.js';
import { serialized } from '../serialize.js';
import { treeOf } from '../trees.js';
import { isNode, NOTHING, string, truth, type Values, type XPathMap } from '../value.js';
import { parsed } from './json.js';
import { f, type Library, str, texts } from './spec.js';

const NO_COLLECTIONS =
  'it asks for documents that nobody has named: give them as documents of the call, or read each with doc()';

export const documentFunctions: Library = {
  doc: f('xs:string?', (c, [href], scope) => (href!.length === 0 ? NOTHING : [documentAt(c, str(href), scope.base)])),
  'doc-available': f('xs:string?', (c, [href], scope) =>
    truth(href!.length > 0 && isThere(() => documentAt(c, str(href), scope.base))),
  ),
  document: f('item()*; node()', document, 1),
  'unparsed-text': f(
    'xs:string?; xs:string',
    (c, [href], scope) => (href!.length === 0 ? NOTHING : texts(c, textAt(c, str(href), scope))),
    1,
  ),
  'unparsed-text-lines': f(
    'xs:string?; xs:string',
    (c, [href], scope) => (href!.length === 0 ? NOTHING : linesOf(c, textAt(c, str(href), scope))),
    1,
  ),
  'unparsed-text-available': f(
    'xs:string?; xs:string',
    (c, [href], scope) => truth(href!.length > 0 && isThere(() => textAt(c, str(href), scope))),
    1,
  ),
  'json-doc': f(
    'xs:string?; map(*)',
    (c, [href], scope) => (href!.length === 0 ? NOTHING : parsed(c, textAt(c, str(href), scope))),
    1,
  ),
  'parse-xml': f('xs:string?', (c, [text]) => (text!.length === 0 ? NOTHING : [treeOf(c, str(text))])),
  'parse-xml-fragment': f('xs:string?', (c, [text]) => (text!.length === 0 ? NOTHING : [fragmentOf(c, str(text))])),
  serialize: f('item()*; item()?', serialize, 1),
  'environment-variable': f('xs:string', () => NOTHING),
  'available-environment-variables': f('', () => NOTHING),
};

/** Functions that are known and not to be had, with why. */
export const REFUSED: Readonly<Record<string, string>> = {
  collection: NO_COLLECTIONS,
  'uri-collection': NO_COLLECTIONS,
  transform: 'it runs a stylesheet',
  'load-xquery-module': 'it runs XQuery',
  'current-group': 'it belongs to xsl:for-each-group, which teigram does not run',
  'current-grouping-key': 'it belongs to xsl:for-each-group, which teigram does not run',
  'accumulator-before': 'it belongs to xsl:accumulator, which teigram does not run',
  'accumulator-after': 'it belongs to xsl:accumulator, which teigram does not run',
};

/** @param base of the file in which the rule stands. @throws XPathDynamicError where it cannot be had (FODC0002). */
function documentAt(c: Dynamic, href: string, base: string | undefined): DocumentNode {
  return c.files.document(c, addressOf(href, base), base);
}

/** What stands behind `#` is the id of an element. */
function nodesAt(c: Dynamic, href: string, base: string | undefined): TreeNode[] {
  const document = documentAt(c, href, base);
  const [, id] = /#(.+)$/s.exec(href.trim()) ?? [];
  if (id === undefined) return [document];
  const element = document.ids.get(id);
  return element === undefined ? [] : [element];
}

/** Without what stands behind `#`. */
function addressOf(href: string, base: string | undefined): string {
  const plain = href.trim();
  if (URL.canParse(plain, base)) return new URL(plain, base).href.replace(/#.*$/s, '');
  throw new XPathDynamicError(`the address ${plain} leads nowhere`);
}

function textAt(c: Dynamic, href: string, { base }: FullScope): string {
  const text = c.files.text(c, addressOf(href, base), base);
  c.write(text.length);
  return text.replace(/^\ufeff/, '');
}

function linesOf(c: Dynamic, text: string): Values {
  const lines = text.split(/\r\n?|\n/);
  if (lines.at(-1) === '') lines.pop();
  c.keepAll(lines.length);
  return lines.map((line) => string(line));
}

function isThere(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof XPathDynamicError) return false;
    throw error;
  }
}

/** Addresses from nodes are relative to these, unless another node is given; an empty one is the document that says it. */
function document(c: Dynamic, [hrefs, node]: readonly Values[], scope: FullScope): Values {
  const from = node === undefined ? undefined : baseUriOf(c, node[0] as TreeNode);
  const found = hrefs!.flatMap((item) => {
    const base = from ?? (isNode(item) ? baseUriOf(c, item) : scope.base);
    return atomized(c, [item]).flatMap((atom) => nodesAt(c, str([atom]) === '' ? (base ?? '') : str([atom]), base));
  });
  return inOrder(c, found);
}

/** Text and elements without one around them. */
function fragmentOf(c: Dynamic, text: string): TreeNode {
  const wrapped = treeOf(c, `<fragment>${text.replace(/^<\?xml[^>]*\?>/, '')}</fragment>`);
  const wrapper = wrapped.firstChild!;
  if (!isParent(wrapper)) return wrapped;
  wrapped.firstChild = wrapper.firstChild;
  wrapped.lastChild = wrapper.lastChild;
  for (let at = wrapper.firstChild; at !== undefined; at = at.next) (at as { parent: TreeNode }).parent = wrapped;
  return wrapped;
}

function serialize(c: Dynamic, [values, options]: readonly Values[]): Values {
  const [given] = options ?? NOTHING;
  const option = (name: string): string | undefined => {
    if (given === undefined || isNode(given)) return undefined;
    const value = inMap(given as XPathMap, string(name));
    return value.length === 0 ? undefined : str(value);
  };
  return texts(c, serialized(c, values!, option));
}
