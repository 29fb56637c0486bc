/** The expressions of XPath 3.1, as a tree. */

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
  | 'preceding'
  | 'namespace';

/** `p:local`, `p:*`, `*:local`, `*`. A `prefix` of '' is none; undefined stands for any. */
export interface NameTest {
  readonly type: 'name';
  readonly prefix?: string;
  readonly uri?: string;
  readonly local?: string;
}

export type NodeTest =
  | NameTest
  | {
      readonly type: 'kind';
      readonly kind: KindTest;
      /** Of a processing instruction. */
      readonly target?: string;
      /** Of an element or attribute; of a document, its root's. */
      readonly name?: NameTest;
      /** The type of the content, as written: documents here have no types but the most general. */
      readonly typeName?: string;
    };

export type KindTest =
  | 'node'
  | 'text'
  | 'comment'
  | 'processing-instruction'
  | 'element'
  | 'attribute'
  | 'document-node'
  | 'namespace-node';

/** A type of sequences (§2.5.4). */
export interface SequenceType {
  readonly item: ItemType;
  readonly occurrence: '' | '?' | '*' | '+';
}

export type ItemType =
  /** `empty-sequence()`, `item()`. */
  | { readonly type: 'empty' | 'item' }
  /** A name as written: `xs:integer`, `Q{…}integer`. */
  | { readonly type: 'atomic'; readonly name: string }
  | { readonly type: 'node'; readonly test: NodeTest }
  /** Without `parameters`: any function. */
  | { readonly type: 'function'; readonly parameters?: readonly SequenceType[]; readonly result?: SequenceType }
  | { readonly type: 'map'; readonly key?: string; readonly value?: SequenceType }
  | { readonly type: 'array'; readonly member?: SequenceType };

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

export interface Parameter {
  readonly name: string;
  readonly as?: SequenceType;
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
      readonly as: SequenceType;
    }
  | PathExpr
  | { readonly type: 'filter'; readonly base: Expr; readonly predicates: readonly Expr[] }
  /** `?` among the arguments of a call. */
  | { readonly type: 'placeholder' }
  | { readonly type: 'apply'; readonly callee: Expr; readonly args: readonly Expr[] }
  /** `name#arity`. */
  | { readonly type: 'reference'; readonly name: string; readonly arity: number }
  | {
      readonly type: 'function';
      readonly parameters: readonly Parameter[];
      readonly result?: SequenceType;
      readonly body: Expr;
    }
  | { readonly type: 'map'; readonly entries: readonly { readonly key: Expr; readonly value: Expr }[] }
  /** Each expression a member; in curly braces, each item of the one expression. */
  | { readonly type: 'array'; readonly curly: boolean; readonly members: readonly Expr[] }
  /** `base?key`; without a base, of the context item; without a key, `?*`. */
  | { readonly type: 'lookup'; readonly base?: Expr; readonly key?: Expr };

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
    case 'apply':
      return [expr.callee, ...expr.args];
    case 'function':
      return [expr.body];
    case 'map':
      return expr.entries.flatMap(({ key, value }) => [key, value]);
    case 'array':
      return expr.members;
    case 'lookup':
      return [expr.base, expr.key].filter((each) => each !== undefined);
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
    case 'function':
      return false;
    default:
      return childrenOf(expr).some(asksPosition);
  }
}
