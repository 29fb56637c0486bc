import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CLI, call, folder } from './call.js';

const RNC = 'element r { element n { xsd:integer }* }';

/** A run that watches; `next` gives what it prints up to the line that says that it waits. */
function watching(dir: string, ...args: string[]) {
  const child = spawn(process.execPath, [CLI, 'validate', ...args, '--watch', '--no-cache'], { cwd: dir });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  let wake = () => {};
  const hear = (piece: string) => {
    text += piece;
    wake();
  };
  child.stdout.setEncoding('utf8').on('data', hear);
  child.stderr.setEncoding('utf8').on('data', hear);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return {
    async next(): Promise<string> {
      for (;;) {
        const end = text.indexOf('Ctrl-C ends it.\n');
        if (end !== -1) {
          const said = text.slice(0, end);
          text = text.slice(end + 16);
          return said;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    stop(): Promise<number | null> {
      child.kill('SIGINT');
      return ended;
    },
  };
}

describe.skipIf(process.platform === 'win32')('validate --watch', () => {
  it('checks what changes, and everything when the schema does', async () => {
    const dir = folder({ 'schema/s.rnc': RNC, 'in/a.xml': '<r><n>1</n></r>', 'in/sub/b.xml': '<r/>' });
    const run = watching(dir, 'in', '-s', 'schema/s.rnc');
    expect(await run.next()).toContain('2 files: 2 checked, all valid');
    writeFileSync(join(dir, 'in/sub/b.xml'), '<r><n>one</n></r>');
    const second = await run.next();
    expect(second).toContain('in/sub/b.xml:1:7: error');
    expect(second).toContain('1 file: 1 checked, 0 valid');
    writeFileSync(join(dir, 'in/c.xml'), '<r/>');
    expect(await run.next()).toContain('✓ in/c.xml');
    writeFileSync(join(dir, 'schema/s.rnc'), 'element r { element n { text }* }');
    expect(await run.next()).toContain('3 files: 3 checked, all valid');
    writeFileSync(join(dir, 'schema/s.rnc'), 'element r {');
    expect(await run.next()).toContain('schema/s.rnc');
    writeFileSync(join(dir, 'schema/s.rnc'), RNC);
    expect(await run.next()).toContain('3 files: 3 checked, 2 valid');
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
