/** Every folder beside this file is a case; README.md here says how to add one. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type ConvertResult, convert } from '../../src/convert.js';
import { factsOnly } from './facts-only.js';

const here = new URL('./', import.meta.url);
const samples = new URL('../../samples/', import.meta.url);
const cases = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const sampleNames = readdirSync(samples).map((name) => name.replace(/\.txt$/, ''));

test('every sample is a case', () => {
  expect(sampleNames.filter((name) => !cases.includes(name))).toEqual([]);
});

test.each(cases)('%s', (name) => {
  const folder = new URL(`${name}/`, here);
  const own = new URL('input.txt', folder);
  const input = existsSync(own) ? own : new URL(`${name}.txt`, samples);
  const result = convert(readFileSync(input), { file: `${name}.txt` });
  expect({ valid: result.valid, lossless: result.lossless }).toEqual({ valid: true, lossless: true });

  const actual = filesOf(result);
  if (process.env['UPDATE']) for (const [file, content] of actual) writeFileSync(new URL(file, folder), content);
  const expected = new Map(
    readdirSync(folder)
      .filter((file) => file !== 'input.txt')
      .map((file) => [file, readFileSync(new URL(file, folder), 'utf8')]),
  );
  expect([...actual.keys()].sort()).toEqual([...expected.keys()].sort());
  for (const [file, content] of actual) expect(content, `${name}/${file}`).toBe(expected.get(file));
});

/** What a case expects, by file name. */
function filesOf({ documents, diagnostics }: ConvertResult): Map<string, string> {
  const files = new Map(
    documents.map(({ id, xml }): [string, string] => [
      documents.length === 1 ? 'expected.xml' : `expected_${id}.xml`,
      factsOnly(xml),
    ]),
  );
  const findings = diagnostics.map(
    ({ severity, code, line, column, message }) =>
      `${line === undefined ? '' : `${line}:${column} `}${severity} ${code}: ${message}\n`,
  );
  return findings.length === 0 ? files : files.set('diagnostics.txt', findings.join(''));
}
