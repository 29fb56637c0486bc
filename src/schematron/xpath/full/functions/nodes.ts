/** Functions on nodes (Functions and Operators 3.1, §2, §13 and §14.5; XSLT 3.0, §20). */
import { XML_NAMESPACE } from '../../../../xml/known-namespaces.js';
import { tokens, trimXmlSpace } from '../../../../xml/white-space.js';
import { attributeValue, DOCUMENT, type DocumentNode, ELEMENT, isParent, type TreeNode, topOf } from '../../../tree.js';
import { baseUriOf, RESOLVING, resolved } from '../../base-uri.js';
import { XPathDynamicError } from '../../errors.js';
import { type Dynamic, OPERATING } from '../../runtime.js';
import { shortened } from '../../values.js';
import { atomized, textOfValue } from '../atomize.js';
import { contextItem } from '../focus.js';
import { inOrder } from '../path.js';
import { Atomic, isNode, NOTHING, string, truth, type Value, type Values } from '../value.js';
import { nameOfNode } from './names.js';
import { f, type Library, ofContext, str, texts } from './spec.js';

export const nodeFunctions: Library = {
  string: ofContext('item()?', (c, [value], { compatible }) =>
    texts(c, value![0] === undefined ? '' : textOfValue(value![0], compatible)),
  ),
  data: ofContext('item()*', (c, [values]) => atomized(c, values!)),
  name: ofContext('node()?', (c, [node]) => texts(c, nameOf(node!))),
  'local-name': ofContext('node()?', (c, [node]) =>
    texts(c, node![0] === undefined ? '' : (nameOfNode(node![0] as TreeNode)?.local ?? '')),
  ),
  'namespace-uri': ofContext('node()?', (_c, [node]) => [
    new Atomic('anyURI', node![0] === undefined ? '' : (nameOfNode(node![0] as TreeNode)?.uri ?? ''), 'anyURI'),
  ]),
  root: ofContext('node()?', (_c, [node]) => node!.map((each) => topOf(each as TreeNode))),
  'has-children': ofContext('node()?', (_c, [node]) => {
    const [each] = node as readonly TreeNode[];
    return truth(each !== undefined && isParent(each) && each.firstChild !== undefined);
  }),
  innermost: f('node()*', (c, [nodes]) => innermost(c, nodes as readonly TreeNode[])),
  outermost: f('node()*', (c, [nodes]) => outermost(c, nodes as readonly TreeNode[])),
  'generate-id': ofContext('node()?', (_c, [node]) => [
    string(node![0] === undefined ? '' : idOf(node![0] as TreeNode)),
  ]),
  'base-uri': ofContext('node()?', (c, [node]) =>
    uri(node![0] === undefined ? undefined : baseUriOf(c, node![0] as TreeNode)),
  ),
  'document-uri': ofContext('node()?', (_c, [node]) => {
    const [each] = node as readonly TreeNode[];
    return uri(each?.kind === DOCUMENT ? each.uri : undefined);
  }),
  'static-base-uri': f('', (_c, _args, { base }) => uri(base)),
  'resolve-uri': f(
    'xs:string?; xs:string',
    (c, [relative, base], scope) => resolveUri(c, relative!, base, scope.base),
    1,
  ),
  lang: f('xs:string?; node()', (c, [wanted, node]) => truth(hasLanguage(c, str(wanted), nodeOr(c, node))), 1),
  nilled: ofContext('node()?', (_c, [node]) => {
    const [each] = node as readonly TreeNode[];
    // Only an XML Schema says that it is.
    return each?.kind === ELEMENT ? truth(false) : NOTHING;
  }),
  id: f('xs:string*; node()', (c, [ids, node]) => byId(c, ids!, nodeOr(c, node)), 1),
  'element-with-id': f('xs:string*; node()', (c, [ids, node]) => byId(c, ids!, nodeOr(c, node)), 1),
  idref: f('xs:string*; node()', (c, [ids, node]) => byIdref(c, ids!, nodeOr(c, node)), 1),
  'default-language': f('', () => [new Atomic('language', 'en')]),
};

function nameOf([node]: Values): string {
  const name = node === undefined ? undefined : nameOfNode(node as TreeNode);
  if (name === undefined) return '';
  return name.prefix === '' ? name.local : `${name.prefix}:${name.local}`;
}

function uri(address: string | undefined): Values {
  return address === undefined ? NOTHING : [new Atomic('anyURI', address, 'anyURI')];
}

/** The second argument, or the context item. */
export function nodeOr(c: Dynamic, values: Values | undefined): TreeNode {
  const value = values?.[0] ?? contextItem(c);
  if (isNode(value)) return value;
  throw new XPathDynamicError(
    values?.length
      ? 'a value stands where a node is needed'
      : 'it looks in the document of what is looked at, which here is a value and no node; give it a node as its last argument',
  );
}

export function documentOf(node: TreeNode): DocumentNode {
  const top = topOf(node);
  if (top.kind === DOCUMENT) return top;
  throw new XPathDynamicError('the node is part of no document');
}

function idOf(node: TreeNode): string {
  const top = topOf(node);
  return `d${top.kind === DOCUMENT ? top.serial : 'x'}n${String(node.order).replace('.', 'e')}`;
}

function innermost(c: Dynamic, nodes: readonly TreeNode[]): Values {
  const outer = new Set<TreeNode>();
  for (const node of nodes) {
    for (let at = node.parent; at !== undefined && !outer.has(at); at = at.parent) {
      c.spend(1);
      outer.add(at);
    }
  }
  return inOrder(
    c,
    nodes.filter((node) => !outer.has(node)),
  );
}

function outermost(c: Dynamic, nodes: readonly TreeNode[]): Values {
  const all = new Set(nodes);
  const isWithin = (node: TreeNode): boolean => {
    for (let at = node.parent; at !== undefined; at = at.parent) {
      c.spend(1);
      if (all.has(at)) return true;
    }
    return false;
  };
  return inOrder(
    c,
    nodes.filter((node) => !isWithin(node)),
  );
}

function resolveUri(c: Dynamic, relative: Values, base: Values | undefined, schema: string | undefined): Values {
  if (relative.length === 0) return NOTHING;
  const from = base === undefined ? schema : str(base);
  c.spend(RESOLVING + str(relative).length + (from?.length ?? 0));
  const address = resolved(str(relative), from);
  if (address === undefined) throw new XPathDynamicError(`the address ${shortened(str(relative))} cannot be resolved`);
  return uri(address);
}

function hasLanguage(c: Dynamic, wanted: string, node: TreeNode): boolean {
  const language = wanted.toLowerCase();
  for (let at: TreeNode | undefined = node; at !== undefined; at = at.parent) {
    c.spend(1);
    const value = at.kind === ELEMENT ? attributeValue(at, XML_NAMESPACE, 'lang')?.toLowerCase() : undefined;
    if (value !== undefined) return value === language || value.startsWith(`${language}-`);
  }
  return false;
}

/** By `xml:id`, and by what the document type declares. */
function byId(c: Dynamic, ids: Values, node: TreeNode): Values {
  const document = documentOf(node);
  const found: Value[] = [];
  for (const id of ids) {
    for (const word of tokens(str([id]))) {
      c.spend(2 * OPERATING);
      const element = document.ids.get(word);
      if (element !== undefined) found.push(element);
    }
  }
  return inOrder(c, found);
}

function byIdref(c: Dynamic, ids: Values, node: TreeNode): Values {
  const { idrefs } = documentOf(node);
  const wanted = new Set(ids.map((id) => trimXmlSpace(str([id]))));
  c.spend(OPERATING * wanted.size);
  return inOrder(
    c,
    [...wanted].flatMap((id) => idrefs.get(id) ?? []),
  );
}
