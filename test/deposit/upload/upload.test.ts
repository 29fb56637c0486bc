import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataverseKind } from '../../../src/deposit/dataverse/upload.js';
import { invenioKind } from '../../../src/deposit/invenio/upload.js';
import { upload } from '../../../src/deposit/upload/index.js';
import { zenodoKind } from '../../../src/deposit/zenodo/upload.js';
import { depositor } from '../sample.js';
import { FILES, FLAT, md5, packageFor, send } from './package.js';
import { dataverseServer, invenioServer, zenodoServer } from './repositories.js';
import { answer, drop, type Server, serve, TOKEN } from './server.js';

/** InvenioRDM keeps a draft and tells what is wrong with it. */
const INCOMPLETE = (page: string) =>
  `The draft was made, but the InvenioRDM repository wants something before it can be published: metadata.title: Too long. Put it right in the form at ${page}.`;

describe.each([
  {
    kind: zenodoKind,
    handler: zenodoServer,
    files: FLAT,
    path: '/',
    create: /^POST .*depositions$/,
    put: /^PUT .*d1\.xml$/,
  },
  {
    kind: invenioKind,
    handler: invenioServer,
    files: FLAT,
    path: '/',
    create: /^POST .*records$/,
    put: /^PUT .*d1\.xml/,
  },
  {
    kind: dataverseKind,
    handler: dataverseServer,
    files: FILES,
    path: '/dataverse/mine',
    create: /^POST .*datasets$/,
    put: /^POST .*\/add/,
  },
])('an upload with $kind.metadata', ({ kind, handler, files, path, create, put }) => {
  const expected = Object.fromEntries(
    Object.entries(files).map(([name, content]) => [name.replace('files/', ''), md5(content)]),
  );
  const arrived = (server: Server) => Object.fromEntries([...server.files].map(([name, file]) => [name, file.md5]));
  const run = (server: Server, pkg: string, token = TOKEN) => send(kind, server, pkg, { token, path });

  it('makes a draft with the metadata, sends every file, and publishes nothing', async () => {
    const server = await serve(handler);
    const { sent, there, page, said } = await run(server, packageFor(kind, files));
    expect({ sent, there, drafts: server.drafts }).toEqual({
      sent: 3,
      there: 0,
      drafts: [{ metadata: { title: 'x' } }],
    });
    expect(arrived(server)).toEqual(expected);
    expect(page).toContain(server.origin);
    expect(server.calls.filter((call) => /publish/.test(call) && !call.startsWith('GET'))).toEqual([]);
    expect(said).toBe(kind === invenioKind ? INCOMPLETE(page!) : '');
  });

  it('sends nothing twice', async () => {
    const server = await serve(handler);
    const pkg = packageFor(kind, files);
    await run(server, pkg);
    const before = server.calls.length;
    expect(await run(server, pkg)).toMatchObject({ sent: 0, there: 3 });
    expect(server.calls.slice(before).every((call) => call.startsWith('GET '))).toBe(true);
    expect(server.drafts).toHaveLength(1);
  });

  it('goes on where it was after the server failed for good', async () => {
    const server = await serve(handler);
    const pkg = packageFor(kind, files);
    server.fail({ on: put, times: 100, act: answer(507, { message: 'No space left.' }) });
    const first = await run(server, pkg);
    expect(first.codes.at(-1)).toBe('upload-server-failed');
    expect(first.said).toContain('No space left.');
    expect(server.files.size).toBeLessThan(3);
    server.heal();
    const second = await run(server, pkg);
    expect(second.sent + second.there).toBe(3);
    expect(second.there).toBe(first.sent);
    expect(arrived(server)).toEqual(expected);
    expect(server.drafts).toHaveLength(1);
  });

  it('survives dropped connections without sending a file twice', async () => {
    const server = await serve(handler);
    server.fail({ on: put, times: 2, act: drop });
    const { sent, codes, waits } = await run(server, packageFor(kind, files));
    expect(codes.filter((code) => code !== 'upload-draft-incomplete')).toEqual([]);
    expect(sent).toBe(3);
    expect(arrived(server)).toEqual(expected);
    expect(waits.length).toBeGreaterThanOrEqual(2);
  });

  it('waits as long as the server asks', async () => {
    const server = await serve(handler);
    server.fail({ on: put, times: 1, act: answer(429, { message: 'Slow down' }, { 'Retry-After': '17' }) });
    const { sent, waits } = await run(server, packageFor(kind, files));
    expect({ sent, waits }).toEqual({ sent: 3, waits: [17] });
  });

  it('gives up where the server asks for an hour, and says when to come back', async () => {
    const server = await serve(handler);
    server.fail({ on: put, times: 9, act: answer(429, {}, { 'Retry-After': '3600' }) });
    const { codes, said, waits } = await run(server, packageFor(kind, files));
    expect(codes.at(-1)).toBe('upload-rate-limited');
    expect(said).toContain('in 60 minutes');
    expect(waits).toEqual([]);
  });

  it('says where a token comes from', async () => {
    const server = await serve(handler);
    const { codes, said } = await run(server, packageFor(kind, files), 'wrong');
    expect(codes).toEqual(['upload-token-refused']);
    expect(said).toContain(`${server.origin}${kind.tokenPage}`);
    expect(said).toContain(kind.token);
    expect(said).not.toContain('wrong');
  });

  it('says that a file is too large, with its size', async () => {
    const server = await serve(handler);
    server.fail({ on: put, times: 9, act: answer(413, { message: 'Request entity too large' }) });
    const { codes, said } = await run(server, packageFor(kind, files));
    expect(codes.at(-1)).toBe('upload-file-too-large');
    expect(said).toMatch(/\d\.\d MB/);
  });

  it('quotes what the server does not like in the metadata', async () => {
    const server = await serve(handler);
    const errors = [{ field: 'metadata.creators', message: 'Missing.' }];
    server.fail({ on: create, times: 1, act: answer(400, { message: 'Validation error', errors }) });
    const { codes, said, page } = await run(server, packageFor(kind, files));
    expect({ codes, page }).toEqual({ codes: ['upload-metadata-refused'], page: undefined });
    expect(said).toContain('Validation error; metadata.creators: Missing.');
  });

  it('does not make a draft twice because the answer was lost', async () => {
    const server = await serve(handler);
    server.fail({ on: create, times: 1, act: drop });
    const { codes, said } = await run(server, packageFor(kind, files));
    expect(codes).toEqual(['upload-connection-lost']);
    expect(said).toContain('looks whether a draft has come into being');
    expect(server.calls.filter((call) => create.test(call))).toHaveLength(1);
  });

  it('asks before it makes another draft in the place of one that is gone', async () => {
    const server = await serve(handler);
    const pkg = packageFor(kind, files);
    await run(server, pkg);
    server.forget();
    const { codes, said } = await run(server, pkg);
    expect(codes).toEqual(['upload-draft-gone']);
    expect(said).toContain(`${pkg}.upload.json`);
    rmSync(`${pkg}.upload.json`);
    expect(await run(server, pkg)).toMatchObject({ sent: 3 });
  });
});

describe('an upload', () => {
  it('does not show the token to another server', async () => {
    const server = await serve(zenodoServer);
    const links = { bucket: 'http://127.0.0.1:9/api/files/1', html: 'x' };
    server.fail({ on: /^POST/, times: 1, act: answer(201, { id: 542201, links }) });
    server.made.push({ id: '542201', metadata: {} });
    const { codes, said } = await send(zenodoKind, server, packageFor(zenodoKind));
    expect(codes).toEqual(['upload-server-unusable']);
    expect(said).toContain('another server');
  });

  it('does not follow a server that has moved', async () => {
    const server = await serve(zenodoServer);
    server.fail({ on: /^POST/, times: 1, act: answer(301, {}, { Location: 'http://127.0.0.1:9/' }) });
    const { codes, said } = await send(zenodoKind, server, packageFor(zenodoKind));
    expect(codes).toEqual(['upload-redirected']);
    expect(said).toContain('use --upload http://127.0.0.1:9.');
  });

  it('finds no repository at the address of a page', async () => {
    const server = await serve((_request, response) => void response.writeHead(200).end('<html>Hello</html>'));
    expect((await send(zenodoKind, server, packageFor(zenodoKind))).codes).toEqual(['upload-server-unusable']);
  });

  it('asks first before it sends much', async () => {
    const server = await serve(zenodoServer);
    let received = 0;
    server.fail({
      on: /^PUT/,
      times: 1,
      act: (request, response) => {
        request.on('data', (chunk: Buffer) => {
          received += chunk.length;
        });
        response.writeHead(413, { Connection: 'close' }).end('<html><h1>413 Request Entity Too Large</h1></html>');
      },
    });
    const { codes, said } = await send(
      zenodoKind,
      server,
      packageFor(zenodoKind, { 'files/a.zip': Buffer.alloc(20e6) }),
    );
    expect(codes).toEqual(['upload-file-too-large']);
    expect(said).toContain('20.0 MB');
    expect(said).toContain('413 Request Entity Too Large');
    expect(received).toBe(0);
  });

  it('streams what is large', async () => {
    const server = await serve(zenodoServer);
    const large = Buffer.alloc(30e6, 'telegram ');
    const { sent } = await send(zenodoKind, server, packageFor(zenodoKind, { 'files/a.zip': large }));
    expect(sent).toBe(1);
    expect(server.files.get('a.zip')).toMatchObject({ md5: md5(large), size: 30e6 });
  });

  it('sends a file again that arrived damaged, and says so where it stays like that', async () => {
    const server = await serve(zenodoServer);
    server.fail({ on: /^PUT/, times: 1, act: answer(201, { checksum: `md5:${'0'.repeat(32)}` }) });
    expect(await send(zenodoKind, server, packageFor(zenodoKind))).toMatchObject({ sent: 3, codes: [] });
    const broken = await serve(zenodoServer);
    broken.fail({ on: /^PUT/, times: 99, act: answer(201, { checksum: `md5:${'0'.repeat(32)}` }) });
    expect((await send(zenodoKind, broken, packageFor(zenodoKind))).codes).toEqual(['upload-file-damaged']);
  });

  it('sends what has changed since, and says so', async () => {
    const server = await serve(zenodoServer);
    const pkg = packageFor(zenodoKind);
    await send(zenodoKind, server, pkg);
    writeFileSync(join(pkg, 'files/d1.xml'), '<TEI>mended</TEI>');
    const { sent, there, codes } = await send(zenodoKind, server, pkg);
    expect({ sent, there, codes }).toEqual({ sent: 1, there: 2, codes: ['upload-file-differs'] });
    expect(server.files.get('d1.xml')?.md5).toBe(md5('<TEI>mended</TEI>'));
  });

  it('takes a date for how long to wait, by the clock of the server', async () => {
    const server = await serve(zenodoServer);
    const headers = { 'Retry-After': 'Mon, 02 Jan 2006 15:04:35 GMT', Date: 'Mon, 02 Jan 2006 15:04:05 GMT' };
    server.fail({ on: /^PUT/, times: 1, act: answer(503, {}, headers) });
    expect((await send(zenodoKind, server, packageFor(zenodoKind))).waits).toEqual([30]);
  });

  it('does not touch a note that it cannot read', async () => {
    const server = await serve(zenodoServer);
    const pkg = packageFor(zenodoKind);
    writeFileSync(`${pkg}.upload.json`, '{"origin":');
    expect((await send(zenodoKind, server, pkg)).codes).toEqual(['upload-draft-gone']);
    expect(server.calls).toEqual([]);
  });

  it('is not gone on with at another server', async () => {
    const pkg = packageFor(zenodoKind);
    const first = await serve(zenodoServer);
    await send(zenodoKind, first, pkg);
    const { codes, said } = await send(zenodoKind, await serve(zenodoServer), pkg);
    expect(codes).toEqual(['upload-draft-gone']);
    expect(said).toContain(first.origin);
  });

  it('tells apart a server that is not there', async () => {
    const { codes } = await upload(zenodoKind, {
      folder: packageFor(zenodoKind),
      url: new URL('http://127.0.0.1:9/'),
      token: TOKEN,
      sleep: async () => {},
    }).then(({ diagnostics }) => ({ codes: diagnostics.map(({ code }) => code) }));
    expect(codes).toEqual(['upload-connection-lost']);
  });
});

describe('the command with --upload', () => {
  beforeEach(() => {
    process.env['ZENODO_TOKEN'] = TOKEN;
  });
  afterEach(() => {
    delete process.env['ZENODO_TOKEN'];
  });

  it('makes the package and uploads it; the same call again goes on', async () => {
    const server = await serve(zenodoServer);
    const { at, deposit } = depositor();
    const first = await deposit('zenodo', 'pkg', '--upload', server.origin);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toContain(`${server.origin}/deposit/542201: 1 file sent. It is not published`);
    const zip = readFileSync(at('pkg/files/telegrams-from-strelsau-zenda-1957.zip'));
    expect(server.files.get('telegrams-from-strelsau-zenda-1957.zip')?.md5).toBe(md5(zip));
    expect(server.drafts).toEqual([JSON.parse(readFileSync(at('pkg/zenodo.json'), 'utf8'))]);
    const again = await deposit('zenodo', 'pkg', '--upload', server.origin);
    expect(again.code).toBe(0);
    expect(again.err).toContain('upload-resumed');
    expect(again.out).toContain('0 files sent, 1 there already');
  });

  it('reports as one JSON object', async () => {
    const server = await serve(zenodoServer);
    const { out } = await depositor().deposit('zenodo', 'pkg', '--upload', server.origin, '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({
      target: 'zenodo',
      documents: 3,
      upload: { page: `${server.origin}/deposit/542201`, sent: 1, there: 0 },
      exitCode: 0,
    });
  });

  it('shows no token in its report either, whatever the server repeats', async () => {
    const server = await serve(zenodoServer);
    server.fail({ on: /^POST/, times: 9, act: answer(400, { message: `You sent "Bearer ${TOKEN}".` }) });
    const { code, out, err } = await depositor().deposit(
      'zenodo',
      'pkg',
      '--upload',
      server.origin,
      '--format',
      'json',
    );
    expect(code).toBe(2);
    expect(out).toContain('Bearer ***');
    expect(out + err).not.toContain(TOKEN);
  });

  it('ends with 2 where the upload fails, and keeps the package', async () => {
    const server = await serve(zenodoServer);
    process.env['ZENODO_TOKEN'] = 'wrong';
    const { at, deposit } = depositor();
    const { code, err } = await deposit('zenodo', 'pkg', '--upload', server.origin);
    expect(code).toBe(2);
    expect(err).toContain('upload-token-refused');
    expect(readFileSync(at('pkg/zenodo.json'), 'utf8')).toContain('upload_type');
  });

  it.each([
    ['bag', 'pkg', 'https://zenodo.org', 'upload-not-possible'],
    ['zenodo', 'pkg.zip', 'https://zenodo.org', 'upload-not-possible'],
    ['zenodo', 'pkg', 'zenodo.org', 'upload-not-possible'],
    ['zenodo', 'pkg', 'http://zenodo.org', 'upload-not-possible'],
    ['invenio', 'pkg', 'https://zenodo.org', 'upload-token-missing'],
  ])('refuses --to %s --out %s --upload %s before it does anything', async (to, out, url, expected) => {
    const { code, err } = await depositor().deposit(to, out, '--upload', url);
    expect({ code, said: err.includes(expected) }).toEqual({ code: 2, said: true });
  });
});
