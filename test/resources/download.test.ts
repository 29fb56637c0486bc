import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DOWNLOAD_LIMITS, download } from '../../src/resources/download.js';
import { serve } from './server.js';

const limits = { ...DOWNLOAD_LIMITS, bytes: 1_000_000, milliseconds: 2_000 };

describe('download', () => {
  it('gives the content and what the server would know it by', async () => {
    const { url } = await serve((_, response) => response.writeHead(200, { etag: '"1"' }).end('grammar'));
    const got = await download(url, {}, limits);
    expect(got).toMatchObject({ content: Buffer.from('grammar'), etag: '"1"' });
  });

  it('follows redirections', async () => {
    const { url, requests } = await serve((request, response) => {
      if (request.url === '/new') response.end('grammar');
      else response.writeHead(301, { location: '/new' }).end();
    });
    expect(await download(`${url}/old`, {}, limits)).toMatchObject({ content: Buffer.from('grammar') });
    expect(requests).toEqual(['GET /old', 'GET /new']);
  });

  it('ends a circle of redirections', async () => {
    const { url, requests } = await serve((request, response) => {
      response.writeHead(302, { location: request.url === '/a' ? '/b' : '/a' }).end();
    });
    expect(await download(`${url}/a`, {}, limits)).toEqual({
      reason: 'it redirects more than 5 times, most likely in a circle',
    });
    expect(requests).toHaveLength(6);
  });

  it('never follows a redirection to a file', async () => {
    const { url } = await serve((_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end());
    expect(await download(url, {}, limits)).toMatchObject({ reason: expect.stringContaining('no address of the web') });
  });

  it.each([
    ['before it answers', false],
    ['in the middle', true],
  ])('gives up on a server that stalls %s', async (_, begins) => {
    const { url } = await serve((_, response) => {
      if (begins) response.writeHead(200, { 'content-length': '100' }).write('<grammar');
    });
    expect(await download(url, {}, { ...limits, milliseconds: 300 })).toEqual({
      reason: 'it was not there within 0.3 seconds',
    });
  });

  it('refuses 2 GB that are announced without reading them', async () => {
    const { url } = await serve((_, response) =>
      response.writeHead(200, { 'content-length': '2000000000' }).write('x'),
    );
    expect(await download(url, {}, limits)).toEqual({ reason: 'it is larger than 1 MB' });
  });

  it('stops reading 2 GB that are not announced', async () => {
    let sent = 0;
    const { url } = await serve((_, response) => {
      const piece = Buffer.alloc(100_000, 'x');
      const send = () => {
        while (sent < 2_000_000_000 && !response.destroyed) {
          sent += piece.length;
          if (!response.write(piece)) return void response.once('drain', send);
        }
      };
      send();
    });
    expect(await download(url, {}, limits)).toEqual({ reason: 'it is larger than 1 MB' });
    expect(sent).toBeLessThan(100_000_000);
  });

  it('counts what comes packed as it is once unpacked', async () => {
    const packed = gzipSync(Buffer.alloc(50_000_000));
    expect(packed.length).toBeLessThan(100_000);
    const { url } = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed));
    expect(await download(url, {}, limits)).toEqual({ reason: 'it is larger than 1 MB' });
  });

  it('says in words what the server or the network says', async () => {
    const { url, stop } = await serve((_, response) => response.writeHead(503).end());
    expect(await download(url, {}, limits)).toEqual({ reason: 'the server answered 503 Service Unavailable' });
    await stop();
    expect(await download(url, {}, limits)).toEqual({ reason: 'the server takes no connections' });
  });

  it('says that a connection broke off', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('<grammar');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await download(url, {}, limits)).toMatchObject({ reason: expect.stringMatching(/broke|terminated/) });
  });
});
