import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folders: string[] = [];
const SCHEMA = 'element letter { element line { text }+ }';
const GOOD = '<letter><line>Dear friend</line></letter>';
const BAD = '<letter><verse>Dear friend</verse></letter>';

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A repository with one commit for each set of files. */
function repository(...commits: readonly Readonly<Record<string, string>>[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'teigram-action-'));
  folders.push(folder);
  git(folder, 'init', '-q');
  for (const files of commits) {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(join(folder, name, '..'), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    git(folder, 'add', '-A');
    git(folder, '-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '-qm', 'more');
  }
  return folder;
}

function git(folder: string, ...args: readonly string[]): string {
  return spawnSync('git', args, { cwd: folder, encoding: 'utf8' }).stdout.trim();
}

function run(folder: string, inputs: Readonly<Record<string, string>>) {
  const env = { ...process.env, TEIGRAM: join(root, 'dist/cli.js'), SCHEMA: 'letter.rnc', ...inputs };
  const { status, stdout, stderr } = spawnSync('bash', [join(root, 'action/validate.sh')], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('the GitHub Action', () => {
  it('annotates what is wrong in all files', () => {
    const folder = repository({ 'letter.rnc': SCHEMA, 'tei/a.xml': GOOD, 'tei/b c.xml': BAD });
    const { status, stdout } = run(folder, { FILES: 'tei' });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=tei\/b c\.xml,line=1,/m);
    expect(stdout).not.toContain('a.xml');
  });

  it('looks only at what changed, if asked to', () => {
    const folder = repository({ 'letter.rnc': SCHEMA, 'tei/old.xml': BAD }, { 'tei/new.xml': GOOD, 'notes.txt': 'x' });
    expect(run(folder, { FILES: 'tei', CHANGED_ONLY: 'true', BASE: git(folder, 'rev-parse', 'HEAD~1') }).status).toBe(
      0,
    );
    expect(run(folder, { FILES: 'tei' }).status).toBe(1);
    // A push of a new branch names a commit that is not there.
    expect(run(folder, { FILES: 'tei', CHANGED_ONLY: 'true', BASE: '0'.repeat(40) }).status).toBe(0);
  });

  it('says so where nothing changed, and where that cannot be told', () => {
    const still = repository({ 'letter.rnc': SCHEMA, 'a.xml': GOOD }, { 'notes.txt': 'x' });
    expect(run(still, { CHANGED_ONLY: 'true' })).toMatchObject({ status: 0, stdout: 'No XML file has changed.\n' });
    const shallow = repository({ 'letter.rnc': SCHEMA, 'a.xml': GOOD });
    expect(run(shallow, { CHANGED_ONLY: 'true' })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('fetch-depth: 0'),
    });
  });

  it('writes SARIF beside, and passes options on', () => {
    const folder = repository({ 'letter.rnc': SCHEMA, 'a.xml': BAD });
    const { status } = run(folder, { FILES: 'a.xml', SARIF: 'out.sarif', ARGS: '--fail-on\nnever' });
    expect(status).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8')).version).toBe('2.1.0');
  });
});
