import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/program.js';
import { terminalOn } from '../../src/cli/terminal.js';
import { CODES } from '../../src/codes/index.js';
import { VERSION } from '../../src/version.js';
import { CLI, call, folder, PLAIN, telegram } from './call.js';

describe('the call itself', () => {
  it.each([
    [[]],
    [['convrt', 'a.txt']],
    [['convert']],
    [['convert', 'a.txt', '--frmat', 'json']],
    [['convert', 'a.txt', '--format', 'yaml']],
    [['convert', 'a.txt', '--stdout', '--out', 'x']],
    [['validate', 'a.xml', '--max-errors', 'many']],
  ])('%j is refused with code 2, and standard output stays empty', async (args) => {
    const { code, out, err } = await call(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toBe('');
  });

  it('prints its version and its help as results', async () => {
    expect(await call('--version')).toEqual({ code: 0, out: `${VERSION}\n`, err: '' });
    const { code, out } = await call('convert', '--help');
    expect(code).toBe(0);
    expect(out).toContain('--volume <id>');
  });

  it('ends quietly where the reader of its output goes away', async () => {
    const child = spawn(process.execPath, [CLI, 'explain'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk;
    });
    await once(child, 'close');
    expect(err).toBe('');
  });

  it('says in words that it failed itself', async () => {
    const broken = (): never => {
      throw new Error('the terminal is gone');
    };
    const said: string[] = [];
    const plain = terminalOn({ ...PLAIN, out: broken, err: (text) => void said.push(text) });
    expect(await main(['explain'], () => plain)).toBe(2);
    expect(said.join('')).toContain('teigram failed: the terminal is gone');
  });
});

describe('explain', () => {
  it('says what, why and what to do', async () => {
    const { code, out } = await call('explain', 'output-collision');
    expect(code).toBe(0);
    for (const text of Object.values(CODES['output-collision']!)) expect(out).toContain(text);
  });

  it('lists every code without one', async () => {
    const { out } = await call('explain');
    for (const code of Object.keys(CODES)) expect(out).toMatch(new RegExp(`^${code} `, 'm'));
  });

  it('suggests the code that was meant', async () => {
    const { code, out, err } = await call('explain', 'output-colision');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('Did you mean "output-collision"?');
  });
});

describe('inspect', () => {
  it('prints the telegram with ranges that hold in the text', async () => {
    const text = telegram(5);
    const { code, out } = await call('inspect', join(folder({ 'a.txt': text }), 'a.txt'));
    expect(code).toBe(0);
    const inspected = JSON.parse(out);
    const { start, end, value } = inspected.number;
    expect(value).toBe('5');
    expect(text.slice(start, end)).toBe('5');
    expect(inspected.notes).toHaveLength(1);
  });

  it('prints a list where the text holds several', async () => {
    const { out } = await call('inspect', join(folder({ 'a.txt': `${telegram(5)}\n\n${telegram(6)}` }), 'a.txt'));
    expect(JSON.parse(out).map(({ number }: { number: { value: string } }) => number.value)).toEqual(['5', '6']);
  });

  it('prints what the header of a TEI file says', async () => {
    const dir = folder({ 'in/a.txt': telegram(5) });
    await call('convert', join(dir, 'in'), '-o', dir);
    const { code, out } = await call('inspect', join(dir, 'a.xml'));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      title: '5. Telegram From the Embassy in Ruritania to the Department of State',
      sender: ['Embassy in Ruritania'],
      addressee: ['Department of State'],
      date: { when: '1957-03-04T19:00:00' },
      place: 'Strelsau',
      kind: 'telegram',
      number: '812',
      language: ['en'],
    });
  });

  it('takes a text wrapped in tags for text, and TEI of any name for TEI', async () => {
    const tei = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader></teiHeader></TEI>';
    const dir = folder({ 'scan.txt': `<page>\n${telegram(5)}</page>`, 'tei.txt': tei });
    const scan = await call('inspect', join(dir, 'scan.txt'));
    expect(scan).toMatchObject({ code: 0, err: expect.stringContaining('xml-input') });
    expect(JSON.parse(scan.out)).toHaveProperty('division');
    expect(JSON.parse((await call('inspect', join(dir, 'tei.txt'))).out)).not.toHaveProperty('division');
  });

  it('refuses XML without a header, XML that is not well-formed, and what is no file', async () => {
    const dir = folder({ 'a.xml': '<TEI></TEI>', 'b.xml': '<TEI><teiHeader></TEI>', 'c.txt': '' });
    for (const [name, code] of [
      ['a.xml', 'header-missing'],
      ['b.xml', 'xml-'],
      ['c.txt', 'empty-input'],
      ['d.txt', 'file-not-found'],
    ] as const) {
      const outcome = await call('inspect', join(dir, name));
      expect(outcome).toMatchObject({ code: 2, out: '' });
      expect(outcome.err).toContain(code);
    }
  });
});
