/** Conversions and comparisons of atomic values (XPath and XQuery Functions and Operators 3.1, §4 and §19). */

import { shortened as short } from '../../shown.js';
import { collapseSpace, trimXmlSpace } from '../../xml/white-space.js';
import { ATTRIBUTE, stringValue, type TreeNode, textMeter } from '../tree.js';
import { XPathBeyond, XPathDynamicError } from './errors.js';
import type { Dynamic, Item } from './runtime.js';

const NUMBER = /^[ \t\n\r]*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[ \t\n\r]*$/;
const INTEGER = /^[ \t\n\r]*[+-]?\d+[ \t\n\r]*$/;
/** XPath 1.0 knows neither plus signs nor exponents. */
const NUMBER_1_0 = /^[ \t\n\r]*-?(?:\d+(?:\.\d*)?|\.\d+)[ \t\n\r]*$/;

/** The string of a node or of an atomic string. Whoever asks reads it, and that takes time in proportion to its length. */
export function textOf(item: Item): string {
  const text = typeof item === 'object' ? stringValue(item) : (item as string);
  textMeter.gathered += text.length >> 4;
  return text;
}

/** A text just put together, which takes time, and memory, in proportion to its length. */
export function joined(c: Dynamic, text: string): string {
  c.write(text.length);
  return text;
}

/** xs:double's lexical space; undefined where the text is outside it. */
export function parseDouble(text: string): number | undefined {
  if (NUMBER.test(text)) return Number(text);
  switch (trimXmlSpace(text)) {
    case 'INF':
    case '+INF':
      return Number.POSITIVE_INFINITY;
    case '-INF':
      return Number.NEGATIVE_INFINITY;
    case 'NaN':
      return Number.NaN;
    default:
      return undefined;
  }
}

/** fn:number: what is no number is NaN. */
export function numberOf(text: string, compatible: boolean): number {
  if (compatible) return NUMBER_1_0.test(text) ? Number(text) : Number.NaN;
  return parseDouble(text) ?? Number.NaN;
}

export function castToDouble(text: string): number {
  const value = parseDouble(text);
  if (value === undefined) throw new XPathDynamicError(`“${shortened(text)}” is not a number`);
  return value;
}

export function isInteger(text: string): boolean {
  return INTEGER.test(text);
}

/** @throws XPathBeyond for what JavaScript's numbers do not hold exactly. */
export function whole(value: number): number {
  if (Number.isSafeInteger(value)) return value;
  throw new XPathBeyond('a number is too large');
}

export function castToInteger(text: string): number {
  const value = INTEGER.test(text) ? Number(text) : undefined;
  if (value === undefined) throw new XPathDynamicError(`“${shortened(text)}” is not a whole number`);
  // -0 is no integer.
  return whole(value) || 0;
}

const TRUTHS: Readonly<Record<string, boolean>> = { true: true, '1': true, false: false, '0': false };

export function parseBoolean(text: string): boolean | undefined {
  const trimmed = trimXmlSpace(text);
  return Object.hasOwn(TRUTHS, trimmed) ? TRUTHS[trimmed] : undefined;
}

/** A double as a string: in XPath 1.0 never with an exponent. */
export function formatDouble(value: number, compatible: boolean): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return compatible ? (value > 0 ? 'Infinity' : '-Infinity') : value > 0 ? 'INF' : '-INF';
  if (value === 0) return !compatible && Object.is(value, -0) ? '-0' : '0';
  const magnitude = Math.abs(value);
  if (compatible) return magnitude < 1e-6 || magnitude >= 1e21 ? expanded(value) : String(value);
  if (magnitude >= 1e-6 && magnitude < 1e6) return String(value);
  const [mantissa, exponent] = value.toExponential().split('e');
  return `${mantissa!.includes('.') ? mantissa : `${mantissa}.0`}E${exponent!.replace('+', '')}`;
}

function expanded(value: number): string {
  const [digits, exponent] = Math.abs(value).toExponential().split('e');
  const plain = digits!.replace('.', '');
  const shift = Number(exponent);
  const sign = value < 0 ? '-' : '';
  return shift < 0 ? `${sign}0.${'0'.repeat(-shift - 1)}${plain}` : `${sign}${plain.padEnd(shift + 1, '0')}`;
}

/** Orders strings by code points, which UTF-16's order is not beyond U+D7FF. */
export function compareStrings(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  for (let i = 0; i < end; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** Surrogates above all else. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
}

export function byOrder(a: TreeNode, b: TreeNode): number {
  return a.order - b.order;
}

/** Sorted into document order, each node once. */
export function inOrder(nodes: TreeNode[]): TreeNode[] {
  if (nodes.length < 2) return nodes;
  let sorted = true;
  for (let i = 1; i < nodes.length && sorted; i++) sorted = nodes[i - 1]!.order < nodes[i]!.order;
  if (sorted) return nodes;
  nodes.sort(byOrder);
  return nodes.filter((node, i) => node !== nodes[i - 1]);
}

export function isNode(item: Item): item is TreeNode {
  return typeof item === 'object';
}

export function isAttribute(node: TreeNode): boolean {
  return node.kind === ATTRIBUTE;
}

export function normalizeSpace(text: string): string {
  return collapseSpace(text);
}

/** A value as a message shows it. */
export function shortened(text: string): string {
  const plain = normalizeSpace(text);
  return short(plain, 40);
}
