/** Patterns of the compact syntax. */
import type { SyntaxNode } from '../tree.js';
import { annotate, readAnnotations, readFollowing } from './annotations.js';
import { datatypeLibraryOf, INHERIT } from './environment.js';
import { readComponents, readReference } from './grammar.js';
import type { Token } from './lexer.js';
import { nsAttribute, readNameClass } from './name-classes.js';
import type { CompactReader, Draft } from './reader.js';

const CONNECTORS: Readonly<Record<string, string | undefined>> = { ',': 'group', '|': 'choice', '&': 'interleave' };
const OCCURRENCES: Readonly<Record<string, string | undefined>> = {
  '?': 'optional',
  '*': 'zeroOrMore',
  '+': 'oneOrMore',
};

/** Patterns joined by one connector: “,”, “|” or “&”. */
export function readPattern(reader: CompactReader): SyntaxNode {
  return reader.nested(() => {
    const { token } = reader;
    const first = readParticle(reader);
    const connector = connectorHere(reader);
    if (connector === undefined) return first;
    const children: SyntaxNode[] = [first];
    while (reader.eatSymbol(connector)) children.push(readParticle(reader));
    const other = connectorHere(reader);
    if (other !== undefined) {
      reader.fail(
        `“${connector}” joined the patterns before it, and which of the two goes first is not said: put parentheses around those that belong together, as in (a ${connector} b) ${other} c`,
        'compact-connectors-mixed',
      );
    }
    return reader.node(CONNECTORS[connector]!, token, { children });
  });
}

function connectorHere(reader: CompactReader): string | undefined {
  return reader.isSymbol(',', '|', '&') ? reader.token.text : undefined;
}

/** A primary, what comes after it (`?`, `*`, `+`), and annotations that follow either. */
function readParticle(reader: CompactReader): Draft {
  const { token } = reader;
  let node = readAnnotated(reader);
  readFollowing(reader, node);
  if (reader.isSymbol('?', '*', '+')) {
    node = reader.node(OCCURRENCES[reader.next().text]!, token, { children: [node] });
    if (reader.isSymbol('?', '*', '+'))
      reader.fail('one of “?”, “*” and “+” is enough; put parentheses around the first if both are meant');
    readFollowing(reader, node);
  }
  return node;
}

function readAnnotated(reader: CompactReader): Draft {
  const annotations = readAnnotations(reader);
  const node = readPrimary(reader);
  annotate(node, annotations);
  return node;
}

function readPrimary(reader: CompactReader): Draft {
  const { token } = reader;
  switch (token.kind) {
    case 'keyword':
      return readKeyword(reader, token);
    case 'identifier':
      reader.next();
      return reader.node('ref', token, { attributes: reader.attribute('name', token.text) });
    case 'literal':
      return readValue(reader, token, '', 'token');
    case 'cname':
      return readDatatype(reader, token);
    default:
      if (reader.eatSymbol('(')) return readParenthesized(reader);
      return failPattern(reader);
  }
}

function readKeyword(reader: CompactReader, token: Token): Draft {
  switch (token.text) {
    case 'element':
    case 'attribute':
      return readNamed(reader, token.text);
    case 'list':
    case 'mixed':
      if (isUsedAsName(reader)) return failPattern(reader);
      reader.next();
      return reader.node(token.text, token, { children: [readBraced(reader, `after “${token.text}”`)] });
    case 'empty':
    case 'text':
    case 'notAllowed':
      reader.next();
      return reader.node(token.text, token);
    case 'string':
    case 'token':
      return readDatatype(reader, token);
    case 'parent':
      return readParentRef(reader);
    case 'external':
      reader.next();
      return reader.node('externalRef', token, { attributes: readReference(reader) });
    case 'grammar':
      return readGrammar(reader);
    default:
      return failPattern(reader);
  }
}

function readNamed(reader: CompactReader, name: 'element' | 'attribute'): Draft {
  const token = reader.next();
  const nameClass = readNameClass(reader, name);
  return reader.node(name, token, { children: [nameClass, readBraced(reader, `after the name of the ${name}`)] });
}

function readBraced(reader: CompactReader, where: string): SyntaxNode {
  reader.expectSymbol('{', where);
  if (reader.isSymbol('}'))
    reader.fail(
      'between braces a pattern must stand; “empty” says that there is no content, “text” that there is text',
    );
  const pattern = readPattern(reader);
  closePattern(reader, '}');
  return pattern;
}

function readParenthesized(reader: CompactReader): Draft {
  const pattern = readPattern(reader);
  closePattern(reader, ')');
  return { ...pattern };
}

function closePattern(reader: CompactReader, symbol: string): void {
  if (reader.eatSymbol(symbol)) return;
  reader.fail(
    `“${symbol}” must close what was opened before, or more patterns follow after “,” (in this order), “&” (in any order) or “|” (one of them)`,
  );
}

function readParentRef(reader: CompactReader): Draft {
  const token = reader.next();
  if (!reader.is('identifier'))
    reader.fail('the name of a definition of the grammar around this one must follow “parent”');
  return reader.node('parentRef', token, { attributes: new Map([['name', reader.next().text]]) });
}

function readGrammar(reader: CompactReader): Draft {
  const token = reader.next();
  reader.expectSymbol('{', 'after “grammar”');
  const content = reader.nested(() => readComponents(reader, 'grammar', readPattern));
  reader.expectSymbol('}', 'at the end of this grammar');
  return reader.node('grammar', token, content);
}

/** `xsd:date`, `string` or `token`; then a value in quotes, or params in braces and an exception. */
function readDatatype(reader: CompactReader, token: Token): Draft {
  reader.next();
  const colon = token.kind === 'cname' ? token.text.indexOf(':') : -1;
  const library = colon < 0 ? '' : datatypeLibraryOf(reader, token.text.slice(0, colon), token);
  const type = token.text.slice(colon + 1);
  if (reader.is('literal')) return readValue(reader, token, library, type);
  const children: SyntaxNode[] = [];
  if (reader.eatSymbol('{')) while (!reader.eatSymbol('}')) children.push(readParam(reader));
  const minus = reader.eatSymbol('-');
  if (minus !== undefined)
    children.push(reader.node('except', minus, { children: [reader.nested(() => readAnnotated(reader))] }));
  return reader.node('data', token, { attributes: datatypeAttributes(library, type), children });
}

function readParam(reader: CompactReader): SyntaxNode {
  readAnnotations(reader);
  const name = reader.expectName('the name of a param, such as pattern or minInclusive, or “}”');
  reader.expectSymbol('=', `after “${name.text}”`);
  const text = reader.expectLiteral(`the value of “${name.text}”`);
  return reader.node('param', name, { attributes: new Map([['name', name.text]]), text });
}

/** The default namespace goes with a value, as its type may be one of QNames. */
function readValue(reader: CompactReader, token: Token, library: string, type: string): Draft {
  const text = reader.expectLiteral('a value');
  const ns = nsAttribute(reader, reader.environment.declared.get('') ?? INHERIT);
  return reader.node('value', token, { attributes: new Map([...datatypeAttributes(library, type), ...ns]), text });
}

function datatypeAttributes(library: string, type: string): Map<string, string> {
  return new Map([
    ['type', type],
    ['datatypeLibrary', library],
  ]);
}

function failPattern(reader: CompactReader): never {
  const { token } = reader;
  if (isUsedAsName(reader)) {
    reader.fail(
      `a pattern must stand here; if “${token.text}” is the name of a definition, write \\${token.text}`,
      'compact-keyword',
    );
  }
  return reader.fail(
    'a pattern must stand here: element, attribute, text, empty, a datatype, a value in quotes or the name of a definition',
  );
}

/** A keyword before a connector or the like, where its own syntax would go on otherwise. */
function isUsedAsName({ token, following }: CompactReader): boolean {
  return token.kind === 'keyword' && following.kind === 'symbol' && following.text !== '{';
}
