/** Functions on names with namespaces (Functions and Operators 3.1, §10). */
import { splitQName } from '../../../../datatypes/names.js';
import {
  ATTRIBUTE,
  COMMENT,
  ELEMENT,
  type ElementNode,
  NAMESPACE,
  PROCESSING_INSTRUCTION,
  type TreeNode,
} from '../../../tree.js';
import { XPathDynamicError } from '../../errors.js';
import { Atomic, NOTHING, type QName, string, type Values } from '../value.js';
import { atom, f, type Library, ofContext, optionalText, str } from './spec.js';

export const nameFunctions: Library = {
  QName: f('xs:string?; xs:string', (_c, [uri, written]) => [qName(made(str(uri), str(written)))]),
  'resolve-QName': f('xs:string?; element()', (_c, [written, element]) =>
    written!.length === 0 ? NOTHING : [qName(resolved(str(written).trim(), element![0] as ElementNode))],
  ),
  'prefix-from-QName': f('xs:QName?', (_c, [name]) => {
    const prefix = plain(name)?.prefix;
    return prefix === undefined || prefix === '' ? NOTHING : [new Atomic('NCName', prefix)];
  }),
  'local-name-from-QName': f('xs:QName?', (_c, [name]) => {
    const local = plain(name)?.local;
    return local === undefined ? NOTHING : [new Atomic('NCName', local)];
  }),
  'namespace-uri-from-QName': f('xs:QName?', (_c, [name]) => uriOf(plain(name)?.uri)),
  'node-name': ofContext('node()?', (_c, [node]) => {
    const name = node![0] === undefined ? undefined : nameOfNode(node![0] as TreeNode);
    return name === undefined ? NOTHING : [qName(name)];
  }),
  'in-scope-prefixes': f('element()', (_c, [element]) =>
    [...(element![0] as ElementNode).namespaces.keys()].map((prefix) => string(prefix)),
  ),
  'namespace-uri-for-prefix': f('xs:string?; element()', (_c, [prefix, element]) =>
    uriOf((element![0] as ElementNode).namespaces.get(str(prefix))),
  ),
  path: ofContext('node()?', (c, [node]) =>
    optionalText(c, node![0] === undefined ? undefined : pathOf(node![0] as TreeNode)),
  ),
};

export function qName(name: QName): Atomic {
  return new Atomic('QName', name, 'QName');
}

function plain(values: Values | undefined): QName | undefined {
  return atom(values)?.plain as QName | undefined;
}

function uriOf(uri: string | undefined): Values {
  return uri === undefined ? NOTHING : [new Atomic('anyURI', uri, 'anyURI')];
}

/** @throws XPathDynamicError (FOCA0002). */
function made(uri: string, written: string): QName {
  const { prefix, local } = parts(written);
  if (prefix !== '' && uri === '')
    throw new XPathDynamicError(`the name ${written} has a prefix, and no namespace is given for it`);
  return { prefix, uri, local };
}

function parts(written: string): { readonly prefix: string; readonly local: string } {
  const name = splitQName(written);
  if (name === undefined) throw new XPathDynamicError(`“${written}” is no name`);
  return name;
}

function resolved(written: string, element: ElementNode): QName {
  const { prefix, local } = parts(written);
  const uri = element.namespaces.get(prefix) ?? (prefix === '' ? '' : undefined);
  if (uri !== undefined) return { prefix, uri, local };
  throw new XPathDynamicError(`the prefix ${prefix} is not declared at the element`);
}

export function nameOfNode(node: TreeNode): QName | undefined {
  switch (node.kind) {
    case ELEMENT:
    case ATTRIBUTE:
      return node.name;
    case PROCESSING_INSTRUCTION:
      return { prefix: '', uri: '', local: node.target };
    case NAMESPACE:
      return node.prefix === '' ? undefined : { prefix: '', uri: '', local: node.prefix };
    default:
      return undefined;
  }
}

/** `fn:path` (§14.9). */
function pathOf(node: TreeNode): string {
  const steps: string[] = [];
  let at: TreeNode = node;
  for (; at.parent !== undefined; at = at.parent) steps.unshift(stepTo(at));
  if (at.kind === ELEMENT)
    return `Q{http://www.w3.org/2005/xpath-functions}root()${steps.map((step) => `/${step}`).join('')}`;
  return `/${steps.join('/')}`;
}

function stepTo(node: TreeNode): string {
  switch (node.kind) {
    case ELEMENT:
      return `Q{${node.name.uri}}${node.name.local}[${place(node, (other) => other.kind === ELEMENT && other.name.local === node.name.local && other.name.uri === node.name.uri)}]`;
    case ATTRIBUTE:
      return node.name.uri === '' ? `@${node.name.local}` : `@Q{${node.name.uri}}${node.name.local}`;
    case PROCESSING_INSTRUCTION:
      return `processing-instruction(${node.target})[${place(node, (other) => other.kind === node.kind && 'target' in other && other.target === node.target)}]`;
    case NAMESPACE:
      return `namespace::${node.prefix === '' ? '*[Q{http://www.w3.org/2005/xpath-functions}local-name()=""]' : node.prefix}`;
    default:
      return `${node.kind === COMMENT ? 'comment' : 'text'}()[${place(node, (other) => other.kind === node.kind)}]`;
  }
}

function place(node: TreeNode, alike: (other: TreeNode) => boolean): number {
  let count = 1;
  for (let at = node.previous; at !== undefined; at = at.previous) if (alike(at)) count++;
  return count;
}
