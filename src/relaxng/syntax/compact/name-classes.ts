/** Name classes of the compact syntax: `name`, `p:name`, `*`, `p:*`, `- exceptions`, `|`. */
import type { SyntaxNode } from '../tree.js';
import { annotate, readAnnotations, readFollowing } from './annotations.js';
import { INHERIT, type Namespace, namespaceOf } from './environment.js';
import type { CompactReader, Draft } from './reader.js';

/** @param of decides what a name without prefix means: the default namespace for elements, none for attributes. */
export function readNameClass(reader: CompactReader, of: 'element' | 'attribute'): SyntaxNode {
  const { token } = reader;
  const first = readOperand(reader, of);
  const children = [first];
  while (reader.eatSymbol('|')) children.push(readOperand(reader, of));
  return children.length === 1 ? first : reader.node('choice', token, { children });
}

function readOperand(reader: CompactReader, of: 'element' | 'attribute'): Draft {
  const operand = readPrimary(reader, of);
  readFollowing(reader, operand);
  return operand;
}

function readPrimary(reader: CompactReader, of: 'element' | 'attribute'): Draft {
  const annotations = readAnnotations(reader);
  const node = readBare(reader, of);
  annotate(node, annotations);
  return node;
}

function readBare(reader: CompactReader, of: 'element' | 'attribute'): Draft {
  const { token } = reader;
  if (reader.eatSymbol('(')) {
    const inner = reader.nested(() => readNameClass(reader, of));
    reader.expectSymbol(')', 'after the name class, or “|” and another name');
    return { ...inner };
  }
  if (reader.eatSymbol('*')) return reader.node('anyName', token, { children: readExcept(reader, of) });
  if (reader.is('ns-name')) {
    reader.next();
    const attributes = nsAttribute(reader, namespaceOf(reader, token.text, token));
    return reader.node('nsName', token, { attributes, children: readExcept(reader, of) });
  }
  const name = readName(reader, of);
  if (reader.isSymbol('-'))
    reader.fail('exceptions can only be taken from “*” or “prefix:*”, which stand for many names');
  return name;
}

function readName(reader: CompactReader, of: 'element' | 'attribute'): Draft {
  const { token } = reader;
  if (!reader.is('cname') && !reader.is('identifier') && !reader.is('keyword')) {
    reader.fail(`the name of the ${of} must stand here, “*” for any name, or several in parentheses`);
  }
  reader.next();
  const colon = token.kind === 'cname' ? token.text.indexOf(':') : -1;
  const prefix = token.text.slice(0, Math.max(colon, 0));
  const namespace = prefix === '' && of === 'attribute' ? '' : namespaceOf(reader, prefix, token);
  return reader.node('name', token, { attributes: nsAttribute(reader, namespace), text: token.text.slice(colon + 1) });
}

function readExcept(reader: CompactReader, of: 'element' | 'attribute'): SyntaxNode[] {
  const token = reader.eatSymbol('-');
  if (token === undefined) return [];
  return [reader.node('except', token, { children: [readPrimary(reader, of)] })];
}

/** `ns`, which is left out when inherited: then the place around the schema gives it. */
export function nsAttribute(reader: CompactReader, namespace: Namespace): ReadonlyMap<string, string> {
  return namespace === INHERIT ? new Map() : reader.attribute('ns', namespace);
}
