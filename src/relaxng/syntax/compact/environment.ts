/** What the declarations at the head of a compact schema say: which prefixes stand for what (§4). */

import { XSD_DATATYPES } from '../../../datatypes/types.js';
import { XML_NAMESPACE } from '../../../xml/known-namespaces.js';
import { isDatatypeLibraryUri } from '../lexical.js';
import type { Token } from './lexer.js';
import type { CompactReader } from './reader.js';

/** The namespace of the place that includes the schema; the keyword `inherit`. */
export const INHERIT: unique symbol = Symbol('inherit');
export type Namespace = string | typeof INHERIT;

export interface Environment {
  /** By prefix; '' is the default namespace, which is inherited unless a declaration says otherwise. */
  readonly declared: Map<string, Namespace>;
  readonly datatypes: Map<string, string>;
  /** Those of `declared` that are known here, for QNames in values. */
  readonly namespaces: Map<string, string>;
}

export function createEnvironment(): Environment {
  return {
    declared: new Map<string, Namespace>([
      ['', INHERIT],
      ['xml', XML_NAMESPACE],
    ]),
    datatypes: new Map([['xsd', XSD_DATATYPES]]),
    namespaces: new Map([['xml', XML_NAMESPACE]]),
  };
}

/** `namespace p = "uri"`, `default namespace = "uri"`, `datatypes p = "uri"`, any number of them. */
export function readDeclarations(reader: CompactReader): void {
  const declared = new Set<string>();
  for (;;) {
    if (reader.eatKeyword('namespace')) readNamespace(reader, declared);
    else if (reader.eatKeyword('default')) readDefaultNamespace(reader, declared);
    else if (reader.eatKeyword('datatypes')) readDatatypes(reader, declared);
    else return;
  }
}

function readNamespace(reader: CompactReader, declared: Set<string>): void {
  const prefix = reader.expectName('the prefix that the namespace is to have');
  declareNamespace(reader, prefix, readNamespaceUri(reader), declared);
}

function readDefaultNamespace(reader: CompactReader, declared: Set<string>): void {
  const keyword = reader.eatKeyword('namespace') ?? reader.fail('“namespace” must follow “default”');
  const prefix = reader.isSymbol('=') ? undefined : reader.expectName('a prefix or “=”');
  const namespace = readNamespaceUri(reader);
  if (once(reader, declared, 'default', 'the default namespace', keyword)) bind(reader, '', namespace);
  if (prefix !== undefined) declareNamespace(reader, prefix, namespace, declared);
}

function readNamespaceUri(reader: CompactReader): Namespace {
  reader.expectSymbol('=', 'before the address of the namespace');
  return reader.eatKeyword('inherit') ? INHERIT : reader.expectLiteral('the address of a namespace (or “inherit”)');
}

function declareNamespace(reader: CompactReader, prefix: Token, namespace: Namespace, declared: Set<string>): void {
  const { text } = prefix;
  if (text === 'xmlns') {
    reader.report('compact-prefix-reserved', 'the prefix “xmlns” is reserved; choose another.', prefix);
  } else if ((text === 'xml') !== (namespace === XML_NAMESPACE)) {
    reader.report(
      'compact-prefix-reserved',
      `the prefix “xml” and the namespace ${XML_NAMESPACE} belong together, without a declaration.`,
      prefix,
    );
  } else if (once(reader, declared, `namespace ${text}`, `the prefix “${text}”`, prefix)) {
    bind(reader, text, namespace);
  }
}

function bind(reader: CompactReader, prefix: string, namespace: Namespace): void {
  const { declared, namespaces } = reader.environment;
  declared.set(prefix, namespace);
  if (namespace !== INHERIT) namespaces.set(prefix, namespace);
}

function readDatatypes(reader: CompactReader, declared: Set<string>): void {
  const prefix = reader.expectName('the prefix that the datatypes are to have');
  reader.expectSymbol('=', 'before the address of the datatype library');
  const value = reader.token;
  const uri = reader.expectLiteral('the address of a datatype library');
  if (!isDatatypeLibraryUri(uri)) {
    reader.report(
      'compact-uri',
      `"${uri}" is not a full URI without a fragment, as a datatype library's must be.`,
      value,
    );
  }
  if (prefix.text === 'xsd' && uri !== XSD_DATATYPES) {
    reader.report(
      'compact-prefix-reserved',
      `the datatype prefix “xsd” is that of ${XSD_DATATYPES}; choose another.`,
      prefix,
    );
  } else if (once(reader, declared, `datatypes ${prefix.text}`, `the datatype prefix “${prefix.text}”`, prefix)) {
    reader.environment.datatypes.set(prefix.text, uri);
  }
}

function once(reader: CompactReader, declared: Set<string>, key: string, what: string, token: Token): boolean {
  if (declared.has(key)) {
    reader.report(
      'compact-declared-twice',
      `${what} is declared for the second time; take one of the two away.`,
      token,
    );
    return false;
  }
  declared.add(key);
  return true;
}

/** The namespace of a prefix; reports one that is not declared. */
export function namespaceOf(reader: CompactReader, prefix: string, token: Token): Namespace {
  const namespace = reader.environment.declared.get(prefix);
  if (namespace === undefined) {
    reader.report(
      'compact-prefix-undeclared',
      `the prefix “${prefix}” is not declared: write namespace ${prefix} = "…" at the top of the schema.`,
      token,
    );
    return '';
  }
  return namespace;
}

/** The datatype library of a prefix; reports one that is not declared. */
export function datatypeLibraryOf(reader: CompactReader, prefix: string, token: Token): string {
  const library = reader.environment.datatypes.get(prefix);
  if (library === undefined) {
    reader.report(
      'compact-prefix-undeclared',
      reader.environment.declared.has(prefix)
        ? `“${prefix}” is the prefix of a namespace, and here would stand a datatype: to annotate a pattern, write the annotation in square brackets before it, [ ${prefix}:… [ … ] ] element …; for a datatype, write datatypes ${prefix} = "…" at the top of the schema.`
        : `the datatype prefix “${prefix}” is not declared: write datatypes ${prefix} = "…" at the top of the schema (“xsd” needs no declaration).`,
      token,
    );
    return XSD_DATATYPES;
  }
  return library;
}
