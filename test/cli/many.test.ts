import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { InputFile } from '../../src/files/inputs.js';
import type { CheckedFile } from '../../src/validate/files.js';
import { untilWorthThreads } from '../../src/validate/run.js';
import { CLI, folder, spawned } from './call.js';

const RNG = `<element name="r" xmlns="http://relaxng.org/ns/structure/1.0" xmlns:s="http://purl.oclc.org/dsdl/schematron">
  <s:pattern><s:rule context="n"><s:report test="collection('x')">Never.</s:report><s:assert test=". != '7'">No sevens.</s:assert></s:rule></s:pattern>
  <zeroOrMore><element name="n"><text/></element></zeroOrMore></element>`;

/** Files of very different lengths, so that threads finish out of order; every third is not valid, every fifth has a seven. */
function files(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => {
      const name = `in/${String(i).padStart(4, '0')}.xml`;
      const padding = '<n>1</n>'.repeat(i % 10 === 0 ? 5_000 : 1);
      return [name, `<r>${padding}${i % 3 === 0 ? '<x/>' : ''}${i % 5 === 0 ? '<n>7</n>' : ''}</r>`];
    }),
  );
}

describe('validate: many files', () => {
  it('gives the same bytes on one thread and on several', async () => {
    const dir = folder({ 's.rng': RNG, ...files(120) });
    const run = async (jobs: string) => {
      const formats = ['pretty', `json=${jobs}.json`, `svrl=${jobs}.svrl`].flatMap((format) => ['--format', format]);
      const outcome = await spawned(
        ['validate', 'in', '-s', 's.rng', '--schematron', '--pointers', '--no-cache', '--jobs', jobs, ...formats],
        { cwd: dir },
      );
      const reports = ['json', 'svrl'].map((format) => readFileSync(join(dir, `${jobs}.${format}`), 'utf8'));
      return { ...outcome, reports };
    };
    const alone = await run('1');
    const { out, err, ...shared } = await run('3');
    expect({ out, err, ...shared }).toEqual(alone);
    expect(alone.code).toBe(1);
    expect(out).toContain('120 files: 120 checked, 64 valid, 56 not valid, 120 not fully checked, 64 errors');
    expect(err.match(/warning schematron-not-evaluable/g)).toHaveLength(1);
    expect(out).toContain('<x/>');
  });

  it('starts threads in the middle of the list, where what is left is worth it', async () => {
    const inputs: InputFile[] = Array.from({ length: 500 }, (_, i) => ({
      path: `/${i}`,
      display: `${i}`,
      layout: `${i}`,
    }));
    const check = (where: string) =>
      async function* (some: readonly InputFile[]): AsyncGenerator<CheckedFile> {
        for (const file of some) yield { file, schemas: [where], report: { file: file.display, diagnostics: [] } };
      };
    const run = async (worth: number, threads: boolean) => {
      const checked: CheckedFile[] = [];
      const onThreads = async (left: readonly InputFile[]) => (threads ? check('threads')(left) : undefined);
      for await (const one of untilWorthThreads(inputs, check('here'), onThreads, () => false, worth))
        checked.push(one);
      expect(checked.map(({ file }) => file)).toEqual(inputs);
      return checked.findIndex(({ schemas }) => schemas[0] === 'threads');
    };
    expect(await run(0, true)).toBe(100);
    expect(await run(Number.POSITIVE_INFINITY, true)).toBe(-1);
    expect(await run(0, false)).toBe(-1);
  });
});

describe.skipIf(process.platform === 'win32')('validate: Ctrl-C', () => {
  /** Interrupts a run as soon as it has said something of a file. */
  function interrupted(
    dir: string,
    args: readonly string[],
  ): Promise<{ code: number | null; out: string; err: string }> {
    return new Promise((resolve, reject) => {
      const child = spawn(
        process.execPath,
        [CLI, 'validate', 'in', '-s', 's.rng', '--schematron', '--pointers', '--no-cache', ...args],
        {
          cwd: dir,
        },
      );
      let out = '';
      let err = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        if (out === '') child.kill('SIGINT');
        out += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        err += text;
      });
      child.on('error', reject).on('close', (code) => resolve({ code, out, err }));
    });
  }

  it.each(['1', '2'])('leaves complete reports of what was done, with %s threads', async (jobs) => {
    const many = Object.fromEntries(
      Array.from({ length: 400 }, (_, i) => [
        `in/${String(i).padStart(4, '0')}.xml`,
        `<r>${'<n>1</n>'.repeat(20_000)}</r>`,
      ]),
    );
    const dir = folder({ 's.rng': RNG, ...many });
    const { code, out, err } = await interrupted(dir, [
      '--jobs',
      jobs,
      '--format',
      'pretty',
      '--format',
      'json=r.json',
      '--format',
      'sarif=r.sarif',
    ]);
    expect(code).toBe(130);
    expect(err).toContain('warning run-interrupted');
    const report = JSON.parse(readFileSync(join(dir, 'r.json'), 'utf8'));
    const done = report.files.length;
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(400);
    expect(out.match(/^[✓?] in/gm)).toHaveLength(done);
    expect(out).toMatch(new RegExp(`${done} files?: ${done} checked`));
    expect(report.files.map(({ file }: { file: string }) => file)).toEqual(Object.keys(many).slice(0, done));
    expect(JSON.parse(readFileSync(join(dir, 'r.sarif'), 'utf8')).version).toBe('2.1.0');
    expect(existsSync(join(dir, 'r.json'))).toBe(true);
  });
});
