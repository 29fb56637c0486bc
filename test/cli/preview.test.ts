import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Neighbours, Preview, Row } from '../../src/preview/model.js';
import { call, folder, listing, telegram } from './call.js';
import { following } from './following.js';

/** What a page shows. */
function shown(page: string): { readonly preview: Preview; readonly neighbours: Neighbours } {
  return dataOf(page) as { preview: Preview; neighbours: Neighbours };
}

function rowsOf(page: string): readonly Row[] {
  return (dataOf(page) as { rows: readonly Row[] }).rows;
}

function dataOf(page: string): unknown {
  const [, data] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(readFileSync(page, 'utf8')) ?? [];
  return JSON.parse(data ?? '');
}

describe('preview', () => {
  it('writes a page a document, with its neighbours, and an index of them', async () => {
    const dir = folder({
      'in/a.txt': telegram(1),
      'in/sub/b.txt': telegram(2) + '\n'.repeat(4) + telegram(3),
      'in/index.txt': telegram(4),
    });
    const out = join(dir, 'out');
    const { code, out: said } = await call('preview', join(dir, 'in'), '--out', out);
    expect(code).toBe(0);
    expect(listing(out)).toEqual(['a.html', 'index.html', 'index.txt.html', 'sub/b_d2.html', 'sub/b_d3.html']);
    expect(said).toContain(`To look at in a browser: ${join(out, 'index.html')}`);
    expect(shown(join(out, 'a.html')).neighbours).toEqual({ next: 'index.txt.html', index: 'index.html' });
    expect(shown(join(out, 'sub/b_d2.html')).neighbours).toEqual({
      previous: '../index.txt.html',
      next: 'b_d3.html',
      index: '../index.html',
    });
    expect(rowsOf(join(out, 'index.html')).map(({ page, when }) => [page, when])).toEqual([
      ['a.html', '1957-03-04T19:00:00'],
      ['index.txt.html', '1957-03-04T19:00:00'],
      ['sub/b_d2.html', '1957-03-04T19:00:00'],
      ['sub/b_d3.html', '1957-03-04T19:00:00'],
    ]);
  });

  it('shows of a file with several documents each its own stretch', async () => {
    const dir = folder({ 'two.txt': `${telegram(2)}\n\n${telegram(3)}` });
    await call('preview', join(dir, 'two.txt'), '--out', join(dir, 'out'));
    const { source } = shown(join(dir, 'out/two_d3.html')).preview;
    expect(source!.text.trim()).toBe(telegram(3).trim());
    expect(shown(join(dir, 'out/two_d2.html')).preview.source!.text).not.toContain('3. Telegram');
  });

  it('makes no index of one document', async () => {
    const dir = folder({ 'a.txt': telegram(1) });
    const { out } = await call('preview', join(dir, 'a.txt'), '--out', join(dir, 'out'));
    expect(listing(join(dir, 'out'))).toEqual(['a.html']);
    expect(out).toContain(join(dir, 'out/a.html'));
    expect(shown(join(dir, 'out/a.html')).neighbours).toEqual({});
  });

  it('replaces its own pages, and nothing else', async () => {
    const dir = folder({ 'a.txt': telegram(1), 'out/a.html': '<p>My notes</p>', 'b.txt': telegram(2) });
    const out = join(dir, 'out');
    const first = await call('preview', join(dir, 'a.txt'), join(dir, 'b.txt'), '--out', out);
    expect(first).toMatchObject({ code: 2, err: expect.stringContaining('is no page of a preview') });
    expect(readFileSync(join(out, 'a.html'), 'utf8')).toBe('<p>My notes</p>');
    writeFileSync(join(dir, 'b.txt'), telegram(22));
    expect(await call('preview', join(dir, 'b.txt'), '--out', out)).toMatchObject({ code: 0 });
    expect(shown(join(out, 'b.html')).preview.title).toContain('22. Telegram');
  });

  it.skipIf(process.platform === 'win32')('writes through no link that lies in the folder', async () => {
    const dir = folder({ 'in/sub/a.txt': telegram(1), 'else/kept.txt': 'kept', 'out/x': '' });
    symlinkSync(join(dir, 'else'), join(dir, 'out/sub'));
    const { code, err } = await call('preview', join(dir, 'in'), '--out', join(dir, 'out'));
    expect([code, err]).toEqual([2, expect.stringContaining('is a link to another place')]);
    expect(listing(join(dir, 'else'))).toEqual(['kept.txt']);
  });

  it('gives each page a place that no other has, or says why it has none', async () => {
    const long = 'ж'.repeat(125);
    const dir = folder({
      'in/x.txt': telegram(1),
      'in/X.txt': telegram(2),
      'in/y.html/in.txt': telegram(3),
      'in/y.txt': telegram(4),
      'in/try.txt': telegram(5),
      [`in/${long}.txt`]: telegram(6),
    });
    const out = join(dir, 'out');
    const { code } = await call('preview', join(dir, 'in'), '--try', '--out', out);
    const rows = rowsOf(join(out, 'index.html'));
    expect(rows.map(({ page }) => existsSync(join(out, decodeURIComponent(page))))).not.toContain(false);
    expect(new Set(rows.map(({ page }) => page.toLowerCase())).size).toBe(rows.length);
    expect([code, rows.length]).toEqual([0, 6]);
    expect(readFileSync(join(out, 'try.html'), 'utf8')).toContain('Try teigram');
    expect(listing(out)).toContain('try.txt.html');
  });

  it('says of a TEI that names no schema that it was not checked', async () => {
    const xml = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>x</p></body></text></TEI>';
    const dir = folder({ 'a.xml': xml });
    const { code, out, err } = await call('preview', join(dir, 'a.xml'), '--offline', '--out', join(dir, 'out'));
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('it names no schema');
    expect(shown(join(dir, 'out/a.html')).preview).toMatchObject({ verdict: 'open', summary: 'not checked' });
  });

  it('shows what is not valid all the same, and says what cannot be shown', async () => {
    const dir = folder({
      'a.xml': '<TEI xmlns="http://www.tei-c.org/ns/1.0"><x></TEI>',
      'b.txt': '\0\0\x01\x02\0',
      'c.txt': telegram(3),
    });
    const { code, err } = await call('preview', dir, '--out', join(dir, 'out'));
    expect(code).toBe(2);
    expect(err).toContain('b.txt');
    expect(listing(join(dir, 'out'))).toEqual(['a.html', 'c.html', 'index.html']);
    expect(shown(join(dir, 'out/a.html')).preview).toMatchObject({ verdict: 'bad', isBroken: true });
  });

  it('names what is missing in the call', async () => {
    expect(await call('preview')).toMatchObject({ code: 2, err: expect.stringContaining('--try') });
    expect(await call('preview', folder({ 'a.md': '' }))).toMatchObject({
      code: 2,
      err: expect.stringContaining('holds no .txt or .xml file'),
    });
  });

  it('writes a page to try it with', async () => {
    const out = join(folder(), 'out');
    const { code, out: said } = await call('preview', '--try', '--out', out);
    expect([code, listing(out)]).toEqual([0, ['try.html']]);
    expect(said).toContain('nothing leaves the browser');
  });

  it('shows a TEI beside the text that it was made of, found by its digest', async () => {
    const dir = folder({ 'texts/sub/a.txt': telegram(1), 'texts/b.txt': telegram(2) });
    const tei = join(dir, 'tei');
    await call('convert', join(dir, 'texts'), '--out', tei);
    const links = async (...args: string[]) => {
      await call('preview', tei, '--out', join(dir, 'out'), ...args);
      return ['sub/a.html', 'b.html'].map((page) => shown(join(dir, 'out', page)).preview.links.length);
    };
    expect(await links()).toEqual([0, 0]);
    expect(Math.min(...(await links('--source', join(dir, 'texts'))))).toBeGreaterThan(5);
    writeFileSync(join(dir, 'texts/b.txt'), `${telegram(2)}\n`);
    expect((await links('--source', join(dir, 'texts')))[1]).toBe(0);
  });

  it('finds no text outside the folders named, whatever a header says', async () => {
    const dir = folder({ 'secret.txt': telegram(1), 'tei/x.txt': telegram(1) });
    await call('convert', join(dir, 'tei/x.txt'), '--out', join(dir, 'tei'));
    const own = readFileSync(join(dir, 'tei/x.xml'), 'utf8');
    for (const name of ['../secret.txt', join(dir, 'secret.txt')]) {
      writeFileSync(
        join(dir, 'tei/x.xml'),
        own.replace('<idno type="filename">x.txt<', `<idno type="filename">${name}<`),
      );
      await call('preview', join(dir, 'tei/x.xml'), '--out', join(dir, 'out'));
      expect(shown(join(dir, 'out/x.html')).preview.source).toBeUndefined();
    }
  });
});

describe.skipIf(process.platform === 'win32')('preview --serve', () => {
  function asked(address: string, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      get(address, { headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (piece: string) => {
          text += piece;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      }).on('error', reject);
    });
  }

  /** Asks until an answer is as wanted. */
  async function until(address: string, isWanted: (answer: { status: number; text: string }) => boolean) {
    for (;;) {
      const answer = await asked(address);
      if (isWanted(answer)) return answer;
      await new Promise((again) => setTimeout(again, 20));
    }
  }

  it('shows pages to this machine alone, and makes them anew when a text changes', async () => {
    const dir = folder({ 'in/a.txt': telegram(1), 'in/b.txt': telegram(2), 'secret.html': 'secret' });
    const run = following(dir, 'preview', 'in', '--serve');
    const [, address = ''] = /Shown at (http:\/\/127\.0\.0\.1:\d+\/)/.exec(await run.says('Shown at')) ?? [];
    expect((await asked(address)).text).toContain('data-changes="/changes"');
    expect((await asked(`${address}a.html`)).text).toContain('1. Telegram');
    for (const path of ['../secret.html', '..%2fsecret.html', 'none.html', '%', 'in/a.txt', '']) {
      const { status, text } = await asked(`${address}${path}`.replace('//..', '/..'));
      expect([path, status]).toEqual([path, path === '' ? 200 : 404]);
      expect(text).not.toContain('secret');
    }
    // Under another name, to which a page elsewhere may have led the browser.
    expect((await asked(address, { Host: 'attacker.example' })).status).toBe(403);

    const { text: before } = await asked(`${address}changes`);
    writeFileSync(join(dir, 'in/a.txt'), telegram(11));
    await until(`${address}changes`, ({ text }) => text !== before);
    expect((await asked(`${address}a.html`)).text).toContain('11. Telegram');
    writeFileSync(join(dir, 'in/c.txt'), telegram(33));
    await until(`${address}c.html`, ({ status }) => status === 200);
    rmSync(join(dir, 'in/b.txt'));
    await until(`${address}b.html`, ({ status }) => status === 404);
    expect((await asked(address)).text).not.toContain('2. Telegram');
    expect(existsSync(join(dir, 'preview'))).toBe(false);
    expect(await run.stop()).toBe(0);
  });

  it('gives out pages of the preview, and nothing else that lies in the folder', async () => {
    const dir = folder({ 'a.txt': telegram(1), 'out/own.html': '<p>My notes', 'out/.hidden/x.html': 'x' });
    const run = following(dir, 'preview', 'a.txt', '--serve', '--try', '--out', 'out');
    const [, address = ''] = /Shown at (http:.*\/)a\.html/.exec(await run.says('Shown at', 'try.html')) ?? [];
    for (const [path, status] of [
      ['a.html', 200],
      ['try.html', 200],
      ['own.html', 404],
      ['.hidden/x.html', 404],
    ] as const) {
      expect([path, (await asked(address + path)).status]).toEqual([path, status]);
    }
    expect(await run.stop()).toBe(0);
  });

  it('serves the page to try it with alone', async () => {
    const run = following(folder(), 'preview', '--try', '--serve');
    const [address = ''] = /http:.*\/try\.html/.exec(await run.says('try.html')) ?? [];
    expect((await asked(address)).text).toContain('Try teigram');
    expect(await run.stop()).toBe(0);
  });

  it('says that a port is taken, and what to do', async () => {
    const dir = folder({ 'a.txt': telegram(1) });
    const first = following(dir, 'preview', 'a.txt', '--serve', '--out', 'out');
    const [, port = ''] = /127\.0\.0\.1:(\d+)\/a\.html/.exec(await first.says('Shown at')) ?? [];
    const second = await call('preview', join(dir, 'a.txt'), '--serve', '--port', port, '--out', join(dir, 'other'));
    expect(second).toMatchObject({ code: 2, err: expect.stringContaining('another program listens there') });
    await first.stop();
  });
});
