/** The way to a server where the environment names a proxy (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY). */
import type { Agent } from 'node:http';
import { isThisMachine } from './this-machine.js';

export interface ProxyRoute {
  readonly agent: Agent;
  /** As it may be shown: without user and password. */
  readonly host: string;
  /** What may stand in no message: the password, if it has one. */
  readonly secrets: readonly string[];
}

const VARIABLES = ['https_proxy', 'http_proxy', 'all_proxy'];

/** The proxy for a server; undefined where none is to be used. What proxies need is loaded only where one is named. */
export async function proxyTo(url: URL): Promise<ProxyRoute | undefined> {
  const named = VARIABLES.some((name) => (process.env[name] ?? process.env[name.toUpperCase()] ?? '') !== '');
  if (!named || isThisMachine(url)) return undefined;
  const { getProxyForUrl } = await import('proxy-from-env');
  const address = getProxyForUrl(url.href);
  if (!URL.canParse(address)) return undefined;
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  const proxy = new URL(address);
  const secrets = proxy.password === '' ? [] : [decoded(proxy.password), proxy.password];
  // One connection a call, as without a proxy: a kept one may be closed by the server just when it is used.
  return { agent: new HttpsProxyAgent(proxy, { keepAlive: false }), host: proxy.host, secrets };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
