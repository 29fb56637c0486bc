/**
 * Each folder of fixtures/ is a case: `schema.sch` or `schema.rng`, `document.xml`, perhaps `options.json`, and in
 * `expected.json` what is said of the schema and of the document. `UPDATE_FIXTURES=1` writes the last anew, to be read.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, type LoadOptions, load } from '../../src/schematron/index.js';

const FOLDER = fileURLToPath(new URL('fixtures', import.meta.url));

/** One line a diagnostic: where, how bad, what, and in which words. */
function line({ severity, code, message, line: at, column, path, file }: Diagnostic): string {
  const name = file?.replace(/^.*[\\/]/, '') ?? '';
  const words = message.replaceAll(`${FOLDER}/`, '').replaceAll(/[^ ]*fixtures\/[a-z0-9-]+\//g, '');
  return `${name}:${at}:${column} ${severity} ${code} ${path ?? ''} | ${words}`;
}

describe('Schematron', () => {
  it.each(readdirSync(FOLDER))('%s', async (name) => {
    const folder = `${FOLDER}/${name}`;
    const schema = ['schema.sch', 'schema.rng'].map((file) => `${folder}/${file}`).find((path) => existsSync(path))!;
    const options: LoadOptions = existsSync(`${folder}/options.json`)
      ? (JSON.parse(readFileSync(`${folder}/options.json`, 'utf8')) as LoadOptions)
      : {};
    const loaded = await load(schema, options);
    const result = loaded.schema?.validate(readFileSync(`${folder}/document.xml`), { file: 'document.xml' });
    const found = {
      schema: loaded.diagnostics.map(line),
      document: result?.diagnostics.map(line) ?? 'not checked',
    };
    const path = `${folder}/expected.json`;
    if (process.env['UPDATE_FIXTURES'] === '1') writeFileSync(path, `${JSON.stringify(found, null, 2)}\n`);
    expect(found).toEqual(JSON.parse(readFileSync(path, 'utf8')));
  });
});
