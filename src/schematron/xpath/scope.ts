/** What an expression may refer to, known before it runs. */
import { XML_NAMESPACE, XPATH_FUNCTIONS, XSD_NAMESPACE, XSLT_NAMESPACE } from '../../xml/known-namespaces.js';
import type { Expr, NodeTest } from './ast.js';
import type { Compiled, Kind } from './compiled.js';
import { XPathNotEvaluable } from './errors.js';
import type { Values } from './full/value.js';
import type { DecimalFormat } from './pictures/format-number.js';
import type { Dynamic } from './runtime.js';

export interface Variable {
  readonly slot: number;
  /** `values` for those of any type, each with its own (`full/`). */
  readonly kind: Kind | 'values';
  readonly single: boolean;
  /** Bound within an expression: a function that is made there takes its value along. */
  readonly isLocal?: boolean;
}

/** A function that a schema declares. */
export interface UserFunction {
  /** @throws XPathNotEvaluable where it cannot be evaluated. */
  prepare(): void;
  call(c: Dynamic, args: readonly Values[]): Values;
}

export interface Scope {
  /** By prefix. */
  readonly namespaces: ReadonlyMap<string, string>;
  /** Whether XPath 1.0's conversions hold. */
  readonly compatible: boolean;
  /** By name, 'broken' for those that cannot be evaluated. */
  readonly variables: ReadonlyMap<string, Variable | 'broken'>;
  /** Functions of the schema, by `Q{uri}local#arity`. */
  readonly functions: ReadonlyMap<string, UserFunction>;
  /** Formats of `format-number`, by `{uri}local`. */
  readonly decimalFormats: ReadonlyMap<string, DecimalFormat>;
  /** The absolute address of the file in which the expression stands. */
  readonly base: string | undefined;
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
  fn: XPATH_FUNCTIONS,
  math: `${XPATH_FUNCTIONS}/math`,
  map: `${XPATH_FUNCTIONS}/map`,
  array: `${XPATH_FUNCTIONS}/array`,
  xsl: XSLT_NAMESPACE,
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

/** A name as written, `local`, `p:local` or `Q{uri}local`, which without a prefix is of the namespace given. */
export function expandedName(
  written: string,
  scope: Pick<Scope, 'namespaces'>,
  unprefixed = '',
): { readonly prefix: string; readonly uri: string; readonly local: string } {
  const braced = /^Q\{([^{}]*)\}(.*)$/s.exec(written);
  if (braced !== null) return { prefix: '', uri: braced[1]!.trim(), local: braced[2]! };
  const colon = written.indexOf(':');
  if (colon === -1) return { prefix: '', uri: unprefixed, local: written };
  const prefix = written.slice(0, colon);
  return { prefix, uri: namespaceOf(prefix, scope), local: written.slice(colon + 1) };
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
