/** The one door out: what is printed, what is written, and what becomes of a call whose output goes nowhere. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CLI, call, folder, spawned, telegram } from './call.js';

const RNC = 'start = element r { empty }';
const BAD = '<r><a/></r>';

/** A call in a process of its own, with streams as they are given. */
function run(args: readonly string[], cwd: string, stdio: (number | 'pipe')[], env: NodeJS.ProcessEnv = {}) {
  return spawn(process.execPath, [CLI, ...args], { cwd, stdio: ['ignore', ...stdio], env: { ...process.env, ...env } });
}

async function ended(child: ChildProcess): Promise<{ readonly code: number | null; readonly err: string }> {
  let err = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const [code] = await once(child, 'close');
  return { code: code as number | null, err };
}

describe('text of others', () => {
  const NASTY = '\x1b[31m\x07\x9b2J\u202e\u2066\u200f\u2028\n::error::a\n ##[error]b\r';
  const name = `n${NASTY}`;
  const calls = (at: (path: string) => string): readonly (readonly string[])[] => [
    ['explain', NASTY],
    [NASTY],
    [`--${NASTY}`],
    ['validate', NASTY],
    ['validate', at('in'), '--schema', at('s.rnc'), '--schema', at('s.sch')],
    ['validate', at('in'), '--schema', at('s.rnc'), '-q'],
    ['validate', at('in'), '--schema', NASTY],
    ['validate', at('in'), '--schema', `http://127.0.0.1:1/${NASTY}`],
    ['validate', at('in'), '--schema', at('s.sch'), '--phase', NASTY],
    ['validate', at('in'), '--catalog', NASTY],
    ['validate', at('in'), '--files-from', NASTY],
    ['validate', at('in'), '--jobs', NASTY],
    ['validate', at('in'), '--format', NASTY],
    ['validate', at('in'), '--schema', at('s.rnc'), '-o', at(`${NASTY}/`)],
    ['convert', at(`${name}.txt`), '-o', at(name)],
    ['convert', at(`${name}.txt`), '--stdout', '--format', 'json'],
    ['convert', NASTY],
    ['convert', at(`${name}.txt`), '--encoding', NASTY],
    ['convert', at(`${name}.txt`), '--config', at('c.json')],
    ['inspect', at(`${name}.txt`)],
    ['inspect', NASTY],
    ['deposit', at('in'), '--to', NASTY, '--out', at(NASTY)],
    ['deposit', NASTY, '--to', 'bag', '--out', at('x.zip')],
    ['deposit', 'verify', NASTY],
    ['deposit', 'verify', NASTY, '--format', 'json'],
  ];

  it('does nothing, whatever the call', async () => {
    const root = folder({
      's.rnc': RNC,
      's.sch':
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="r"><assert test="false()">&#10;::error::<value-of select="."/></assert></rule></pattern></schema>',
      'c.json': JSON.stringify({ [NASTY]: 'x', editors: NASTY }),
      [`in/${name}.xml`]: `<r a="\u202e\x9b">\x9b\u202e\n::error::x<b/></r>`,
      'in/::error::.xml': BAD,
      [`${name}.txt`]: `${telegram(1)}\n\x9b\u202e\x1b[31m\n::error::x\n`,
    });
    for (const args of calls((path) => join(root, path))) {
      const { code, out, err } = await call(...args);
      for (const text of [out, err]) {
        expect(text, args[0]).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]/);
        expect(text, args[0]).not.toMatch(/^\s*::|##\[/m);
      }
      expect(err).not.toContain('fault of the program');
      expect([0, 1, 2]).toContain(code);
    }
  });

  it.each([
    ['explain', 'x'.repeat(100_000)],
    ['validate', `--${'x'.repeat(100_000)}`],
    ['inspect', 'x'.repeat(100_000)],
    ['deposit', 'verify', 'x'.repeat(100_000)],
  ])('is cut: %s', async (...args) => {
    const { code, out, err } = await call(...args);
    expect(code).toBe(2);
    expect(out.length + err.length).toBeLessThan(30_000);
  });

  it('has no other way out: what rules trace is not in the report', async () => {
    const rule = `<assert test="trace(false(), '::stop-commands::x')">No.</assert><report test="trace('x', 'y') = 'x'">Yes.</report>`;
    const cwd = folder({
      'd.xml': '<r/>',
      's.sch': `<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="r">${rule}</rule></pattern></schema>`,
    });
    const { out, err } = await spawned(['validate', 'd.xml', '--schema', 's.sch', '--format', 'json'], { cwd });
    expect(JSON.parse(out).files[0].diagnostics).toHaveLength(2);
    expect(err).toBe('');
  });

  it('says of its own faults no more than a sentence, and where only to who asks', async () => {
    const broken = "process.once('beforeExit', () => { throw new Error('out of order'); });";
    const cwd = folder({ 's.rnc': RNC, 'd.xml': '<r/>', 'broken.mjs': broken });
    const args = ['validate', 'd.xml', '--schema', 's.rnc'];
    const env = { NODE_OPTIONS: '--import=./broken.mjs' };
    const plain = await spawned(args, { cwd, env });
    expect(plain).toMatchObject({ code: 2, err: expect.stringContaining('teigram failed: out of order') });
    expect(plain.err).not.toMatch(/^ +at /m);
    expect((await spawned(args, { cwd, env: { ...env, TEIGRAM_DEBUG: '1' } })).err).toMatch(/^ +at /m);
  });
});

describe('a reader that goes away', () => {
  const documents = () => ({
    's.rnc': RNC,
    ...Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`in/d${i}.xml`, BAD])),
  });

  async function unread(args: readonly string[], cwd: string) {
    const child = run(args, cwd, ['pipe', 'pipe']);
    child.stdout?.destroy();
    return ended(child);
  }

  it.each(['pretty', 'json', 'github'])('does not hide what was found: %s', async (format) => {
    const { code, err } = await unread(
      ['validate', 'in', '--schema', 's.rnc', '--format', format],
      folder(documents()),
    );
    expect([1, 141]).toContain(code);
    expect(err).not.toMatch(/^ +at /m);
  });

  it.each([['--help'], ['explain'], ['validate', 'good.xml', '--schema', 's.rnc'], ['convert', 'a.txt', '--stdout']])(
    'is no success: %s',
    async (...args) => {
      const cwd = folder({ 's.rnc': RNC, 'good.xml': '<r/>', 'a.txt': telegram(1) });
      expect((await unread(args, cwd)).code).toBe(141);
    },
  );

  it('of standard error is none either', async () => {
    const child = run(['convert', 'a.txt', '--stdout'], folder({ 'a.txt': telegram(1) }), ['pipe', 'pipe']);
    child.stderr?.destroy();
    child.stdout?.resume();
    expect((await ended(child)).code).toBe(141);
  });

  it('leaves the other reports of the call whole', async () => {
    const cwd = folder(documents());
    const { code } = await unread(['validate', 'in', '--schema', 's.rnc', '--format', 'json=r.json'], cwd);
    expect(code).toBe(1);
    expect(JSON.parse(readFileSync(join(cwd, 'r.json'), 'utf8')).files).toHaveLength(60);
  });
});

describe.skipIf(!existsSync('/dev/full'))('a full disk', () => {
  it.each([
    ['--help'],
    ['explain'],
    ['explain', 'file-too-large'],
    ['inspect', 'a.txt'],
    ['convert', 'a.txt', '--stdout'],
    ['convert', 'a.txt', '--format', 'json'],
    ['deposit', 'verify', '.', '--format', 'json'],
    ...['pretty', 'sarif'].map((format) => [...['validate', 'd.xml', '--schema', 's.rnc', '--format'], format]),
  ])('behind standard output ends in a sentence and 2: %s', async (...args) => {
    const cwd = folder({ 's.rnc': RNC, 'd.xml': '<r/>', 'a.txt': telegram(1) });
    const { code, err } = await ended(run(args, cwd, [openSync('/dev/full', 'w'), 'pipe']));
    expect(code).toBe(2);
    expect(err).toContain('standard output cannot be written: the disk is full');
    expect(err).not.toMatch(/^ +at /m);
  });

  it('behind both is told by the exit code', async () => {
    const full = openSync('/dev/full', 'w');
    const cwd = folder({ 's.rnc': RNC, 'd.xml': '<r/>' });
    expect((await ended(run(['validate', 'd.xml', '--schema', 's.rnc'], cwd, [full, full]))).code).toBe(2);
  });
});

describe('a report in a file', () => {
  const project = () => {
    const cwd = folder({
      ...{
        'd.xml': '<r/>',
        's.rnc': RNC,
        'catalog.xml': '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"/>',
      },
      ...{
        'teigram.config.json': '{}',
        'list.txt': 'd.xml\n',
        'sub/part.xml': '<part/>',
        'sub/other.rng': '<grammar/>',
      },
    });
    linkSync(join(cwd, 'd.xml'), join(cwd, 'hard.xml'));
    symlinkSync('d.xml', join(cwd, 'soft.xml'));
    symlinkSync('.', join(cwd, 'self'));
    writeFileSync(join(cwd, 'list.txt'), `${cwd}/d.xml\n`);
    return cwd;
  };

  it.each([
    ...['d.xml', './d.xml', 'sub/../d.xml', 'self/d.xml', 'hard.xml', 'soft.xml', 's.rnc', 'self/s.rnc', 'd.xml/'],
    ...['teigram.config.json', 'catalog.xml', 'list.txt', 'sub/part.xml', 'sub/other.rng', 'sub', 'sub/', 'fifo/'],
  ])('is never written over %s', async (target) => {
    const cwd = project();
    const at = (path: string) => `${cwd}/${path}`;
    const before = contents(cwd);
    const named = ['--files-from', at('list.txt'), '--schema', at('s.rnc'), '--catalog', at('catalog.xml')];
    for (const form of [
      ['--format', `html=${at(target)}`],
      ['--output', at(target)],
    ]) {
      const { code, err } = await call('validate', ...named, '--config', at('teigram.config.json'), ...form);
      expect(code).toBe(2);
      expect(err).toMatch(/error (?:report-over-input|output-not-writable)/);
    }
    expect(contents(cwd)).toEqual(before);
  });

  it('is not written over a schema that a document names', async () => {
    const cwd = folder({
      'd.xml': '<?xml-model href="schema"?><r/>',
      schema: '<element name="r" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>',
    });
    const before = contents(cwd);
    expect((await spawned(['validate', 'd.xml', '-o', 'schema'], { cwd })).code).toBe(2);
    expect(contents(cwd)).toEqual(before);
  });

  it.each(['1', '2'])('is not written over what is known only once it is read, with %s threads', async (jobs) => {
    const host = '<r xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="part.txt" parse="text"/></r>';
    const cwd = folder({
      ...{ 'd.xml': '<r/>', 'e.xml': host, 'part.txt': 'a part', 'only.txt': 'd.xml\ne.xml\n' },
      ...{ 's.rnc': RNC, 'plain.txt': 'nobody reads it' },
    });
    const args = ['validate', 'd.xml', 'e.xml', '--schema', 's.rnc', '--only-from', 'only.txt', '--jobs', jobs];
    const before = contents(cwd);
    for (const read of ['part.txt', 'only.txt']) {
      const { code, err } = await spawned([...args, '--format', `json=${read}`], { cwd });
      expect([read, code]).toEqual([read, 2]);
      expect(err).toContain('error report-over-input');
    }
    expect(contents(cwd)).toEqual(before);
    expect((await spawned([...args, '--format', 'json=plain.txt'], { cwd })).code).not.toBe(2);
  });

  it('is not written over another of the call, by whatever name', async () => {
    const cwd = project();
    const args = ['--format', 'json=r.out', '--format', 'sarif=self/r.out'];
    expect((await spawned(['validate', 'd.xml', '--schema', 's.rnc', ...args], { cwd })).code).toBe(2);
    expect(existsSync(join(cwd, 'r.out'))).toBe(false);
  });

  it.each(['<!DOCTYPE html><html/>', '<?xml version="1.0"?>\n<testsuites/>', '{"files":[]}', 'OLD', ''])(
    'takes the place of a report from before: %j',
    async (old) => {
      const cwd = project();
      writeFileSync(join(cwd, 'r'), old);
      expect((await spawned(['validate', 'd.xml', '--schema', 's.rnc', '--format', 'json=r'], { cwd })).code).toBe(0);
      expect(JSON.parse(readFileSync(join(cwd, 'r'), 'utf8')).files).toHaveLength(1);
    },
  );

  it('takes the place of a link, and leaves alone what that leads to', async () => {
    const cwd = project();
    writeFileSync(join(cwd, 'elsewhere'), 'kept');
    symlinkSync('elsewhere', join(cwd, 'r.json'));
    expect((await spawned(['validate', 'd.xml', '--schema', 's.rnc', '--format', 'json=r.json'], { cwd })).code).toBe(
      0,
    );
    expect(readFileSync(join(cwd, 'elsewhere'), 'utf8')).toBe('kept');
    expect(lstatSync(join(cwd, 'r.json')).isFile()).toBe(true);
  });

  it.each([
    ['-', 0],
    ['/dev/stdout', 0],
    ['/dev/null', 0],
    ['/dev/full', 2],
    ['/dev/stderr', 2],
  ])('to %s is understood or refused', async (target, expected) => {
    const link = existsSync('/dev/stderr') ? readlinkSync('/dev/stderr') : undefined;
    const { code, out } = await spawned(['validate', 'd.xml', '--schema', 's.rnc', '--format', 'json', '-o', target], {
      cwd: project(),
    });
    expect(code).toBe(expected);
    expect(out.includes('"files"')).toBe(target === '-' || target === '/dev/stdout');
    if (link !== undefined) expect(readlinkSync('/dev/stderr')).toBe(link);
  });

  it('is the old one or the new one, whole, however the run ends; the next removes what is left', async () => {
    const many = `<r>${'<a n="1">x</a>'.repeat(3000)}</r>`;
    const cwd = folder({
      's.rnc': RNC,
      'r.json': 'OLD',
      ...Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`in/${i}.xml`, many])),
    });
    const args = ['validate', 'in', '--schema', 's.rnc', '--jobs', '1', '--format', 'json=r.json'];
    const killed = run(args, cwd, ['pipe', 'pipe']);
    await once(killed.stdout!, 'data');
    await delay(50);
    killed.kill('SIGKILL');
    await ended(killed);
    expect(readFileSync(join(cwd, 'r.json'), 'utf8')).toBe('OLD');
    const stopped = run(args, cwd, ['pipe', 'pipe']);
    await once(stopped.stdout!, 'data');
    stopped.kill('SIGINT');
    expect((await ended(stopped)).code).toBe(130);
    const { files, summary } = JSON.parse(readFileSync(join(cwd, 'r.json'), 'utf8'));
    expect(files).toHaveLength(summary.files);
    expect(readdirSync(cwd).sort()).toEqual(['in', 'r.json', 's.rnc']);
  });
});

describe('an output folder', () => {
  // Where the system's own way of making folders never ends.
  it.skipIf(process.platform !== 'linux')(
    'that cannot be made ends the call, and so does one for kept schemas',
    async () => {
      const cwd = folder({ 'a.txt': telegram(1), 'd.xml': '<r/>', 's.rnc': RNC });
      const { code, err } = await spawned(['convert', 'a.txt', '--out', '/proc/nothing/out'], { cwd });
      expect([code, err]).toEqual([2, expect.stringContaining('error output-not-writable')]);
      const env = { XDG_CACHE_HOME: '/proc/nothing' };
      expect((await spawned(['validate', 'd.xml', '--schema', 's.rnc'], { cwd, env })).code).toBe(0);
    },
  );

  it.each([
    ['a folder of the layout', 'sub', 'in/sub/a.txt'],
    ['the folder of the schema', 'schema', 'in/a.txt'],
  ])('that has a link in the place of %s is not left by it', async (_, link, input) => {
    const cwd = folder({ [input]: telegram(1), 'elsewhere/.keep': '', 'out/.keep': '' });
    symlinkSync('../elsewhere', join(cwd, 'out', link));
    const { code, err } = await spawned(['convert', 'in', '-o', 'out'], { cwd });
    expect({ code, said: err.includes(`out/${link} is a link to another place`) }).toEqual({ code: 2, said: true });
    expect(readdirSync(join(cwd, 'elsewhere'))).toEqual(['.keep']);
  });

  it('may be reached by links of the user', async () => {
    const cwd = folder({ 'a.txt': telegram(1), 'real/.keep': '' });
    symlinkSync('real', join(cwd, 'out'));
    expect((await spawned(['convert', 'a.txt', '-o', 'out/new'], { cwd })).code).toBe(0);
    expect(existsSync(join(cwd, 'real/new/a.xml'))).toBe(true);
  });

  it('holds no input, by whatever name', async () => {
    const cwd = folder({ 'in/a.xml': telegram(1) });
    mkdirSync(join(cwd, 'out'));
    linkSync(join(cwd, 'in/a.xml'), join(cwd, 'out/a.xml'));
    expect((await spawned(['convert', 'in/a.xml', '-o', 'out'], { cwd })).code).toBe(2);
    expect(readFileSync(join(cwd, 'in/a.xml'), 'utf8')).toBe(telegram(1));
  });
});

function contents(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'utf8')]),
  );
}
