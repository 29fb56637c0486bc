/** The door to XPath: an expression is compiled here where that is exactly right, else given to fontoxpath. */
import type { TreeNode } from '../tree.js';
import type { Expr } from './ast.js';
import { compile } from './compile.js';
import { type Compiled, formatter, only } from './compiled.js';
import { XPathNotEvaluable, XPathSyntaxError, XPathUnsupported } from './errors.js';
import { ForeignExpression, type ForeignScope, type ForeignVariable } from './foreign.js';
import { parseXPath } from './parser.js';
import { printXPath } from './print.js';
import { instrumented } from './raw.js';
import type { Dynamic, Lazy } from './runtime.js';
import type { Scope, Variable } from './scope.js';

/** What expressions at one place of the schema may refer to. Extended, never changed. */
export interface Environment {
  readonly namespaces: ReadonlyMap<string, string>;
  readonly compatible: boolean;
  readonly keys: ReadonlySet<string>;
  /** In order of declaration. */
  readonly variables: readonly EnvironmentVariable[];
  /** Shared by the whole schema: variables by number. */
  readonly lazies: (Lazy | undefined)[];
}

type EnvironmentVariable =
  | (ForeignVariable & { readonly single?: boolean })
  /** What could not be compiled: reported where it stands. */
  | { readonly type: 'broken'; readonly name: string };

export interface BooleanExpression {
  test(c: Dynamic): boolean;
}

export interface StringExpression {
  /** Several items are joined by spaces; in XPath 1.0 the first one counts. */
  string(c: Dynamic): string;
}

export interface NodesExpression {
  nodes(c: Dynamic): readonly TreeNode[];
}

/** What a text turned out to be. */
type Parsed =
  | { readonly type: 'native'; readonly compiled: Compiled }
  | { readonly type: 'foreign'; readonly expression: ForeignExpression };

/** Each throws an {@link XPathNotEvaluable} where nothing can evaluate the expression. */
export function booleanExpression(text: string | Expr, environment: Environment): BooleanExpression {
  const parsed = translate(text, environment);
  return parsed.type === 'native' ? parsed.compiled : parsed.expression;
}

export function stringExpression(text: string | Expr, environment: Environment): StringExpression {
  const { compatible } = environment;
  const parsed = translate(text, environment, (compiled) => formatter(compiled.kind, compatible));
  if (parsed.type === 'foreign') return parsed.expression;
  const { compiled } = parsed;
  const format = formatter(compiled.kind, compatible);
  if (compatible) {
    return {
      string: (c) => {
        const item = only(compiled.items(c), true);
        return item === undefined ? '' : format(item);
      },
    };
  }
  return { string: (c) => compiled.items(c).map(format).join(' ') };
}

export function nodesExpression(text: string | Expr, environment: Environment): NodesExpression {
  const parsed = translate(text, environment, (compiled) => {
    if (compiled.kind !== 'node' && compiled.kind !== 'empty') throw new XPathUnsupported('no nodes');
  });
  if (parsed.type === 'foreign') return parsed.expression;
  return { nodes: (c) => parsed.compiled.items(c) as readonly TreeNode[] };
}

/** All items atomized, as strings. */
export function valuesExpression(text: string, environment: Environment): { values(c: Dynamic): readonly string[] } {
  const { compatible } = environment;
  const parsed = translate(text, environment, (compiled) => formatter(compiled.kind, compatible));
  if (parsed.type === 'foreign') return { values: (c) => parsed.expression.strings(c) };
  const format = formatter(parsed.compiled.kind, compatible);
  return { values: (c) => parsed.compiled.items(c).map(format) };
}

/** The environment with one more variable, evaluated when first asked for. */
export function withLet(environment: Environment, name: string, text: string, global: boolean): Environment {
  const parsed = translate(text, environment);
  let variable: EnvironmentVariable;
  if (parsed.type === 'native') {
    const { kind, single } = parsed.compiled;
    const slot = environment.lazies.length;
    environment.lazies.push({ items: (c) => parsed.compiled.items(c), global });
    variable = { type: 'native', name, slot, kind, single };
  } else variable = { type: 'text', name, text: printed(text), global };
  return withVariable(environment, variable);
}

/** The environment where a variable is declared that cannot be evaluated. */
export function withoutLet(environment: Environment, name: string): Environment {
  return withVariable(environment, { type: 'broken', name });
}

function withVariable(environment: Environment, variable: EnvironmentVariable): Environment {
  const others = environment.variables.filter(({ name }) => name !== variable.name);
  return { ...environment, variables: [...others, variable] };
}

function translate(text: string | Expr, environment: Environment, demand?: (compiled: Compiled) => unknown): Parsed {
  let expr: Expr;
  try {
    expr = parsed(text);
  } catch (error) {
    return { type: 'foreign', expression: unread(text as string, error, environment) };
  }
  try {
    const compiled = compile(expr, scopeOf(environment));
    demand?.(compiled);
    return { type: 'native', compiled };
  } catch (error) {
    if (!(error instanceof XPathUnsupported)) throw error;
  }
  return { type: 'foreign', expression: new ForeignExpression(printXPath(expr), foreignScope(environment)) };
}

/** What this parser cannot read may be XPath 3.1 all the same: fontoxpath knows. */
function unread(text: string, error: unknown, environment: Environment): ForeignExpression {
  if (!(error instanceof XPathSyntaxError) && !(error instanceof XPathUnsupported)) throw error;
  // Only what is XPath is worth a word on what it asks for.
  const safe = error instanceof XPathUnsupported ? instrumented(text) : text;
  const foreign = new ForeignExpression(safe, foreignScope(environment));
  try {
    foreign.check();
  } catch (refusal) {
    if (error instanceof XPathUnsupported) throw refusal;
    throw new XPathNotEvaluable(`it is no XPath: ${error.message}`);
  }
  return error instanceof XPathUnsupported
    ? foreign
    : new ForeignExpression(instrumented(text), foreignScope(environment));
}

function parsed(text: string | Expr): Expr {
  return typeof text === 'string' ? parseXPath(text) : text;
}

/** The text for fontoxpath. */
function printed(text: string | Expr): string {
  try {
    return printXPath(parsed(text));
  } catch (error) {
    if ((error instanceof XPathUnsupported || error instanceof XPathSyntaxError) && typeof text === 'string')
      return instrumented(text);
    throw error;
  }
}

const scopes = new WeakMap<Environment, Scope>();

/** What is known of the context, a node, and of the variables in the place of an expression. */
export function scopeOf(environment: Environment): Scope {
  let scope = scopes.get(environment);
  if (scope === undefined) {
    scope = makeScope(environment);
    scopes.set(environment, scope);
  }
  return scope;
}

function makeScope({ namespaces, compatible, keys, variables, lazies }: Environment): Scope {
  const byName = new Map<string, Variable | 'foreign' | 'broken'>();
  for (const variable of variables) {
    const { name, type } = variable;
    if (type === 'native') byName.set(name, { ...variable, single: variable.single ?? false });
    else byName.set(name, type === 'text' ? 'foreign' : 'broken');
  }
  const allocate = (): number => lazies.push(undefined) - 1;
  return { namespaces, compatible, keys, variables: byName, context: 'node', allocate, compile };
}

function foreignScope({ namespaces, variables }: Environment): ForeignScope {
  return { namespaces, variables: variables.filter((variable) => variable.type !== 'broken') };
}
