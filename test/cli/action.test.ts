import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { call, folder, spawned } from './call.js';

const SCRIPT = fileURLToPath(new URL('../../scripts/action.mjs', import.meta.url));
const root = fileURLToPath(new URL('../../', import.meta.url));
const RNC = 'element r { empty }';
const MODEL = '<?xml-model href="../s.rnc" type="application/relax-ng-compact-syntax"?>';

/** A repository of TEI with one commit. */
function repository() {
  const dir = folder({
    's.rnc': RNC,
    'tei/a.xml': `${MODEL}<r/>`,
    'tei/b, c.xml': `${MODEL}<bad/>`,
    'other/x.xml': '<x/>',
  });
  const git = (...args: string[]) => {
    const identity = ['-c', 'user.name=T', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false'];
    const { status, stdout, stderr } = spawnSync('git', [...identity, ...args], { cwd: dir, encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    return stdout.trim();
  };
  git('init', '-q');
  const commit = () => {
    git('add', '-A');
    git('commit', '-q', '-m', 'x');
    return git('rev-parse', 'HEAD');
  };
  const first = commit();
  const run = (inputs: Readonly<Record<string, string>>, event?: object) => {
    const path = join(folder(), 'event.json');
    writeFileSync(path, JSON.stringify(event ?? {}));
    const env = { ...process.env, GITHUB_EVENT_PATH: path, GITHUB_WORKSPACE: dir, INPUT_FILES: 'tei', ...inputs };
    const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT], { cwd: dir, env, encoding: 'utf8' });
    return { status, stdout, stderr };
  };
  return { dir, first, commit, run };
}

describe('the action', () => {
  it('checks all files, annotates what is wrong, and writes SARIF where asked', () => {
    const { dir, run } = repository();
    const { status, stdout } = run({ INPUT_SARIF: 'out.sarif' });
    expect(status).toBe(1);
    expect(stdout).toContain('::error file=tei/b%2C c.xml,line=1');
    expect(stdout).toContain('2 files, 1 valid');
    expect(JSON.parse(readFileSync(join(dir, 'out.sarif'), 'utf8')).runs[0].results).toHaveLength(1);
    expect(run({ INPUT_FAIL_ON: 'never' }).status).toBe(0);
    expect(
      run({ INPUT_FILES: 'tei/a.xml\nother', INPUT_SCHEMA: 's.rnc', INPUT_ARGS: '--no-pointers\n--severity\nerror' })
        .stdout,
    ).toContain('2 files');
  });

  it('checks only what a pull request or a push has changed', () => {
    const { dir, first, commit, run } = repository();
    writeFileSync(join(dir, 'tei/new [1].xml'), `${MODEL}<worse/>`);
    writeFileSync(join(dir, 'other/y.xml'), '<y/>');
    rmSync(join(dir, 'tei/a.xml'));
    commit();
    for (const event of [{ pull_request: { base: { sha: first } } }, { before: first }]) {
      const { status, stdout } = run({ INPUT_CHANGED_ONLY: 'true' }, event);
      expect(status).toBe(1);
      expect(stdout).toContain('file=tei/new [1].xml');
      expect(stdout).toContain('1 file, 0 valid');
    }
  });

  it('checks nothing where no document has changed, and everything where a schema has', () => {
    const { dir, first, commit, run } = repository();
    writeFileSync(join(dir, 'README.md'), 'x');
    const second = commit();
    expect(run({ INPUT_CHANGED_ONLY: 'true' }, { before: first })).toMatchObject({
      status: 0,
      stdout: 'No XML file has changed.\n',
    });
    writeFileSync(join(dir, 's.rnc'), `${RNC} `);
    commit();
    expect(run({ INPUT_CHANGED_ONLY: 'true' }, { before: second }).stdout).toContain('2 files');
  });

  it('checks everything where the state before is not known', () => {
    const { run } = repository();
    for (const before of ['0'.repeat(40), 'a'.repeat(40), '--output=x', undefined]) {
      expect(run({ INPUT_CHANGED_ONLY: 'true' }, { before }).stdout).toContain('2 files');
    }
  });

  it('is described with the inputs that it reads, and puts none of them into a command', () => {
    const description = readFileSync(join(root, 'action.yml'), 'utf8');
    const script = readFileSync(SCRIPT, 'utf8');
    const inputs = description.slice(0, description.indexOf('\nruns:'));
    const described = [...inputs.matchAll(/^ {2}([a-z-]+):$/gm)].map(([, name]) => name!);
    expect(described).toEqual(['files', 'changed-only', 'schema', 'fail-on', 'sarif', 'args']);
    for (const name of described) {
      const variable = `INPUT_${name.toUpperCase().replaceAll('-', '_')}`;
      expect(description).toContain(`${variable}: \${{ inputs.${name} }}`);
      expect(script).toContain(`env.${variable}`);
    }
    for (const line of description.split('\n')) if (/\brun:/.test(line)) expect(line).not.toContain('${{');
  });
});

describe('validate --files-from', () => {
  it.each(['\n', '\r\n', '\0'])('reads names with %j between them, as they are', async (separator) => {
    const dir = folder({ 's.rnc': RNC, 'a [1].xml': '<r/>', 'b.xml': '<r/>' });
    writeFileSync(join(dir, 'list'), ['a [1].xml', 'b.xml', ''].join(separator));
    const { code, out } = await spawned(['validate', '-s', 's.rnc', '--files-from', 'list', '--no-cache'], {
      cwd: dir,
    });
    expect(code).toBe(0);
    expect(out).toContain('2 files: 2 checked');
  });

  it('is good where the list is empty, and refused where it cannot be read or nothing is named at all', async () => {
    const dir = folder({ list: '', 's.rnc': RNC });
    expect((await call('validate', '-s', join(dir, 's.rnc'), '--files-from', join(dir, 'list'))).code).toBe(0);
    expect(await call('validate', '--files-from', join(dir, 'gone'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('file-unreadable'),
    });
    expect(await call('validate')).toMatchObject({ code: 2, err: expect.stringContaining('Which files?') });
  });
});
