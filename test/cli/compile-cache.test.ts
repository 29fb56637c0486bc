import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const CLI = new URL('../../dist/cli.js', import.meta.url).pathname;

describe.skipIf(!('enableCompileCache' in nodeModule))('the compiled code that is kept', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'teigram-code-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const run = (...args: string[]) =>
    spawnSync(process.execPath, [CLI, ...args], { env: { ...process.env, XDG_CACHE_HOME: folder }, encoding: 'utf8' });
  const code = () => join(folder, 'teigram', 'code');

  it('lies in the folder of the user that others cannot write to', () => {
    expect(run('explain', 'file-not-found').status).toBe(0);
    expect(readdirSync(code())).not.toEqual([]);
  });

  it('is none where nothing is to be kept', () => {
    expect(run('validate', '--no-cache', 'nowhere.xml').status).toBe(2);
    expect(existsSync(code())).toBe(false);
  });

  it('is none in a folder that others may write to', () => {
    mkdirSync(code(), { recursive: true });
    chmodSync(join(folder, 'teigram'), 0o777);
    expect(run('explain', 'file-not-found').status).toBe(0);
    expect(readdirSync(code())).toEqual([]);
  });
});
