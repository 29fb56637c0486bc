import type { SyntaxNode } from '../../../src/relaxng/syntax/tree.js';

/** A syntax tree in one form, whichever syntax it came from: what §4.2 to §4.12 of RELAX NG make alike. */
export interface Canonical {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Canonical[];
  readonly text: string;
  readonly documentation?: string;
  readonly defaultValue?: string;
}

interface Inherited {
  /** undefined: from the place that includes the file. */
  readonly ns: string | undefined;
  readonly library: string;
}

const GROUPING = new Set(['element', 'define', 'zeroOrMore', 'oneOrMore', 'optional', 'list', 'mixed', 'group']);

/** Names as elements with their namespace, datatypes with their library, groups and attributes written out. */
export function canonical(node: SyntaxNode, outer: Inherited = { ns: undefined, library: '' }): Canonical {
  const own: Inherited = {
    ns: node.attributes.get('ns') ?? outer.ns,
    library: node.attributes.get('datatypeLibrary') ?? outer.library,
  };
  let children = node.children.map((child) => canonical(child, own));
  const attributes: Record<string, string> = {};
  for (const [name, value] of node.attributes) {
    if (name !== 'ns' && name !== 'datatypeLibrary') attributes[name] = value.trim();
  }
  if ((node.name === 'element' || node.name === 'attribute') && attributes['name'] !== undefined) {
    const noPrefix = node.name === 'attribute' ? (node.attributes.get('ns') ?? '') : own.ns;
    children = [nameNode(attributes['name'], noPrefix, node), ...children];
    delete attributes['name'];
  }
  if (node.name === 'attribute' && children.length === 1) children.push(bare('text'));
  if (node.name === 'name') return nameNode(node.text.trim(), own.ns, node);
  if (node.name === 'nsName' || node.name === 'include' || node.name === 'externalRef')
    attributes['ns'] = own.ns ?? '(inherited)';
  if (node.name === 'data') attributes['datatypeLibrary'] = own.library;
  if (node.name === 'value') {
    attributes['datatypeLibrary'] = attributes['type'] === undefined ? '' : own.library;
    attributes['type'] ??= 'token';
    // Only names care for the namespace around a value.
    if (attributes['type'] === 'QName') attributes['ns'] = own.ns ?? '(inherited)';
  }
  children = grouped(node.name, children);
  if (COLLAPSING.has(node.name) && children.length === 1) return children[0]!;
  return {
    name: node.name,
    attributes: Object.fromEntries(Object.entries(attributes).sort()),
    children,
    text: node.text,
    ...(node.documentation !== undefined && { documentation: node.documentation }),
    ...(node.defaultValue !== undefined && { defaultValue: node.defaultValue }),
  };
}

const COLLAPSING = new Set(['choice', 'group', 'interleave']);

/** Several patterns where one is meant are a group (a choice in an exception); a group within a group is none. */
function grouped(name: string, children: Canonical[]): Canonical[] {
  if (name === 'except') return children.length > 1 ? [bare('choice', grouped('choice', children))] : children;
  const flat = COLLAPSING.has(name)
    ? children.flatMap((child) => (child.name === name ? child.children : [child]))
    : children;
  if (!GROUPING.has(name) || name === 'group') return flat;
  const head = name === 'element' ? 1 : 0;
  const patterns = grouped('group', flat.slice(head));
  return patterns.length > 1 ? [...flat.slice(0, head), bare('group', patterns)] : flat;
}

function bare(name: string, children: readonly Canonical[] = []): Canonical {
  return { name, attributes: {}, children, text: '' };
}

function nameNode(qname: string, ns: string | undefined, node: SyntaxNode): Canonical {
  const colon = qname.indexOf(':');
  const namespace = colon < 0 ? ns : node.namespaces.get(qname.slice(0, colon));
  return { name: 'name', attributes: { ns: namespace ?? '(inherited)' }, children: [], text: qname.slice(colon + 1) };
}
