/** Uploads through a proxy that the environment names: used where it is to be used, and its password is shown to nobody. */
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { upload } from '../../../src/deposit/upload/index.js';
import { proxyTo } from '../../../src/deposit/upload/proxy.js';
import { zenodoKind } from '../../../src/deposit/zenodo/upload.js';
import { packageFor } from './package.js';
import { zenodoServer } from './repositories.js';
import { answer, serve, TOKEN } from './server.js';

const VARIABLES = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY'].flatMap((name) => [name, name.toLowerCase()]);
const PASSWORD = 'p4ss/w0rd:9f';
/** No server has this name (RFC 2606), so that only the proxy can lead to one. */
const NOWHERE = 'http://repository.invalid/';

const kept = new Map<string, string | undefined>();
beforeEach(() => {
  for (const name of VARIABLES) {
    kept.set(name, process.env[name]);
    delete process.env[name];
  }
});
afterEach(() => {
  for (const [name, value] of kept) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

/** A proxy that leads every name to one port of this machine. */
async function proxy(port: number, refuse?: number) {
  const connects: IncomingMessage[] = [];
  const server = createServer();
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    connects.push(request);
    socket.on('error', () => {});
    if (refuse !== undefined) {
      const said = `You sent: ${JSON.stringify(request.headers)}`;
      socket.end(`HTTP/1.1 ${refuse} Refused\r\nContent-Length: ${said.length}\r\n\r\n${said}`);
      return;
    }
    const target = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    target.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port: own } = server.address() as AddressInfo;
  return {
    connects,
    host: `127.0.0.1:${own}`,
    address: `http://anna:${encodeURIComponent(PASSWORD)}@127.0.0.1:${own}`,
  };
}

const send = (url = NOWHERE) =>
  upload(zenodoKind, { folder: packageFor(zenodoKind), url: new URL(url), token: TOKEN, sleep: async () => {} });

function expectNoPassword(text: string): void {
  for (const form of [PASSWORD, encodeURIComponent(PASSWORD), Buffer.from(`anna:${PASSWORD}`).toString('base64')]) {
    expect(text).not.toContain(form);
  }
  expect(text).not.toMatch(/p4ss|w0rd/);
}

describe('a proxy', () => {
  it.each(['HTTP_PROXY', 'http_proxy', 'ALL_PROXY'])(
    'that %s names leads to the server, and sees no token',
    async (name) => {
      const server = await serve(zenodoServer);
      const links = { bucket: `${NOWHERE}api/files/568377dd`, html: `${NOWHERE}deposit/542201` };
      server.fail({ on: /^POST/, times: 1, act: answer(201, { id: 542201, links }) });
      server.made.push({ id: '542201', metadata: {} });
      const { connects, address } = await proxy(Number(new URL(server.origin).port));
      process.env[name] = address;
      const { sent, diagnostics } = await send();
      expect({ sent, diagnostics }).toEqual({ sent: 3, diagnostics: [] });
      expect(connects.length).toBe(server.calls.length);
      expect(new Set(connects.map(({ url }) => url))).toEqual(new Set(['repository.invalid:80']));
      expect(connects[0]!.headers['proxy-authorization']).toBe(
        `Basic ${Buffer.from(`anna:${PASSWORD}`).toString('base64')}`,
      );
      expect(JSON.stringify(connects.map((request) => request.rawHeaders))).not.toContain(TOKEN);
      expect(JSON.stringify(server.headers)).not.toMatch(/proxy-authorization/);
    },
  );

  it('is not used for this machine, for servers in NO_PROXY, or where none is named', async () => {
    expect(await proxyTo(new URL('https://zenodo.org/'))).toBeUndefined();
    process.env['HTTPS_PROXY'] = 'http://127.0.0.1:9';
    process.env['HTTP_PROXY'] = 'http://127.0.0.1:9';
    expect((await proxyTo(new URL('https://zenodo.org/')))?.host).toBe('127.0.0.1:9');
    for (const url of ['http://localhost:8080/', 'http://127.0.0.1/', 'http://[::1]/']) {
      expect(await proxyTo(new URL(url))).toBeUndefined();
    }
    process.env['NO_PROXY'] = 'zenodo.org,.example.org';
    expect(await proxyTo(new URL('https://zenodo.org/'))).toBeUndefined();
    expect(await proxyTo(new URL('https://demo.example.org/'))).toBeUndefined();
  });

  it.each([407, 403, 502])('that refuses with %i is named, its password is not', async (status) => {
    const { address, host } = await proxy(9, status);
    process.env['HTTP_PROXY'] = address;
    const { diagnostics } = await send();
    expect(diagnostics).toHaveLength(1);
    expectNoPassword(JSON.stringify(diagnostics));
    if (status === 407) {
      expect(diagnostics[0]).toMatchObject({ code: 'upload-proxy-refused', severity: 'error' });
      expect(diagnostics[0]!.message).toContain(host);
    }
  });

  it('that is not there is named, its password is not', async () => {
    process.env['HTTP_PROXY'] = `http://anna:${encodeURIComponent(PASSWORD)}@127.0.0.1:9`;
    const { diagnostics } = await send();
    expect(diagnostics.map(({ code }) => code)).toEqual(['upload-connection-lost']);
    expect(diagnostics[0]!.message).toMatch(/through the proxy 127\.0\.0\.1:9 .*NO_PROXY/);
    expectNoPassword(JSON.stringify(diagnostics));
  });
});
