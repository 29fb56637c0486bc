import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { call, folder } from './call.js';
import { following } from './following.js';

const RNC = 'element r { element n { xsd:integer }* }';

/** A run of `validate` that watches. */
const watching = (dir: string, ...args: string[]) => following(dir, 'validate', ...args, '--watch', '--no-cache');

describe.skipIf(process.platform === 'win32')('validate --watch', () => {
  it('checks what changes, and everything when the schema does', async () => {
    const dir = folder({ 'schema/s.rnc': RNC, 'in/a.xml': '<r><n>1</n></r>', 'in/sub/b.xml': '<r/>' });
    const run = watching(dir, 'in', '-s', 'schema/s.rnc');
    await run.says('2 files: 2 checked, all valid');
    writeFileSync(join(dir, 'in/sub/b.xml'), '<r><n>one</n></r>');
    await run.says('in/sub/b.xml:1:7: error', '1 file: 1 checked, 0 valid');
    writeFileSync(join(dir, 'in/c.xml'), '<r/>');
    await run.says('✓ in/c.xml', '1 file: 1 checked');
    writeFileSync(join(dir, 'schema/s.rnc'), 'element r { element n { text }* }');
    await run.says('3 files: 3 checked, all valid');
    writeFileSync(join(dir, 'schema/s.rnc'), 'element r {');
    expect(await run.says('schema/s.rnc')).not.toContain('checked');
    writeFileSync(join(dir, 'schema/s.rnc'), RNC);
    await run.says('3 files: 3 checked, 2 valid');
    expect(await run.stop()).toBe(1);
  });

  it('knows the ids of all files of an edition, also where only one is checked again', async () => {
    const rnc = 'element r { attribute xml:id { xsd:ID }?, attribute to { xsd:anyURI }? }';
    const dir = folder({ 's.rnc': rnc, 'in/a.xml': '<r/>', 'in/b.xml': '<r xml:id="b"/>' });
    const run = watching(dir, 'in', '-s', 's.rnc', '--corpus');
    await run.says('2 files: 2 checked, all valid');
    writeFileSync(join(dir, 'in/a.xml'), '<r to="b.xml#gone"/>');
    await run.says('nothing in in/b.xml has the xml:id "gone"', '1 file: 1 checked');
    expect(await run.stop()).toBe(1);
  });

  it('takes no report but the one on the terminal', async () => {
    const dir = folder({ 's.rnc': RNC, 'a.xml': '<r/>' });
    for (const args of [
      ['--format', 'json'],
      ['--output', join(dir, 'x')],
      ['--format', `html=${join(dir, 'x')}`],
    ]) {
      const outcome = await call('validate', join(dir, 'a.xml'), '-s', join(dir, 's.rnc'), '--watch', ...args);
      expect(outcome).toMatchObject({ code: 2, err: expect.stringContaining('--watch') });
    }
  });
});
