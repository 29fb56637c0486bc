/**
 * `xsd:anyURI` (XML Schema Part 2, §3.2.17): an IRI reference. Characters that XLink §5.4 would escape may
 * stand anywhere (letters of any script, spaces, `<>"{}|\^` and the backquote); what is left must be a URI
 * reference of RFC 2396 with the square brackets of RFC 2732, read as leniently as Jing reads it: any
 * scheme, any registry name as authority.
 */

import { unitAt } from '../../xml/chars.js';

// Flags by ASCII code: where a character may stand.
const SCHEME = 1;
const REGISTRY = 2;
const PATH = 4;
const QUERY = 8;

const flags = new Uint8Array(128);
const allow = (chars: string, flag: number): void => {
  for (const char of chars) flags[char.charCodeAt(0)]! |= flag;
};
const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const ESCAPED_BY_XLINK = ' <>"{}|\\^`\x7f';
allow(`${ALPHANUMERIC}+-.`, SCHEME);
allow(`${ALPHANUMERIC}-_.!~*'()%$,;:@&=+${ESCAPED_BY_XLINK}`, REGISTRY | PATH | QUERY);
allow('/', PATH);
allow('/?[]', QUERY);

const COLON = 0x3a;
const SLASH = 0x2f;
const QUESTION = 0x3f;
const PERCENT = 0x25;

/** `[scheme:]path[?query][#fragment]`, white space collapsed. */
export function isAnyUri(value: string): boolean {
  const hash = value.indexOf('#');
  const end = hash < 0 ? value.length : hash;
  if (hash >= 0 && !allIn(value, hash + 1, value.length, QUERY)) return false;
  const colon = schemeEnd(value, end);
  if (colon < 0) return isHierarchical(value, 0, end, value.length);
  if (!isScheme(value, colon)) return false;
  if (unitAt(value, colon + 1) === SLASH) return isHierarchical(value, colon + 1, end, value.length);
  return colon + 1 < end && allIn(value, colon + 1, end, QUERY);
}

/** Where a scheme's colon stands: before any slash or question mark; else -1. */
function schemeEnd(value: string, end: number): number {
  for (let i = 0; i < end; i++) {
    const unit = unitAt(value, i);
    if (unit === COLON) return i;
    if (unit === SLASH || unit === QUESTION) return -1;
  }
  return -1;
}

function isScheme(value: string, end: number): boolean {
  const first = unitAt(value, 0) | 0x20;
  return end > 0 && first >= 0x61 && first <= 0x7a && allIn(value, 0, end, SCHEME);
}

/** `//authority/path?query` over `[start, end)`; a fragment may follow up to `length`. */
function isHierarchical(value: string, start: number, end: number, length: number): boolean {
  let at = start;
  if (value.startsWith('//', start) && start + 2 <= end) {
    const authority = start + 2;
    at = authority;
    while (at < end && unitAt(value, at) !== SLASH && unitAt(value, at) !== QUESTION) at++;
    // Nothing at all after `//` names no place; a path, a query or a fragment may follow an empty authority.
    if (at === authority ? at === length : !isAuthority(value, authority, at)) return false;
  }
  let query = value.indexOf('?', at);
  if (query < 0 || query > end) query = end;
  return allIn(value, at, query, PATH) && allIn(value, query + 1, end, QUERY);
}

function isAuthority(value: string, start: number, end: number): boolean {
  if (allIn(value, start, end, REGISTRY)) return true;
  const authority = value.slice(start, end);
  const match = /^([^@[\]]*@)?\[([0-9A-Fa-f:.]*)(?:%[A-Za-z0-9_.%-]+)?\](?::[0-9]*)?$/.exec(authority);
  if (match === null) return false;
  const [, user = '', address = ''] = match;
  return allIn(user, 0, user.length, REGISTRY) && isIpv6(address);
}

/** RFC 2373: eight groups of four hexadecimal digits, one run of zeros as `::`, the last two perhaps as IPv4. */
function isIpv6(address: string): boolean {
  const halves = address.split('::');
  if (halves.length > 2) return false;
  let groups = 0;
  for (const [index, half] of halves.entries()) {
    if (half === '') continue;
    const parts = half.split(':');
    for (const [i, part] of parts.entries()) {
      const isLast = index === halves.length - 1 && i === parts.length - 1;
      if (isLast && isIpv4(part)) groups += 2;
      else if (/^[0-9A-Fa-f]{1,4}$/.test(part)) groups++;
      else return false;
    }
  }
  return halves.length === 2 ? groups < 8 : groups === 8;
}

function isIpv4(address: string): boolean {
  const parts = address.split('.');
  return parts.length === 4 && parts.every((part) => /^[0-9]{1,3}$/.test(part) && Number(part) <= 255);
}

/** Whether each character may stand here, and each `%` begins an escape. Beyond ASCII all may, but in a scheme. */
function allIn(value: string, start: number, end: number, flag: number): boolean {
  for (let i = start; i < end; i++) {
    const unit = unitAt(value, i);
    if (unit >= 128) {
      if (flag === SCHEME) return false;
    } else if ((flags[unit]! & flag) === 0 || (unit === PERCENT && !isEscape(value, i, end))) {
      return false;
    }
  }
  return true;
}

function isEscape(value: string, at: number, end: number): boolean {
  return at + 2 < end && isHexDigit(unitAt(value, at + 1)) && isHexDigit(unitAt(value, at + 2));
}

function isHexDigit(unit: number): boolean {
  const lower = unit | 0x20;
  return (unit >= 0x30 && unit <= 0x39) || (lower >= 0x61 && lower <= 0x66);
}
