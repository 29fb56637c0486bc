/** The report on a conversion of many texts. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseXmlDocument } from 'slimdom';
import { describe, expect, it } from 'vitest';
import { call, folder, telegram } from '../cli/call.js';

const read = (...path: string[]) => readFileSync(join(...path), 'utf8');
const page = (...path: string[]) => parseXmlDocument(read(...path));

function texts(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `in/${String(i).padStart(4, '0')}.txt`,
      telegram(i + 1).replace('1957', String(1950 + (i % 7))),
    ]),
  );
}

describe('the report', () => {
  it('says what the texts are, and names those first that are worth a look', async () => {
    const dir = folder({ ...texts(24), 'in/0005.txt': 'Thirty sacks were brought.', 'in/0009.txt': '' });
    const { out } = await call('convert', join(dir, 'in'), '-o', join(dir, 'out'));
    expect(out).toMatch(/What they are, and which to look at first: \S*out\/report\.html\n/);
    const html = page(dir, 'out/report.html');
    const words = html.documentElement!.textContent!.replace(/\s+/g, ' ');
    expect(words).toContain('texts24documents23');
    expect(words).toContain('could not be used1not valid0not lossless0not recognised1');
    const rows = html.getElementsByTagName('tbody').at(-1)!.getElementsByTagName('tr');
    expect(rows.map((row) => row.getElementsByTagName('td')[0]!.textContent).slice(0, 3)).toEqual([
      '0009.txt',
      '0005.txt',
      '0000.txt',
    ]);
    expect(rows).toHaveLength(24);
    const links = rows.flatMap((row) => row.getElementsByTagName('a').map((link) => link.getAttribute('href')!));
    for (const link of links) expect(existsSync(join(dir, 'out', decodeURIComponent(link))), link).toBe(true);
    expect(html.getElementsByTagName('svg').length).toBeGreaterThan(2);
    expect(html.getElementsByTagName('script')).toHaveLength(0);
  });

  it('goes on in further pages, none of which is long', async () => {
    const dir = folder(texts(1100));
    await call('convert', join(dir, 'in'), '-o', join(dir, 'out'), '--quiet');
    expect(readdirSync(join(dir, 'out/.teigram/report')).sort()).toEqual(['2.html', '3.html']);
    const rows = ['report.html', '.teigram/report/2.html', '.teigram/report/3.html'].map(
      (name) => page(dir, 'out', name).getElementsByTagName('tbody').at(-1)!.getElementsByTagName('tr').length,
    );
    expect(rows).toEqual([500, 500, 100]);
    const links = page(dir, 'out/.teigram/report/2.html')
      .getElementsByTagName('a')
      .map((link) => link.getAttribute('href')!);
    for (const link of links)
      expect(existsSync(join(dir, 'out/.teigram/report', decodeURIComponent(link))), link).toBe(true);
  }, 60_000);

  it('removes and replaces nothing that is not its own', async () => {
    const dir = folder({
      ...texts(20),
      'in/report/2.txt': telegram(70),
      'out/report/mine.txt': 'mine',
      'out/report.html': '<p>mine</p>',
    });
    const { code, err } = await call('convert', join(dir, 'in'), '-o', join(dir, 'out'));
    expect(code).toBe(0);
    expect(err).toContain('report.html is no report of a conversion');
    expect(read(dir, 'out/report.html')).toBe('<p>mine</p>');
    expect(read(dir, 'out/report/mine.txt')).toBe('mine');
    expect(read(dir, 'out/report/2.xml')).toContain('n="70"');
  });

  it('takes no text for markup', async () => {
    const hard = telegram(1).replaceAll('Strelsau', '<script>alert(1)</script>').replaceAll('Ruritania', '<b>"&amp;');
    const dir = folder({ ...texts(2), 'in/<i>&.txt': hard });
    await call('convert', join(dir, 'in'), '-o', join(dir, 'out'), '--report');
    const html = page(dir, 'out/report.html');
    expect(html.getElementsByTagName('script')).toHaveLength(0);
    expect(html.getElementsByTagName('i')).toHaveLength(0);
    expect(html.getElementsByTagName('b')).toHaveLength(0);
    expect(html.documentElement!.textContent).toContain('<i>&.txt');
  });

  it('is there from twenty texts on, or where it is asked for, and is the same each time', async () => {
    const dir = folder(texts(3));
    const out = join(dir, 'out/report.html');
    await call('convert', join(dir, 'in'), '-o', join(dir, 'out'));
    expect(existsSync(out)).toBe(false);
    await call('convert', join(dir, 'in'), '-o', join(dir, 'out'), '--report');
    const first = read(out);
    await call('convert', join(dir, 'in'), '-o', join(dir, 'out'), '--report', '--force');
    expect(read(out)).toBe(first);
    const many = folder(texts(20));
    await call('convert', join(many, 'in'), '-o', join(many, 'out'), '--no-report');
    expect(existsSync(join(many, 'out/report.html'))).toBe(false);
  });

  it('is written of shares once they are united', async () => {
    const dir = folder(texts(30));
    for (const index of [1, 2]) await call('convert', join(dir, 'in'), '-o', join(dir, 'out'), '--shard', `${index}/2`);
    expect(existsSync(join(dir, 'out/report.html'))).toBe(false);
    await call('merge', join(dir, 'out'));
    await call('convert', join(dir, 'in'), '-o', join(dir, 'whole'));
    expect(read(dir, 'out/report.html')).toBe(read(dir, 'whole/report.html'));
  });
});
