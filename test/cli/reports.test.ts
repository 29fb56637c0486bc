import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { call, folder } from './call.js';

const RNG = '<element name="r" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>';

function project() {
  const dir = folder({ 's.rng': RNG, 'in/a.xml': '<r/>', 'in/b.xml': '<r a="1"><b/></r>' });
  const validate = (...args: string[]) =>
    call('validate', join(dir, 'in'), '--schema', join(dir, 's.rng'), '--no-cache', ...args);
  return { dir, at: (name: string) => join(dir, name), validate };
}

describe('validate: --format and --output', () => {
  it('writes several reports of one run, and the one for people still to the terminal', async () => {
    const { at, validate } = project();
    const names = ['json', 'sarif', 'junit', 'html', 'github'];
    const { code, out } = await validate(...names.flatMap((name) => ['--format', `${name}=${at(`out/r.${name}`)}`]));
    expect(code).toBe(1);
    expect(out).toContain('2 files: 2 checked, 1 valid, 1 not valid, 2 errors');
    for (const name of names) expect(readFileSync(at(`out/r.${name}`), 'utf8'), name).toContain('element-unknown');
  });

  it.each(['', '\n', '<r>'])(
    'writes no column before the first, nor an end before its beginning: of %j',
    async (content) => {
      const dir = folder({ 's.rng': RNG, 'd.xml': content });
      const reports = ['github', 'json', 'sarif'].map((format) =>
        call('validate', join(dir, 'd.xml'), '--schema', join(dir, 's.rng'), '--no-cache', '--format', format),
      );
      for (const { out } of await Promise.all(reports)) {
        expect(out).toMatch(/(?:col|column|startColumn)"?[=:]\d/i);
        expect(out).not.toMatch(/(?:col|column|line)"?[=:]0/i);
      }
    },
  );

  it('writes the one report to a file, or to standard output', async () => {
    const { at, validate } = project();
    const toFile = await validate('--format', 'sarif', '--output', at('r.sarif'));
    expect(toFile).toEqual({ code: 1, out: '', err: '' });
    const toOut = await validate('--format', 'sarif');
    expect(toOut.out).toBe(readFileSync(at('r.sarif'), 'utf8'));
    const pretty = await validate('--output', at('r.txt'));
    expect(pretty.out).toBe('');
    expect(readFileSync(at('r.txt'), 'utf8')).toContain('2 files: 2 checked');
  });

  it('asks which goes where when two would go to one place', async () => {
    const { at, validate } = project();
    for (const args of [
      ['--format', 'sarif', '--format', 'junit'],
      ['--format', `sarif=${at('x')}`, '--format', `junit=${at('x')}`],
      ['--format', `sarif=${at('x')}`, '--output', at('x')],
    ]) {
      const outcome = await validate(...args);
      expect(outcome).toMatchObject({ code: 2, out: '', err: expect.stringContaining('error report-target-unclear') });
    }
    expect(existsSync(at('x'))).toBe(false);
  });

  it('refuses formats that it does not know, and files that cannot be written, before any work', async () => {
    const { at, validate } = project();
    expect((await validate('--format', 'xls')).err).toContain('pretty, json, sarif, junit, github, html');
    expect((await validate('--format', 'html=')).code).toBe(2);
    const outcome = await validate('--output', at('s.rng/r.txt'));
    expect(outcome).toMatchObject({ code: 2, out: '', err: expect.stringContaining('error output-not-writable') });
  });
});

describe('validate: --severity and --fail-on', () => {
  const later = '<?xml version="1.1"?><r/>';

  it('reports so bad and worse, and fails on what it is told to', async () => {
    const dir = folder({ 's.rng': RNG, 'a.xml': later, 'bad.xml': '<s/>' });
    const validate = (name: string, ...args: string[]) =>
      call('validate', join(dir, name), '--schema', join(dir, 's.rng'), '--no-cache', ...args);
    const shown = await validate('a.xml');
    expect(shown.code).toBe(0);
    expect(shown.out).toContain('warning xml-');
    const hidden = await validate('a.xml', '--severity', 'error');
    expect(hidden.code).toBe(0);
    expect(hidden.out).not.toContain('warning');
    expect((await validate('a.xml', '--fail-on', 'warning')).code).toBe(1);
    expect((await validate('a.xml', '--fail-on', 'warning', '--severity', 'error')).code).toBe(1);
    expect((await validate('bad.xml', '--fail-on', 'never')).code).toBe(0);
    expect((await validate('gone.xml', '--fail-on', 'never')).code).toBe(2);
  });
});

describe('validate: many findings', () => {
  it('puts what there is most of first', async () => {
    const many = `<r>${'<x/>'.repeat(30)}${'<r/>'.repeat(40)}</r>`;
    const dir = folder({ 's.rng': RNG, 'a.xml': many, 'b.xml': many });
    const { out } = await call('validate', dir, '--schema', join(dir, 's.rng'), '--no-cache', '--max-errors', '5');
    const first = out.split('\n').slice(0, 4);
    expect(first[0]).toContain('not valid, 70 errors');
    expect(first[1]).toMatch(/^ {2}40 × element-/);
    expect(first[2]).toMatch(/^ {2}30 × element-/);
    expect(out).toMatch(/The commonest of all:\n {2}80 × element-\S+\n {2}60 × element-/);
    expect(out).toContain('and 65 more findings');
  });
});
