/** Schemas and documents made to stop the work: each ends in a diagnostic, and soon. Limits are counts, so that no clock decides. */
import { describe, expect, it } from 'vitest';
import { load, type SchematronOptions, type SchematronResult } from '../../src/schematron/index.js';
import { attributeValue } from '../../src/schematron/tree.js';
import { buildTree } from '../../src/schematron/tree-builder.js';

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
    'count(//*[count(//*) gt 1]) gt 1',
    'every $i in //*, $j in //* satisfies count($i | $j) gt 0',
    '//*[string(/) = "x"] or true()',
    'for $i in //*, $j in //* return $i',
    '(1 to 1000000000)[. = 5]',
    'some $i in 1 to 100000000 satisfies $i = 0',
    'count(//node()/ancestor::node()/descendant::node()) gt 0',
    'matches(string(/), "t*t*t*x")',
    'tokenize(string(/), "t+x")[2]',
    // Beyond what the engine evaluates itself.
    'count(//*[count(//*[avg((1, 2)) gt 1]) gt 1]) gt 1',
    'every $i in 1 to 100000 satisfies (every $j in 1 to 100000 satisfies avg(($i, $j)) ge 0)',
    'avg(1 to 1000000000) gt 1',
    'avg((1, 2)) lt 1 or count(distinct-values(//@x ! concat(., generate-id(..)))) gt 5000',
    'avg((1, 2)) lt 1 or //b = (//b ! "u")',
    'avg((1, 2)) lt 1 or deep-equal(//b, //b/..)',
    // Read again and again, and walked by nobody.
    'normalize-space(/) = "x" or contains(/, concat(/, "x"))',
  ])('%s', async (test) => {
    const result = await check(test, WIDE, { steps: 3_000_000 });
    expect(codes(result)).toContain('schematron-too-many-steps');
    expect(result.valid).toBe(false);
    // Said once, however many nodes are left.
    expect(result.diagnostics.filter(({ code }) => code === 'schematron-too-many-steps')).toHaveLength(1);
  });

  it('leaves the other rules their steps', async () => {
    const { schema: schematron } = await loadRules(`
      <pattern><rule context="b"><assert test="count(//*[count(//*) = 0]) = 0">never</assert></rule></pattern>
      <pattern><rule context="b"><report test="@x = 'y'">found</report></rule></pattern>`);
    const result = schematron!.validate(WIDE.replace('</a>', '<b x="y"/></a>'), { steps: 1_000_000 });
    expect(result.diagnostics.map(({ code }) => code).sort()).toEqual([
      'schematron-report',
      'schematron-too-many-steps',
    ]);
  });

  it('ends where many rules do so', async () => {
    const patterns = Array.from(
      { length: 200 },
      (_, i) =>
        `<pattern><rule context="*"><assert test="count(//*[count(//*) = ${i}]) = 0">no</assert></rule></pattern>`,
    );
    const { schema: schematron } = await loadRules(patterns.join(''));
    const result = schematron!.validate(WIDE, { steps: 1_000_000 });
    expect(codes(result)).toEqual(['schematron-too-many-steps']);
  });
});

describe('regular expressions that could take for ever', () => {
  it.each(['replace(., "(a+)+$", "")', 'tokenize(., "(a|aa)+b")[1]'])('%s is refused', async (test) => {
    const { diagnostics } = await loadRules(
      `<pattern><rule context="*"><assert test='${test.replaceAll("'", '&apos;')}'>no</assert></rule></pattern>`,
    );
    expect(codes({ diagnostics })).toEqual(['schematron-not-evaluable']);
  });

  it('are refused too where they are computed', async () => {
    const result = await check(
      'tokenize(@x, concat("(a+)+", "b"))[1]',
      '<b x="aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"/>',
    );
    expect(codes(result)).toEqual(['schematron-not-evaluated']);
  });

  it('end in matches(), which fontoxpath searches without trial and error', async () => {
    const result = await check('matches(@x, "^(a+)+$")', `<b x="${'a'.repeat(60)}b"/>`);
    expect(codes(result)).toEqual(['schematron-assert']);
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
    const result = await check('true()', WIDE, { nodes: 1000 });
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
