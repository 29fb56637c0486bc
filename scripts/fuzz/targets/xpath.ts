/** XPath: parsed, compiled and evaluated over a small tree within its steps. */
import { Budget, LimitPassed } from '../../../src/budget.js';
import { nextWithin, type TreeNode } from '../../../src/schematron/tree.js';
import { buildTree } from '../../../src/schematron/tree-builder.js';
import type { Expr } from '../../../src/schematron/xpath/ast.js';
import { compile } from '../../../src/schematron/xpath/compile.js';
import { type Compiled, formatter } from '../../../src/schematron/xpath/compiled.js';
import {
  EvaluationSpent,
  XPathDynamicError,
  XPathNotEvaluable,
  XPathSyntaxError,
  XPathUnsupported,
} from '../../../src/schematron/xpath/errors.js';
import {
  booleanExpression,
  type Environment,
  nodesExpression,
  scopeOf,
  stringExpression,
  withLet,
} from '../../../src/schematron/xpath/expression.js';
import { textOfValue } from '../../../src/schematron/xpath/full/atomize.js';
import { compileFull } from '../../../src/schematron/xpath/full/compile.js';
import { parseXPath } from '../../../src/schematron/xpath/parser.js';
import { Dynamic } from '../../../src/schematron/xpath/runtime.js';
import type { Target } from '../target.js';

const XML =
  '<a xmlns:n="urn:n" x="1"><b y=" 2 " xml:id="i">one<c/>two</b><!--c--><n:b x="3.5"/><?p d?><b>4</b><b xml:lang="de">é😀</b></a>';
const STEPS = 200_000;
const noFile = (): never => {
  throw new XPathDynamicError('there are no files');
};
const NOTHING_AROUND = { keys: { lookup: () => [] }, files: { document: noFile, text: noFile } };

const start: Environment = {
  namespaces: new Map([['n', 'urn:n']]),
  compatible: false,
  keys: new Set(['k']),
  variables: new Map(),
  lazies: [],
};
const environments = [start, { ...start, lazies: [], compatible: true }].map((each) =>
  withLet(withLet(each, 'v', '//b', true), 'w', '3', false),
);
const document = buildTree(XML).document!;
const nodes: TreeNode[] = [document];
for (let at = nextWithin(document, document); at !== undefined; at = nextWithin(at, document)) nodes.push(at);

export const xpath: Target = {
  name: 'xpath',
  promise:
    'a value, or one of the reasons why there is none, within the steps; what is printed reads as the same expression',
  longest: 300,
  seeds: [
    '//b[@x = "1"]/preceding-sibling::*[last()]',
    'count(//n:b) + 3.5 div -2',
    'for $i in 1 to 3 return $i * position()',
    'some $x in $v satisfies matches($x, "^o[a-z]+")',
    'if (exists(@y)) then string-join(*/name(), ",") else current()/..',
    'let $z := $w return ($z, $v ! normalize-space(.), tokenize(., "\\s+"))',
    'key("k", .) | id("i") except ancestor::node()',
    '. castable as xs:integer and not(xs:date("2020-01-01") lt current-date())',
    'replace(., "(a)|b", "$1") eq upper-case("x")',
    '$v[self::element(b)] instance of element()+',
    'sum(for $n in //@x return number($n)) idiv 2 mod 3',
    'substring(., 2, 1) || "é"',
  ],
  dictionary: [
    ...[
      '/',
      '//',
      '..',
      '.',
      '@',
      '*',
      '::',
      '|',
      '(',
      ')',
      '[',
      ']',
      ',',
      '$',
      '$v',
      '$w',
      '"',
      "'",
      '=',
      '!=',
      '<',
      '<=',
      '>>',
      '<<',
      ' is ',
      '!',
      '=>',
      '||',
    ],
    ...[
      ' and ',
      ' or ',
      ' div ',
      ' idiv ',
      ' mod ',
      ' eq ',
      ' ne ',
      ' lt ',
      ' to ',
      ' union ',
      ' intersect ',
      ' except ',
      ' treat as ',
      ' cast as ',
      ' castable as ',
      ' instance of ',
    ],
    ...[
      'for $i in ',
      ' return ',
      'some $i in ',
      'every $i in ',
      ' satisfies ',
      'if (',
      ') then ',
      ' else ',
      'let $i := ',
      'child::',
      'ancestor-or-self::',
      'following::',
      'attribute::',
      'namespace::',
    ],
    ...[
      'node()',
      'text()',
      'comment()',
      'processing-instruction(p)',
      'element(b)',
      'document-node()',
      'xs:integer',
      'xs:date(',
      'xs:double',
      'xs:anyURI',
      'item()*',
      'empty-sequence()',
    ],
    ...[
      'count(',
      'string(',
      'number(',
      'concat(',
      'contains(',
      'matches(., "',
      'replace(., "',
      'tokenize(., "',
      'position()',
      'last()',
      'current()',
      'not(',
      'true()',
      'distinct-values(',
      'string-join(',
      'sum(',
      'max(',
    ],
    ...[
      'substring(',
      'normalize-space(',
      'translate(',
      'index-of(',
      'subsequence(',
      'deep-equal(',
      'round(',
      'string-to-codepoints(',
      'codepoints-to-string(',
      'key("k", ',
      'id(',
      'lang("de")',
      'name()',
      'local-name()',
    ],
    ...[
      'map {',
      'array {',
      '}',
      '?',
      'function($x) {',
      'n:b',
      'Q{urn:n}b',
      'b',
      '1',
      '0',
      '1e9',
      '1.5',
      '-',
      '+',
      '(:',
      ':)',
      'a{2}',
      '(a|b)*',
      '\\p{L}',
      '[^a]',
    ],
  ],
  // Each is evaluated at several places and in several ways.
  share: 0.1,
  check(input) {
    // No rule asks for more than it is given.
    for (const environment of environments) {
      for (const make of [booleanExpression, stringExpression, nodesExpression]) evaluate(make, input, environment);
    }
    return agrees(input);
  },
};

function evaluate(
  make: typeof booleanExpression | typeof stringExpression | typeof nodesExpression,
  text: string,
  environment: Environment,
): void {
  const c = new Dynamic(document, environment.lazies, NOTHING_AROUND, new Budget({ steps: STEPS }));
  try {
    const expression = make(text, environment);
    for (const node of nodes) {
      c.enter(node);
      if ('test' in expression) expression.test(c);
      else if ('string' in expression) expression.string(c);
      else expression.nodes(c);
    }
  } catch (error) {
    if (!isReason(error)) throw error;
  }
}

function isReason(error: unknown): boolean {
  // The stack is a limit as well: who runs rules takes it for one.
  return [EvaluationSpent, LimitPassed, XPathDynamicError, XPathNotEvaluable, RangeError].some(
    (reason) => error instanceof reason,
  );
}

/** What is compiled for types known beforehand gives what the whole language gives. */
function agrees(text: string): string | undefined {
  let expr: Expr;
  let fast: Compiled;
  try {
    expr = parseXPath(text);
    fast = compile(expr, scopeOf(start));
    formatter(fast.kind, false);
  } catch (error) {
    if ([XPathSyntaxError, XPathUnsupported, XPathNotEvaluable, RangeError].some((reason) => error instanceof reason))
      return undefined;
    throw error;
  }
  const format = formatter(fast.kind, false);
  const full = compileFull(expr, scopeOf(start));
  for (const node of nodes) {
    const one = outcome(node, (c) => fast.items(c).map(format));
    const other = outcome(node, (c) => full(c).map((value) => textOfValue(value)));
    if (one !== undefined && other !== undefined && one !== other) return `gives ${one}, and ${other} in full`;
  }
  return undefined;
}

/** The values as texts, or that there is none; undefined where there was not enough of something to say. */
function outcome(node: TreeNode, evaluate: (c: Dynamic) => string[]): string | undefined {
  const c = new Dynamic(document, start.lazies, NOTHING_AROUND, new Budget({ steps: STEPS }));
  c.enter(node);
  try {
    return JSON.stringify(evaluate(c));
  } catch (error) {
    if (error instanceof XPathDynamicError) return 'an error';
    if (isReason(error)) return undefined;
    throw error;
  }
}
