/**
 * The door to XPath: an expression whose types are known beforehand is compiled for them, which is the fastest, any
 * other for values that carry their types.
 */
import type { TreeNode } from '../tree.js';
import { type Expr, walk } from './ast.js';
import { compile } from './compile.js';
import { type AttributeName, type Compiled, formatter, isTextual, only } from './compiled.js';
import { XPathBeyond, XPathDynamicError, XPathNotEvaluable, XPathSyntaxError, XPathUnsupported } from './errors.js';
import { atomized, isTrue, textOfValue } from './full/atomize.js';
import { compileFull } from './full/compile.js';
import { keysOf } from './full/keys.js';
import type { Eval, FullScope } from './full/scope.js';
import { isNode, type Values } from './full/value.js';
import { parseXPath } from './parser.js';
import type { DecimalFormat } from './pictures/format-number.js';
import type { Dynamic, Lazy, Sequence } from './runtime.js';
import type { UserFunction, Variable } from './scope.js';
import { textOf } from './values.js';

/** What expressions at one place of the schema may refer to. Extended, never changed. */
export interface Environment {
  readonly namespaces: ReadonlyMap<string, string>;
  readonly compatible: boolean;
  /** By name; with a namespace `Q{uri}local`. */
  readonly keys: ReadonlySet<string>;
  /** By name, 'broken' for what could not be compiled, which is reported where it stands. */
  readonly variables: ReadonlyMap<string, Variable | 'broken'>;
  /** Shared by the whole schema: variables by number. */
  readonly lazies: (Lazy | undefined)[];
  /** Functions of the schema, by `Q{uri}local#arity`. */
  readonly functions?: ReadonlyMap<string, UserFunction>;
  /** Formats of `format-number`, by `{uri}local`. */
  readonly decimalFormats?: ReadonlyMap<string, DecimalFormat>;
  /** The absolute address of the file in which the expression stands. */
  readonly base?: string | undefined;
}

export interface BooleanExpression {
  test(c: Dynamic): boolean;
  /** As that of {@link Compiled}. */
  readonly demands?: AttributeName | undefined;
}

export interface StringExpression {
  /** Several items are joined by spaces; in XPath 1.0 the first one counts. */
  string(c: Dynamic): string;
}

export interface NodesExpression {
  nodes(c: Dynamic): readonly TreeNode[];
}

/** What a text turned out to be. */
type Translated =
  | {
      readonly type: 'fast';
      readonly compiled: Compiled;
      /** What is evaluated instead where a value is beyond the types known beforehand, if one may be. */
      readonly beyond: Eval | undefined;
    }
  | { readonly type: 'full'; readonly evaluate: Eval };

/** Each throws an {@link XPathNotEvaluable} where nothing can evaluate the expression. */
export function booleanExpression(text: string | Expr, environment: Environment): BooleanExpression {
  const translated = translate(text, environment);
  if (translated.type === 'full') return { test: (c) => isTrue(translated.evaluate(c)) };
  const { compiled, beyond } = translated;
  if (beyond === undefined) return compiled;
  return {
    test: (c) =>
      orBeyond(
        c,
        () => compiled.test(c),
        () => isTrue(beyond(c)),
      ),
  };
}

export function stringExpression(text: string | Expr, environment: Environment): StringExpression {
  const { compatible } = environment;
  const translated = translate(text, environment, (compiled) => formatter(compiled.kind, compatible));
  const full =
    (evaluate: Eval) =>
    (c: Dynamic): string =>
      compatible ? textsOf(c, evaluate(c).slice(0, 1), true).join('') : textsOf(c, evaluate(c)).join(' ');
  if (translated.type === 'full') return { string: full(translated.evaluate) };
  const { compiled, beyond } = translated;
  const string = fastString(compiled, compatible);
  if (beyond === undefined) return { string };
  const otherwise = full(beyond);
  return {
    string: (c) =>
      orBeyond(
        c,
        () => string(c),
        () => otherwise(c),
      ),
  };
}

function fastString(compiled: Compiled, compatible: boolean): (c: Dynamic) => string {
  const format = formatter(compiled.kind, compatible);
  if (!compatible) return (c) => compiled.items(c).map(format).join(' ');
  return (c) => {
    const item = only(compiled.items(c), true);
    return item === undefined ? '' : format(item);
  };
}

function textsOf(c: Dynamic, values: Values, compatible = false): string[] {
  const texts = atomized(c, values).map((value) => textOfValue(value, compatible));
  c.write(texts.reduce((sum, { length }) => sum + length, 0));
  return texts;
}

export function nodesExpression(text: string | Expr, environment: Environment): NodesExpression {
  const translated = translate(text, environment, (compiled) => {
    if (compiled.kind !== 'node' && compiled.kind !== 'empty') throw new XPathUnsupported('no nodes');
  });
  if (translated.type === 'full') return { nodes: (c) => onlyNodes(translated.evaluate(c)) };
  const { compiled, beyond } = translated;
  const nodes = (c: Dynamic): readonly TreeNode[] => compiled.items(c) as readonly TreeNode[];
  return {
    nodes:
      beyond === undefined
        ? nodes
        : (c) =>
            orBeyond(
              c,
              () => nodes(c),
              () => onlyNodes(beyond(c)),
            ),
  };
}

function onlyNodes(values: Values): readonly TreeNode[] {
  if (values.every(isNode)) return values;
  throw new XPathDynamicError('it gives values where nodes are needed');
}

/** All items atomized, as texts. */
export function valuesExpression(text: string, environment: Environment): { values(c: Dynamic): readonly string[] } {
  const evaluate = fullExpression(text, environment);
  return { values: (c) => textsOf(c, evaluate(c), environment.compatible) };
}

/** What stands for each item atomized in the index of a key: for a text the text itself. */
export function keyExpression(text: string, environment: Environment): { values(c: Dynamic): readonly string[] } {
  const { compatible } = environment;
  const translated = translate(text, environment, ({ kind }) => {
    if (!isTextual(kind)) throw new XPathUnsupported(kind);
  });
  if (translated.type === 'fast') return { values: (c) => translated.compiled.items(c).map(textOf) };
  return { values: (c) => keysOf(c, translated.evaluate(c), compatible) };
}

/** All items, whatever they are: for what the schema says in XSLT. */
export function fullExpression(text: string, environment: Environment): Eval {
  return compileFull(parsed(text), scopeOf(environment));
}

/** With the prefixes of an element besides those of the schema; an XPath has no default namespace. */
export function within(environment: Environment, namespaces: ReadonlyMap<string, string>): Environment {
  const prefixes = [...namespaces].filter(([prefix]) => prefix !== '');
  if (prefixes.every(([prefix, uri]) => environment.namespaces.get(prefix) === uri)) return environment;
  return { ...environment, namespaces: new Map([...environment.namespaces, ...prefixes]) };
}

/** The environment with one more variable, evaluated when first asked for. */
export function withLet(environment: Environment, name: string, text: string, global: boolean): Environment {
  const expr = parsed(text);
  const translated = translate(expr, environment, ({ kind }) => {
    // What kind of number or text it is must be known to whoever uses it.
    if (kind === 'decimal' || kind === 'mixed') throw new XPathUnsupported(kind);
    if (kind === 'integer' && mayBeLarge(expr)) throw new XPathUnsupported('a large number');
  });
  const slot = environment.lazies.length;
  if (translated.type === 'fast') {
    const { kind, single } = translated.compiled;
    environment.lazies.push({ items: (c) => translated.compiled.items(c), global });
    return withVariable(environment, name, { slot, kind, single });
  }
  return withValues(environment, name, translated.evaluate, global);
}

/** As {@link withLet}, where the values are had in another way. */
export function withValues(environment: Environment, name: string, evaluate: Eval, global: boolean): Environment {
  const slot = environment.lazies.length;
  // A slot holds whatever the kind of its variable says.
  environment.lazies.push({ items: (c) => evaluate(c) as unknown as Sequence, global });
  return withVariable(environment, name, { slot, kind: 'values', single: false });
}

/** The environment where a variable is declared that cannot be evaluated. */
export function withoutLet(environment: Environment, name: string): Environment {
  return withVariable(environment, name, 'broken');
}

export function withVariable(environment: Environment, name: string, variable: Variable | 'broken'): Environment {
  return { ...environment, variables: new Map(environment.variables).set(name, variable) };
}

/** A call of a function with an expression as its argument. @throws XPathNotEvaluable */
export function callOf(name: string, argument: string): Expr {
  return { type: 'call', name, args: [parsed(argument)] };
}

function translate(
  text: string | Expr,
  environment: Environment,
  demand?: (compiled: Compiled) => unknown,
): Translated {
  const expr = parsed(text);
  const scope = scopeOf(environment);
  try {
    const compiled = compile(expr, scope);
    demand?.(compiled);
    return {
      type: 'fast',
      compiled,
      beyond: !scope.compatible && mayGoBeyond(expr) ? compileFull(expr, scope) : undefined,
    };
  } catch (error) {
    if (!(error instanceof XPathUnsupported)) throw error;
  }
  return { type: 'full', evaluate: compileFull(expr, scope) };
}

/** Whether a text becomes a whole number, which may have any number of digits. */
function mayBeLarge(expr: Expr): boolean {
  return [...walk(expr)].some(
    (each) =>
      (each.type === 'call' && each.name.endsWith(':integer')) ||
      (each.type === 'cast' && each.as.item.type === 'atomic' && each.as.item.name.endsWith(':integer')),
  );
}

/** Whether it may make whole numbers beyond those that JavaScript holds exactly. */
function mayGoBeyond(expr: Expr): boolean {
  const makes = (each: Expr): boolean =>
    (each.type === 'binary' && /^[-+*]$/.test(each.operator)) || (each.type === 'call' && each.name.endsWith('sum'));
  return mayBeLarge(expr) || [...walk(expr)].some(makes);
}

/** The first, or, where a value is beyond the types known beforehand, the second. */
function orBeyond<T>(c: Dynamic, fast: () => T, full: () => T): T {
  return c.recovering(fast, (error) => {
    if (error instanceof XPathBeyond) return full();
    throw error;
  });
}

function parsed(text: string | Expr): Expr {
  if (typeof text !== 'string') return text;
  try {
    return parseXPath(text);
  } catch (error) {
    if (error instanceof XPathSyntaxError) throw new XPathNotEvaluable(`it is no XPath: ${error.message}`);
    throw error;
  }
}

const scopes = new WeakMap<Environment, FullScope>();

/** What is known of the context, a node, and of the variables in the place of an expression. */
export function scopeOf(environment: Environment): FullScope {
  let scope = scopes.get(environment);
  if (scope === undefined) {
    scope = makeScope(environment);
    scopes.set(environment, scope);
  }
  return scope;
}

const NO_FUNCTIONS: ReadonlyMap<string, UserFunction> = new Map();
const NO_FORMATS: ReadonlyMap<string, DecimalFormat> = new Map();

function makeScope(environment: Environment): FullScope {
  const { lazies, functions = NO_FUNCTIONS, decimalFormats = NO_FORMATS, base } = environment;
  const allocate = (): number => lazies.push(undefined) - 1;
  return { ...environment, functions, decimalFormats, base, context: 'node', allocate, compile, full: compileFull };
}
