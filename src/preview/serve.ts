/** Pages of a folder on a local port, for this machine alone; whoever looks at one hears when they have changed. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize, sep } from 'node:path';
import { foundIn, readFileNow } from '../files/door.js';
import { isPage } from './page.js';

/** Where a page hears of changes. */
export const CHANGES = '/changes';
/** In bytes. */
const LARGEST_PAGE = 200_000_000;
const LOOPBACK = '127.0.0.1';

export interface PageServer {
  /** `http://127.0.0.1:41234/` */
  readonly address: string;
  /** Has all pages that are looked at loaded again. */
  tell(): void;
  close(): void;
}

/**
 * Rejects with the system's error, such as that the port is taken.
 *
 * @param root absolute: nothing outside it is given out, and of it pages alone.
 * @param port 0 for any that is free.
 */
export async function servePages(root: string, port: number): Promise<PageServer> {
  // Another run of the program has other numbers, so that its pages are loaded again, too.
  let version = Date.now();
  const server = createServer((request, response) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const path = pathOf(request);
    if (!isOurs(request)) refuse(response, 403);
    else if (!isRead) refuse(response, 405);
    else {
      const isVersion = path === CHANGES;
      const content = isVersion ? Buffer.from(String(version)) : path === undefined ? undefined : pageAt(root, path);
      give(response, content, isVersion ? 'text/plain' : 'text/html', request.method === 'HEAD');
    }
  });
  /** A page elsewhere may send a browser here under another name (DNS rebinding). */
  const isOurs = ({ headers }: IncomingMessage): boolean => {
    const { port: own } = server.address() as AddressInfo;
    // A browser names no port where it is the usual one.
    const names = [LOOPBACK, 'localhost'].flatMap((name) => [`${name}:${own}`, ...(own === 80 ? [name] : [])]);
    return names.includes(headers.host ?? '');
  };
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(port, LOOPBACK, done);
  });
  return {
    address: `http://${LOOPBACK}:${(server.address() as AddressInfo).port}/`,
    tell: () => {
      version++;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function give(response: ServerResponse, content: Buffer | undefined, type: string, isHead: boolean): void {
  if (content === undefined) {
    refuse(response, 404);
    return;
  }
  response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8`, 'Content-Length': content.length, ...HEADERS });
  response.end(isHead ? undefined : content);
}

const HEADERS = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
};

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', ...HEADERS });
  response.end(status === 404 ? 'There is no such page.' : 'This is not answered.');
}

/** Undefined where the address is none. */
function pathOf({ url = '/' }: IncomingMessage): string | undefined {
  try {
    return decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return undefined;
  }
}

function pageAt(root: string, path: string): Buffer | undefined {
  const place = normalize(join(root, path.endsWith('/') ? `${path}index.html` : path));
  if (!place.startsWith(root + sep) || !place.endsWith('.html') || place.slice(root.length).includes(`${sep}.`))
    return undefined;
  try {
    const content = readFileNow(place, foundIn(root), LARGEST_PAGE);
    // Other files of the folder are nobody's business.
    return isPage(content) ? content : undefined;
  } catch {
    return undefined;
  }
}
