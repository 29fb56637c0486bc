/** Annotations (§5): read for their documentation and default values, otherwise passed over as RELAX NG asks. */
import { RELAXNG_NAMESPACE } from '../../../xml/known-namespaces.js';
import { ANNOTATIONS_NS } from '../tree.js';
import { namespaceOf } from './environment.js';
import type { Token } from './lexer.js';
import type { CompactReader, Draft } from './reader.js';

/** What stands in front of a pattern, a definition, a name class or a param. */
export interface Annotations {
  readonly documentation?: string;
  readonly defaultValue?: string;
  /** The first of their tokens. */
  readonly token: Token;
  readonly present: boolean;
}

/** Those whose documentation is kept, as in the XML syntax. */
const DOCUMENTED: ReadonlySet<string> = new Set(['element', 'attribute', 'define']);

/** `## …` any number of times, then perhaps `[ … ]`. */
export function readAnnotations(reader: CompactReader): Annotations {
  const { token } = reader;
  if (token.kind !== 'documentation' && !reader.isSymbol('[')) return { token, present: false };
  const found: Found = { documentation: [] };
  while (reader.is('documentation')) found.documentation.push(reader.next().text);
  if (reader.eatSymbol('[')) readInitial(reader, found);
  const documentation = found.documentation.join(' ').replace(/\s+/g, ' ').trim();
  return {
    ...(documentation !== '' && { documentation }),
    ...(found.defaultValue !== undefined && { defaultValue: found.defaultValue }),
    token,
    present: true,
  };
}

/** `>> element [ … ]`, any number of times. */
export function skipFollowing(reader: CompactReader): void {
  while (reader.eatSymbol('>>')) readForeignElement(reader);
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
export function readForeignElement(reader: CompactReader): AnnotationElement {
  const { token } = reader;
  const element = readElement(reader);
  if (element.namespace === RELAXNG_NAMESPACE) {
    reader.report(
      'compact-annotation',
      `an annotation cannot be of RELAX NG's own namespace; “${token.text}” is.`,
      token,
    );
  }
  return element;
}

interface AnnotationElement {
  readonly namespace: string;
  readonly local: string;
  readonly text: string;
}

/** `prefix:name [ attributes, elements and text ]`. */
function readElement(reader: CompactReader): AnnotationElement {
  const name = readName(reader, 'the name of an annotation');
  reader.expectSymbol('[', `after the annotation's name “${name.local}”`);
  readAttributes(reader, false);
  let text = '';
  while (!reader.eatSymbol(']')) {
    if (reader.is('literal')) text += reader.expectLiteral('text');
    else if (reader.isSymbol('~')) reader.fail('“~” joins two texts in quotes');
    else text += reader.nested(() => readElement(reader)).text;
  }
  return { namespace: name.namespace, local: name.local, text };
}

/** Puts what was read in front of a node on it. */
export function annotate(node: Draft, { documentation, defaultValue }: Annotations): void {
  if (documentation !== undefined && DOCUMENTED.has(node.name)) {
    node.documentation = node.documentation === undefined ? documentation : `${documentation} ${node.documentation}`;
  }
  if (defaultValue !== undefined && node.name === 'attribute') node.defaultValue = defaultValue;
}

interface Found {
  readonly documentation: string[];
  defaultValue?: string;
}

/** After `[`: attributes, which must have a prefix, then elements. */
function readInitial(reader: CompactReader, found: Found): void {
  const defaultValue = readAttributes(reader, true);
  if (defaultValue !== undefined) found.defaultValue = defaultValue;
  while (!reader.eatSymbol(']')) {
    if (reader.is('literal'))
      reader.fail('text must stand within an annotation element, as in [ a:documentation [ "…" ] ]');
    const element = readForeignElement(reader);
    if (element.namespace === ANNOTATIONS_NS && element.local === 'documentation')
      found.documentation.push(element.text);
  }
}

/** `name = "…"`, any number; gives back that of `a:defaultValue`. */
function readAttributes(reader: CompactReader, initial: boolean): string | undefined {
  let defaultValue: string | undefined;
  const seen = new Set<string>();
  while (reader.following.kind === 'symbol' && reader.following.text === '=') {
    const name = readName(reader, 'the name of an attribute');
    reader.next();
    const value = reader.expectLiteral('the value of the annotation');
    const key = `{${name.namespace}}${name.local}`;
    if (seen.has(key))
      reader.report('compact-annotation', `the annotation “${name.token.text}” is given twice.`, name.token);
    seen.add(key);
    if (initial && (name.namespace === '' || name.namespace === RELAXNG_NAMESPACE)) {
      reader.report(
        'compact-annotation',
        `the annotation “${name.token.text}” needs a prefix whose namespace is not RELAX NG's: it belongs to another vocabulary.`,
        name.token,
      );
    }
    if (name.namespace === ANNOTATIONS_NS && name.local === 'defaultValue') defaultValue = value;
  }
  return defaultValue;
}

function readName(reader: CompactReader, what: string): { namespace: string; local: string; token: Token } {
  const token = reader.is('cname') ? reader.next() : reader.expectName(what);
  if (token.kind !== 'cname') return { namespace: '', local: token.text, token };
  const colon = token.text.indexOf(':');
  const namespace = namespaceOf(reader, token.text.slice(0, colon), token);
  if (typeof namespace === 'string') return { namespace, local: token.text.slice(colon + 1), token };
  reader.report('compact-annotation', 'an annotation cannot be of an inherited namespace.', token);
  return { namespace: '', local: token.text.slice(colon + 1), token };
}
