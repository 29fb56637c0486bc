/** Which elements of Schematron are known where, and how much would be lost with one that is not. */
import { SCHEMATRON_NAMESPACE } from '../xml/known-namespaces.js';
import { ELEMENT, type ElementNode, nextWithin } from './tree.js';

/** Words for readers, which ask for nothing. */
const WORDS = ['title', 'p', 'emph', 'dir', 'span', 'diagnostics', 'diagnostic', 'properties', 'property'];

const KNOWN: Readonly<Record<'schema' | 'pattern' | 'rule', ReadonlySet<string>>> = {
  schema: new Set([...WORDS, 'ns', 'let', 'phase', 'pattern', 'rule', 'assert', 'report', 'param', 'include']),
  pattern: new Set([...WORDS, 'let', 'rule', 'param', 'include']),
  rule: new Set([...WORDS, 'let', 'assert', 'report', 'extends', 'include']),
};

/** Whether an element may stand in a part of a schema; one of another language may anywhere. */
export function isKnownIn(parent: keyof typeof KNOWN, { name }: ElementNode): boolean {
  return name.uri !== SCHEMATRON_NAMESPACE || KNOWN[parent].has(name.local);
}

/** How many assertions and reports an element holds or is, and at least 1: it asks for something. */
export function checksWithin(element: ElementNode): number {
  let checks = 0;
  for (let at = nextWithin(element, element); at !== undefined; at = nextWithin(at, element)) {
    if (at.kind !== ELEMENT || at.name.uri !== SCHEMATRON_NAMESPACE) continue;
    if (at.name.local === 'assert' || at.name.local === 'report') checks++;
  }
  return Math.max(1, checks);
}
