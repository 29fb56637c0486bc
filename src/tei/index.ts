/** The writer: a `Telegram` to TEI. */

import type { Telegram } from '../telegram/model.js';
import { RELAXNG_NAMESPACE } from '../xml/known-namespaces.js';
import { writeDocument } from './blocks.js';
import { linkCitations } from './citations.js';
import { writeHeader } from './header.js';
import { languageOf } from './header-profile.js';
import type { TeiOptions } from './options.js';
import { newScribe } from './scribe.js';

export { findForbiddenCharacters } from './forbidden.js';
export { documentId } from './ids.js';
export type { InputFile, PublicationOptions, TeiOptions } from './options.js';

/** Where `xml-model` finds the bundled schema unless the options say otherwise: beside the output. */
export const DEFAULT_SCHEMA_HREF = 'schema/telegram.rng';

/**
 * A telegram as a TEI P5 document, XML 1.0 in UTF-8, valid against the bundled `telegram.rng` and so
 * against `tei_all`. The same telegram and options give the same string. Layout white space is
 * folded; every other character comes back when the XML is parsed, except those that XML forbids,
 * which are U+FFFD in a `g` that says which they were (see `findForbiddenCharacters`).
 */
export function toTei(telegram: Telegram, options: TeiOptions = {}): string {
  const scribe = newScribe(telegram, options);
  const { xml } = scribe;
  writeSchemaInstruction(scribe.xml, options.schemaHref);
  xml.open('TEI');
  xml.text('\n');
  // The header sums up the text (pointers used, characters replaced), so it is filled afterwards.
  const header = xml.element('teiHeader');
  xml.text('\n');
  xml.open('text', { 'xml:lang': languageOf(telegram, options) });
  xml.text('\n');
  xml.open('body');
  xml.text('\n');
  writeDocument(scribe);
  for (const _ of ['body', 'text', 'TEI']) {
    xml.text('\n');
    xml.close();
  }
  linkCitations(scribe);
  xml.within(header, () => writeHeader(scribe));
  return xml.toString();
}

function writeSchemaInstruction(
  xml: { instruction(target: string, data: string): void },
  href: string | null = DEFAULT_SCHEMA_HREF,
): void {
  if (href === null) return;
  const address = href.replace(/[<>"&?\s]/g, (character) => encodeURIComponent(character));
  xml.instruction('xml-model', `href="${address}" type="application/xml" schematypens="${RELAXNG_NAMESPACE}"`);
}
