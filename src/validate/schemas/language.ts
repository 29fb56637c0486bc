/** In which language a schema is written: by what the document says of it, by its name, by its first element. */
import type { XmlName } from '../../xml/events.js';
import { RELAXNG_NAMESPACE, SCHEMATRON_NAMESPACE, TEI_NAMESPACE, XSD_NAMESPACE } from '../../xml/known-namespaces.js';
import { XmlParser } from '../../xml/parser.js';

/** RELAX NG in its two syntaxes, Schematron, XML Schema, a DTD. */
export type SchemaLanguage = 'rng' | 'rnc' | 'schematron' | 'xsd' | 'dtd';

const BY_ENDING: Readonly<Record<string, SchemaLanguage>> = {
  rng: 'rng',
  rnc: 'rnc',
  sch: 'schematron',
  isosch: 'schematron',
  schematron: 'schematron',
  xsd: 'xsd',
  dtd: 'dtd',
};

const BY_NAMESPACE: Readonly<Record<string, SchemaLanguage>> = {
  [RELAXNG_NAMESPACE]: 'rng',
  [SCHEMATRON_NAMESPACE]: 'schematron',
  [XSD_NAMESPACE]: 'xsd',
};

const BY_MEDIA_TYPE: Readonly<Record<string, SchemaLanguage>> = {
  'application/relax-ng-compact-syntax': 'rnc',
  'application/xml-dtd': 'dtd',
};

/** How much of a schema is read for its first element. */
const HEAD_LENGTH = 65_536;

/** The language of a path or address, by its ending. */
export function languageByName(name: string): SchemaLanguage | undefined {
  const ending = /\.([A-Za-z]+)$/.exec(name.replace(/[?#].*$/s, ''))?.[1]?.toLowerCase();
  return ending !== undefined && Object.hasOwn(BY_ENDING, ending) ? BY_ENDING[ending] : undefined;
}

/** The language that an `xml-model` instruction tells, or the name that it gives (https://www.w3.org/TR/xml-model/). */
export function languageOfHint(hint: {
  readonly href: string;
  readonly type?: string;
  readonly schematypens?: string;
}): SchemaLanguage | undefined {
  const { href, type = '', schematypens = '' } = hint;
  const named = languageByName(href);
  // Without parameters such as `; charset=utf-8`.
  const byType = BY_MEDIA_TYPE[type.split(';')[0]!.trim().toLowerCase()];
  const language = BY_NAMESPACE[schematypens.trim()] ?? byType ?? named;
  // One namespace serves both syntaxes of RELAX NG.
  return language === 'rng' && (named === 'rnc' || byType === 'rnc') ? 'rnc' : language;
}

/** The language of a schema in XML, by the namespace of its first element. */
export function languageByContent(content: Uint8Array): SchemaLanguage | undefined {
  const root = rootOf(content);
  return root === undefined ? undefined : BY_NAMESPACE[root.uri];
}

/** Whether it is a description in TEI of a schema that is to be made of it. */
export function isOdd(content: Uint8Array): boolean {
  return rootOf(content)?.uri === TEI_NAMESPACE && Buffer.from(content).includes('<schemaSpec');
}

function rootOf(content: Uint8Array): XmlName | undefined {
  let root: XmlName | undefined;
  const parser = new XmlParser({
    startElement(name) {
      root ??= name;
    },
  });
  parser.write(content.subarray(0, HEAD_LENGTH));
  return root;
}
