/**
 * SVRL, Schematron's own language of reports (ISO/IEC 19757-3, annex D). It is made for one document; where a run has
 * more, each pattern names the document that it was active on, as the language allows.
 */
import { pathToFileURL } from 'node:url';
import type { ActivePattern, Finding, FiredRule, SchematronOutput } from '../schematron/index.js';
import { shortened } from '../shown.js';
import { Allowance, type Limits, tellableFile } from './limits.js';
import { xmlAttribute, xmlText } from './markup.js';
import { type Reporter, type Sink, verdictOf } from './report.js';

/** In UTF-16 code units: a text or a test, of which nobody reads more. */
const LONGEST = 4_000;
/** The same of a rule that fired and found nothing. */
const FIRED = 100;

/** @param limits `maxTotal` counts failed assertions and successful reports. */
export function svrlReporter(sink: Sink, limits: Limits = {}): Reporter {
  const allowance = new Allowance(limits);
  // What stands in front of all patterns is only known after them.
  const body: string[] = [];
  const namespaces = new Map<string, string>();
  let head: SchematronOutput | undefined;
  return {
    file(report) {
      const { file, schematron = [] } = tellableFile(report);
      // The language has no word for it.
      if (report.checked === 'partly') {
        const said = `${file}: ${verdictOf(report)}`;
        if (allowance.takeRoom(said.length)) body.push(comment(said));
      }
      for (const output of schematron) {
        head ??= output;
        for (const [prefix, uri] of output.namespaces) if (!namespaces.has(prefix)) namespaces.set(prefix, uri);
        for (const pattern of output.patterns) body.push(active(pattern, file, allowance));
      }
    },
    run() {
      // The language has no place for it.
    },
    end() {
      const { title, phase, schemaVersion } = head ?? {};
      const own = attributes({ title, phase, schemaVersion });
      sink.out(
        `<?xml version="1.0" encoding="UTF-8"?>\n<svrl:schematron-output xmlns:svrl="http://purl.oclc.org/dsdl/svrl"${own}>\n`,
      );
      for (const [prefix, uri] of namespaces) {
        sink.out(`  <svrl:ns-prefix-in-attribute-values${attributes({ prefix, uri })}/>\n`);
      }
      for (const part of body) sink.out(part);
      if (allowance.note !== undefined) sink.out(comment(allowance.note));
      sink.out('</svrl:schematron-output>\n');
    },
  };
}

function comment(text: string): string {
  return `  <!-- ${xmlText(text).replaceAll('--', '- -').replaceAll('--', '- -')} -->\n`;
}

function active({ id, name, isGroup, fired }: ActivePattern, file: string, allowance: Allowance): string {
  const documents = pathToFileURL(file).href;
  // A rule fires at every element that it is about.
  const rules = fired.filter(({ findings }) => findings.length > 0 || allowance.takeRoom(FIRED));
  const element = isGroup ? 'active-group' : 'active-pattern';
  return `  <svrl:${element}${attributes({ id, name, documents })}/>\n${rules.map((rule) => firedRule(rule, allowance)).join('')}`;
}

function firedRule({ id, context, role, flag, findings }: FiredRule, allowance: Allowance): string {
  const told = findings.filter(({ text, test, location }) =>
    allowance.takeText(Math.min(text.length, LONGEST) + Math.min(test.length, LONGEST) + location.length),
  );
  return `  <svrl:fired-rule${attributes({ id, context, role, flag })}/>\n${told.map(finding).join('')}`;
}

function finding(found: Finding): string {
  const { kind, id, location, test, role, flag, severity, see, text, diagnostics, properties } = found;
  const element = kind === 'assert' ? 'svrl:failed-assert' : 'svrl:successful-report';
  const references = diagnostics.map(
    ({ id: diagnostic, text }) =>
      `    <svrl:diagnostic-reference${attributes({ diagnostic })}>${xmlText(shortened(text, LONGEST))}</svrl:diagnostic-reference>\n`,
  );
  const said = properties.map(
    ({ id: property, role, scheme, text }) =>
      `    <svrl:property-reference${attributes({ property, role, scheme })}><svrl:text>${xmlText(shortened(text, LONGEST))}</svrl:text></svrl:property-reference>\n`,
  );
  return [
    `  <${element}${attributes({ id, location, test, role, flag, severity, see })}>\n`,
    ...references,
    ...said,
    `    <svrl:text>${xmlText(shortened(text, LONGEST))}</svrl:text>\n  </${element}>\n`,
  ].join('');
}

function attributes(values: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(values)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${xmlAttribute(shortened(value, LONGEST))}"`))
    .join('');
}
