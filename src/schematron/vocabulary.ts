/** Which elements and attributes of Schematron are known where, and how much would be lost with one that is not. */
import { OLD_SCHEMATRON_NAMESPACE } from '../xml/known-namespaces.js';
import { isSchematron } from './names.js';
import { type AttributeNode, ELEMENT, type ElementNode, nextWithin } from './tree.js';

/** Words for readers, which ask for nothing. */
const WORDS = 'title p emph dir span diagnostics diagnostic properties property';
const TOP = `${WORDS} ns let param phase pattern group rules rule assert report include extends schema library`;

const ELEMENTS = {
  schema: words(TOP),
  pattern: words(`${WORDS} let rule param include`),
  rules: words(`${WORDS} rule include`),
  rule: words(`${WORDS} let assert report extends include`),
  phase: words(`${WORDS} let active include`),
};

export type Container = keyof typeof ELEMENTS;

/** Where Schematron 1.5 has its keys, and 1.6 besides. */
const WITH_KEYS: ReadonlySet<Container> = new Set(['schema', 'rule']);

/** Whether an element may stand in a part of a schema; one of another language may anywhere. */
export function isKnownIn(parent: Container, { name }: ElementNode): boolean {
  if (!isSchematron(name) || ELEMENTS[parent].has(name.local)) return true;
  return name.uri === OLD_SCHEMATRON_NAMESPACE && name.local === 'key' && WITH_KEYS.has(parent);
}

/** Those of the edition of 2025 and of 1.5, and `name` and `version`, which people give to anything. */
const EVERYWHERE = words('id icon see fpi name version');
const SCHEMA = words('schemaVersion defaultPhase queryBinding schematronEdition ns expand-text');
const PATTERN = words('abstract is-a documents role');
const CHECK = words('test flag diagnostics properties role subject severity');

const ATTRIBUTES: Readonly<Record<string, ReadonlySet<string>>> = {
  schema: SCHEMA,
  library: SCHEMA,
  phase: words('when from'),
  active: words('pattern'),
  pattern: PATTERN,
  group: PATTERN,
  rules: words(''),
  rule: words('context abstract flag role subject severity visit-each'),
  assert: CHECK,
  report: CHECK,
  extends: words('rule href'),
  include: words('href'),
  let: words('value as'),
  param: words('value as'),
  ns: words('prefix uri'),
};

/** The attributes of an element of Schematron that no edition knows; those with a prefix are others' business. */
export function unknownAttributes({ name, attributes }: ElementNode): readonly AttributeNode[] {
  const known = isSchematron(name) && Object.hasOwn(ATTRIBUTES, name.local) ? ATTRIBUTES[name.local]! : undefined;
  if (known === undefined) return [];
  return attributes.filter(({ name: { uri, local } }) => uri === '' && !known.has(local) && !EVERYWHERE.has(local));
}

/** How many assertions and reports an element holds or is, and at least 1: it asks for something. */
export function checksWithin(element: ElementNode): number {
  let checks = 0;
  for (let at = nextWithin(element, element); at !== undefined; at = nextWithin(at, element)) {
    if (at.kind !== ELEMENT || !isSchematron(at.name)) continue;
    if (at.name.local === 'assert' || at.name.local === 'report') checks++;
  }
  return Math.max(1, checks);
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
