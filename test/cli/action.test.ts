import { spawnSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { call, folder, spawned } from './call.js';

const SCRIPT = fileURLToPath(new URL('../../scripts/action.mjs', import.meta.url));
const root = fileURLToPath(new URL('../../', import.meta.url));
const RNC = 'element r { empty }';
const MODEL = '<?xml-model href="../s.rnc" type="application/relax-ng-compact-syntax"?>';

/** A repository of TEI with one commit. */
function repository(files: Readonly<Record<string, string | Uint8Array>> = {}) {
  const dir = folder({
    's.rnc': RNC,
    'tei/a.xml': `${MODEL}<r/>`,
    'tei/b, c.xml': `${MODEL}<bad/>`,
    'other/x.xml': '<x/>',
    ...files,
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
  const run = (inputs: Readonly<Record<string, string>>, event?: object, cwd = dir) => {
    const path = join(folder(), 'event.json');
    writeFileSync(path, JSON.stringify(event ?? {}));
    const env = { ...process.env, GITHUB_EVENT_PATH: path, GITHUB_WORKSPACE: cwd, INPUT_FILES: 'tei', ...inputs };
    const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT], { cwd, env, encoding: 'utf8' });
    return { status, stdout, stderr };
  };
  return { dir, first, commit, run };
}

function relink(path: string, target: string): void {
  rmSync(path);
  symlinkSync(target, path);
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
      stdout: expect.stringContaining('\n0 files, 0 valid'),
    });
    writeFileSync(join(dir, 's.rnc'), `${RNC} `);
    commit();
    expect(run({ INPUT_CHANGED_ONLY: 'true' }, { before: second }).stdout).toContain('2 files');
  });

  it('checks everything where the state before is not known, and says why', () => {
    const { dir, first, commit, run } = repository();
    writeFileSync(join(dir, 'README.md'), 'x');
    const second = commit();
    for (const [event, why] of [
      [{ before: '0'.repeat(40) }, 'names no state before'],
      [{ before: 'a'.repeat(40) }, 'is not there and cannot be fetched'],
      [{ before: '--output=x' }, 'names no state before'],
      [{}, 'names no state before'],
      [{ before: first, forced: true }, 'rewritten the history'],
      [{ pull_request: { base: { sha: second } } }, 'is what is checked out'],
    ] as const) {
      const { status, stdout } = run({ INPUT_CHANGED_ONLY: 'true' }, event);
      expect(stdout).toContain('All files are checked: ');
      expect(stdout).toContain(why);
      expect(stdout).toContain('2 files');
      expect(status).toBe(1);
    }
    expect(run({ INPUT_CHANGED_ONLY: 'true', GITHUB_EVENT_PATH: join(dir, 'none') }).stdout).toContain('event');
    rmSync(join(dir, '.git'), { recursive: true });
    expect(run({ INPUT_CHANGED_ONLY: 'true' }, { before: first }).stdout).toContain('2 files');
  });

  it('fetches the state before into a shallow clone', () => {
    const origin = repository();
    writeFileSync(join(origin.dir, 'tei/new.xml'), `${MODEL}<r/>`);
    origin.commit();
    const clone = join(folder(), 'clone');
    const from = pathToFileURL(origin.dir).href;
    expect(spawnSync('git', ['clone', '-q', '--depth=1', from, clone]).status).toBe(0);
    const { stdout } = origin.run({ INPUT_CHANGED_ONLY: 'true' }, { before: origin.first }, clone);
    expect(stdout).toContain('1 file, 1 valid');
  });

  describe('lets no change past', () => {
    const NAMES = '<?xml-model href="../s.rng"?>';
    const [WRONG, RIGHT] = [`${NAMES}<bad/>`, `${NAMES}<r/>`];
    const grammar = (content: string) => `<grammar xmlns="http://relaxng.org/ns/structure/1.0">${content}</grammar>`;
    const rootNamed = (name: string) => grammar(`<start><element name="${name}"><text/></element></start>`);
    const including = (href: string) =>
      `${NAMES}<r xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include parse="text" href="${href}"/></r>`;
    const put = (name: string, content: string) => (dir: string) => writeFileSync(join(dir, name), content);
    const drop = (name: string) => (dir: string) => rmSync(join(dir, name));
    const FILES = {
      's.rng': grammar('<include href="common.inc"/>'),
      'common.inc': rootNamed('r'),
      'tei/a.xml': RIGHT,
      'tei/b, c.xml': RIGHT,
      'tei/t.tei': RIGHT,
      'tei/host.xml': including('the%20p&#97;rt.txt'),
      'tei/the part.txt': 'cold',
      'tei/utf16.xml': Buffer.from(`\uFEFF<?xml version="1.0" encoding="UTF-16"?>${including('note.txt')}`, 'utf16le'),
      'tei/note.txt': 'warm',
      'teigram.config.json': '{}',
    };

    it.each<[string, string, (dir: string) => void, string]>([
      ['another ending that is named', 'tei/t.tei', put('tei/t.tei', WRONG), 'tei/t.tei'],
      ['another ending that a pattern means', 'tei/*.tei', put('tei/n.tei', WRONG), 'tei/n.tei'],
      ['braces of a pattern', 'tei/*.{xml,tei}', put('tei/a.xml', WRONG), 'tei/a.xml'],
      ['another pattern', 'tei/@(a|b).x?l', put('tei/a.xml', WRONG), 'tei/a.xml'],
      ['capitals in the ending', 'tei', put('tei/b.XML', WRONG), 'tei/b.XML'],
      ['an absolute path', '', put('tei/a.xml', WRONG), 'tei/a.xml'],
      ['a name with a line feed', 'tei', put('tei/n\n::x.xml', WRONG), 'tei/n'],
      ['a name with quotes and accents', 'tei', put('tei/\u201cZo\u00eb\u201d \'"\u0416.xml', WRONG), 'tei/'],
      ['a name in decomposed letters', 'tei', put('tei/Zoe\u0308.xml', WRONG), 'tei/Zoe'],
      ['a name like an option', '.', put('--fail-on=never.xml', '<bad'), '--fail-on=never.xml'],
      ['a schema that is gone', 'tei', drop('s.rng'), 's.rng'],
      ['what a schema includes', 'tei', put('common.inc', rootNamed('q')), 'tei/a.xml'],
      ['a part that is gone', 'tei', drop('tei/the part.txt'), 'tei/host.xml'],
      ['a part in a document in UTF-16', 'tei', drop('tei/note.txt'), 'tei/utf16.xml'],
      [
        'a part that has another name',
        'tei',
        (dir) => renameSync(join(dir, 'tei/note.txt'), join(dir, 'tei/other.txt')),
        'tei/utf16.xml',
      ],
    ])('by %s', (_, files, change, named) => {
      const { dir, first, commit, run } = repository(FILES);
      change(dir);
      commit();
      const inputs = { INPUT_CHANGED_ONLY: 'true', INPUT_FILES: files === '' ? join(dir, 'tei') : files };
      const { status, stdout } = run(inputs, { before: first });
      expect(status, stdout).toBeGreaterThan(0);
      expect(stdout).toContain(named);
    });

    it.each<[string, (dir: string) => void, string]>([
      ['a file that became a link', (dir) => relink(join(dir, 'tei/a.xml'), 'host.xml'), 'tei/a.xml is or was a link'],
      ['a new link', (dir) => symlinkSync('a.xml', join(dir, 'tei/l.xml')), 'tei/l.xml is or was a link'],
      ['the configuration', put('teigram.config.json', '{ "schemas": {} }'), 'teigram.config.json has changed'],
      ['a catalog', put('catalog.xml', '<catalog/>'), 'catalog.xml has changed'],
      ['the schema by another ending', put('schema.txt', RNC), 'schema.txt, which the call names, has changed'],
    ])('and checks all for %s', (_, change, why) => {
      const { dir, first, commit, run } = repository(FILES);
      change(dir);
      commit();
      const inputs = { INPUT_CHANGED_ONLY: 'true', INPUT_SCHEMA: 'schema.txt' };
      expect(run(inputs, { before: first }).stdout).toContain(`All files are checked: ${why}`);
    });

    it('where a step before has made or changed files', () => {
      const { dir, first, commit, run } = repository({ ...FILES, '.gitignore': 'tei/made.xml\n' });
      writeFileSync(join(dir, 'README.md'), 'x');
      commit();
      for (const name of ['tei/a.xml', 'tei/made.xml', 'tei/untracked.xml']) {
        writeFileSync(join(dir, name), WRONG);
        expect(run({ INPUT_CHANGED_ONLY: 'true' }, { before: first }), name).toMatchObject({
          status: 1,
          stdout: expect.stringContaining(`file=${name}`),
        });
        writeFileSync(join(dir, name), RIGHT);
      }
    });

    it('in a part that Git ignores, and all where dependencies change', () => {
      const { dir, first, commit, run } = repository({ ...FILES, '.gitignore': 'tei/note.txt\n' });
      writeFileSync(join(dir, 'README.md'), 'x');
      commit();
      expect(run({ INPUT_CHANGED_ONLY: 'true' }, { before: first }).stdout).toMatch(/utf16\.xml(?:.|\n)*\n1 file, /);
      writeFileSync(join(dir, 'package-lock.json'), '{}');
      commit();
      expect(run({ INPUT_CHANGED_ONLY: 'true' }, { before: first }).stdout).toContain('All files are checked');
    });

    it('through a link to what has changed, or with --corpus', () => {
      const { dir, commit, run } = repository(FILES);
      symlinkSync('../other', join(dir, 'tei/folder'));
      symlinkSync('../other/x.xml', join(dir, 'tei/link.xml'));
      const first = commit();
      writeFileSync(join(dir, 'other/x.xml'), '<x');
      commit();
      const inputs = { INPUT_CHANGED_ONLY: 'true' };
      expect(run(inputs, { before: first }).stdout).toContain('there are links to folders');
      rmSync(join(dir, 'tei/folder'));
      expect(run(inputs, { before: first }).stdout).toContain('All files are checked');
      const corpus = run({ ...inputs, INPUT_ARGS: '--corpus' }, { before: first });
      expect(corpus.stdout).toContain('"--corpus" looks at all');
    });
  });

  it('writes its report where nothing has changed, too', () => {
    const { dir, first, commit, run } = repository();
    writeFileSync(join(dir, 'README.md'), 'x');
    commit();
    const inputs = { INPUT_CHANGED_ONLY: 'true', INPUT_SARIF: 'out.sarif' };
    expect(run(inputs, { before: first }).status).toBe(0);
    expect(JSON.parse(readFileSync(join(dir, 'out.sarif'), 'utf8'))).toMatchObject({
      version: '2.1.0',
      runs: [{ results: [] }],
    });
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

describe('validate --only-from', () => {
  it('checks of the files named those in the list, whatever their capitals, accents and links', async () => {
    const dir = folder({
      's.rnc': RNC,
      'tei/a.xml': '<r/>',
      'tei/Zo\u00eb.xml': '<r/>',
      'tei/c.xml': '<x/>',
      'o/x.xml': '<r/>',
    });
    symlinkSync('../o/x.xml', join(dir, 'tei/l.xml'));
    writeFileSync(join(dir, 'list'), 'TEI/A.xml\0tei/Zoe\u0308.xml\0o/x.xml\0tei/gone.xml\0');
    const { code, out } = await spawned(['validate', '-s', 's.rnc', '--only-from', 'list', '--format', 'json', 'tei'], {
      cwd: dir,
    });
    expect(code).toBe(0);
    const { files } = JSON.parse(out);
    expect(files.map(({ file }: { file: string }) => file)).toEqual(['tei/Zo\u00eb.xml', 'tei/a.xml', 'tei/l.xml']);
  });

  it('goes with no --corpus, which needs all files, and wants a list that can be read', async () => {
    const dir = folder({ list: '', 'a.xml': '<r/>' });
    const [list, file] = [join(dir, 'list'), join(dir, 'a.xml')];
    expect((await call('validate', '--only-from', list, file)).code).toBe(0);
    expect((await call('validate', '--corpus', '--only-from', list, file)).code).toBe(2);
    expect((await call('validate', '--only-from', join(dir, 'gone'), file)).code).toBe(2);
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
