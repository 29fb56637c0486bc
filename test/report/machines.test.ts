/** The formats that other programs read, each held to its schema or to what its consumer does. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { githubReporter } from '../../src/report/github.js';
import { htmlReporter } from '../../src/report/html.js';
import { junitReporter } from '../../src/report/junit.js';
import type { FileReport } from '../../src/report/report.js';
import { sarifReporter } from '../../src/report/sarif.js';
import type { XmlHandler } from '../../src/xml/events.js';
import { parseXml } from '../../src/xml/parser.js';
import { schemaFrom } from '../relaxng/schemas.js';
import { good, invalid, type ofTheCall, partly, unusable, written } from './runs.js';
import { SARIF } from './schemas/sarif.js';

const root = process.cwd();

describe('SARIF', () => {
  const isSarif = new Ajv({
    formats: { 'uri-reference': (text: string) => URL.canParse(text, 'file:///x/'), uri: URL.canParse },
  }).compile(SARIF);
  const sarif = (files?: FileReport[], run?: (typeof ofTheCall)[], maxFindings = 0) => {
    const log = JSON.parse(written((sink) => sarifReporter(sink, { root, maxFindings }), files, run));
    expect(isSarif(log), JSON.stringify(isSarif.errors)).toBe(true);
    return log.runs[0];
  };

  it('follows its schema, with and without findings', () => {
    expect(sarif([], [])).toMatchObject({ results: [], invocations: [{ executionSuccessful: true, exitCode: 0 }] });
    expect(sarif([good], []).results).toEqual([]);
    sarif();
  });

  it('says of a file that it was not fully checked, and of the run', () => {
    const [invocation] = sarif([good, partly], []).invocations;
    expect(invocation).toMatchObject({
      ...{ executionSuccessful: true, exitCode: 3, properties: { checked: 'partly', filesNotFullyChecked: 1 } },
      toolExecutionNotifications: [{ message: { text: expect.stringContaining('1 of 2 rules not evaluated') } }],
    });
  });

  it('points from each result to its place and its rule', () => {
    const { results, tool, invocations } = sarif();
    expect(results).toHaveLength(5);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
    expect(results[0]).toMatchObject({
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'sub/b%2Cc%3A%20%C3%A9%25.xml' },
            region: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 6 },
          },
          logicalLocations: [{ fullyQualifiedName: '/r/b[1]', kind: 'element' }],
        },
      ],
    });
    expect(results[1].locations[0].logicalLocations[0].kind).toBe('attribute');
    expect(results.map(({ level }: { level: string }) => level)).toEqual([
      'error',
      'warning',
      'note',
      'error',
      'error',
    ]);
    expect(tool.driver.rules.find(({ id }: { id: string }) => id === 'element-unknown').help.text).toContain(
      'What to do',
    );
    const [notification] = invocations[0].toolExecutionNotifications;
    expect(tool.driver.rules[notification.descriptor.index].id).toBe('schema-from-cache');
    expect(invocations[0]).toMatchObject({ executionSuccessful: false, exitCode: 2 });
  });

  it('names files from the root of the repository', () => {
    const log = written((sink) => sarifReporter(sink, { root: `${root}/sub`, maxFindings: 1 }), [invalid]);
    expect(JSON.parse(log).runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(
      'b%2Cc%3A%20%C3%A9%25.xml',
    );
  });
});

describe('JUnit', () => {
  const schema = schemaFrom(fileURLToPath(new URL('schemas/junit.rnc', import.meta.url)), { cache: false });
  const junit = (files?: FileReport[], run?: (typeof ofTheCall)[], maxFindings = 0) => {
    const xml = written((sink) => junitReporter(sink, { maxFindings }), files, run);
    expect(schema.validate(xml).diagnostics).toEqual([]);
    const suites: Record<string, string>[] = [];
    const cases: Record<string, string>[] = [];
    read(xml, {
      startElement: ({ local }, attributes) => {
        const values = Object.fromEntries(attributes.map(({ name, value }) => [name.local, value]));
        if (local === 'testsuite') suites.push(values);
        if (local === 'testcase') cases.push(values);
      },
    });
    return { xml, suites, cases };
  };

  it('follows its schema, with and without findings', () => {
    expect(junit([], []).suites).toEqual([]);
    expect(junit([good], []).suites).toMatchObject([{ name: 'a.xml', tests: '1', failures: '0', errors: '0' }]);
    junit();
  });

  it('has a test case that is skipped for what was not fully checked', () => {
    const { suites, xml } = junit([partly, { ...invalid, checked: 'partly' }], []);
    expect(suites).toMatchObject([
      { tests: '1', failures: '0', skipped: '1' },
      { tests: '3', failures: '2', skipped: '1' },
    ]);
    expect(xml).toContain('<skipped message="valid as far as checked: 1 of 2 rules not evaluated"/>');
  });

  it('has a suite a file, a test case an error, and counts that agree', () => {
    const { suites, cases, xml } = junit();
    expect(suites.map(({ name, tests, failures, errors }) => [name, tests, failures, errors])).toEqual([
      ['a.xml', '1', '0', '0'],
      ['sub/b,c: é%.xml', '2', '2', '0'],
      ['c.xml', '1', '0', '1'],
      ['teigram', '1', '0', '0'],
    ]);
    expect(cases).toHaveLength(5);
    expect(xml).toContain('warning idref-unresolved');
  });

  it('says how many errors it leaves out', () => {
    const { xml, suites } = junit([invalid], [], 1);
    expect(suites[0]).toMatchObject({ tests: '1', failures: '1' });
    expect(xml).toContain('and 1 more errors');
  });
});

describe('GitHub annotations', () => {
  /** As the runner reads a line: https://github.com/actions/runner, ActionCommand. */
  const parse = (line: string) => {
    const [, command, properties, data] = /^::(\w+) ([^:]*)::(.*)$/.exec(line) ?? [];
    const decode = (text: string, codes: readonly [string, string][]) =>
      codes.reduce((decoded, [code, char]) => decoded.replaceAll(code, char), text);
    const inData: [string, string][] = [
      ['%0D', '\r'],
      ['%0A', '\n'],
      ['%25', '%'],
    ];
    const inProperties: [string, string][] = [['%3A', ':'], ['%2C', ','], ...inData];
    const pairs = (properties ?? '').split(',').map((pair) => pair.split('='));
    return {
      command,
      data: decode(data ?? '', inData),
      properties: Object.fromEntries(pairs.map(([name, value]) => [name, decode(value ?? '', inProperties)])),
    };
  };
  const lines = (files?: FileReport[]) =>
    written((sink) => githubReporter(sink, { root, maxFindings: 0 }), files, [])
      .split('\n')
      .filter((line) => line.startsWith('::'))
      .map(parse);

  it('have one warning for all files that were not fully checked', () => {
    const warnings = lines([partly, { ...partly, file: 'e.xml' }]);
    expect(warnings).toMatchObject([{ command: 'warning', data: expect.stringContaining('2 files were not fully') }]);
  });

  it('come through the runner as they were meant', () => {
    const [first, second, third] = lines([invalid]);
    expect(first).toEqual({
      command: 'error',
      data: invalid.diagnostics[0]!.message.replace('\u0001\uD800', '\\u0001\\ud800'),
      properties: {
        file: 'sub/b,c: é%.xml',
        line: '2',
        endLine: '2',
        col: '3',
        endColumn: '5',
        title: 'element-unknown',
      },
    });
    expect(second).toMatchObject({ command: 'warning', properties: { line: '1', endLine: '3' } });
    expect(second!.properties).not.toHaveProperty('col');
    expect(third).toMatchObject({ command: 'notice', properties: { file: 'sub/b,c: é%.xml', line: '1' } });
  });

  it('are one line a finding, whatever it says', () => {
    expect(lines()).toHaveLength(5);
  });
});

describe('HTML', () => {
  const html = (files?: FileReport[], run?: (typeof ofTheCall)[], maxFindings = 0) =>
    written((sink) => htmlReporter(sink, { maxFindings }), files, run);

  it('is well-formed, in one piece, and can do nothing', () => {
    const page = html();
    const elements = new Set<string>();
    read(page, {
      startElement: ({ local }, attributes) => {
        elements.add(local);
        for (const { name } of attributes) expect(name.local).not.toMatch(/^(?:on|src|href)/);
      },
    });
    expect(elements).toContain('table');
    for (const element of ['script', 'link', 'img', 'iframe', 'form']) expect(elements).not.toContain(element);
    expect(page).not.toMatch(/url\(|@import/);
  });

  it('does not count what was not fully checked among the files without findings', () => {
    expect(html([partly], [])).toContain('valid as far as checked: 1 of 2 rules not evaluated');
  });

  it('has what a reader of screens needs: language, title, one h1, no level of headings left out, named cells', () => {
    const headings: number[] = [];
    const attributes = new Map<string, string>();
    read(html(), {
      startElement: ({ local }, given) => {
        if (/^h\d$/.test(local)) headings.push(Number(local[1]));
        for (const { name, value } of given) attributes.set(`${local}/${name.local}`, value);
      },
    });
    expect(attributes.get('html/lang')).toBe('en');
    expect(attributes.get('th/scope')).toBe('row');
    expect(headings[0]).toBe(1);
    expect(headings.filter((level) => level === 1)).toHaveLength(1);
    for (const [i, level] of headings.entries()) expect(level - (headings[i - 1] ?? 0)).toBeLessThanOrEqual(1);
    expect(html([good], [])).toContain('<title>The file is valid – teigram</title>');
  });

  it('shows the places, the commonest code first, and what to do', () => {
    const twice = { ...invalid, diagnostics: [...invalid.diagnostics, invalid.diagnostics[3]!] };
    const page = html([good, twice, unusable]);
    expect(page).toContain('<h1>1 of 3 files is valid</h1>');
    expect(page.indexOf('<code>id-duplicate</code>')).toBeLessThan(page.indexOf('<code>element-unknown</code>'));
    expect(page).toContain('&gt; 2 |   &lt;b&gt;1 &amp;amp; "2"&lt;/b&gt;');
    expect(page).toContain('What to do');
    expect(html([twice], [], 2)).toContain('… and 3 more');
  });

  it('stays a page that a browser opens, however much is wrong', () => {
    const many = Array.from({ length: 300 }, () => ({
      ...invalid,
      diagnostics: Array(100).fill(invalid.diagnostics[0]),
    }));
    const page = html(many);
    expect(page.length).toBeLessThan(10_000_000);
    expect(page).toContain('25000 findings more are not on this page');
  });
});

function read(xml: string, handler: XmlHandler): void {
  expect(parseXml(xml, { ...handler, diagnostic: (d) => expect.unreachable(d.message) }).wellFormed).toBe(true);
}

it('the schemas here are of use: they refuse what they should', () => {
  const rnc = readFileSync(new URL('schemas/junit.rnc', import.meta.url), 'utf8');
  const schema = schemaFrom({ text: rnc, uri: 'junit.rnc' }, { cache: false });
  expect(schema.validate('<testsuites><testsuite name="a"/></testsuites>').valid).toBe(false);
  expect(
    new Ajv({ formats: { 'uri-reference': true, uri: true } }).validate(SARIF, { version: '2.1.0', runs: [{}] }),
  ).toBe(false);
});
