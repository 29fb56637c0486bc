/** Running text: what may stand where, and how each inline is written. */
import type { DatePhrase, Furniture, Gap, Inline, PageBreak, PartyName, Reference } from '../telegram/model.js';
import { writeCitation, writeCitationPart } from './citations.js';
import type { TextHolds } from './flow.js';
import { writeAnchor } from './notes.js';
import type { Scribe } from './scribe.js';
import { datableAttributes } from './w3c-date.js';

/**
 * What an element's content may hold, after TEI's macros: `para` everything; `phrase` (names,
 * dates, labels) no `bibl`; `bibl` its own parts besides; `desc` neither notes nor page breaks nor
 * `g`; `number` (`idno`) text and `g` only. An inline that has no place is written without its tags.
 */
export type Content = 'para' | 'phrase' | 'bibl' | 'desc' | 'number';

/** Whether text in such content may be interrupted by `g` and `lb`. */
const HOLDS: Readonly<Record<Content, TextHolds>> = {
  para: { g: true, lb: true },
  phrase: { g: true, lb: true },
  bibl: { g: true, lb: true },
  desc: { g: false, lb: false },
  number: { g: true, lb: false },
};

export function writeInlines(scribe: Scribe, inlines: readonly Inline[], content: Content): void {
  for (const inline of inlines) writeInline(scribe, inline, content);
}

function writeInline(scribe: Scribe, inline: Inline, content: Content): void {
  switch (inline.type) {
    case 'text':
      scribe.flow.text(inline.text, HOLDS[content]);
      return;
    case 'noteAnchor':
      writeAnchor(scribe, inline);
      return;
    case 'pageBreak':
      writePageBreak(scribe, inline);
      return;
    case 'gap':
      writeGap(scribe, inline);
      return;
    case 'reference':
      writeReference(scribe, inline, content);
      return;
    case 'citation':
      writeCitation(scribe, inline, content);
      return;
    case 'citationPart':
      writeCitationPart(scribe, inline, content);
      return;
    case 'party':
      writeParty(scribe, inline, content);
      return;
    case 'place':
      writePhrase(scribe, 'placeName', undefined, inline.children, content);
      return;
    case 'date':
      writeDate(scribe, inline, content);
      return;
    case 'portion':
      writePhrase(scribe, 'seg', { type: 'portion' }, inline.children, content);
      return;
    case 'furniture':
      writeFurniture(scribe, inline);
      return;
    case 'sectionStart':
      scribe.flow.point('milestone', { unit: 'section', n: inline.n });
      return;
    case 'leftOut':
      scribe.ledger.leaveOut(inline);
      return;
  }
}

/** Whether an inline holds neither notes nor page breaks nor gaps, and so fits where TEI allows no such thing. */
export function isPlain(inline: Inline): boolean {
  switch (inline.type) {
    case 'noteAnchor':
    case 'pageBreak':
    case 'furniture':
    case 'sectionStart':
    case 'gap':
      return false;
    case 'text':
    case 'leftOut':
      return true;
    default:
      return inline.children.every(isPlain);
  }
}

/** An element of phrase level, or only its content where it may not stand. */
export function writePhrase(
  scribe: Scribe,
  name: string,
  attributes: Readonly<Record<string, string | undefined>> | undefined,
  children: readonly Inline[],
  content: Content,
  inner: Content = 'phrase',
): void {
  if (content === 'number') {
    writeInlines(scribe, children, content);
    return;
  }
  scribe.flow.inline(name, attributes, () => writeInlines(scribe, children, inner));
}

export function writePageBreak(scribe: Scribe, { n, edition }: PageBreak): void {
  scribe.flow.point('pb', { n, 'xml:id': scribe.ids.page(n, edition), ed: edition?.replace(/[\p{C}\p{Z}]+/gu, '') });
}

/** A stretch of its own, so that the sentence around it runs on. */
function writeFurniture(scribe: Scribe, { kind, children }: Furniture): void {
  scribe.flow.block('fw', { type: kind }, () => writeInlines(scribe, children, 'phrase'));
}

function writeParty(scribe: Scribe, party: PartyName, content: Content): void {
  const name = party.entity === 'person' ? 'persName' : 'orgName';
  writePhrase(scribe, name, { type: party.role }, party.children, content);
}

function writeDate(scribe: Scribe, date: DatePhrase, content: Content): void {
  writePhrase(scribe, 'date', datableAttributes(date.when, date.to), date.children, content);
}

function writeReference(scribe: Scribe, reference: Reference, content: Content): void {
  const target = content === 'number' ? undefined : scribe.ids.target(reference);
  if (target === undefined) {
    writeInlines(scribe, reference.children, content);
    return;
  }
  const marks = reference.inferred ? { cert: 'medium', resp: `#${scribe.ids.program}` } : {};
  writePhrase(scribe, 'ref', { target, ...marks }, reference.children, content, 'para');
}

/**
 * `gap/desc`. A note or a page break may not stand in `desc`: it divides the gap, and the second
 * part points back to the first, without its extent, so that nothing is counted twice.
 */
function writeGap(scribe: Scribe, gap: Gap): void {
  const parts = divide(scribe, gap.children);
  const id = parts.filter((part) => part.described).length > 1 ? scribe.ids.numbered('gap', 1) : undefined;
  let attributes: Record<string, string | undefined> = {
    'xml:id': id,
    reason: gap.reason,
    quantity: decimal(gap.quantity),
    unit: gap.unit,
  };
  for (const { described, inlines } of parts) {
    if (!described) {
      writeInlines(scribe, inlines, 'phrase');
      continue;
    }
    scribe.flow.inline('gap', attributes, () =>
      scribe.flow.inline('desc', undefined, () => writeInlines(scribe, inlines, 'desc')),
    );
    attributes = { reason: gap.reason, prev: `#${id}` };
  }
}

/** A number as XML Schema's decimal has it; undefined for what has no such form. */
function decimal(value: number | undefined): string | undefined {
  const digits = String(value);
  return /^[0-9]+(?:\.[0-9]+)?$/.test(digits) ? digits : undefined;
}

interface GapPart {
  readonly described: boolean;
  readonly inlines: Inline[];
}

function divide(scribe: Scribe, inlines: readonly Inline[]): GapPart[] {
  const parts: GapPart[] = [];
  for (const inline of inlines) {
    if (inline.type === 'leftOut') {
      scribe.ledger.leaveOut(inline);
      continue;
    }
    const described = isPlain(inline);
    const last = parts.at(-1);
    if (last?.described === described) last.inlines.push(inline);
    else parts.push({ described, inlines: [inline] });
  }
  return parts;
}
