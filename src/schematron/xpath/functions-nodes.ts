/** Functions on nodes (Functions and Operators 3.1, §2, §13, §14; XSLT 2.0, §16). */

import { tokens } from '../../xml/white-space.js';
import { ATTRIBUTE, DOCUMENT, ELEMENT, PROCESSING_INSTRUCTION, type TreeNode, writtenName } from '../tree.js';
import { baseUriOf, inherited } from './base-uri.js';
import { type Compiled, fromBoolean, fromItems, fromOptional, isNumeric, isTextual, only } from './compiled.js';
import { XPathDynamicError, XPathNotEvaluable, XPathUnsupported } from './errors.js';
import type { Call, Library } from './functions.js';
import { type Dynamic, OPERATING, type Sequence } from './runtime.js';
import { inOrder, textOf } from './values.js';

export const nodeFunctions: Library = {
  name: [0, 1, (call) => ofNode(call, nameOf)],
  'local-name': [0, 1, (call) => ofNode(call, localNameOf)],
  'namespace-uri': [0, 1, (call) => ofNode(call, namespaceOf)],
  'generate-id': [0, 1, (call) => ofNode(call, (node) => `d${node.order}`)],
  'base-uri': [0, 1, (call) => ofOptionalNode(call, (node, c) => baseUriOf(c, node))],
  'document-uri': [0, 1, (call) => ofOptionalNode(call, (node) => (node.kind === DOCUMENT ? node.uri : undefined))],
  root: [0, 1, root],
  current: [0, 0, () => currentNode()],
  id: [1, 2, (call) => id(call)],
  'element-with-id': [1, 2, (call) => id(call)],
  key: [2, 2, key],
  lang: [1, 1, lang],
  'index-of': [2, 2, indexOf],
  subsequence: [2, 3, subsequence],
};

function nodeArgument({ args: [arg], scope }: Call): (c: Dynamic) => TreeNode | undefined {
  if (arg === undefined) {
    if (scope.context !== 'node') throw new XPathUnsupported('a context that is no node');
    return (c) => c.item as TreeNode;
  }
  if (arg.kind !== 'node' && arg.kind !== 'empty') throw new XPathUnsupported(`${arg.kind} in place of a node`);
  return (c) => only(arg.items(c), scope.compatible) as TreeNode | undefined;
}

function ofNode(call: Call, take: (node: TreeNode) => string): Compiled {
  const node = nodeArgument(call);
  return fromOptional('string', (c) => {
    c.spend(OPERATING);
    const found = node(c);
    return found === undefined ? '' : take(found);
  });
}

function ofOptionalNode(call: Call, take: (node: TreeNode, c: Dynamic) => string | undefined): Compiled {
  const node = nodeArgument(call);
  return fromOptional('string', (c) => {
    const found = node(c);
    return found === undefined ? undefined : take(found, c);
  });
}

function nameOf(node: TreeNode): string {
  if (node.kind === ELEMENT || node.kind === ATTRIBUTE) return writtenName(node.name);
  return node.kind === PROCESSING_INSTRUCTION ? node.target : '';
}

function localNameOf(node: TreeNode): string {
  if (node.kind === ELEMENT || node.kind === ATTRIBUTE) return node.name.local;
  return node.kind === PROCESSING_INSTRUCTION ? node.target : '';
}

function namespaceOf(node: TreeNode): string {
  return node.kind === ELEMENT || node.kind === ATTRIBUTE ? node.name.uri : '';
}

function root(call: Call): Compiled {
  const node = nodeArgument(call);
  return fromItems('node', true, (c) => (node(c) === undefined ? [] : [c.document]));
}

function currentNode(): Compiled {
  return {
    kind: 'node',
    single: true,
    items: (c) => [c.current],
    test: () => true,
    each: (c, visit) => visit(c.current),
  };
}

/** Text arguments cut at white space. */
function words({ args }: Call, index: number): (c: Dynamic) => string[] {
  const arg = args[index]!;
  if (!isTextual(arg.kind)) throw new XPathUnsupported(`${arg.kind} in place of names`);
  return (c) =>
    c.through(arg.items(c)).flatMap((item) => {
      const text = textOf(item);
      c.spend(text.length);
      return tokens(text);
    });
}

/** By `xml:id`, and by what the document type declares. */
function id(call: Call): Compiled {
  const [, within] = call.args;
  if (within !== undefined && !(within.kind === 'node' && within.single))
    throw new XPathUnsupported('id() within what is no node');
  if (within === undefined) demandNode(call);
  const wanted = words(call, 0);
  return fromItems('node', false, (c) => {
    const found: TreeNode[] = [];
    for (const word of wanted(c)) {
      const element = c.document.ids.get(word);
      c.spend(2 * OPERATING);
      if (element !== undefined) found.push(element);
    }
    return inOrder(found);
  });
}

/** What looks in the document of the context asks for a node there. */
function demandNode({ scope }: Call): void {
  if (scope.context !== 'node') throw new XPathUnsupported('the document of a value');
}

function key(call: Call): Compiled {
  const { args, exprs, scope } = call;
  const [name] = exprs;
  demandNode(call);
  if (name?.type !== 'string' || name.value.includes(':')) throw new XPathUnsupported('key() with another name');
  const keyName = name.value;
  if (!scope.keys.has(keyName)) {
    throw new XPathNotEvaluable(
      `the key “${keyName}” is not declared: the schema needs an <xsl:key name="${keyName}" …/> that can be evaluated`,
    );
  }
  const values = args[1]!;
  if (!isTextual(values.kind)) throw new XPathUnsupported('key() of what is no text');
  return fromItems(
    'node',
    false,
    (c) => c.keys.lookup(c, keyName, c.through(values.items(c)).map(textOf), c.document) as Sequence,
  );
}

function lang(call: Call): Compiled {
  const wanted = call.text(0);
  demandNode(call);
  return fromBoolean((c) => {
    const language = wanted(c).toLowerCase();
    for (let at: TreeNode | undefined = c.item as TreeNode; at !== undefined; at = at.parent) {
      const value = inherited(c, at, 'lang')?.toLowerCase();
      if (value !== undefined) return value === language || value.startsWith(`${language}-`);
    }
    return false;
  });
}

function indexOf({ args: [sequence, search] }: Call): Compiled {
  const textual = isTextual(sequence!.kind) && isTextual(search!.kind);
  if (!textual && !(isNumeric(sequence!.kind) && isNumeric(search!.kind)))
    throw new XPathUnsupported('index-of() of unlike values');
  const plain = textual ? textOf : (item: Parameters<typeof textOf>[0]) => item;
  return fromItems('integer', false, (c) => {
    const wanted = only(search!.items(c), false);
    if (wanted === undefined) throw new XPathDynamicError('nothing stands where a value to look for is needed');
    const value = plain(wanted);
    const items = sequence!.items(c);
    c.spend(OPERATING * items.length);
    return items.flatMap((item, i) => (plain(item) === value ? [i + 1] : []));
  });
}

function subsequence({ args, number }: Call): Compiled {
  const [sequence, , length] = args;
  const start = number(1);
  const count = length === undefined ? undefined : number(2);
  return fromItems(sequence!.kind, false, (c) => {
    const first = Math.round(start(c));
    const end = count === undefined ? Number.POSITIVE_INFINITY : first + Math.round(count(c));
    return c.through(sequence!.items(c)).filter((_, i) => i + 1 >= first && i + 1 < end);
  });
}
