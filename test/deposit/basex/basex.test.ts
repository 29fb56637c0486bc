/** BaseX: the client against a server that speaks by the documentation, and all of it against a real one. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { BasexClient, CommandFailed, LoginRefused } from '../../../src/deposit/basex/client.js';
import { call, folder } from '../../cli/call.js';
import { depositor, METADATA, tei } from '../sample.js';
import { BASEX_ABSENT, basex, environment } from './server.js';

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const login = (port: number, password = 'topsecret') => ({ host: '127.0.0.1', port, user: 'jack', password });

/** Says the challenge, then the answers as the client goes on; what the client sent. */
async function scripted(challenge: string, ...answers: readonly (readonly number[] | string)[]) {
  const sent: Buffer[] = [];
  const server = createServer((socket: Socket) => {
    const left = [...answers];
    socket.on('error', () => {}).write(`${challenge}\0`);
    socket.on('data', (chunk) => {
      sent.push(chunk);
      const next = left.shift();
      if (next === undefined) socket.end();
      else socket.write(typeof next === 'string' ? next : Buffer.from(next));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, sent: () => Buffer.concat(sent) };
}

describe('the client', () => {
  it('logs in by digest, as in the example of the documentation', async () => {
    const { port, sent } = await scripted('BaseX:1369578179679', [0]);
    await BasexClient.open(login(port));
    const digest = md5(`${md5('jack:BaseX:topsecret')}1369578179679`);
    expect(sent().toString()).toBe(`jack\0${digest}\0`);
  });

  it('logs in by CRAM-MD5 where the server has no realm', async () => {
    const { port, sent } = await scripted('1369578179679', [0]);
    await BasexClient.open(login(port));
    expect(sent().toString()).toBe(`jack\0${md5(`${md5('topsecret')}1369578179679`)}\0`);
  });

  it('knows that it was refused', async () => {
    const { port } = await scripted('BaseX:1', [1]);
    await expect(BasexClient.open(login(port))).rejects.toBeInstanceOf(LoginRefused);
  });

  it('reads results with escaped bytes, in whatever pieces they come', async () => {
    const { port } = await scripted('BaseX:1', [0], [0x61, 0xff, 0x00, 0x62, 0xff, 0xff, 0x00, 0x69, 0x00, 0x00]);
    const client = await BasexClient.open(login(port));
    expect(await client.command('XQUERY 1')).toBe('a\0b\ufffd');
  });

  it('rejects with the words of the server, and goes on', async () => {
    const { port } = await scripted('BaseX:1', [0], '\0Unknown command.\0\u0001', 'fine\0\0\0');
    const client = await BasexClient.open(login(port));
    await expect(client.command('NONSENSE')).rejects.toThrow(new CommandFailed('Unknown command.'));
    expect(await client.command('INFO')).toBe('fine');
  });

  it('escapes what it streams', async () => {
    const { port, sent } = await scripted('BaseX:1', [0]);
    const client = await BasexClient.open(login(port));
    const before = sent().length;
    void client.put('a', Readable.from([Buffer.from([0x3c, 0x00, 0xff, 0x3e])])).catch(() => {});
    await expect.poll(() => sent().length - before).toBeGreaterThanOrEqual(10);
    expect([...sent().subarray(before)]).toEqual([0x0c, 0x61, 0x00, 0x3c, 0xff, 0x00, 0xff, 0xff, 0x3e, 0x00]);
  });

  it('does not wait for a server that has gone', async () => {
    const { port } = await scripted('BaseX:1', [0]);
    const client = await BasexClient.open(login(port));
    await expect(client.command('INFO')).rejects.toThrow();
  });
});

/** A real server with a home of its own. */
async function basexServer(): Promise<{ readonly port: number; readonly home: string }> {
  const home = join(folder(), 'basex');
  mkdirSync(home);
  const port = await freePort();
  const server = spawn('basexserver', [`-p${port}`, '-n127.0.0.1', '-z'], { env: environment(home), stdio: 'ignore' });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  onTestFinished(async () => {
    server.kill();
    await ended;
  });
  for (let left = 150; left > 0; left--) {
    const client = await BasexClient.open({ host: '127.0.0.1', port, user: 'admin', password: 'admin' }).catch(
      () => {},
    );
    if (client !== undefined) {
      await client.close();
      return { port, home };
    }
    await sleep(200);
  }
  throw new Error('basexserver does not answer');
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

const TITLES = `declare namespace tei = "http://www.tei-c.org/ns/1.0";
  sort(collection("NAME")//tei:titleStmt/tei:title/string())`;

describe.skipIf(BASEX_ABSENT)(`a real BaseX (${BASEX_ABSENT ?? 'installed'})`, { timeout: 60_000 }, () => {
  beforeEach(() => {
    process.env['BASEX_PASSWORD'] = 'admin';
  });
  afterEach(() => {
    delete process.env['BASEX_PASSWORD'];
  });

  it('gets every document, with its white space, once however often it is loaded', async () => {
    const { port } = await basexServer();
    const spaced = tei('Spaced', '').replace('<p>Spaced</p>', '<p><hi>a</hi> <hi>b</hi></p>');
    const { deposit } = depositor(METADATA, { 'd 1 é.xml': tei('One', ''), 'deep/er/d2.xml': spaced });
    const url = `basex://127.0.0.1:${port}/telegrams`;
    const { code, out, err } = await deposit('basex', 'pkg', '--upload', url);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(`telegrams at 127.0.0.1:${port} (it holds 2 documents): 2 files sent.`);
    expect((await deposit('basex', 'pkg', '--upload', url)).out).toContain('holds 2 documents');
    const client = await BasexClient.open({ host: '127.0.0.1', port, user: 'admin', password: 'admin' });
    const run = (query: string) => client.command(`XQUERY ${query.replaceAll('\n', ' ')}`);
    expect(await run(TITLES.replace('NAME', 'telegrams'))).toBe('One\nSpaced');
    expect(await run('string(collection("telegrams/deep/er/d2.xml")//*:body/*:p)')).toBe('a b');
    expect(await run('sort(collection("telegrams") ! db:path(.))')).toBe('d 1 é.xml\ndeep/er/d2.xml');
    await client.close();
  });

  it('counts what it takes, and names what it does not', async () => {
    const { port } = await basexServer();
    const { root, at } = depositor();
    mkdirSync(at('pkg'));
    mkdirSync(at('pkg/tei'));
    writeFileSync(at('pkg/load.xq'), '()');
    writeFileSync(at('pkg/tei/a.xml'), tei('A', ''));
    writeFileSync(at('pkg/tei/b.xml'), '<not-closed>');
    writeFileSync(at('pkg/tei/c.xml'), tei('C', ''));
    const { code, out } = await call(
      ...['deposit', join(root, 'tei'), '--to', 'basex', '--out', at('pkg'), '--config', at('config.json')],
      ...['--upload', `basex://admin@127.0.0.1:${port}/telegrams`, '--format', 'json'],
    );
    const { upload, diagnostics } = JSON.parse(out);
    expect({ code, sent: upload.sent }).toEqual({ code: 2, sent: 2 });
    const found = diagnostics as { code: string; message: string }[];
    expect(found.map(({ code: word }) => word)).toEqual(['upload-resumed', 'basex-document-refused']);
    expect(found[1]!.message).toContain('tei/b.xml');
  });

  it('says how to log in, and how to start a server', async () => {
    const { port } = await basexServer();
    process.env['BASEX_PASSWORD'] = 'wrong';
    const { deposit } = depositor();
    const refused = await deposit('basex', 'pkg', '--upload', `basex://127.0.0.1:${port}/telegrams`);
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.err).toContain('basex-login-refused');
  });

  it('runs the query of the package, for who has no server', async () => {
    const home = join(folder(), 'basex');
    mkdirSync(home);
    const { at, deposit } = depositor();
    expect(await deposit('basex', 'pkg')).toMatchObject({ code: 0 });
    await basex(home, at('pkg/load.xq'));
    const found = await basex(home, '-q', TITLES.replace('NAME', 'telegrams-from-strelsau-zenda-1957'));
    expect(found.trim().split('\n')).toEqual(['A paper', 'Telegram 812', 'Telegram 813']);
  });
});

describe('--to basex', () => {
  it.each([
    ['basex://127.0.0.1:9/telegrams', 'basex-unreachable', 'basexserver -S -p9'],
    ['basex://127.0.0.1:9/', 'upload-not-possible', 'basex://localhost:1984/telegrams'],
    ['basex://127.0.0.1:9/a%20b', 'upload-not-possible', 'letters, digits'],
  ])('--upload %s ends with %s', async (url, code, words) => {
    process.env['BASEX_PASSWORD'] = 'admin';
    onTestFinished(() => void delete process.env['BASEX_PASSWORD']);
    const outcome = await depositor().deposit('basex', 'pkg', '--upload', url);
    expect(outcome).toMatchObject({ code: 2 });
    expect(outcome.err).toContain(code);
    expect(outcome.err).toContain(words);
  });
});
