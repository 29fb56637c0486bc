/** What an expression may refer to, known before it runs. */
import { XML_NAMESPACE, XSD_NAMESPACE } from '../../xml/known-namespaces.js';
import type { Expr, NodeTest } from './ast.js';
import type { Compiled, Kind } from './compiled.js';
import { XPathNotEvaluable } from './errors.js';

export interface Variable {
  readonly slot: number;
  readonly kind: Kind;
  readonly single: boolean;
}

export interface Scope {
  /** By prefix. */
  readonly namespaces: ReadonlyMap<string, string>;
  /** Whether XPath 1.0's conversions hold. */
  readonly compatible: boolean;
  /** By name; 'foreign' for those that only fontoxpath can evaluate, 'broken' for those that nothing can. */
  readonly variables: ReadonlyMap<string, Variable | 'foreign' | 'broken'>;
  /** The kind of the context item. */
  readonly context: Kind;
  /** Names of the keys that `key()` may ask for. */
  readonly keys: ReadonlySet<string>;
  /** Gives a new variable its number. */
  allocate(): number;
  /** The compiler itself: its parts reach it here, so that they need not import each other. */
  compile(expr: Expr, scope: Scope): Compiled;
}

/** Bound without a declaration. */
const PREDECLARED: Readonly<Record<string, string>> = {
  xml: XML_NAMESPACE,
  xs: XSD_NAMESPACE,
  fn: 'http://www.w3.org/2005/xpath-functions',
};

/** Throws where a prefix has no namespace. */
export function namespaceOf(prefix: string, { namespaces }: Pick<Scope, 'namespaces'>): string {
  if (prefix === '') return '';
  const uri = namespaces.get(prefix) ?? (Object.hasOwn(PREDECLARED, prefix) ? PREDECLARED[prefix] : undefined);
  if (uri === undefined) {
    throw new XPathNotEvaluable(
      `the prefix “${prefix}” is not declared: the schema needs <ns prefix="${prefix}" uri="…"/>`,
    );
  }
  return uri;
}

/** A name test with its namespace; undefined stands for any. */
export interface ResolvedName {
  readonly uri: string | undefined;
  readonly local: string | undefined;
}

export function resolveName(test: NodeTest & { type: 'name' }, scope: Pick<Scope, 'namespaces'>): ResolvedName {
  const { prefix, uri, local } = test;
  if (uri !== undefined) return { uri, local };
  return { uri: prefix === undefined ? undefined : namespaceOf(prefix, scope), local };
}
