/** What the build keeps of V8's work makes the start faster, and changes nothing else. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const chunks = join(root, 'dist', 'chunks');
const scripts = readdirSync(chunks).filter((name) => name.endsWith('.script'));
const keptOf = (folder: string) => readdirSync(folder).filter((name) => /\.script\../.test(name));

const dir = mkdtempSync(join(tmpdir(), 'teigram-start-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** The package as it is installed, with something done to it. */
function copy(name: string, change: (chunks: string) => void): string {
  const copied = join(dir, name);
  cpSync(join(root, 'dist'), join(copied, 'dist'), { recursive: true });
  cpSync(join(root, 'schemas'), join(copied, 'schemas'), { recursive: true });
  cpSync(join(root, 'package.json'), join(copied, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(copied, 'node_modules'), 'junction');
  change(join(copied, 'dist', 'chunks'));
  return join(copied, 'dist', 'cli.js');
}

function call(cli: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd: dir, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('what V8 made at the build', () => {
  // Those who run tests have built with the same Node.
  it.each(scripts)('is taken for %s', (name) => {
    const filename = join(chunks, name);
    const kept = keptOf(chunks).find((other) => other.startsWith(name));
    const cachedData = readFileSync(join(chunks, kept!));
    expect(new Script(readFileSync(filename, 'latin1'), { filename, cachedData }).cachedDataRejected).toBe(false);
  });

  it('can be missing, another version’s or damaged', () => {
    writeFileSync(join(dir, 'a.rnc'), 'start = element a { element b { xsd:date }+ }');
    writeFileSync(join(dir, 'a.xml'), '<a><b>1957-02-28</b><b>1957-02-29</b></a>');
    writeFileSync(
      join(dir, 'a.txt'),
      '117. Telegram From the Embassy in Selm to the Department of State\n\nSelm, 8 June 1948.\n',
    );
    const each = (change: (file: string) => void) => (folder: string) => {
      for (const name of keptOf(folder)) change(join(folder, name));
    };
    const clis = [
      copy('kept', () => {}),
      copy(
        'missing',
        each((file) => rmSync(file)),
      ),
      copy(
        'other',
        each((file) => writeFileSync(file, 'made by a version that is yet to come')),
      ),
      copy(
        'short',
        each((file) => writeFileSync(file, readFileSync(file).subarray(0, 10_000))),
      ),
    ];
    for (const args of [['validate', 'a.xml', '--schema', 'a.rnc'], ['convert', 'a.txt', '--stdout'], ['--version']]) {
      const [first, ...others] = clis.map((cli) => call(cli, ...args));
      expect(first!.stdout, first!.stderr).not.toBe('');
      for (const other of others) expect(other).toEqual(first);
    }
  });
});
