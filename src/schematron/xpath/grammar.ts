/** The words of XPath, as the parser looks them up. */
import type { Axis, KindTest } from './ast.js';

export const AXES: ReadonlySet<string> = new Set<Axis>([
  'child',
  'descendant',
  'descendant-or-self',
  'attribute',
  'self',
  'parent',
  'ancestor',
  'ancestor-or-self',
  'following-sibling',
  'preceding-sibling',
  'following',
  'preceding',
  'namespace',
]);
export const KINDS: ReadonlySet<string> = new Set<KindTest>([
  'node',
  'text',
  'comment',
  'processing-instruction',
  'element',
  'attribute',
  'document-node',
  'namespace-node',
]);
/** Names that `(` follows without being a function call. */
export const RESERVED = new Set([
  'if',
  'function',
  'switch',
  'typeswitch',
  'item',
  'empty-sequence',
  'map',
  'array',
  'schema-element',
  'schema-attribute',
]);

/** Binary operators by precedence, loosest first; all associate to the left. */
export const LEVELS: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['=', '!=', '<', '<=', '>', '>=', 'eq', 'ne', 'lt', 'le', 'gt', 'ge', 'is', '<<', '>>'],
  ['||'],
  ['to'],
  ['+', '-'],
  ['*', 'div', 'idiv', 'mod'],
  ['|', 'union'],
  ['intersect', 'except'],
];
/** `a = b = c` and `1 to 2 to 3` are not XPath 2.0. */
export const NOT_CHAINED = new Set([2, 4]);
