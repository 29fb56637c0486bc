/** What kind of identifier a text is, by its form. */

export interface Identifier {
  /** DataCite 4.6, property 12.a. */
  readonly type: 'DOI' | 'Handle' | 'ARK' | 'URN' | 'ISBN' | 'ISSN' | 'URL';
  /** In the form of its kind: a DOI without its resolver. */
  readonly value: string;
}

/** The kind of an identifier; undefined for what is none of those known here. */
export function identifierOf(written: string): Identifier | undefined {
  const text = written.trim();
  const doi = text.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:)/i, '');
  if (/^10\.\d{4,9}\/\S+$/.test(doi)) return { type: 'DOI', value: doi };
  const handle = /^(?:https?:\/\/hdl\.handle\.net\/|hdl:)(\S+)$/i.exec(text)?.[1];
  if (handle !== undefined) return { type: 'Handle', value: handle };
  if (/^ark:\S+$/i.test(text)) return { type: 'ARK', value: text };
  const isbn = text.replace(/^(?:urn:)?isbn:?\s?/i, '');
  if (/^(?:97[89][- ]?)?(?:\d[- ]?){9}[\dX]$/i.test(isbn)) return { type: 'ISBN', value: isbn };
  if (/^urn:[a-z0-9][a-z0-9-]{1,31}:\S+$/i.test(text)) return { type: 'URN', value: text };
  if (/^\d{4}-\d{3}[\dX]$/i.test(text)) return { type: 'ISSN', value: text };
  return /^https?:\/\/\S+$/i.test(text) ? { type: 'URL', value: text } : undefined;
}
