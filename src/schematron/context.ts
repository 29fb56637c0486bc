/**
 * The context of a rule as a pattern of XSLT (XSLT 2.0, §5.5): a node is judged from its last step up to the first, so
 * that no rule has to walk the document.
 */
import { type Demand, demandOf } from './demand.js';
import {
  ATTRIBUTE,
  COMMENT,
  DOCUMENT,
  ELEMENT,
  type NodeKind,
  PROCESSING_INSTRUCTION,
  TEXT,
  type TreeNode,
} from './tree.js';
import { type AxisStep, type Expr, isPositionFree, type Step } from './xpath/ast.js';
import { compileTest, type Matches, type Walk } from './xpath/axes.js';
import { XPathNotEvaluable, XPathSyntaxError, XPathUnsupported } from './xpath/errors.js';
import {
  type BooleanExpression,
  booleanExpression,
  type Environment,
  nodesExpression,
  scopeOf,
} from './xpath/expression.js';
import { compileFull } from './xpath/full/compile.js';
import type { FullScope } from './xpath/full/scope.js';
import { parseXPath } from './xpath/parser.js';
import { compileStep } from './xpath/path.js';
import type { Dynamic } from './xpath/runtime.js';
import { resolveName } from './xpath/scope.js';

/** Which nodes may match at all: of a kind and, where the pattern says so, a name. */
export interface Head {
  readonly kinds: readonly NodeKind[];
  /** Undefined for any. */
  readonly uri?: string | undefined;
  readonly local?: string | undefined;
}

/** One of the alternatives that `|` separates. */
export interface Alternative {
  readonly head: Head;
  /** The attribute without which no element matches: to find that out takes a step for each attribute that it has. */
  readonly demands?: Demand | undefined;
  /** Whether all nodes that the head names match. */
  readonly isCertain?: boolean;
  matches(c: Dynamic, node: TreeNode): boolean;
}

/** More alternatives than anyone writes: `(a|b)/(c|d)/…` multiplies. */
const MOST_ALTERNATIVES = 1000;

const ALL_KINDS: readonly NodeKind[] = [ELEMENT, ATTRIBUTE, TEXT, COMMENT, PROCESSING_INSTRUCTION, DOCUMENT];

/** Throws an {@link XPathNotEvaluable} where the context cannot be evaluated. */
export function compileContext(text: string, environment: Environment): readonly Alternative[] {
  const expr = parsed(text);
  if (isAboutItself(expr)) return [itself(expr, environment)];
  return alternativesOf(expr).map((path) =>
    path === undefined ? selected(everywhere(expr), environment) : pathPattern(path, environment),
  );
}

function parsed(text: string): Expr {
  try {
    return parseXPath(text);
  } catch (error) {
    if (error instanceof XPathSyntaxError) throw new XPathNotEvaluable(`it is no XPath: ${error.message}`);
    throw error;
  }
}

interface SimplePath {
  readonly absolute: boolean;
  readonly steps: readonly AxisStep[];
}

/** The paths that `|` separates, or `undefined` for the whole where one of them is no such path. */
function alternativesOf(expr: Expr): readonly (SimplePath | undefined)[] {
  const paths = expand(expr);
  return paths === undefined || paths.length > MOST_ALTERNATIVES ? [undefined] : paths;
}

function expand(expr: Expr): readonly SimplePath[] | undefined {
  if (expr.type === 'binary' && expr.operator === 'union') {
    const [left, right] = [expand(expr.left), expand(expr.right)];
    return left === undefined || right === undefined ? undefined : [...left, ...right];
  }
  if (expr.type !== 'path') return undefined;
  let paths: readonly SimplePath[] = [{ absolute: expr.absolute, steps: [] }];
  for (const step of expr.steps) {
    const choices = stepChoices(step);
    if (choices === undefined || paths.length * choices.length > MOST_ALTERNATIVES) return undefined;
    paths = paths.flatMap(({ absolute, steps }) =>
      choices.map((choice) => ({ absolute, steps: [...steps, ...choice] })),
    );
  }
  return paths;
}

/** The step itself, or the alternatives of a step in parentheses. */
function stepChoices(step: Step): readonly (readonly AxisStep[])[] | undefined {
  if (step.type === 'axis') return isPatternAxis(step) ? [[step]] : undefined;
  const inner = expand(step.expr);
  return inner?.some(({ absolute }) => absolute) ? undefined : inner?.map(({ steps }) => steps);
}

function isPatternAxis({ axis, test, predicates }: AxisStep): boolean {
  if (axis === 'child' || axis === 'attribute') return true;
  if (axis === 'descendant') return predicates.every(isPositionFree);
  return axis === 'descendant-or-self' && predicates.length === 0 && test.type === 'kind' && test.kind === 'node';
}

/** `.` or `.[…]`: any node, attributes too, that passes (XSLT 3.0, §5.5.2). */
function isAboutItself(expr: Expr): boolean {
  return expr.type === 'context' || (expr.type === 'filter' && expr.base.type === 'context');
}

function itself(expr: Expr, environment: Environment): Alternative {
  const expression = nodesExpression(expr, environment);
  const matches = (c: Dynamic, node: TreeNode): boolean => {
    c.enter(node);
    return expression.nodes(c).length > 0;
  };
  return { head: { kinds: ALL_KINDS }, matches };
}

/** A context that is no pattern: whatever it selects from any node. */
function everywhere(expr: Expr): Expr {
  const all: Step = { type: 'axis', axis: 'descendant-or-self', test: { type: 'kind', kind: 'node' }, predicates: [] };
  return { type: 'path', absolute: true, steps: [all, { type: 'expr', expr }] };
}

function selected(text: string | Expr, environment: Environment): Alternative {
  const expression = nodesExpression(text, environment);
  const found = new WeakMap<object, ReadonlySet<TreeNode>>();
  return {
    head: { kinds: ALL_KINDS },
    matches: (c, node) => {
      let set = found.get(c);
      if (set === undefined) {
        set = new Set(c.within(c.document, () => expression.nodes(c)));
        found.set(c, set);
      }
      return set.has(node);
    },
  };
}

type StepMatches = (c: Dynamic, node: TreeNode) => boolean;

/** A step with what stands above it. */
type StepPattern = Pick<Alternative, 'demands'> & { readonly matches: StepMatches };

function pathPattern({ absolute, steps }: SimplePath, environment: Environment): Alternative {
  const last = steps.at(-1);
  if (last === undefined) return { head: { kinds: [DOCUMENT] }, matches: (_c, node) => node.kind === DOCUMENT };
  let above: StepPattern | undefined = absolute ? { matches: (_c, node) => node.kind === DOCUMENT } : undefined;
  for (const step of steps) above = stepPattern(step, above, environment);
  const { predicates, test } = last;
  const isCertain = !absolute && steps.length === 1 && predicates.length === 0 && test.type === 'name';
  return { head: headOf(last, environment), isCertain, ...above! };
}

function stepPattern(step: AxisStep, above: StepPattern | undefined, environment: Environment): StepPattern {
  const pattern = ownPattern(step, environment);
  if (above === undefined) return pattern;
  const own = pattern.matches;
  const up = above.matches;
  switch (step.axis) {
    case 'descendant':
      return { ...pattern, matches: (c, node) => own(c, node) && someAncestor(c, node.parent, up) };
    case 'descendant-or-self':
      return { matches: (c, node) => someAncestor(c, node, up) };
    default:
      return { ...pattern, matches: (c, node) => own(c, node) && node.parent !== undefined && up(c, node.parent) };
  }
}

function someAncestor(c: Dynamic, from: TreeNode | undefined, matches: StepMatches): boolean {
  for (let at = from; at !== undefined; at = at.parent) {
    c.spend(1);
    if (matches(c, at)) return true;
  }
  return false;
}

/** The test and the predicates of a step, whatever stands above. */
function ownPattern(step: AxisStep, environment: Environment): StepPattern {
  const scope = scopeOf(environment);
  const isAttribute = step.axis === 'attribute';
  const test = kindOf(step, compileTest(step.axis, step.test, scope));
  if (step.predicates.length === 0) return { matches: (_c, node) => test(node) };
  if (!step.predicates.every(isPositionFree)) return { matches: positional(step, test, environment) };
  const predicates = step.predicates.map((predicate) => booleanExpression(predicate, environment));
  // With a name test, the predicates are asked of each element that the head names.
  const demands = isAttribute || step.test.type !== 'name' ? undefined : demandOf(step.predicates, predicates, scope);
  // The attributes that predicates demand are the cheapest to look for, and nearly all contexts with predicates have one.
  if (isAttribute || predicates.length > 1)
    return { demands, matches: (c, node) => test(node) && predicates.every((each) => holds(c, node, each)) };
  const [predicate] = predicates;
  return { demands, matches: (c, node) => test(node) && holds(c, node, predicate!) };
}

function kindOf({ axis, test }: AxisStep, matches: Matches): Matches {
  if (test.type === 'name' || axis === 'attribute')
    return axis === 'attribute' ? (node) => node.kind === ATTRIBUTE && matches(node) : matches;
  // node() as a pattern's step is a child: neither an attribute nor the document.
  if (axis === 'descendant-or-self' || (test.type === 'kind' && test.kind === 'document-node')) return matches;
  return (node) => node.kind !== ATTRIBUTE && node.kind !== DOCUMENT && matches(node);
}

function holds(c: Dynamic, node: TreeNode, predicate: BooleanExpression): boolean {
  c.enter(node);
  return predicate.test(c);
}

/** With a position, it is decided among the siblings. */
function positional(step: AxisStep, test: Matches, environment: Environment): StepMatches {
  const scope = scopeOf(environment);
  const walk = stepWalk(step, scope);
  return (c, node) => {
    const { parent } = node;
    if (parent === undefined || !test(node)) return false;
    c.enter(node);
    return walk(c, parent, (found) => found === node);
  };
}

function stepWalk(step: AxisStep, scope: FullScope): Walk {
  try {
    return compileStep(step, scope);
  } catch (error) {
    if (!(error instanceof XPathUnsupported)) throw error;
  }
  const evaluate = compileFull({ type: 'path', absolute: false, steps: [step] }, scope);
  return (c, from, visit) => {
    c.item = from;
    return (evaluate(c) as readonly TreeNode[]).some(visit);
  };
}

function headOf({ axis, test }: AxisStep, environment: Environment): Head {
  const isAttribute = axis === 'attribute';
  if (test.type === 'name') {
    const { uri, local } = resolveName(test, environment);
    return { kinds: [isAttribute ? ATTRIBUTE : ELEMENT], uri, local };
  }
  switch (test.kind) {
    case 'text':
      return { kinds: [TEXT] };
    case 'comment':
      return { kinds: [COMMENT] };
    case 'processing-instruction':
      return { kinds: [PROCESSING_INSTRUCTION] };
    case 'element': {
      const { uri, local } = test.name === undefined ? {} : resolveName(test.name, environment);
      return { kinds: [ELEMENT], uri, local };
    }
    case 'document-node':
      return { kinds: [DOCUMENT] };
    default:
      return {
        kinds: isAttribute
          ? [ATTRIBUTE]
          : axis === 'descendant-or-self'
            ? ALL_KINDS
            : [ELEMENT, TEXT, COMMENT, PROCESSING_INSTRUCTION],
      };
  }
}
