/** Words that the readers of schemas share: what a mistaken author may have meant. */

import { shortened } from '../../shown.js';
import type { XmlName } from '../../xml/events.js';
import { RELAXNG_NAMESPACE, TEI_NAMESPACE, XSD_NAMESPACE } from '../../xml/known-namespaces.js';
import { ELEMENT_NAMES, PATTERNS } from './rules.js';

export const NAME_ADVICE =
  'A name begins with a letter or an underscore and goes on with letters, digits, hyphens, full stops and underscores, without spaces.';

/** A name as written. */
export const display = (name: XmlName): string =>
  shortened(name.prefix === '' ? name.local : `${name.prefix}:${name.local}`);

/** Words from other schema languages, and RELAX NG's own in the wrong case. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  sequence: 'group',
  all: 'interleave',
  any: 'anyName',
  anyElement: 'anyName',
  enumeration: 'value',
  restriction: 'data',
  not: 'except',
  difference: 'except',
  import: 'include',
};

/** The element of RELAX NG that another word stands for, if any. */
export function nearestElementName(word: string): string | undefined {
  const folded = word.toLowerCase();
  for (const name of ELEMENT_NAMES) if (name.toLowerCase() === folded) return name;
  return Object.hasOwn(OTHER_WORDS, word) ? OTHER_WORDS[word] : undefined;
}

/** What a file is that is no schema, where its root tells. */
export function describeWrongRoot({ uri, local }: XmlName): string {
  if (uri === RELAXNG_NAMESPACE) {
    return ELEMENT_NAMES.has(local)
      ? `a schema may not begin with <${local}>: put it into a <grammar>.`
      : `RELAX NG has no <${local}>. A schema begins with <grammar> or <element>.`;
  }
  if (uri === XSD_NAMESPACE) {
    return 'this is an XML Schema (XSD), not RELAX NG: name the file .xsd, or take the .rng version of the schema.';
  }
  if (uri === TEI_NAMESPACE) {
    return 'this is a TEI document, not a schema. If it is an ODD customisation, generate a RELAX NG schema (.rng) from it first, for instance with Roma (https://roma.tei-c.org).';
  }
  if (local.toLowerCase() === 'html') {
    return 'this is a web page, not a schema: download the schema file itself (on GitHub, the "Raw" view).';
  }
  if (uri === '' && (PATTERNS.has(local) || local === 'start' || local === 'define')) {
    return `<${local}> is not in RELAX NG's namespace: write <${local} xmlns="${RELAXNG_NAMESPACE}">.`;
  }
  return `<${local}> is not RELAX NG: a schema in the XML syntax begins with <grammar xmlns="${RELAXNG_NAMESPACE}">. A schema in the compact syntax needs the file ending .rnc.`;
}
