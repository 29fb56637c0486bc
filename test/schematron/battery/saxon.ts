/** Asks Saxon, in one process for all cases. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { attributeValue } from '../../../src/schematron/tree.js';
import type { WrittenCase } from './case.js';
import { elements, findingLine } from './svrl.js';

/** Debian's package libsaxonhe-java. */
export const SAXON = '/usr/share/java/Saxon-HE.jar';
const JUDGE = fileURLToPath(new URL('judge.xsl', import.meta.url));

export const hasSaxon = existsSync(SAXON) && spawnSync('java', ['-version']).status === 0;

/** What Saxon finds, by the name of the case; last, once a kind, tests that are errors: `! FORG0001`, or another code. */
export function verdictsOf(cases: readonly WrittenCase[], folder: string): Map<string, readonly string[]> {
  const list = join(folder, 'cases.xml');
  const uri = (path: string): string => pathToFileURL(path).href;
  const entries = cases.map(
    ({ name, schema, document, phase = '' }) =>
      `<case name="${name}" schema="${uri(schema)}" document="${uri(document)}" phase="${phase}"/>`,
  );
  writeFileSync(list, `<cases>${entries.join('\n')}</cases>`);
  const options = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', SAXON, 'net.sf.saxon.Transform'];
  const output = execFileSync('java', [...options, '-it:main', `-xsl:${JUDGE}`, `cases=${uri(list)}`], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    // Errors of the cases are in the output, too.
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return read(output);
}

function read(verdicts: string): Map<string, readonly string[]> {
  const found = new Map<string, { readonly lines: string[]; readonly faults: Set<string> }>();
  let current = { lines: [] as string[], faults: new Set<string>() };
  for (const element of elements(verdicts)) {
    const { local } = element.name;
    if (local === 'case') {
      current = { lines: [], faults: new Set() };
      found.set(attributeValue(element, '', 'name')!, current);
    } else if (local === 'error') current.faults.add(`! ${attributeValue(element, '', 'code')}`);
    else {
      const line = findingLine(element);
      if (line !== undefined) current.lines.push(line);
    }
  }
  return new Map([...found].map(([name, { lines, faults }]) => [name, [...lines, ...faults]]));
}
