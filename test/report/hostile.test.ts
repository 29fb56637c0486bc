/** What documents, names and servers can put into a finding, in every format: nothing of it acts, none of it is endless. */
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics.js';
import {
  colors,
  type FileReport,
  githubReporter,
  htmlReporter,
  jsonReporter,
  junitReporter,
  type Limits,
  prettyReporter,
  type Reporter,
  type Sink,
  sarifReporter,
  svrlReporter,
} from '../../src/report/index.js';
import { parseXml } from '../../src/xml/parser.js';
import { written } from './runs.js';

const root = process.cwd();
const plain = colors(false);
const FORMATS: Readonly<Record<string, (sink: Sink, limits?: Limits) => Reporter>> = {
  pretty: (sink, limits) =>
    prettyReporter(sink, {
      ...limits,
      outColors: plain,
      errColors: plain,
      quiet: false,
      findings: 'result',
      verb: 'checked',
    }),
  json: jsonReporter,
  sarif: (sink, limits) => sarifReporter(sink, { root, ...limits }),
  junit: junitReporter,
  github: (sink, limits) => githubReporter(sink, { root, ...limits }),
  html: htmlReporter,
  svrl: svrlReporter,
};
const names = Object.keys(FORMATS);

const NASTY =
  '\x1b[31m\x07\x9b2J\x7f\u202e\u2066\u200f\u061c\u2028\ud800 \n::error::a\n ##[error]b ##vso[task.x]c\r::warning::d';

function nasty(text: string): FileReport {
  const finding: Diagnostic = {
    ...{ severity: 'error', code: 'schema-violation', source: 'libxml2', message: text, file: text, path: text },
    ...{ documentation: text, expected: [text], line: 1, column: 1 },
  };
  const details = { diagnostics: [{ id: text, text }], properties: [{ id: text, role: text, scheme: text, text }] };
  const fired = { kind: 'assert', text, location: text, test: text, ...details } as const;
  return {
    file: text,
    summary: text,
    valid: false,
    outputs: [text],
    diagnostics: [finding, { ...finding, severity: 'warning' }],
    source: () => text,
    schematron: [
      {
        title: text,
        namespaces: new Map([['p', text]]),
        patterns: [{ name: text, fired: [{ context: text, findings: [fired] }] }],
      } as unknown as NonNullable<FileReport['schematron']>[number],
    ],
  };
}

describe.each(names)('%s', (name) => {
  const make = FORMATS[name]!;
  const ofTheCall: Diagnostic = { severity: 'warning', code: 'schema-from-cache', message: NASTY, source: 'run' };

  it('lets nothing act that a finding holds', () => {
    const text = written(make, [nasty(NASTY)], [ofTheCall]);
    expect(text).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/);
    expect(text).not.toMatch(/\p{Surrogate}/u);
    expect(text).not.toMatch(/##\[|##vso\[/);
    const commands = text.split('\n').filter((line) => line.trimStart().startsWith('::'));
    expect(commands).toHaveLength(name === 'github' ? 3 : 0);
  });

  it.each([':', '::', ' :', '::error', '#', '##'])(
    'makes no command of the name %j and what stands beside it',
    (file) => {
      const { diagnostics, ...report } = nasty(file);
      const [finding] = diagnostics;
      const { line: _, column: __, ...placeless } = finding!;
      const text = written(make, [{ ...report, diagnostics: [finding!, placeless] }], [placeless]);
      const commands = text.split('\n').filter((line) => line.trimStart().startsWith('::'));
      expect(commands).toHaveLength(name === 'github' ? 3 : 0);
      expect(text).not.toMatch(/##\[|##vso\[/);
    },
  );

  it('can still be read by its programs', () => {
    const text = written(make, [nasty(NASTY)], [ofTheCall]);
    if (name === 'json') expect(JSON.parse(text).files[0].diagnostics[0].message).toBe(NASTY);
    if (name === 'sarif') expect(JSON.parse(text).runs[0].results[0].message.text).toBe(NASTY);
    if (['junit', 'svrl', 'html'].includes(name)) expect(parseXml(text, {})).toMatchObject({ wellFormed: true });
  });

  it('cuts what is longer than anybody reads', () => {
    expect(written(make, [nasty('x'.repeat(1_000_000))], []).length).toBeLessThan(80_000);
  });

  it('has no more findings in all than it may, and says so', () => {
    const files = Array.from({ length: 4 }, () => nasty('needle'));
    const all = written((sink) => make(sink, { maxTotal: 0 }), files, []);
    const some = written((sink) => make(sink, { maxTotal: 3 }), files, []);
    expect(all).not.toContain('left out');
    expect(some).toMatch(name === 'html' ? /more are not on this page/ : /left out.*max-total/s);
    expect(some.split('needle').length).toBeLessThan(all.split('needle').length);
  });
});
