/** Archival and printed citations: `bibl` and its parts. */
import type { Citation, CitationPart, CitationSegment } from '../telegram/model.js';
import { type Content, isPlain, writeInlines, writePhrase } from './inlines.js';
import type { Scribe } from './scribe.js';

interface PartElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly content: Content;
}

/** The element of each part of a citation; `ibid` has none, its `bibl` says what it repeats. */
const PARTS: Readonly<Record<Exclude<CitationPart, 'ibid'>, PartElement>> = {
  repository: { name: 'orgName', content: 'phrase' },
  recordGroup: { name: 'idno', attributes: { type: 'record-group' }, content: 'number' },
  collection: { name: 'title', attributes: { level: 'u' }, content: 'para' },
  fileNumber: { name: 'idno', attributes: { type: 'file' }, content: 'number' },
  lot: { name: 'idno', attributes: { type: 'lot' }, content: 'number' },
  box: { name: 'idno', attributes: { type: 'box' }, content: 'number' },
  folder: { name: 'idno', attributes: { type: 'folder' }, content: 'number' },
  number: { name: 'idno', attributes: { type: 'document' }, content: 'number' },
  article: { name: 'title', attributes: { level: 'a' }, content: 'para' },
  title: { name: 'title', content: 'para' },
  volume: { name: 'biblScope', attributes: { unit: 'volume' }, content: 'phrase' },
  page: { name: 'biblScope', attributes: { unit: 'page' }, content: 'phrase' },
  column: { name: 'biblScope', attributes: { unit: 'column' }, content: 'phrase' },
  date: { name: 'date', content: 'phrase' },
  author: { name: 'author', content: 'phrase' },
};

/** What the element of a part of a citation is called, and its attributes; undefined for `Ibid.`. */
export function partElement(part: CitationPart): PartElement | undefined {
  return part === 'ibid' ? undefined : PARTS[part];
}

export function writeCitation(scribe: Scribe, citation: Citation, content: Content): void {
  if (content === 'phrase' || content === 'number') {
    writeInlines(scribe, citation.children, content);
    return;
  }
  const bibl = scribe.flow.inline('bibl', { type: citation.kind }, () =>
    writeInlines(scribe, citation.children, 'bibl'),
  );
  scribe.citations.set(citation.index, bibl);
  if (citation.ibidOf !== undefined) scribe.repeated.push({ bibl, of: citation.ibidOf });
}

export function writeCitationPart(scribe: Scribe, segment: CitationSegment, content: Content): void {
  const element = partElement(segment.part);
  // A number cannot hold a page break or a note: broken by one, it stays unmarked.
  const fits = element?.content !== 'number' || segment.children.every(isPlain);
  if (element === undefined || content !== 'bibl' || !fits) {
    writeInlines(scribe, segment.children, content);
    return;
  }
  writePhrase(scribe, element.name, element.attributes, segment.children, content, element.content);
}

/** Gives every citation that is repeated an identifier, and every `Ibid.` the pointer to it. */
export function linkCitations({ xml, ids, citations, repeated }: Scribe): void {
  const pointers = new Map<number, string>();
  for (const { bibl, of } of repeated) {
    const target = citations.get(of);
    if (target === undefined || target === bibl) continue;
    let id = pointers.get(of);
    if (id === undefined) {
      id = ids.numbered('bibl', of + 1);
      pointers.set(of, id);
      xml.set(target, 'xml:id', id);
    }
    xml.set(bibl, 'corresp', `#${id}`);
  }
}
