/** From a pointer as written to what it points to. */
import { pathOfUri } from '../../files/door.js';
import type { Prefixes } from './prefixes.js';

export type Target =
  /** By `#id`, in the document itself. */
  | { readonly kind: 'id'; readonly id: string }
  /** A file, and an id in it where one is named. */
  | { readonly kind: 'file'; readonly path: string; readonly id: string | undefined }
  /** On the web, in a pointer scheme, or in a form that says nothing about files and ids; with the address where it is one. */
  | { readonly kind: 'elsewhere'; readonly address?: string }
  | { readonly kind: 'prefix-undeclared'; readonly prefix: string }
  | { readonly kind: 'prefix-mismatch'; readonly prefix: string; readonly patterns: readonly string[] };

const ELSEWHERE: Target = { kind: 'elsewhere' };

/** Protocols that need no declaration: those that people put into documents. */
const PROTOCOLS = new Set(
  'about,acct,ark,cid,crid,dav,data,dns,doi,file,ftp,ftps,geo,git,gopher,hdl,http,https,info,irc,isbn,ldap,mailto,mid,news,nntp,oai,orcid,pmid,rsync,sftp,sip,ssh,svn,tag,tel,telnet,urn,wais,ws,wss,xmpp'.split(
    ',',
  ),
);

/** Prefixes may expand to pointers with prefixes; so deep none goes but in a circle. */
const MOST_EXPANSIONS = 5;

/**
 * @param base what relative pointers are relative to: the document's URI, or its `xml:base`.
 * @param document the document's own URI.
 */
export function targetOf(pointer: string, base: string, document: string, prefixes: Prefixes): Target {
  let at = pointer;
  for (let i = 0; i < MOST_EXPANSIONS; i++) {
    if (at.startsWith('#') && base === document) return inDocument(at.slice(1));
    const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(at)?.[1];
    if (scheme === undefined) return located(at, base, document);
    const expansion = prefixes.expand(scheme, at.slice(scheme.length + 1));
    if (expansion.kind === 'undeclared') {
      if (scheme.toLowerCase() === 'file') return located(at, base, document);
      // One letter is a drive that somebody's computer has.
      return scheme.length === 1 || PROTOCOLS.has(scheme.toLowerCase())
        ? { kind: 'elsewhere', address: at }
        : { kind: 'prefix-undeclared', prefix: scheme };
    }
    if (expansion.kind === 'no-match') return { kind: 'prefix-mismatch', prefix: scheme, patterns: expansion.patterns };
    if (expansion.pointer === undefined) return ELSEWHERE;
    at = expansion.pointer;
  }
  return ELSEWHERE;
}

function located(reference: string, base: string, document: string): Target {
  if (!URL.canParse(reference, base)) return ELSEWHERE;
  const url = new URL(reference, base);
  if (url.protocol !== 'file:') return { kind: 'elsewhere', address: url.href };
  const fragment = url.hash.slice(1);
  const id = fragment === '' ? undefined : idOf(decoded(fragment));
  url.hash = '';
  url.search = '';
  if (url.href === document) return id === undefined ? ELSEWHERE : { kind: 'id', id };
  try {
    return { kind: 'file', path: pathOfUri(url.href), id };
  } catch {
    return ELSEWHERE;
  }
}

function inDocument(fragment: string): Target {
  const id = idOf(decoded(fragment));
  return id === undefined ? ELSEWHERE : { kind: 'id', id };
}

/** Undefined for nothing and for the schemes of pointers, such as `#xpath(//p[3])` (TEI Guidelines, §16.2.4). */
function idOf(fragment: string): string | undefined {
  return fragment === '' || fragment.includes('(') ? undefined : fragment;
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
