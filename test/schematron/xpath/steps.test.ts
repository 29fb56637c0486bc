/**
 * Steps are spent in proportion to the work: what takes twice, or four times, as long on twice as much costs so many
 * times the steps. Else no budget could end it. Only steps are counted here, so that no clock decides.
 */
import { describe, expect, it } from 'vitest';
import { Budget, LimitPassed } from '../../../src/budget.js';
import { ELEMENT, nextWithin, type TreeNode } from '../../../src/schematron/tree.js';
import { buildTree } from '../../../src/schematron/tree-builder.js';
import { booleanExpression, type Environment, withLet } from '../../../src/schematron/xpath/expression.js';
import { Dynamic } from '../../../src/schematron/xpath/runtime.js';
import { NOTHING_AROUND } from './surroundings.js';

/** Documents that are twice as much with twice the size, each in one way. `//z` is where an expression stands. */
const SHAPES: Readonly<Record<string, (n: number) => string>> = {
  wide: (n) => `<a>${Array.from({ length: n }, (_, i) => `<b x="v${i}">${1e6 + i}</b>`).join('')}<z/></a>`,
  deep: (n) => `<a>${'<b xml:base="b/">'.repeat(n)}<z/>${'</b>'.repeat(n)}<y/></a>`,
  'deep before': (n) => `<a>${'<b>'.repeat(n)}${'</b>'.repeat(n)}<z/></a>`,
  'long text': (n) => `<z x="${'a'.repeat(n / 2)}b${'a'.repeat(n / 2)}">${'a'.repeat(n)}</z>`,
  'long text beyond the first plane': (n) => `<z>${'\u{1f600}'.repeat(n)}</z>`,
  'many attributes': (n) => `<z ${Array.from({ length: n }, (_, i) => `x${i}="1"`).join(' ')}/>`,
};

/** What an expression costs when its variables have been evaluated. */
function cost(expression: string, shape: string, n: number): number {
  const document = buildTree(SHAPES[shape]!(n)).document!;
  let environment: Environment = {
    namespaces: new Map(),
    compatible: false,
    keys: new Set(),
    variables: new Map(),
    lazies: [],
  };
  for (const [name, value] of [
    ['all', '//b'],
    ['values', 'for $b in //b return string($b)'],
    ['numbers', 'for $b in //b return number($b)'],
    ['text', 'string(//z)'],
    ['other', 'concat(//z, "")'],
  ] as const) {
    environment = withLet(environment, name, value, true);
  }
  const compiled = booleanExpression(expression, environment);
  const budget = new Budget({ steps: 1e12 });
  const c = new Dynamic(document, environment.lazies, NOTHING_AROUND, budget);
  let z: TreeNode = document;
  for (let at = nextWithin(document, document); at !== undefined; at = nextWithin(at, document))
    if (at.kind === ELEMENT && at.name.local === 'z') z = at;
  const evaluate = (): void => {
    c.enter(z);
    compiled.test(c);
    c.spend(0);
    c.settle();
  };
  evaluate();
  const before = budget.left('steps');
  evaluate();
  return before - budget.left('steps');
}

const LINEAR: readonly (readonly [shape: string, expression: string])[] = [
  ['wide', 'exists(//b[@x = "none"])'],
  ['wide', 'exists(//none)'],
  ['wide', 'exists(preceding-sibling::none)'],
  ['wide', 'exists(/a/b[1]/following-sibling::none)'],
  ['wide', 'exists(preceding::none)'],
  ['wide', '$all = "none"'],
  ['wide', '"none" = $all'],
  ['wide', '$values = "none"'],
  ['wide', '$values != $values[1] and $values = "none"'],
  ['wide', '$values = $values'],
  ['wide', 'some $v in $values satisfies $values = "none"'],
  // What is the same each time is looked up, not walked again.
  ['wide', 'exists(//b[not(@x = //b/@x)])'],
  ['wide', 'exists(for $b in //b return //b[@x = $b/@x]/@none)'],
  ['wide', 'exists(//b[count(//b) = 0])'],
  ['wide', 'exists($all intersect //z)'],
  ['wide', 'exists(//z except $all)'],
  ['wide', 'exists($all/@none)'],
  ['wide', 'exists(($all, $all))'],
  ['wide', 'count(distinct-values($values)) = 0'],
  ['wide', 'count(distinct-values($all)) = 0'],
  ['wide', 'string-join($values, "") = ""'],
  ['wide', 'exists(reverse($all))'],
  ['wide', 'exists(tail($all))'],
  ['wide', 'exists(subsequence($all, 2))'],
  ['wide', 'exists(index-of($values, "none"))'],
  ['wide', 'sum($numbers) = 0'],
  ['wide', 'max($numbers) = 0'],
  ['wide', 'exists(data($all))'],
  ['wide', 'exists($values[. = "none"])'],
  ['wide', 'some $v in $values satisfies $v = "none"'],
  ['wide', 'exists($values ! string-length())'],
  ['wide', 'exists(id($values))'],
  ['wide', 'count($all | //z) = 0'],
  ['wide', 'string(/) = "none"'],
  ['wide', 'normalize-space(/) = "none"'],
  ['deep', 'exists(ancestor::none)'],
  ['deep', 'exists(following::y)'],
  ['deep', 'lang("en")'],
  ['deep', 'base-uri() = "none"'],
  ['deep before', 'exists(preceding::b[1])'],
  ['long text', '$text = $other'],
  ['long text', '$text lt $other'],
  ['long text', '. = "none"'],
  ['long text', 'number() = 1'],
  ['long text', 'concat($text, $text) = "none"'],
  ['long text', 'exists($text || $text)'],
  ['long text', 'string-length() = 0'],
  ['long text', 'upper-case($text) = "none"'],
  ['long text', 'translate($text, "b", "c") = "none"'],
  ['long text', 'contains(., @x)'],
  ['long text', 'substring-after(., @x) = "none"'],
  ['long text', 'starts-with($text, $other)'],
  ['long text', 'matches($text, "b")'],
  ['long text', 'matches($text, "a+x")'],
  ['long text', 'matches($text, "(a|a)*x")'],
  ['long text', 'exists(tokenize($text, "b"))'],
  ['long text', 'replace($text, "a", "b") = "none"'],
  ['long text', '$text castable as xs:integer'],
  ['long text', 'exists(id($text))'],
  ['long text beyond the first plane', 'string-length() = 0'],
  ['long text beyond the first plane', 'substring(., 2) = "none"'],
  ['many attributes', 'exists(@none)'],
  ['many attributes', 'exists(@*[. = "none"])'],
];

const QUADRATIC: typeof LINEAR = [
  ['wide', 'exists(//b[preceding-sibling::b = "none"])'],
  ['wide', 'exists($values[. = ($values, "none")[position() = 1 and . = "none"]])'],
  ['wide', 'exists(//*[string(/) = "none"])'],
  ['deep', 'exists(//b[string() = "none"])'],
];

/** Of values that carry their types, which `avg` makes certain. */
const FULL: readonly (readonly [degree: number, shape: string, expression: string])[] = [
  [1, 'wide', 'exists($values[. eq "none"])'],
  [1, 'wide', 'exists($all ! string())'],
  [1, 'wide', 'deep-equal(/, /)'],
  [1, 'deep', 'deep-equal(., /) or deep-equal(/*, /*)'],
  [1, 'many attributes', 'exists(@none)'],
  [1, 'long text', 'contains($text, "none")'],
  [1, 'long text', 'matches($text, "none")'],
  [1, 'long text', 'deep-equal(., .)'],
  [1, 'wide', '$values = ($values ! concat("z", .))'],
  [1, 'wide', 'count(distinct-values($values)) = 0'],
  [1, 'wide', 'exists(index-of($values, "none"))'],
  [1, 'wide', 'exists(innermost($all)[. = "none"])'],
  [2, 'wide', 'exists($values[exists($values[. eq "none"])])'],
  [2, 'deep', 'exists(//b[deep-equal(., ../none)]) or exists(//b[deep-equal(., .)][. = "none"])'],
];

const SIZE = 150;

function expectGrowth(degree: number, shape: string, expression: string): void {
  const [once, twice, fourTimes] = [SIZE, 2 * SIZE, 4 * SIZE].map((size) => cost(expression, shape, size));
  // What an expression costs at any size does not count.
  const times = (fourTimes! - twice!) / (twice! - once!);
  expect(times).toBeGreaterThan(0.8 * 2 ** degree);
  expect(times).toBeLessThan(1.1 * 2 ** degree);
}

describe('twice as much costs', () => {
  it.each(LINEAR)('twice the steps: %s, %s', (shape, expression) => expectGrowth(1, shape, expression));
  it.each(QUADRATIC)('four times the steps: %s, %s', (shape, expression) => expectGrowth(2, shape, expression));
  it.each(FULL)('2 to the power of %i, with types: %s, %s', (degree, shape, expression) =>
    expectGrowth(degree, shape, `avg((1, 2)) lt 1 or ${expression}`),
  );
});

describe('regular expressions', () => {
  const search = (pattern: string): number => cost(`matches(., "${pattern}")`, 'long text', 1000);

  it.each(['a?a?a?b', '(a|b)(a|b)c', 'a{0,9}a{0,9}b', '(a+)+b'])(
    'cost little more where they have choices: %s',
    (pattern) => {
      expect(search(pattern) / search('ab')).toBeLessThan(4);
    },
  );

  it('of countless choices are searched without trial and error', () => {
    const choices = `${'a?'.repeat(40)}${'a'.repeat(40)}x`;
    expect(search(choices)).toBeLessThan(1e6);
  });
});

describe('the budget', () => {
  it('ends what is only read, and never walked', () => {
    const document = buildTree(`<a>${'<b>text</b>'.repeat(1000)}</a>`).document!;
    const environment: Environment = {
      namespaces: new Map(),
      compatible: false,
      keys: new Set(),
      variables: new Map(),
      lazies: [],
    };
    const c = new Dynamic(document, [], NOTHING_AROUND, new Budget({ steps: 1000 }));
    expect(() => {
      booleanExpression('normalize-space() = "none"', environment).test(c);
      c.spend(0);
    }).toThrow(LimitPassed);
  });
});
