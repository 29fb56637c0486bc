/** The expressions of XPath 2.0 and the parts of 3.1 that rules use, as a tree. */

export type Axis =
  | 'child'
  | 'descendant'
  | 'descendant-or-self'
  | 'attribute'
  | 'self'
  | 'parent'
  | 'ancestor'
  | 'ancestor-or-self'
  | 'following-sibling'
  | 'preceding-sibling'
  | 'following'
  | 'preceding';

export type NodeTest =
  /** `p:local`, `p:*`, `*:local`, `*`. A `prefix` of '' is none; undefined stands for any. */
  | { readonly type: 'name'; readonly prefix?: string; readonly uri?: string; readonly local?: string }
  | { readonly type: 'kind'; readonly kind: KindTest; readonly target?: string };

export type KindTest =
  | 'node'
  | 'text'
  | 'comment'
  | 'processing-instruction'
  | 'element'
  | 'attribute'
  | 'document-node';

export interface AxisStep {
  readonly type: 'axis';
  readonly axis: Axis;
  readonly test: NodeTest;
  readonly predicates: readonly Expr[];
}

/** A step that is any expression, evaluated for each node before it. */
export interface ExprStep {
  readonly type: 'expr';
  readonly expr: Expr;
}

export type Step = AxisStep | ExprStep;

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type ValueOperator = 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge';
export type ArithmeticOperator = '+' | '-' | '*' | 'div' | 'idiv' | 'mod';
export type BinaryOperator =
  | ComparisonOperator
  | ValueOperator
  | ArithmeticOperator
  | 'or'
  | 'and'
  | 'is'
  | '<<'
  | '>>'
  | '||'
  | 'to'
  | 'union'
  | 'intersect'
  | 'except'
  | '!';

export interface Binding {
  readonly name: string;
  readonly value: Expr;
}

export interface PathExpr {
  readonly type: 'path';
  /** Whether it starts at the root of the tree. */
  readonly absolute: boolean;
  readonly steps: readonly Step[];
}

export type Expr =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'number'; readonly kind: 'integer' | 'decimal' | 'double'; readonly text: string }
  | { readonly type: 'variable'; readonly name: string }
  | { readonly type: 'context' }
  | { readonly type: 'sequence'; readonly items: readonly Expr[] }
  | { readonly type: 'call'; readonly name: string; readonly args: readonly Expr[] }
  | { readonly type: 'binary'; readonly operator: BinaryOperator; readonly left: Expr; readonly right: Expr }
  | { readonly type: 'unary'; readonly operator: '-' | '+'; readonly operand: Expr }
  | { readonly type: 'if'; readonly test: Expr; readonly then: Expr; readonly else: Expr }
  | {
      readonly type: 'for' | 'let' | 'some' | 'every';
      readonly bindings: readonly Binding[];
      readonly body: Expr;
    }
  | {
      readonly type: 'cast' | 'castable' | 'instance' | 'treat';
      readonly operand: Expr;
      /** The type as written, white space aside: `xs:integer?`. */
      readonly as: string;
    }
  | PathExpr
  | { readonly type: 'filter'; readonly base: Expr; readonly predicates: readonly Expr[] };

/** The expressions within an expression. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.type) {
    case 'sequence':
      return expr.items;
    case 'call':
      return expr.args;
    case 'binary':
      return [expr.left, expr.right];
    case 'unary':
    case 'cast':
    case 'castable':
    case 'instance':
    case 'treat':
      return [expr.operand];
    case 'if':
      return [expr.test, expr.then, expr.else];
    case 'for':
    case 'let':
    case 'some':
    case 'every':
      return [...expr.bindings.map(({ value }) => value), expr.body];
    case 'path':
      return expr.steps.flatMap((step) => (step.type === 'axis' ? step.predicates : [step.expr]));
    case 'filter':
      return [expr.base, ...expr.predicates];
    default:
      return [];
  }
}

/** Every expression within, itself included. */
export function* walk(expr: Expr): Generator<Expr> {
  const pending: Expr[] = [expr];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    yield at;
    pending.push(...childrenOf(at));
  }
}

const BOOLEAN_CALLS = new Set([
  'not',
  'boolean',
  'true',
  'false',
  'exists',
  'empty',
  'contains',
  'starts-with',
  'ends-with',
  'matches',
  'lang',
  'deep-equal',
]);
const BOOLEAN_OPERATORS = new Set<BinaryOperator>([
  'or',
  'and',
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'eq',
  'ne',
  'lt',
  'le',
  'gt',
  'ge',
  'is',
  '<<',
  '>>',
  'union',
  'intersect',
  'except',
]);

/**
 * Whether a predicate certainly judges a node by itself, whatever its position: its value is no number,
 * and it does not ask for `position()` or `last()`.
 */
export function isPositionFree(predicate: Expr): boolean {
  return isNeverNumber(predicate) && !asksPosition(predicate);
}

function isNeverNumber(expr: Expr): boolean {
  switch (expr.type) {
    case 'string':
    case 'castable':
    case 'instance':
    case 'some':
    case 'every':
      return true;
    case 'context':
      // A predicate of a step has a node as its context.
      return true;
    case 'call':
      return BOOLEAN_CALLS.has(expr.name);
    case 'binary':
      return BOOLEAN_OPERATORS.has(expr.operator);
    case 'path':
      return expr.steps.every((step) => step.type === 'axis') || expr.steps.at(-1)?.type === 'axis';
    case 'filter':
      return isNeverNumber(expr.base);
    case 'if':
      return isNeverNumber(expr.then) && isNeverNumber(expr.else);
    case 'sequence':
      return expr.items.every(isNeverNumber);
    default:
      return false;
  }
}

/** Whether `position()` or `last()` of the expression's own context is asked for; those of inner predicates are theirs. */
export function asksPosition(expr: Expr): boolean {
  switch (expr.type) {
    case 'call':
      return expr.name === 'position' || expr.name === 'last' || expr.args.some(asksPosition);
    case 'path': {
      const [first] = expr.steps;
      return !expr.absolute && first?.type === 'expr' && asksPosition(first.expr);
    }
    case 'filter':
      return asksPosition(expr.base);
    case 'binary':
      return asksPosition(expr.left) || (expr.operator !== '!' && asksPosition(expr.right));
    default:
      return childrenOf(expr).some(asksPosition);
  }
}
