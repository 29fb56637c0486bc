/** Web servers on this computer that behave well or badly, each gone after the test. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface TestServer {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  /** `METHOD /path` of each request so far. */
  readonly requests: readonly string[];
  stop(): Promise<void>;
}

export async function serve(listener: RequestListener): Promise<TestServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  onTestFinished(stop);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, stop };
}

/** Serves fixed files, with a tag by which a client may ask whether they have changed. */
export function serveFiles(files: Readonly<Record<string, string>>): Promise<TestServer> {
  return serve((request, response) => {
    const content = files[request.url ?? ''];
    const etag = `"${content?.length}"`;
    if (content === undefined) response.writeHead(404).end();
    else if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
    else response.writeHead(200, { etag }).end(content);
  });
}
