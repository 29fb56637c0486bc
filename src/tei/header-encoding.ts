/** `encodingDesc`: what was normalised, inferred, replaced and left out, and how pointers resolve. */

import { VERSION } from '../version.js';
import { container, line } from './header-layout.js';
import { prefixReplacement, VOLUME_POINTER, VOLUME_PREFIX } from './ids.js';
import type { HeaderEntry } from './ledger.js';
import type { Scribe } from './scribe.js';

export function writeEncodingDesc(scribe: Scribe): void {
  const { xml, options, ids, flow } = scribe;
  const { projectDesc } = options;
  if (projectDesc !== undefined) container(xml, 'projectDesc', undefined, () => line(xml, 'p', undefined, projectDesc));
  container(xml, 'editorialDecl', undefined, () => writeEditorialDecl(scribe));
  if (ids.usesPrefix) writePrefixDef(scribe);
  if (flow.forbidden.size > 0) writeCharDecl(scribe);
  container(xml, 'appInfo', undefined, () =>
    container(
      xml,
      'application',
      { ident: 'teigram', version: /^[0-9]+(?:\.[0-9]+){0,3}/.exec(VERSION)?.[0] ?? '0' },
      () => line(xml, 'label', undefined, 'teigram'),
    ),
  );
}

const declarations = (lineBreaks: boolean) =>
  [
    ['correction', 'Nothing was corrected: spelling, punctuation and errors are those of the input.'],
    [
      'normalization',
      `${lineBreaks ? 'Line ends are lb. Indents' : 'Line ends, indents'} and runs of spaces were folded to one space. The markers of notes, the numbers of pages and the labels in the list of notes are held by @n; every other character of the input stands in the text, or below in the list of what was left out.`,
    ],
    ['hyphenation', 'Hyphens and dashes are those of the input.'],
    [
      'interpretation',
      'What the text does not say was not supplied, unless it is marked with a @resp that points to the program; @cert then says how sure the program is of it, and @evidence where it was found.',
    ],
  ] as const;

function writeEditorialDecl(scribe: Scribe): void {
  const { xml, options } = scribe;
  for (const [name, text] of declarations(options.lineBreaks ?? false)) {
    xml.open(name);
    xml.element('p', undefined, text);
    xml.close();
    xml.text('\n');
  }
  const entries = scribe.ledger.entries();
  if (entries.length > 0) writeLedger(scribe, entries);
}

/** What stands in the input and not in the text: each entry with its offset, so that it can be found again. */
function writeLedger({ xml }: Scribe, entries: readonly HeaderEntry[]): void {
  container(xml, 'p', undefined, () => {
    xml.text('Left out of the text, each with its place in the input (@n, counted from 0 in UTF-16 code units):\n');
    container(xml, 'list', { type: 'left-out' }, () => {
      for (const { reason, offset, text, note } of entries) {
        xml.element('label', undefined, reason);
        line(xml, 'item', { n: String(offset), corresp: note === undefined ? undefined : `#${note}` }, text);
      }
    });
  });
}

function writePrefixDef({ xml, options }: Scribe): void {
  const meaning =
    options.volume === undefined
      ? 'A document of the volume that this one stands in, or a note of it. The volume was not named, so the pointer resolves to a neighbour of this document.'
      : `A document of ${options.volume}, or a note of it, at its published address.`;
  const attributes = {
    ident: VOLUME_PREFIX,
    matchPattern: VOLUME_POINTER,
    replacementPattern: prefixReplacement(options.volume),
  };
  container(xml, 'listPrefixDef', undefined, () =>
    container(xml, 'prefixDef', attributes, () => line(xml, 'p', undefined, meaning)),
  );
}

/** XML cannot hold some characters at all: `g` stands for them, and this says which they were. */
function writeCharDecl({ xml, flow, ids }: Scribe): void {
  const codePoints = [...flow.forbidden].sort((a, b) => a - b);
  container(xml, 'charDecl', undefined, () => {
    for (const codePoint of codePoints) {
      container(xml, 'char', { 'xml:id': ids.character(codePoint) }, () => {
        const value = codePoint.toString(16).toUpperCase().padStart(4, '0');
        line(xml, 'localProp', { name: 'codepoint', value });
        line(xml, 'note', undefined, `The character U+${value} of the input, which XML does not allow`);
      });
    }
  });
}
