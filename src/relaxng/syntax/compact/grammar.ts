/** The components of a grammar in the compact syntax: `start`, definitions, `div`, `include`. */
import { isHref } from '../lexical.js';
import type { ForeignElement, SyntaxNode } from '../tree.js';
import { annotate, isElementAnnotation, readAnnotations, readForeignElement } from './annotations.js';
import { type Namespace, namespaceOf } from './environment.js';
import type { Token } from './lexer.js';
import { nsAttribute } from './name-classes.js';
import { type CompactReader, DOCUMENTATION_ADVICE, type Draft, type DraftParts } from './reader.js';

const COMBINE: Readonly<Record<string, string | undefined>> = { '|=': 'choice', '&=': 'interleave' };

export type ReadPattern = (reader: CompactReader) => SyntaxNode;

/** Whether what follows the annotations is a component of a grammar, not a pattern. */
export function startsComponent(reader: CompactReader): boolean {
  if (reader.isKeyword('start', 'div', 'include') || isElementAnnotation(reader)) return true;
  return (reader.is('identifier') || reader.is('keyword')) && isAssignment(reader.following);
}

/**
 * Components up to a `}` or the end of the file, which are left.
 * @param where an `include` holds no `include`: its components replace those of the included file.
 */
export function readComponents(
  reader: CompactReader,
  where: 'grammar' | 'include',
  readPattern: ReadPattern,
): DraftParts {
  const children: SyntaxNode[] = [];
  const annotations: ForeignElement[] = [];
  while (!reader.isSymbol('}') && !reader.is('end')) {
    if (isElementAnnotation(reader)) annotations.push(readForeignElement(reader));
    else children.push(readComponent(reader, where, readPattern));
  }
  return { children, annotations };
}

function readComponent(reader: CompactReader, where: 'grammar' | 'include', readPattern: ReadPattern): Draft {
  const annotations = readAnnotations(reader);
  if (annotations.present && (reader.isSymbol('}') || reader.is('end'))) {
    reader.failAt(annotations.token, `nothing follows that this could explain. ${DOCUMENTATION_ADVICE}`);
  }
  const component = readBare(reader, where, readPattern);
  annotate(component, annotations);
  return component;
}

function readBare(reader: CompactReader, where: 'grammar' | 'include', readPattern: ReadPattern): Draft {
  const { token } = reader;
  if (reader.eatKeyword('div')) {
    reader.expectSymbol('{', 'after “div”');
    const content = reader.nested(() => readComponents(reader, where, readPattern));
    reader.expectSymbol('}', 'at the end of this “div”');
    return reader.node('div', token, content);
  }
  if (reader.isKeyword('include')) {
    if (where === 'include')
      reader.fail('an include holds only start, definitions and div, which replace those of the included file');
    return readInclude(reader, readPattern);
  }
  if (reader.eatKeyword('start')) return readDefinition(reader, 'start', new Map(), token, readPattern);
  if (reader.is('keyword') && isAssignment(reader.following)) {
    reader.fail(
      `“${token.text}” is a word of the compact syntax: to define it as a name of your own, write \\${token.text}`,
      'compact-keyword',
    );
  }
  if (!reader.is('identifier')) {
    reader.fail(
      `${where === 'grammar' ? 'a definition (name = …), start, div or include' : 'a definition (name = …), start or div'} must stand here`,
    );
  }
  reader.next();
  return readDefinition(reader, 'define', new Map([['name', token.text]]), token, readPattern);
}

function readDefinition(
  reader: CompactReader,
  node: 'start' | 'define',
  attributes: Map<string, string>,
  token: Token,
  readPattern: ReadPattern,
): Draft {
  if (!isAssignment(reader.token))
    reader.fail(`“=” (or “|=”, “&=” to add to other definitions) must follow “${token.text}”`);
  const combine = COMBINE[reader.next().text];
  if (combine !== undefined) attributes.set('combine', combine);
  return reader.node(node, token, { attributes, children: [readPattern(reader)] });
}

function readInclude(reader: CompactReader, readPattern: ReadPattern): Draft {
  const token = reader.next();
  const attributes = readReference(reader);
  if (!reader.eatSymbol('{')) return reader.node('include', token, { attributes });
  const content = reader.nested(() => readComponents(reader, 'include', readPattern));
  reader.expectSymbol('}', 'at the end of this “include”');
  return reader.node('include', token, { ...content, attributes });
}

/** `"file.rnc"`, and perhaps `inherit = prefix`: the attributes of `include` and `externalRef`. */
export function readReference(reader: CompactReader): Map<string, string> {
  const { token } = reader;
  const href = reader.expectLiteral('the address of a schema file');
  if (!isHref(href)) {
    reader.report(
      'compact-uri',
      `"${href}" must be the address of a whole file: take away what begins with "#", and write a percent sign as %25.`,
      token,
    );
  }
  return new Map([['href', href], ...nsAttribute(reader, readInherit(reader))]);
}

/** What names without a namespace get in the file: the one said, or the default namespace. */
function readInherit(reader: CompactReader): Namespace {
  const { token } = reader;
  if (!reader.eatKeyword('inherit')) return namespaceOf(reader, '', token);
  reader.expectSymbol('=', 'after “inherit”');
  const prefix = reader.expectName('the prefix of a namespace');
  return namespaceOf(reader, prefix.text, prefix);
}

function isAssignment(token: Token): boolean {
  return token.kind === 'symbol' && (token.text === '=' || token.text === '|=' || token.text === '&=');
}
