/** JSON as maps and arrays, and as XML (Functions and Operators 3.1, §17.4 and §17.5). */
import { XPATH_FUNCTIONS } from '../../../../xml/known-namespaces.js';
import { attributeValue, ELEMENT, type ElementNode, isParent, stringValue, type TreeNode } from '../../../tree.js';
import { XPathDynamicError } from '../../errors.js';
import type { Dynamic } from '../../runtime.js';
import { arrayOf, mapOf } from '../maps.js';
import { Markup } from '../markup.js';
import { treeOf } from '../trees.js';
import { double, FALSE, type MapEntry, NOTHING, string, TRUE, type Values } from '../value.js';
import { f, type Library, str, texts } from './spec.js';

export const jsonFunctions: Library = {
  'parse-json': f('xs:string?; map(*)', (c, [text]) => (text!.length === 0 ? NOTHING : parsed(c, str(text))), 1),
  'json-to-xml': f(
    'xs:string?; map(*)',
    (c, [text]) => (text!.length === 0 ? NOTHING : [treeOf(c, xmlOfJson(str(text)))]),
    1,
  ),
  'xml-to-json': f(
    'node()?; map(*)',
    (c, [node]) => (node!.length === 0 ? NOTHING : texts(c, jsonOfNode(node![0] as TreeNode))),
    1,
  ),
};

/** Of keys that come twice the last counts. @throws XPathDynamicError where it is no JSON (FOJS0001). */
export function parsed(c: Dynamic, text: string): Values {
  c.spend(text.length);
  return asValues(c, read(text));
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

function read(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new XPathDynamicError('the text is no JSON');
  }
}

function asValues(c: Dynamic, json: Json): Values {
  c.keepAll(1);
  if (json === null) return NOTHING;
  if (typeof json === 'boolean') return [json ? TRUE : FALSE];
  if (typeof json === 'number') return [double(json)];
  if (typeof json === 'string') return [string(json)];
  if (isList(json)) return [arrayOf(json.map((member) => asValues(c, member)))];
  return [
    mapOf(Object.entries(json).map(([key, value]): MapEntry => ({ key: string(key), value: asValues(c, value) }))),
  ];
}

function isList(json: object): json is readonly Json[] {
  return Array.isArray(json);
}

function xmlOfJson(text: string): string {
  const markup = new Markup(XPATH_FUNCTIONS);
  writeJson(markup, read(text), undefined);
  return markup.toString();
}

function writeJson(markup: Markup, json: Json, key: string | undefined): void {
  const attributes = { key };
  if (json === null) markup.element('null', attributes);
  else if (typeof json !== 'object') markup.element(typeof json, attributes, String(json));
  else {
    const isArray = isList(json);
    markup.open(isArray ? 'array' : 'map', attributes);
    if (isArray) for (const member of json) writeJson(markup, member, undefined);
    else for (const [name, value] of Object.entries(json)) writeJson(markup, value, name);
    markup.close();
  }
}

/** @throws XPathDynamicError where the XML is not that of JSON (FOJS0006). */
function jsonOfNode(node: TreeNode): string {
  const element = node.kind === ELEMENT ? node : isParent(node) ? childrenOf(node)[0] : undefined;
  if (element === undefined) throw new XPathDynamicError('the node is no element that stands for JSON');
  return jsonOf(element);
}

function jsonOf(element: ElementNode): string {
  if (element.name.uri !== XPATH_FUNCTIONS)
    throw new XPathDynamicError(`<${element.name.local}> stands for nothing in JSON`);
  const text = stringValue(element);
  switch (element.name.local) {
    case 'null':
      return 'null';
    case 'boolean':
      return text.trim() === 'true' || text.trim() === '1' ? 'true' : 'false';
    case 'number':
      return String(Number(text));
    case 'string':
      return JSON.stringify(text);
    case 'array':
      return `[${childrenOf(element).map(jsonOf).join(',')}]`;
    case 'map':
      return `{${childrenOf(element)
        .map((child) => `${JSON.stringify(attributeValue(child, '', 'key') ?? '')}:${jsonOf(child)}`)
        .join(',')}}`;
    default:
      throw new XPathDynamicError(`<${element.name.local}> stands for nothing in JSON`);
  }
}

function childrenOf(parent: TreeNode): readonly ElementNode[] {
  const children: ElementNode[] = [];
  if (isParent(parent))
    for (let at = parent.firstChild; at !== undefined; at = at.next) if (at.kind === ELEMENT) children.push(at);
  return children;
}
