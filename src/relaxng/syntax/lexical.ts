/** The lexical forms that the attributes of a schema may have (RELAX NG §3, §4.2, §4.5). */

// The ranges are those of XML 1.0, fifth edition. RELAX NG was written against an earlier one, in which
// no name starts with a combining mark; the conformance suite insists on that.
const START =
  'A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F' +
  '\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const NC_NAME = new RegExp(`^(?!\\p{M})[${START}][${START}.0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040-]*$`, 'u');

/** Whether the text is a name without a colon (NCName of Namespaces in XML). */
export function isNCName(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    const letter = (c >= 0x61 && c <= 0x7a) || (c >= 0x41 && c <= 0x5a) || c === 0x5f;
    if (letter) continue;
    if (c >= 0x80) return NC_NAME.test(text);
    const inner = (c >= 0x30 && c <= 0x39) || c === 0x2d || c === 0x2e;
    if (!inner || i === 0) return false;
  }
  return text.length > 0;
}

/** Whether the text is a name with at most one prefix (QName of Namespaces in XML). */
export function isQName(text: string): boolean {
  const colon = text.indexOf(':');
  if (colon === -1) return isNCName(text);
  return isNCName(text.slice(0, colon)) && isNCName(text.slice(colon + 1));
}

const BAD_ESCAPE = /%(?![0-9A-Fa-f]{2})/;

/** Whether `href` may hold it: a URI reference without a fragment (§4.5). */
export function isHref(text: string): boolean {
  return !text.includes('#') && !BAD_ESCAPE.test(text);
}

/** Whether `datatypeLibrary` may hold it: empty, or an absolute URI without a fragment (§3). */
export function isDatatypeLibraryUri(text: string): boolean {
  return text === '' || (/^[A-Za-z][A-Za-z0-9+.-]*:[^#]+$/.test(text) && !BAD_ESCAPE.test(text));
}
