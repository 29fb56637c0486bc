import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Resources } from '../../src/resources/index.js';
import { folder, listing } from '../cli/call.js';
import { serve, serveFiles } from './server.js';

const HOUR = 3_600_000;

describe('Resources: what lies on the web', () => {
  it('is fetched once, and kept under its own name for later runs', async () => {
    const copies = folder();
    const { url, requests, stop } = await serveFiles({ '/tei/my%20tei.rng': '<grammar/>' });
    const first = new Resources({ copies });
    const [one, two] = await Promise.all([
      first.read(`${url}/tei/my%20tei.rng`),
      first.read(`${url}/tei/my%20tei.rng`),
    ]);
    expect(Buffer.from(one.content).toString()).toBe('<grammar/>');
    expect(two).toBe(one);
    expect(basename(one.path!)).toBe('my_20tei.rng');
    expect(readFileSync(one.path!, 'utf8')).toBe('<grammar/>');
    await stop();
    await new Resources({ copies }).read(`${url}/tei/my%20tei.rng`);
    expect(requests).toHaveLength(1);
  });

  it('is asked for again once the copy is old, and not sent again if nothing has changed', async () => {
    const copies = folder();
    let now = 1_000 * HOUR;
    const { url, requests } = await serveFiles({ '/s.rng': '<grammar/>' });
    const read = () => new Resources({ copies, now: () => now }).read(`${url}/s.rng`);
    await read();
    now += 23 * HOUR;
    await read();
    expect(requests).toHaveLength(1);
    now += 2 * HOUR;
    expect(Buffer.from((await read()).content).toString()).toBe('<grammar/>');
    expect(requests).toHaveLength(2);
    now += 1 * HOUR;
    await read();
    expect(requests).toHaveLength(2);
  });

  it('is taken from an old copy when the network fails, and the user is told', async () => {
    const copies = folder();
    const { url, stop } = await serveFiles({ '/s.rng': '<grammar/>' });
    await new Resources({ copies, now: () => Date.UTC(2026, 0, 15) }).read(`${url}/s.rng`);
    await stop();
    const later = new Resources({ copies, now: () => Date.UTC(2026, 1, 15) });
    expect(Buffer.from((await later.read(`${url}/s.rng`)).content).toString()).toBe('<grammar/>');
    const notices = later.takeNotices();
    expect(notices).toMatchObject([{ severity: 'warning', code: 'schema-from-cache' }]);
    expect(notices[0]!.message).toContain('The copy of 2026-01-15 was used');
    expect(later.takeNotices()).toEqual([]);
  });

  it('is never asked for offline', async () => {
    const copies = folder();
    const { url, requests } = await serveFiles({ '/s.rng': '<grammar/>', '/t.rng': '<grammar/>' });
    await new Resources({ copies, now: () => 0 }).read(`${url}/s.rng`);
    const offline = new Resources({ copies, offline: true });
    expect(Buffer.from((await offline.read(`${url}/s.rng`)).content).toString()).toBe('<grammar/>');
    await expect(offline.read(`${url}/t.rng`)).rejects.toMatchObject({ code: 'schema-not-fetched' });
    expect(requests).toEqual(['GET /s.rng']);
  });

  it('is fetched anew where the copy was damaged, and keeps nothing of a refused answer', async () => {
    const copies = folder();
    const { url, requests } = await serveFiles({ '/s.rng': '<grammar/>' });
    const { path } = await new Resources({ copies }).read(`${url}/s.rng`);
    writeFileSync(path!, '<grammar>');
    expect(Buffer.from((await new Resources({ copies }).read(`${url}/s.rng`)).content).toString()).toBe('<grammar/>');
    expect(requests).toHaveLength(2);
    const before = listing(copies);
    await expect(new Resources({ copies }).read(`${url}/missing.rng`)).rejects.toThrow('404');
    expect(listing(copies)).toEqual(before);
  });

  it('is had also where no copy can be kept', async () => {
    const dir = folder({ file: '' });
    const { url } = await serveFiles({ '/s.rng': '<grammar/>' });
    for (const options of [{}, { copies: join(dir, 'file') }]) {
      const { content, path } = await new Resources(options).read(`${url}/s.rng`);
      expect(Buffer.from(content).toString()).toBe('<grammar/>');
      expect(path).toBeUndefined();
    }
  });

  it('gets no file of this disk, unless the user has put one in its place', async () => {
    const dir = folder({ 'secret.rng': '<grammar/>' });
    const secret = pathToFileURL(join(dir, 'secret.rng')).href;
    await expect(new Resources().read(secret, 'https://example.org/s.rng')).rejects.toMatchObject({
      code: 'schema-reaches-for-disk',
    });
    const map = { 'https://example.org/part.rng': join(dir, 'secret.rng') };
    const got = await new Resources({ map }).read('https://example.org/part.rng', 'https://example.org/s.rng');
    expect(got.path).toBe(join(dir, 'secret.rng'));
  });

  it('gets hidden files as little by the name of a URN', async () => {
    const dir = folder({ '.hidden/s.rng': '<grammar/>' });
    const { href } = pathToFileURL(join(dir, '.hidden/s.rng'));
    await expect(new Resources().read(href, 'urn:x-part')).rejects.toThrow('begins with a dot');
    await expect(new Resources().read(href, pathToFileURL(join(dir, 'a.xml')).href)).rejects.toThrow(
      'begins with a dot',
    );
    expect(Buffer.from((await new Resources().read(href)).content).toString()).toBe('<grammar/>');
  });

  it('cannot name the file or the folder of its copy', async () => {
    const copies = folder();
    const { url } = await serve((_, response) => response.end('<grammar/>'));
    for (const path of ['/..%2f..%2fevil.rng', '/', '/source.json', '/...', `/${'a'.repeat(3000)}.rng`]) {
      const resource = await new Resources({ copies }).read(url + path);
      expect(resource.path!.startsWith(`${copies}/`)).toBe(true);
    }
    for (const name of listing(copies)) expect(name).toMatch(/^[0-9a-f]{32}\/[\w.-]{1,100}$/);
  });

  it('must have an address of http or https', async () => {
    await expect(new Resources().read('ftp://example.org/s.rng')).rejects.toMatchObject({ code: 'schema-not-fetched' });
  });
});
