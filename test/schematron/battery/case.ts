/** The form of a case of the battery, and its files on a disk. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface BatteryCase {
  /** Unlike that of any other case. */
  readonly name: string;
  /** What stands in `<schema>`, or the whole file where `schemaFile` is no `.sch`. */
  readonly schema: string;
  /** `xslt2` where it is left out; an empty one is not written. */
  readonly binding?: string;
  /** More attributes of `<schema>`. */
  readonly attributes?: string;
  /** Namespace of the schema's elements, if not that of the standard. */
  readonly namespace?: string;
  readonly xml: string;
  /** What schema or document may name, by path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly schemaFile?: string;
  readonly documentFile?: string;
  readonly phase?: string;
  /**
   * What is found, pattern by pattern and in document order: `/box/item[2]: its message [id=a role=b]`; `!` for a test
   * that has no value but an error.
   */
  readonly finds: readonly string[];
  /** Why Saxon is not asked: the findings are what the standard's words say. */
  readonly unjudged?: string;
}

/** Where the files of a case lie. */
export interface WrittenCase {
  readonly name: string;
  readonly schema: string;
  readonly document: string;
  readonly phase: string | undefined;
}

const SCHEMATRON = 'http://purl.oclc.org/dsdl/schematron';
/** Every case has these prefixes, and may declare more. */
export const PREFIXES = {
  xs: 'http://www.w3.org/2001/XMLSchema',
  fn: 'http://www.w3.org/2005/xpath-functions',
  map: 'http://www.w3.org/2005/xpath-functions/map',
  array: 'http://www.w3.org/2005/xpath-functions/array',
  math: 'http://www.w3.org/2005/xpath-functions/math',
  p: 'urn:p',
  f: 'urn:f',
};

const DECLARED = Object.entries(PREFIXES)
  .map(([prefix, uri]) => `<ns prefix="${prefix}" uri="${uri}"/>`)
  .join('');

/** Writes the files of each case into a folder of its own. */
export function writeCases(cases: readonly BatteryCase[], folder: string): WrittenCase[] {
  return cases.map((given) => {
    const { name, xml, files = {}, schemaFile = 's.sch', documentFile = 'd.xml', phase } = given;
    const [schema, document] = [join(folder, name, schemaFile), join(folder, name, documentFile)];
    const contents = Object.entries(files).map(([path, text]) => [join(folder, name, path), text] as const);
    for (const [path, text] of [[schema, schemaText(given)], [document, xml], ...contents] as const) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    return { name, schema, document, phase };
  });
}

function schemaText({ schema, schemaFile, binding = 'xslt2', attributes = '', namespace = SCHEMATRON }: BatteryCase) {
  if (schemaFile !== undefined && !schemaFile.endsWith('.sch')) return schema;
  const query = binding === '' ? '' : ` queryBinding="${binding}"`;
  const xsl = 'xmlns:xsl="http://www.w3.org/1999/XSL/Transform"';
  return `<schema xmlns="${namespace}" ${xsl}${query} ${attributes}>\n${DECLARED}\n${schema}\n</schema>`;
}

/** An assertion about the text of each `<v>`, which says it where it does not hold. */
export function each(name: string, test: string, right: readonly string[], wrong: readonly string[]): BatteryCase {
  return {
    name,
    schema: pattern(rule('v', assert(test))),
    xml: `<box>${[...right, ...wrong].map((text) => `<v>${text}</v>`).join('')}</box>`,
    finds: wrong.map((text, i) => `/box/v${position(right.length + i + 1)}: ${collapsed(unescaped(text))}`),
  };
}

/** What expressions give at the root element. */
export function gives(
  name: string,
  xml: string,
  values: readonly (readonly [expression: string, value: string])[],
): BatteryCase {
  const root = xml.startsWith('<p:') ? '/Q{urn:p}box' : '/box';
  return {
    name,
    binding: 'xslt3',
    schema: pattern(rule('/*', ...values.map(([expression]) => value(expression)))),
    xml,
    finds: values.map(([, wanted]) => `${root}: ${wanted}`),
  };
}

function position(n: number): string {
  return n === 1 ? '' : `[${n}]`;
}

function collapsed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#13;', '\r');
}

/** `<rule>` with content. */
export function rule(context: string, ...content: readonly string[]): string {
  return `<rule context="${escaped(context)}">${content.join('\n')}</rule>`;
}

export function pattern(...content: readonly string[]): string {
  return `<pattern>${content.join('\n')}</pattern>`;
}

export function assert(test: string, message = '<value-of select="."/>'): string {
  return `<assert test="${escaped(test)}">${message}</assert>`;
}

export function report(test: string, message = '<value-of select="."/>'): string {
  return `<report test="${escaped(test)}">${message}</report>`;
}

/** A report of what an expression gives. */
export function value(expression: string): string {
  return report('true()', `<value-of select="${escaped(expression)}"/>`);
}

function escaped(expression: string): string {
  return expression.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
