/** Schemas and documents made to stop the work: each ends in a diagnostic, and soon. Limits are counts, so that no clock decides. */
import { describe, expect, it } from 'vitest';
import { Budget } from '../../src/budget.js';
import { load, type SchematronOptions, type SchematronResult } from '../../src/schematron/index.js';
import { attributeValue } from '../../src/schematron/tree.js';
import { buildTree } from '../../src/schematron/tree-builder.js';
import { XmlParser } from '../../src/xml/parser.js';

const NAMESPACE = 'http://purl.oclc.org/dsdl/schematron';

async function loadRules(patterns: string, files: Record<string, string> = {}, binding = 'xslt3') {
  const text = `<schema xmlns="${NAMESPACE}" queryBinding="${binding}">${patterns}</schema>`;
  return load({ text, uri: 'file:///s/schema.sch' }, { resolve: (uri) => files[uri.replace('file:///s/', '')] });
}

/** One rule that looks at every element. */
async function check(test: string, xml: string, options: SchematronOptions = {}): Promise<SchematronResult> {
  const escaped = test.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const { schema: schematron, diagnostics } = await loadRules(
    `<pattern><rule context="*"><assert test="${escaped}">no</assert></rule></pattern>`,
  );
  expect(diagnostics).toEqual([]);
  return schematron!.validate(xml, options);
}

function codes({ diagnostics }: { readonly diagnostics: SchematronResult['diagnostics'] }): string[] {
  return [...new Set(diagnostics.map(({ code }) => code))].sort();
}

const WIDE = `<a>${'<b x="aaaaaaaaaaaaaaaaaaaa">t</b>'.repeat(3000)}</a>`;

describe('an expression that looks at everything for everything', () => {
  it.each([
    'count(//*[count(following::*) gt 1]) gt 1',
    'every $i in //*, $j in //* satisfies count($i | $j) gt 0',
    '//*[string(/) = "x"] or true()',
    'for $i in //*, $j in //* return $i',
    '(1 to 1000000000)[. = 5]',
    'some $i in 1 to 100000000 satisfies $i = 0',
    'count(//node()/ancestor::node()/descendant::node()) gt 0',
    'matches(string(/), "t*t*t*x")',
    'tokenize(string(/), "t+x")[2]',
    // Beyond what the engine evaluates itself.
    'count(//*[count(following::*[avg((1, 2)) gt 1]) gt 1]) gt 1',
    'every $i in 1 to 100000 satisfies (every $j in 1 to 100000 satisfies avg(($i, $j)) ge 0)',
    'avg(1 to 1000000000) gt 1',
    'avg((1, 2)) lt 1 or count(distinct-values(//@x ! concat(., generate-id(..)))) gt 5000',
    'avg((1, 2)) lt 1 or //b = (//b ! "u")',
    'avg((1, 2)) lt 1 or deep-equal(//b/following::b, //b/..)',
    // Read again and again, and walked by nobody.
    'normalize-space(/) = "x" or contains(/, concat(/, "x"))',
  ])('%s', async (test) => {
    const result = await check(test, WIDE, { budget: new Budget({ steps: 3_000_000 }) });
    expect(codes(result)).toContain('schematron-too-many-steps');
    expect(result.valid).toBe(false);
    // Said once, however many nodes are left.
    expect(result.diagnostics.filter(({ code }) => code === 'schematron-too-many-steps')).toHaveLength(1);
  });

  it('leaves the other rules their steps', async () => {
    const { schema: schematron } = await loadRules(`
      <pattern><rule context="b"><assert test="count(//*[count(following::*) = -1]) = 0">never</assert></rule></pattern>
      <pattern><rule context="b"><report test="@x = 'y'">found</report></rule></pattern>`);
    const result = schematron!.validate(WIDE.replace('</a>', '<b x="y"/></a>'), {
      budget: new Budget({ steps: 1_000_000 }),
    });
    expect(result.diagnostics.map(({ code }) => code).sort()).toEqual([
      'schematron-report',
      'schematron-too-many-steps',
    ]);
  });

  it('ends where many rules do so', async () => {
    const patterns = Array.from(
      { length: 200 },
      (_, i) =>
        `<pattern><rule context="*"><assert test="count(//*[count(following::*) = -1 - ${i}]) = 0">no</assert></rule></pattern>`,
    );
    const { schema: schematron } = await loadRules(patterns.join(''));
    const result = schematron!.validate(WIDE, { budget: new Budget({ steps: 1_000_000 }) });
    expect(codes(result)).toEqual(['schematron-too-many-steps']);
  });
});

describe('what is built without end', () => {
  /** `let $a0 := …, $a1 := …($a0, $a0), …`: twice as much each time. */
  const doubling = (start: string, twice: (before: string) => string, last: string): string =>
    `let $a0 := ${start}, ${Array.from({ length: 40 }, (_, i) => `$a${i + 1} := ${twice(`$a${i}`)}`).join(', ')} return ${last.replaceAll('LAST', '$a40')}`;

  it.each([
    ['a sequence', doubling('(1, 2)', (a) => `(${a}, ${a})`, 'count(LAST) gt 5')],
    ['a sequence that is reversed', doubling('(1, 2)', (a) => `reverse((${a}, ${a}))`, 'LAST[1] = 2')],
    ['values that are told apart', doubling('(1, 2)', (a) => `(distinct-values(${a}), ${a}, ${a})`, 'exists(LAST)')],
    ['nodes', doubling('(//*)', (a) => `(${a} ! (., .))`, 'exists(LAST)')],
    ['a text', doubling('"ab"', (a) => `concat(${a}, ${a})`, 'string-length(LAST) gt 5')],
    ['a text, by an operator', doubling('"ab"', (a) => `(${a} || ${a})`, 'LAST = "x"')],
    ['a text that is joined', doubling('"ab"', (a) => `string-join((${a}, ${a}), ",")`, 'LAST = "x"')],
    ['a text that is replaced', doubling('"ab"', (a) => `replace(${a}, "a", ${a})`, 'LAST = "x"')],
    ['a loop of loops', `for $a in 1 to 10000, $b in 1 to 10000 return ($a, $b)`],
    ['a range', 'count(1 to 4000000000) gt 5'],
    // Beyond what the engine evaluates itself.
    ['a sequence, beyond the engine', doubling('(1.5, 2)', (a) => `(${a}, ${a})`, 'avg(LAST) gt 5')],
    ['a text, beyond the engine', doubling('"ab"', (a) => `concat(${a}, ${a})`, 'compare(LAST, "x") eq 5')],
    [
      'numbers of characters',
      doubling('(65, 66)', (a) => `string-to-codepoints(codepoints-to-string((${a}, ${a})))`, 'avg(LAST) gt 5'),
    ],
    ['the same again and again', 'avg(let $all := (1 to 100000) return for $a in $all return $all) gt 5'],
    [
      'maps in a loop',
      `count(for $a in (${'1,'.repeat(60)}1), $b in (${'1,'.repeat(60)}1), $c in (${'1,'.repeat(60)}1), $d in (${'1,'.repeat(60)}1), $e in (${'1,'.repeat(60)}1) return map { "a": $a }) gt 5`,
    ],
  ])('%s is given up, and said once', async (_, test) => {
    const result = await check(test, '<a><b/><b/></a>', {
      budget: new Budget({ steps: 20_000_000, items: 1_000_000 }),
    });
    expect(codes(result)).toEqual(['schematron-too-many-steps']);
    expect(result.diagnostics).toHaveLength(1);
    expect(result.checked).toBe('partly');
  });

  it.each([
    ['arrays', doubling('[1, 2]', (a) => `array:join((${a}, ${a}))`, 'array:size(LAST) gt 5'), 'too-many-steps'],
    ['folds', 'fold-left(1 to 60, (1, 2), function($a, $i) { ($a, $a) })[1] = 1', 'too-many-steps'],
    ['texts', 'string-length(fold-left(1 to 60, "ab", function($a, $i) { $a || $a })) = 1', 'too-many-steps'],
    ['numbers', 'fold-left(1 to 60, 3, function($a, $i) { $a * $a }) = 1', 'not-evaluated'],
    [
      'functions that call themselves',
      'let $f := function($g, $n) { ($g($g, $n + 1), $g($g, $n + 1)) } return exists($f($f, 1))',
      'not-evaluated',
    ],
  ])('%s end, and it is said why', async (_, test, code) => {
    expect(codes(await check(test, '<a/>'))).toEqual([`schematron-${code}`]);
  });

  it('and what people write of that kind is evaluated', async () => {
    const result = await check(
      'let $kinds := map { "a": 1, "return": 2 } return every $n in (1, 2) satisfies $kinds?return = 2',
      '<a/>',
    );
    expect(codes(result)).toEqual([]);
    expect(codes(await check('exists(for-each((1, 2), function($n) { $n + 1 })[. = 3])', '<a/>'))).toEqual([]);
    expect(codes(await check('sum(array:flatten([1, [2, 3]])) = 6', '<a/>'))).toEqual([]);
  });

  it('tells of how many rules it is not known whether the document keeps them', async () => {
    const rule = (i: number): string =>
      `<pattern><rule context="*"><assert test="count(//*[count(following::*) = -1 - ${i}]) = 0">no</assert></rule></pattern>`;
    const { schema: schematron } = await loadRules(Array.from({ length: 20 }, (_, i) => rule(i)).join(''));
    const { diagnostics, checked } = schematron!.validate(WIDE, { budget: new Budget({ steps: 1_000_000 }) });
    expect(diagnostics.map(({ message }) => message)).toEqual([
      expect.stringMatching(/more than 1,000,000 steps .*: 20 of 20 .*--limit steps=2000000/),
    ]);
    expect(checked).toBe('partly');
  });

  it('counts lets, messages, diagnostics, keys and contexts in the same account', async () => {
    const dear = "string-length(string-join(//*/@x, ''))";
    for (const pattern of [
      `<pattern><rule context="b"><let name="n" value="${dear}"/><assert test="$n gt 5">no</assert></rule></pattern>`,
      `<pattern><rule context="b"><assert test="false()">no <value-of select="${dear}"/></assert></rule></pattern>`,
      `<pattern><rule context="b"><assert test="false()" diagnostics="d">no</assert></rule></pattern><diagnostics><diagnostic id="d"><value-of select="${dear}"/></diagnostic></diagnostics>`,
      `<xsl:key xmlns:xsl="http://www.w3.org/1999/XSL/Transform" name="k" match="b" use="${dear}"/><pattern><rule context="a"><assert test="key('k', '1')">no</assert></rule></pattern>`,
      `<pattern><rule context="b[${dear} = 5]"><assert test="true()">no</assert></rule></pattern>`,
    ]) {
      const { schema: schematron, diagnostics } = await loadRules(pattern);
      expect(diagnostics).toEqual([]);
      const result = schematron!.validate(WIDE, { budget: new Budget({ steps: 2_000_000 }) });
      expect(codes(result), pattern).toContain('schematron-too-many-steps');
    }
  });

  it('is judged in pieces for whoever has other things to do, with the same result', async () => {
    const { schema: schematron } = await loadRules(
      '<pattern><rule context="b"><report test="count(//b[@x = current()/@x]) = 0">no</report></rule></pattern>',
    );
    const hear = () => {
      const listener = schematron!.listen();
      const parser = new XmlParser(listener.handler);
      parser.write(`<a>${'<b x="1"/>'.repeat(800)}</a>`);
      parser.end();
      return listener;
    };
    const listener = hear();
    const steps = listener.resultInSteps();
    let pieces = 0;
    let last = steps.next();
    for (; last.done !== true; last = steps.next()) pieces++;
    expect(pieces).toBeGreaterThan(2);
    expect(last.value).toEqual(hear().result());
    expect(listener.result()).toBe(last.value);
  });
});

describe('regular expressions that could take for ever', () => {
  const LONG = `<b x="${'a'.repeat(5000)}"/>`;

  it.each([
    'matches(@x, "^(a+)+b$")',
    'replace(@x, "(a+)+b", "") = ""',
    'tokenize(@x, "(a|aa)+b")[2]',
    'tokenize(@x, concat("(a+)+", "b"))[2]',
    'avg((1, 2)) lt 1 or matches(@x, "(a*)*b")',
    'avg((1, 2)) lt 1 or replace(@x, "(a|a)+b", "") = ""',
    'avg((1, 2)) lt 1 or exists(tokenize(@x, "(a?){20}a{20}b")[2])',
  ])('%s takes time that the text bounds', async (test) => {
    const result = await check(test, LONG, { budget: new Budget({ steps: 3_000_000 }) });
    expect(codes(result)).toEqual(['schematron-assert']);
  });

  it('end where they are counted: in those with back references', async () => {
    const result = await check('matches(@x, "(a+)+\\1b")', LONG, { budget: new Budget({ steps: 3_000_000 }) });
    expect(codes(result)).toEqual(['schematron-too-many-steps']);
  });
});

describe('a document', () => {
  it('nested too deeply is refused where it becomes so, without reading on', async () => {
    // More than a gigabyte, were it ever read: the parser is given a text that would fail behind the limit.
    const result = await check('true()', `${'<a>\n'.repeat(5000)}<<<`);
    expect(result.diagnostics).toEqual([
      expect.objectContaining({ code: 'schematron-document-too-large', severity: 'error', line: 2001, column: 1 }),
    ]);
  });

  it('with too many nodes is refused', async () => {
    const result = await check('true()', WIDE, { budget: new Budget({ nodes: 1000 }) });
    expect(codes(result)).toEqual(['schematron-document-too-large']);
  });

  it('as deep as the limit is walked without overrunning the stack', async () => {
    const xml = `${'<a>'.repeat(2000)}x${'</a>'.repeat(2000)}`;
    const result = await check('normalize-space() = "x" and count(ancestor::*) lt 1999', xml);
    expect(result.diagnostics.map(({ code }) => code)).toEqual(['schematron-assert']);
    expect(codes(await check('avg(count(ancestor::*)) lt 1 or deep-equal(., .)', xml))).not.toContain(
      'schematron-assert',
    );
  });

  it('with an entity bomb is refused by the parser', async () => {
    const levels = Array.from({ length: 30 }, (_, i) => `<!ENTITY e${i + 1} "&e${i};&e${i};">`).join('');
    const result = await check('true()', `<!DOCTYPE a [<!ENTITY e0 "x">${levels}]><a>&e30;</a>`);
    expect(codes(result)).toEqual(['xml-entity-limit']);
  });
});

describe('a schema', () => {
  it('that includes itself is read once', async () => {
    const { diagnostics } = await loadRules('<include href="schema.sch"/>');
    expect(codes({ diagnostics })).toEqual(['schematron-include-cycle']);
  });

  it('whose files include each other twice, over forty levels, ends', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => {
        const include = `<include href="f${i + 1}.sch"/>`;
        return [`f${i}.sch`, `<schema xmlns="${NAMESPACE}">${include}${include}</schema>`];
      }),
    );
    const { diagnostics } = await loadRules('<include href="f0.sch"/>', {
      ...files,
      'f40.sch': `<pattern xmlns="${NAMESPACE}"/>`,
    });
    expect(codes({ diagnostics })).toEqual(['schematron-schema-too-large']);
  });

  it('of files without end ends', async () => {
    const text = `<schema xmlns="${NAMESPACE}"><include href="0.sch"/></schema>`;
    let asked = 0;
    const resolve = (): string => `<schema xmlns="${NAMESPACE}"><include href="${++asked}.sch"/></schema>`;
    const { diagnostics } = await load({ text, uri: 'file:///s/schema.sch' }, { resolve });
    expect(codes({ diagnostics })).toEqual(['schema-too-many-files']);
    expect(asked).toBeLessThanOrEqual(500);
  });

  it('whose abstract rules extend each other twice, over forty levels, ends', async () => {
    const rules = Array.from({ length: 40 }, (_, i) => {
      const more = `<extends rule="r${i + 1}"/>`;
      return `<rule abstract="true" id="r${i}">${more}${more}</rule>`;
    });
    const last = '<rule abstract="true" id="r40"><assert test="1">x</assert></rule>';
    const { diagnostics } = await loadRules(
      `<pattern>${rules.join('')}${last}<rule context="a"><extends rule="r0"/></rule></pattern>`,
    );
    expect(codes({ diagnostics })).toEqual(['schematron-schema-too-large']);
  });

  it.each([
    ['parentheses', `${'('.repeat(50_000)}1${')'.repeat(50_000)}`],
    ['predicates', `${'a['.repeat(30_000)}1${']'.repeat(30_000)}`],
    ['operators', `1${' or 1'.repeat(19_000)}`],
    ['signs', `${'-'.repeat(90_000)}1`],
    ['steps', `a${'/a'.repeat(40_000)}`],
    ['strings', `"${'a'.repeat(200_000)}"`],
    ['conditions', `${'if (1) then '.repeat(5000)}1${' else 1'.repeat(5000)}`],
    ['comments', '(:'.repeat(40_000)],
  ])('with an expression of countless %s is told so', async (_what, test) => {
    const { diagnostics } = await loadRules(
      `<pattern><rule context="a"><assert test='${test}'>x</assert></rule></pattern><pattern><rule context='${test}'/></pattern>`,
    );
    for (const { code } of diagnostics) expect(code).toBe('schematron-not-evaluable');
  });

  it('with as many alternatives as a product makes is told so or evaluated', async () => {
    const step = '(a|b|c|d|e|f|g|h)';
    const { schema: schematron, diagnostics } = await loadRules(
      `<pattern><rule context="${Array(12).fill(step).join('/')}"><report test="true()">x</report></rule></pattern>`,
    );
    expect(diagnostics).toEqual([]);
    const xml = `${'<a>'.repeat(12)}${'</a>'.repeat(12)}`;
    expect(schematron!.validate(xml).diagnostics).toHaveLength(1);
  });

  it('reads no file of its own accord but from the disk, and nothing from the web', async () => {
    const { diagnostics } = await load('https://example.org/x.sch');
    expect(codes({ diagnostics })).toEqual(['schema-not-fetched']);
  });
});

describe('names of JavaScript', () => {
  it('are names like others', async () => {
    const xml = '<constructor __proto__="x"><toString/></constructor>';
    const { diagnostics } = await loadRules(
      '<pattern><rule context="*"><assert test="constructor() or toString()">x</assert></rule></pattern>',
    );
    expect(codes({ diagnostics })).toEqual(['schematron-not-evaluable']);
    expect(codes(await check('@__proto__ or ancestor::constructor', xml))).toEqual([]);
    expect(attributeValue(buildTree(xml).document!.firstChild as never, '', '__proto__')).toBe('x');
  });
});
