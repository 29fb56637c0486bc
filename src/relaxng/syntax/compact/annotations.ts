/** Annotations (§5): read for their documentation and default values, and kept for who reads other vocabularies. */
import { RELAXNG_NAMESPACE } from '../../../xml/known-namespaces.js';
import { ANNOTATIONS_NS, type ForeignAttribute, type ForeignElement, type ForeignName } from '../tree.js';
import { namespaceOf } from './environment.js';
import type { Token } from './lexer.js';
import type { CompactReader, Draft } from './reader.js';

/** What stands in front of a pattern, a definition, a name class or a param. */
export interface Annotations {
  readonly documentation?: string;
  readonly defaultValue?: string;
  readonly elements: readonly ForeignElement[];
  /** The first of their tokens. */
  readonly token: Token;
  readonly present: boolean;
}

/** Those whose documentation is kept, as in the XML syntax. */
const DOCUMENTED: ReadonlySet<string> = new Set(['element', 'attribute', 'define']);

/** `## …` any number of times, then perhaps `[ … ]`. */
export function readAnnotations(reader: CompactReader): Annotations {
  const { token } = reader;
  if (token.kind !== 'documentation' && !reader.isSymbol('[')) return { elements: [], token, present: false };
  const found: Found = { documentation: [], elements: [] };
  while (reader.is('documentation')) found.documentation.push(reader.next().text);
  if (reader.eatSymbol('[')) readInitial(reader, found);
  const documentation = found.documentation.join(' ').replace(/\s+/g, ' ').trim();
  return {
    ...(documentation !== '' && { documentation }),
    ...(found.defaultValue !== undefined && { defaultValue: found.defaultValue }),
    elements: found.elements,
    token,
    present: true,
  };
}

/** `>> element [ … ]`, any number of times, behind a node. */
export function readFollowing(reader: CompactReader, node: Draft): void {
  const elements: ForeignElement[] = [];
  while (reader.eatSymbol('>>')) elements.push(readForeignElement(reader));
  if (elements.length > 0) node.following = [...(node.following ?? []), ...elements];
}

/** Whether an annotation among the components of a grammar stands here: a name and its `[`. */
export function isElementAnnotation(reader: CompactReader): boolean {
  return (
    (reader.is('identifier') || reader.is('cname')) &&
    reader.following.kind === 'symbol' &&
    reader.following.text === '['
  );
}

/** An annotation element, which is of any namespace but RELAX NG's; what it holds may be of that too. */
export function readForeignElement(reader: CompactReader): ForeignElement {
  const { token } = reader;
  const element = readElement(reader);
  if (element.name.uri === RELAXNG_NAMESPACE) {
    reader.report(
      'compact-annotation',
      `an annotation cannot be of RELAX NG's own namespace; “${token.text}” is.`,
      token,
    );
  }
  return element;
}

/** `prefix:name [ attributes, elements and text ]`. */
function readElement(reader: CompactReader): ForeignElement {
  const { name, token } = readName(reader, 'the name of an annotation');
  reader.expectSymbol('[', `after the annotation's name “${name.local}”`);
  const attributes = readAttributes(reader, false);
  const children: (ForeignElement | string)[] = [];
  while (!reader.eatSymbol(']')) {
    if (reader.is('literal')) children.push(reader.expectLiteral('text'));
    else if (reader.isSymbol('~')) reader.fail('“~” joins two texts in quotes');
    else children.push(reader.nested(() => readElement(reader)));
  }
  return { name, attributes, children, position: reader.position(token) };
}

function textOf({ children }: ForeignElement): string {
  return children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

/** Puts what was read in front of a node on it. */
export function annotate(node: Draft, { documentation, defaultValue, elements }: Annotations): void {
  if (elements.length > 0) node.annotations = [...elements, ...(node.annotations ?? [])];
  if (documentation !== undefined && DOCUMENTED.has(node.name)) {
    node.documentation = node.documentation === undefined ? documentation : `${documentation} ${node.documentation}`;
  }
  if (defaultValue !== undefined && node.name === 'attribute') node.defaultValue = defaultValue;
}

interface Found {
  readonly documentation: string[];
  readonly elements: ForeignElement[];
  defaultValue?: string;
}

/** After `[`: attributes, which must have a prefix, then elements. */
function readInitial(reader: CompactReader, found: Found): void {
  for (const { name, value } of readAttributes(reader, true))
    if (name.uri === ANNOTATIONS_NS && name.local === 'defaultValue') found.defaultValue = value;
  while (!reader.eatSymbol(']')) {
    if (reader.is('literal'))
      reader.fail('text must stand within an annotation element, as in [ a:documentation [ "…" ] ]');
    const element = readForeignElement(reader);
    if (element.name.uri === ANNOTATIONS_NS && element.name.local === 'documentation')
      found.documentation.push(textOf(element));
    found.elements.push(element);
  }
}

/** `name = "…"`, any number. */
function readAttributes(reader: CompactReader, initial: boolean): readonly ForeignAttribute[] {
  const attributes: ForeignAttribute[] = [];
  const seen = new Set<string>();
  while (reader.following.kind === 'symbol' && reader.following.text === '=') {
    const { name, token } = readName(reader, 'the name of an attribute');
    reader.next();
    const value = reader.expectLiteral('the value of the annotation');
    const key = `{${name.uri}}${name.local}`;
    if (seen.has(key)) reader.report('compact-annotation', `the annotation “${token.text}” is given twice.`, token);
    seen.add(key);
    if (initial && (name.uri === '' || name.uri === RELAXNG_NAMESPACE)) {
      reader.report(
        'compact-annotation',
        `the annotation “${token.text}” needs a prefix whose namespace is not RELAX NG's: it belongs to another vocabulary.`,
        token,
      );
    }
    attributes.push({ name, value, position: reader.position(token) });
  }
  return attributes;
}

function readName(reader: CompactReader, what: string): { name: ForeignName; token: Token } {
  const token = reader.is('cname') ? reader.next() : reader.expectName(what);
  if (token.kind !== 'cname') return { name: { uri: '', local: token.text, prefix: '' }, token };
  const colon = token.text.indexOf(':');
  const [prefix, local] = [token.text.slice(0, colon), token.text.slice(colon + 1)];
  const uri = namespaceOf(reader, prefix, token);
  if (typeof uri === 'string') return { name: { uri, local, prefix }, token };
  reader.report('compact-annotation', 'an annotation cannot be of an inherited namespace.', token);
  return { name: { uri: '', local, prefix }, token };
}
