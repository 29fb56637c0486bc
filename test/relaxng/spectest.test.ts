import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadSync, type RelaxngSchema } from '../../src/relaxng/index.js';
import { readSuite, type SpecCase } from './spectest-suite.js';

const SUITE = new URL('../../../shared/relaxng/spectest.xml', import.meta.url);
const BASE = 'file:///spectest/';

/** The schema, or undefined if it is refused. */
function load(text: string, resources: SpecCase['resources']): RelaxngSchema | undefined {
  const resolve = (uri: string): string => {
    const content = resources.get(decodeURIComponent(uri.slice(BASE.length)));
    if (content === undefined) throw new Error('not in the suite');
    return content;
  };
  return loadSync({ text, uri: `${BASE}schema.rng` }, { resolve, cache: false }).schema;
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
        const schema = load(text, resources);
        expect(schema !== undefined, `schema correct? ${text}`).toBe(correct);
        for (const document of documents) {
          const valid = schema?.validate(document.text).valid;
          expect(valid, `document valid? ${document.text} against ${text}`).toBe(document.valid);
        }
      }
    });
  }
});
