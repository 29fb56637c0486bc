/** Reports of hostile findings: each format can be read by what reads it, and none moves a terminal's cursor. */
import type { Diagnostic } from '../../../src/diagnostics.js';
import {
  colors,
  type FileReport,
  githubReporter,
  htmlReporter,
  jsonReporter,
  junitReporter,
  prettyReporter,
  type Reporter,
  type Sink,
  sarifReporter,
  svrlReporter,
} from '../../../src/report/index.js';
import { parseXml } from '../../../src/xml/parser.js';
import type { Target } from '../target.js';

const plain = colors(false);
const FORMATS: Readonly<Record<string, { make(sink: Sink): Reporter; fault(text: string): string | undefined }>> = {
  json: { make: (sink) => jsonReporter(sink), fault: noJson },
  sarif: { make: (sink) => sarifReporter(sink, { root: '/root', maxFindings: 0 }), fault: noJson },
  junit: { make: (sink) => junitReporter(sink), fault: noXml },
  svrl: { make: (sink) => svrlReporter(sink), fault: noXml },
  html: { make: (sink) => htmlReporter(sink, { maxFindings: 0 }), fault: noXml },
  github: { make: (sink) => githubReporter(sink, { root: '/root', maxFindings: 0 }), fault: noCommands },
  pretty: {
    make: (sink) =>
      prettyReporter(sink, {
        outColors: plain,
        errColors: plain,
        quiet: false,
        findings: 'result',
        verb: 'checked',
        maxFindings: 0,
      }),
    fault: () => undefined,
  },
};
/** What no format may hold as it is. */
const RAW = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/;
/** What none but GitHub's may hold. */
const COMMAND = /^[^\S\n]*::|##\[|##vso\[/m;
/** Parts the pieces of an input. */
const MARK = '¦';

export const xmlReport: Target = {
  name: 'xml-report',
  promise: 'each format can be read by what reads it, and holds neither control characters nor commands of a runner',
  seeds: [
    'The schema has no <b>.¦a.xml¦/r/b[1]¦x¦marks <b>.¦<r>\n<b/></r>',
    'one\ntwo\r::error::x¦d,e: é%.xml¦/r/@a¦]]>¦%0A¦text',
    '\u001b[31mred¦../x\u0000.xml¦/\u202e¦😀¦\ud800¦&amp;',
  ],
  dictionary: [
    MARK,
    '<',
    '>',
    '&',
    '"',
    "'",
    ']]>',
    '-->',
    '<!--',
    '<script>',
    '::',
    '\n::error::',
    '%0A',
    '%',
    ',',
    '\r',
    '\n',
    '\u0000',
    '\u0007',
    '\u001b[2J',
    '\u009b',
    '\u0085',
    '\u2028',
    '\u202e',
    '\ud800',
    '\udc00',
    '\uffff',
    '😀',
    '\\',
    '/',
    '..',
    'C:\\',
    'file:///',
    '?',
    '#',
  ],
  check(input) {
    const [message = '', file = '', path = '', expected = '', documentation = '', source = ''] = input.split(MARK);
    const common = { message, file, path, expected: [expected], documentation };
    const found: Diagnostic[] = [
      {
        ...common,
        severity: 'error',
        code: 'element-unknown',
        line: 1,
        column: 1 + (input.length % 7),
        endLine: 1 + (input.length % 3),
        endColumn: 2,
        source: 'relaxng',
      },
      { ...common, severity: 'warning', code: 'schematron-assert', line: 2, source: 'schematron' },
      { severity: 'error', code: 'file-unreadable', message, source: 'input' },
    ];
    const finding = {
      kind: 'assert' as const,
      test: expected,
      id: path,
      role: message,
      flag: file,
      severity: message,
      see: documentation,
      text: message,
      diagnostics: [{ id: path, text: source }],
      properties: [{ id: path, role: message, scheme: file, text: source }],
      location: path,
      diagnostic: found[1]!,
    };
    const rule = { id: path, context: expected, role: message, flag: file, location: path, findings: [finding] };
    const output = {
      title: message,
      schemaVersion: file,
      phase: path,
      namespaces: new Map([['n', expected]]),
      patterns: [{ id: path, isGroup: true, name: message, fired: [rule] }],
    };
    const report: FileReport = {
      file,
      summary: message,
      valid: false,
      outputs: [path],
      diagnostics: found,
      schematron: [output],
      source: () => source,
    };
    for (const [name, { make, fault }] of Object.entries(FORMATS)) {
      let out = '';
      let err = '';
      const reporter = make({
        out: (text) => {
          out += text;
        },
        err: (text) => {
          err += text;
        },
      });
      reporter.run({ severity: 'warning', code: 'file-not-found', message, file, source: 'run' });
      reporter.file(report);
      reporter.file({ file, diagnostics: found });
      reporter.end();
      const said = out + err;
      const isCommand = COMMAND.test(name === 'github' ? err : said);
      const broken =
        fault(out) ?? (RAW.test(said) ? 'a control character' : isCommand ? 'a command of a runner' : undefined);
      if (broken !== undefined) return `${name}: ${broken}`;
    }
    return undefined;
  },
};

function noJson(text: string): string | undefined {
  JSON.parse(text);
  return undefined;
}

function noXml(text: string): string | undefined {
  let fault: string | undefined;
  parseXml(text, {
    diagnostic: ({ severity, message }) => {
      if (severity === 'error') fault = message;
    },
  });
  return fault;
}

/** Each line is a command but the last, which counts. */
function noCommands(text: string): string | undefined {
  const lines = text.split('\n').slice(0, -2);
  return lines.length === 7 && lines.every((line) => /^::(?:error|warning|notice) /.test(line))
    ? undefined
    : 'lines that are no commands, or too many';
}
