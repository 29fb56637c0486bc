/** Functions that XSLT adds (XSLT 3.0, §20 and elsewhere). */
import { XSD_NAMESPACE, XSLT_NAMESPACE } from '../../../../xml/known-namespaces.js';
import { DOCUMENT, type TreeNode, topOf } from '../../../tree.js';
import { XPathDynamicError } from '../../errors.js';
import type { Dynamic } from '../../runtime.js';
import { expandedName } from '../../scope.js';
import { copyOf, snapshotOf } from '../copy.js';
import { keysOf } from '../keys.js';
import type { FullScope } from '../scope.js';
import { isAtomicType, string, truth, type Values } from '../value.js';
import { qName } from './names.js';
import { documentOf, nodeOr } from './nodes.js';
import { f, type Library, num, ofContext, str, texts } from './spec.js';

/** What teigram is as a processor of XSLT. */
const PROPERTIES: Readonly<Record<string, string>> = {
  version: '3.0',
  vendor: 'teigram',
  'vendor-url': 'https://github.com/teigram/teigram',
  'product-name': 'teigram',
  'is-schema-aware': 'no',
  'supports-serialization': 'no',
  'supports-backwards-compatibility': 'yes',
  'supports-higher-order-functions': 'yes',
  'xpath-version': '3.1',
  'xsd-version': '1.0',
};

/** The instructions that functions of a schema may use. */
const INSTRUCTIONS: ReadonlySet<string> = new Set([
  'choose',
  'copy-of',
  'for-each',
  'function',
  'if',
  'key',
  'otherwise',
  'param',
  'sequence',
  'text',
  'value-of',
  'variable',
  'when',
]);

export const xsltFunctions: Library = {
  current: f('', (c) => [c.current]),
  key: f('xs:string; xs:anyAtomicType*; node()', key, 2),
  'copy-of': ofContext('item()*', (c, [values]) =>
    values!.map((value) => ('kind' in value ? copyOf(c, value as TreeNode) : value)),
  ),
  snapshot: ofContext('item()*', (c, [values]) =>
    values!.map((value) => ('kind' in value ? snapshotOf(c, value as TreeNode) : value)),
  ),
  'regex-group': f('xs:integer', (c, [number]) => texts(c, c.groups[num(number!)] ?? '')),
  'system-property': f('xs:string', (_c, [name], scope) => {
    const { uri, local } = expandedName(str(name).trim(), scope);
    return [string((uri === XSLT_NAMESPACE && PROPERTIES[local]) || '')];
  }),
  'available-system-properties': f('', () =>
    Object.keys(PROPERTIES).map((local) => qName({ prefix: 'xsl', uri: XSLT_NAMESPACE, local })),
  ),
  'element-available': f('xs:string', (_c, [name], scope) => {
    const { uri, local } = expandedName(str(name).trim(), scope);
    return truth(uri === XSLT_NAMESPACE && INSTRUCTIONS.has(local));
  }),
  'type-available': f('xs:string', (_c, [name], scope) => {
    const { uri, local } = expandedName(str(name).trim(), scope);
    return truth(uri === XSD_NAMESPACE && isAtomicType(local) && local !== 'numeric');
  }),
  // Entities are not in the tree.
  'unparsed-entity-uri': f('xs:string; node()', () => [string('')], 1),
  'unparsed-entity-public-id': f('xs:string; node()', () => [string('')], 1),
};

/** Within the subtree of the third argument, else within the document of the context. */
function key(c: Dynamic, [name, values, top]: readonly Values[], scope: FullScope): Values {
  const within = top === undefined ? topOf(nodeOr(c, undefined)) : nodeOr(c, top);
  const keyName = nameOfKey(str(name), scope);
  if (!scope.keys.has(keyName)) throw new XPathDynamicError(`the schema has no key “${str(name)}”`);
  const wanted = keysOf(c, values!, scope.compatible);
  const found = c.keys.lookup(c, keyName, wanted, documentOf(within));
  if (within.kind === DOCUMENT) return found;
  return found.filter((node) => isWithin(c, node, within));
}

function nameOfKey(written: string, scope: FullScope): string {
  const { uri, local } = expandedName(written.trim(), scope);
  return uri === '' ? local : `Q{${uri}}${local}`;
}

function isWithin(c: Dynamic, node: TreeNode, top: TreeNode): boolean {
  for (let at: TreeNode | undefined = node; at !== undefined; at = at.parent) {
    c.spend(1);
    if (at === top) return true;
  }
  return false;
}
