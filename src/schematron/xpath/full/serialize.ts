/** Values as text for another program (XSLT and XQuery Serialization 3.1): as XML, as text and as JSON. */
import { escapeAttribute, escapeText } from '../../../xml/escape.js';
import {
  ATTRIBUTE,
  COMMENT,
  DOCUMENT,
  ELEMENT,
  type ElementNode,
  isParent,
  NAMESPACE,
  PROCESSING_INSTRUCTION,
  stringValue,
  TEXT,
  type TreeNode,
  writtenName,
} from '../../tree.js';
import { XPathDynamicError } from '../errors.js';
import type { Dynamic } from '../runtime.js';
import { atomized, textOfValue } from './atomize.js';
import { isNumeric } from './numeric.js';
import { Atomic, isNode, type Value, type Values, XPathArray, XPathMap } from './value.js';

/** @param option by name: `method`, `item-separator`, `omit-xml-declaration`. */
export function serialized(c: Dynamic, values: Values, option: (name: string) => string | undefined): string {
  const method = option('method') ?? 'xml';
  if (method === 'json') return json(c, values);
  if (method !== 'xml' && method !== 'text' && method !== 'xhtml' && method !== 'html')
    throw new XPathDynamicError(`serialize() does not know the method ${method}; there are xml, text and json`);
  const separator = option('item-separator');
  const write =
    method === 'text'
      ? textOfValue
      : (value: Value) => (isNode(value) ? markup(c, value, undefined) : escapeText(textOfValue(value)));
  const parts = values.flatMap((value): Values => (value instanceof XPathArray ? atomized(c, [value]) : [value]));
  return parts.reduce((text, value, i) => {
    const between = i === 0 ? '' : (separator ?? (isNode(value) || isNode(parts[i - 1]!) ? '' : ' '));
    return text + between + write(value);
  }, '');
}

/** Recursion is as deep as the document, which the limit of trees bounds. */
function markup(c: Dynamic, node: TreeNode, outer: ReadonlyMap<string, string> | undefined): string {
  c.spend(10);
  switch (node.kind) {
    case TEXT:
      c.write(node.data.length);
      return escapeText(node.data);
    case COMMENT:
      return `<!--${node.data}-->`;
    case PROCESSING_INSTRUCTION:
      return `<?${node.target} ${node.data}?>`;
    case DOCUMENT:
      return childrenOf(node)
        .map((child) => markup(c, child, undefined))
        .join('');
    case ELEMENT:
      return elementMarkup(c, node, outer);
    case ATTRIBUTE:
    case NAMESPACE:
      throw new XPathDynamicError('an attribute alone cannot be written as XML');
  }
}

function elementMarkup(c: Dynamic, element: ElementNode, outer: ReadonlyMap<string, string> | undefined): string {
  const name = writtenName(element.name);
  const declared = [...element.namespaces]
    .filter(([prefix, uri]) => prefix !== 'xml' && outer?.get(prefix) !== uri)
    .map(([prefix, uri]) => ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeAttribute(uri)}"`);
  const attributes = element.attributes.map((each) => ` ${writtenName(each.name)}="${escapeAttribute(each.value)}"`);
  const tag = `${name}${declared.join('')}${attributes.join('')}`;
  const content = childrenOf(element)
    .map((child) => markup(c, child, element.namespaces))
    .join('');
  return content === '' ? `<${tag}/>` : `<${tag}>${content}</${name}>`;
}

function childrenOf(node: TreeNode): readonly TreeNode[] {
  const children: TreeNode[] = [];
  if (isParent(node)) for (let at = node.firstChild; at !== undefined; at = at.next) children.push(at);
  return children;
}

/** @throws XPathDynamicError for what JSON cannot hold. */
function json(c: Dynamic, values: Values): string {
  c.spend(10);
  if (values.length === 0) return 'null';
  if (values.length > 1) throw new XPathDynamicError('JSON holds no sequence of several values, but as an array');
  const [value] = values as readonly [Value];
  if (value instanceof XPathArray) return `[${value.members.map((member) => json(c, member)).join(',')}]`;
  if (value instanceof XPathMap) {
    const entries = [...value.entries.values()];
    return `{${entries.map((entry) => `${JSON.stringify(textOfValue(entry.key))}:${json(c, entry.value)}`).join(',')}}`;
  }
  if (value instanceof Atomic && (isNumeric(value) || value.primitive === 'boolean')) return textOfValue(value);
  return JSON.stringify(isNode(value) ? stringValue(value) : textOfValue(value));
}
