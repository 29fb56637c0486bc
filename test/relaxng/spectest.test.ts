import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileGrammar } from '../../src/relaxng/schema/compile.js';
import { loadSyntaxSync } from '../../src/relaxng/schema/load.js';
import { Schema } from '../../src/relaxng/schema.js';
import { readSuite, type SpecCase } from './spectest-suite.js';

const SUITE = new URL('../../../shared/relaxng/spectest.xml', import.meta.url);
const BASE = 'file:///spectest/';

/** The schema compiled, or undefined if it is refused. */
function compile(text: string, resources: SpecCase['resources']): Schema | undefined {
  const resolve = (uri: string): string | undefined => resources.get(decodeURIComponent(uri.slice(BASE.length)));
  const { root, references, diagnostics } = loadSyntaxSync({ text, uri: `${BASE}schema.rng` }, { resolve });
  if (root === undefined || diagnostics.some(({ severity }) => severity === 'error')) return undefined;
  const { start, builder, diagnostics: faults } = compileGrammar(root, references);
  return faults.some(({ severity }) => severity === 'error') ? undefined : new Schema(builder, start);
}

describe.skipIf(!existsSync(SUITE))('James Clark’s RELAX NG test suite (../shared/relaxng/spectest.xml)', () => {
  const cases = existsSync(SUITE) ? readSuite(readFileSync(SUITE, 'utf8')) : [];

  it('is there whole', () => {
    expect(cases.flatMap(({ schemas }) => schemas)).toHaveLength(385);
    expect(cases.flatMap(({ documents }) => documents)).toHaveLength(580);
  });

  for (const { number, section, resources, schemas, documents } of cases) {
    it(`case ${number} (section ${section || 'not given'})`, () => {
      for (const { text, correct } of schemas) {
        const schema = compile(text, resources);
        expect(schema !== undefined, `schema correct? ${text}`).toBe(correct);
        for (const document of documents) {
          const valid = schema?.validateSync(document.text).valid;
          expect(valid, `document valid? ${document.text} against ${text}`).toBe(document.valid);
        }
      }
    });
  }
});
