/** What is compiled for types known beforehand gives what the whole language gives, on trees of every shape. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Budget } from '../../../src/budget.js';
import { type ElementNode, nextWithin, type TreeNode } from '../../../src/schematron/tree.js';
import { buildTree } from '../../../src/schematron/tree-builder.js';
import { compile } from '../../../src/schematron/xpath/compile.js';
import { formatter } from '../../../src/schematron/xpath/compiled.js';
import { XPathDynamicError } from '../../../src/schematron/xpath/errors.js';
import { type Environment, scopeOf } from '../../../src/schematron/xpath/expression.js';
import { isTrue, textOfValue } from '../../../src/schematron/xpath/full/atomize.js';
import { compileFull } from '../../../src/schematron/xpath/full/compile.js';
import { parseXPath } from '../../../src/schematron/xpath/parser.js';
import { Dynamic } from '../../../src/schematron/xpath/runtime.js';
import { runs } from '../../setup/effort.js';
import { NOTHING_AROUND } from './surroundings.js';

const NAMESPACES = new Map([['n', 'urn:n']]);
const environment: Environment = {
  namespaces: NAMESPACES,
  compatible: false,
  keys: new Set(),
  variables: new Map(),
  lazies: [],
};

/** Documents of few names and values, so that expressions find much. */
const attributes = fc
  .record(
    {
      x: fc.constantFrom('1', '2', '10', 'a', '', ' a  b '),
      y: fc.constantFrom('1', '3.5', 'true', 'b'),
      'n:x': fc.constantFrom('1', 'z'),
      'xml:lang': fc.constantFrom('en', 'de-AT'),
    },
    { requiredKeys: [] },
  )
  .map((record) =>
    Object.entries(record)
      .map(([name, value]) => ` ${name}="${value}"`)
      .join(''),
  );
const { xml: documents } = fc.letrec<{ xml: string; child: string }>((tie) => ({
  child: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom('1', ' ', 'text', '2.5', 'a b', '<!--c-->', '<?p d?>', '&#x1F600;'),
    fc
      .tuple(fc.constantFrom('a', 'b', 'n:a', 'n:c'), attributes, fc.array(tie('child'), { maxLength: 4 }))
      .map(([name, attrs, children]) => `<${name}${attrs}>${children.join('')}</${name}>`),
  ),
  xml: fc
    .tuple(attributes, fc.array(tie('child'), { minLength: 2, maxLength: 5 }))
    .map(([attrs, children]) => `<a xmlns:n="urn:n"${attrs}>${children.join('')}</a>`),
}));

/** All items as texts and the effective boolean value, each as one text, or that it fails. */
type Answer = readonly [strings: string, test: string];

function fast(text: string): (c: Dynamic) => Answer {
  const compiled = compile(parseXPath(text), scopeOf(environment));
  const format = formatter(compiled.kind, false);
  return (c) => [orError(() => JSON.stringify(compiled.items(c).map(format))), orError(() => String(compiled.test(c)))];
}

function full(text: string): (c: Dynamic) => Answer {
  const evaluate = compileFull(parseXPath(text), scopeOf(environment));
  return (c) => [
    orError(() => JSON.stringify(evaluate(c).map((value) => textOfValue(value)))),
    orError(() => String(isTrue(evaluate(c)))),
  ];
}

function orError(evaluate: () => string): string {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof XPathDynamicError) return 'error';
    throw error;
  }
}

const EXPRESSIONS = [
  // Axes and tests.
  ...[
    'child',
    'descendant',
    'descendant-or-self',
    'self',
    'parent',
    'ancestor',
    'ancestor-or-self',
    'following-sibling',
    'preceding-sibling',
    'following',
    'preceding',
  ].flatMap((axis) => [
    `${axis}::*/name()`,
    `${axis}::a/@x`,
    `${axis}::node()[2]`,
    `count(${axis}::n:*)`,
    `${axis}::*[last()]/@y`,
  ]),
  '@x',
  '@n:x',
  '@*:x',
  '*:a/@x',
  'text()',
  'comment()',
  'processing-instruction()',
  'processing-instruction(p)',
  'element()',
  'element(a)/@x',
  '..',
  '../..',
  '.',
  '/',
  '//@x',
  '//a',
  '//text()',
  '/*/name()',
  '//a//b',
  'a/b',
  'a/b/..',
  './/a/@x',
  'a/descendant::b/ancestor::a/@x',
  '*/*/@y',
  './/*/..',
  '//a/following::b/@x',
  '../@x',
  // Predicates.
  'a[1]',
  'a[last()]',
  'a[position() > 1]',
  '*[2][@x]',
  '*[@x][2]',
  '*[@x = "1"]',
  'a[b]',
  'a[not(b)]',
  './/a[1]',
  '(.//a)[1]',
  '(.//a)[last()]',
  'ancestor::*[@x][1]/@x',
  'ancestor::*[1]/@x',
  '(ancestor::*)[1]/name()',
  '*[b or @x]',
  'a[@x][@y]',
  'a[count(b)]',
  './/*[self::a | self::b]/name()',
  '*[position() = last()]',
  'preceding-sibling::*[1]/name()',
  './/a[.//b]',
  './/*[name() = name(..)]',
  // Node sequences.
  'a | b',
  './/b | .//a',
  './/* intersect .//a',
  './/* except .//a',
  '(a, b)/@x',
  '(a | b)/(@x | @y)',
  'a[1] is b[1]',
  'exists(a[1] << b[1])',
  'a/string()',
  './/@x/string()',
  'a/name(..)',
  'a/count(*)',
  '(a, b)[2]',
  'a ! name()',
  '(b, a) ! @x',
  '(1, 2, 3)[. > 1]',
  '(1 to 5)[position() mod 2 = 1]',
  // Comparisons.
  '@x = "1"',
  '@x != "1"',
  '@x = @y',
  './/@x = .//@y',
  './/@x != .//@x',
  '@x eq "a"',
  '@x ne @y',
  '@y lt "b"',
  './/@x < .//@y',
  '@x = 1',
  '@x > 1',
  '@x >= @y',
  'count(a) = 1',
  'count(a) gt 1',
  'count(*) ge count(a)',
  'a = "1"',
  '. = "1"',
  'true() = false()',
  '(1, 2) = (2, 3)',
  '("a", "b") = .//@x',
  'text() = "text"',
  'string-length(.) gt 3',
  'position() = 1',
  'last()',
  '@x = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10")',
  '2 < 10',
  '"2" < "10"',
  '@x le "5"',
  // Logic.
  '@x and @y',
  '@x or @y',
  'not(@x)',
  'not(@x) and not(a)',
  'boolean(a)',
  'exists(a)',
  'empty(a)',
  'if (@x) then "yes" else "no"',
  'if (a) then a else b',
  'some $i in .//* satisfies $i/@x = "1"',
  'every $i in * satisfies $i/@x',
  'for $i in * return name($i)',
  'for $i in a, $j in b return concat($i/@x, $j/@x)',
  'let $i := @x return concat($i, "!")',
  'some $i in (1, 2), $j in (2, 3) satisfies $i = $j',
  'for $a in .//@x return exists($a/../a)',
  // Numbers.
  '1 + 2',
  'count(a) * 2 - 1',
  '7 mod 3',
  '-7 mod 3',
  '7 idiv 2',
  '-7 idiv 2',
  '- count(a)',
  'number(@x)',
  'number()',
  'number("x")',
  'number("1e3")',
  '@x + 1',
  '@x * 2',
  'sum((1, 2, 3))',
  'sum(())',
  'max((1, 3, 2))',
  'min((4, 2))',
  'floor(count(a))',
  'round(number("2.5"))',
  'ceiling(number("-2.5"))',
  'abs(-3)',
  'round(number("-2.5"))',
  'number("INF")',
  '0 * -1',
  'string(number("12.50"))',
  '1 to count(*)',
  // Strings.
  'string()',
  'string(@x)',
  'string(a[1])',
  'name()',
  'local-name()',
  'namespace-uri()',
  'name(a[1])',
  'local-name(@n:x)',
  'normalize-space()',
  'normalize-space(@x)',
  'contains(., "e")',
  'starts-with(@x, "1")',
  'ends-with(., "t")',
  'substring-before(., "x")',
  'substring-after(., "e")',
  'substring-after(@x, "")',
  'substring(., 2)',
  'substring(., 2, 2)',
  'substring(., 0, 3)',
  'substring("12345", 1.5, 2.6)',
  'substring("12345", -1, 3)',
  'concat(name(), "-", @x)',
  'concat(1, "a")',
  '@x || "a"',
  'string-join(.//@x, ",")',
  'string-join(("a", "b"))',
  'string-length()',
  'string-length(@x)',
  'translate(., "te", "T")',
  'translate("abc", "abca", "xyz")',
  'upper-case(@x)',
  'lower-case("ÀB")',
  'matches(@x, "^\\d+$")',
  'matches(., "t.x")',
  'matches(@x, "\\s")',
  'tokenize(normalize-space(@x), " ")',
  'tokenize(@x)',
  'tokenize("a,b,,c", ",")[3]',
  'count(tokenize(@x, "\\s+"))',
  'replace(., "[0-9]", "#")',
  'matches("a-b", "[a\\-]+")',
  'tokenize("", ",")',
  'string-length("\u{1F600}")',
  'substring("\u{1F600}ab", 2)',
  'distinct-values(.//@x)',
  'distinct-values((1, 2, 1))',
  'reverse((1, 2))',
  'index-of(("a", "b"), "b")',
  'subsequence((1, 2, 3), 2)',
  'head((1, 2))',
  'tail((1, 2))',
  'data(@x)',
  'zero-or-one(@x)',
  'exactly-one(a)',
  'one-or-more(a)',
  'lang("en")',
  'lang("de")',
  'root()/*/name()',
  'generate-id() = generate-id(.)',
  'current()/@x',
  '//*[@x = current()/@x]/name()',
  './/*[. = current()]',
  'string((@x, "none")[1])',
  '(@x, "none")[1]',
  // Types.
  '@x cast as xs:integer',
  '@x castable as xs:integer',
  '@y castable as xs:boolean',
  '@y cast as xs:boolean',
  '@x castable as xs:integer?',
  'xs:integer(@x)',
  'xs:double(@y)',
  'xs:string(count(a))',
  '@x cast as xs:integer lt 2',
  'if (@x castable as xs:integer) then @x cast as xs:integer else -1',
  '@y cast as xs:double',
  '"x" cast as xs:string',
  'xs:boolean("1")',
  '@x castable as xs:double',
];

/** What other engines are known to get wrong, and the standard's answer for `<a x="1" n:x="z">abc<b/></a>` or an attribute of it. */
const ANSWERS: readonly (readonly [text: string, at: 'element' | 'attribute', expected: readonly string[]])[] = [
  ['self::*', 'attribute', []],
  ['ancestor-or-self::*/name()', 'attribute', ['a']],
  ['following::*/name()', 'attribute', ['b']],
  ['@*/name()', 'element', ['x', 'n:x']],
  ['namespace-uri(@none)', 'element', ['']],
  ['substring(., number("NaN"))', 'element', ['']],
  ['number("1234567")', 'element', ['1.234567E6']],
  ['number("0.0000001")', 'element', ['1.0E-7']],
];

describe('XPath by the standard', () => {
  it.each(ANSWERS)('%s', (text, at, expected) => {
    const { document } = buildTree('<a x="1" n:x="z" xmlns:n="urn:n">abc<b/></a>');
    const c = new Dynamic(document!, [], NOTHING_AROUND, new Budget());
    const element = document!.firstChild as ElementNode;
    for (const evaluate of [fast(text), full(text)]) {
      c.enter(at === 'element' ? element : element.attributes[0]!);
      expect(evaluate(c)[0]).toBe(JSON.stringify(expected));
    }
  });
});

describe('XPath', () => {
  it.each(EXPRESSIONS)('%s', (text) => {
    const [one, other] = [fast(text), full(text)];
    fc.assert(
      fc.property(documents, (xml) => {
        const { document } = buildTree(xml);
        const c = new Dynamic(document!, [], NOTHING_AROUND, new Budget());
        const nodes: TreeNode[] = [document!];
        for (let at = nextWithin(document!, document!); at !== undefined; at = nextWithin(at, document!)) {
          nodes.push(at);
          if (at.kind === 1) nodes.push(...at.attributes.slice(0, 1));
        }
        for (const node of nodes.slice(0, 12)) {
          c.enter(node);
          const own = one(c);
          c.enter(node);
          expect(own, `${text} at node ${node.order} of ${xml}`).toEqual(other(c));
        }
      }),
      { numRuns: runs(15), seed: 4, endOnFailure: true },
    );
  });
});
