/** The catalog of a package (OASIS XML Catalogs 1.1): which of its files stands for an address that documents or schemas name. */

import { type PackageFile, textEntry } from '../target.js';
import { element, XML_DECLARATION, xmlText } from '../xml-text.js';

const NAMESPACE = 'urn:oasis:names:tc:entity:xmlns:xml:catalog';
/** As validators look for it in the folder that they run in. */
const NAME = 'catalog.xml';

/**
 * @param entries addresses and places in the package.
 * @param files of the package, one of which may have the name.
 * @returns undefined where no address is named.
 */
export function catalogEntry(
  entries: readonly (readonly [address: string, place: string])[],
  files: readonly PackageFile[],
): PackageFile | undefined {
  if (entries.length === 0) return undefined;
  const lines = entries.flatMap(([address, place]) => {
    const uri = place.split('/').map(encodeURIComponent).join('/');
    // A DTD is asked for as a system identifier, all else as a URI.
    return [element('uri', { name: address, uri }), element('system', { systemId: address, uri })];
  });
  const text = XML_DECLARATION + xmlText(element('catalog', { xmlns: NAMESPACE }, lines));
  const isTaken = files.some(({ path }) => path === NAME);
  return { ...textEntry(isTaken ? `teigram-${NAME}` : NAME, text), role: 'catalog' };
}
