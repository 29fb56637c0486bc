/** Correspondence Metadata Interchange Format 1.1: who wrote to whom, where and when, for correspSearch. */

import type { Diagnostic } from '../../diagnostics.js';
import { TEI_NAMESPACE } from '../../xml/known-namespaces.js';
import type { DepositRecord } from '../record.js';
import { type DepositInput, type DepositTarget, textEntry } from '../target.js';
import { element, startTag, XML_DECLARATION, xmlText } from '../xml-text.js';
import { correspDesc, type Described } from './corresp-desc.js';
import { urlUuid } from './uuid.js';

/** CMIF files are under this licence whatever the edition's is: only so may correspSearch merge them. */
const LICENCE = 'https://creativecommons.org/licenses/by/4.0/';

export const cmif: DepositTarget = {
  name: 'cmif',
  title: 'CMIF 1.1 index of letters (correspSearch)',
  form: 'file',
  needs: ['publisher', 'contact', 'documentUrl', 'cmifUrl'],
  entries: (input) => [textEntry('cmif.xml', () => pieces(input))],
};

async function* pieces({ record, day, documents, remark }: DepositInput): AsyncGenerator<string> {
  const { documentUrl = '' } = record;
  const source = `edition-${urlUuid(documentUrl)}`;
  yield `${XML_DECLARATION}${startTag('TEI', { xmlns: TEI_NAMESPACE })}\n  <teiHeader>\n`;
  yield xmlText(fileDesc(record, day, source), '    ');
  yield '    <profileDesc>\n';
  for await (const { path, facts } of documents()) {
    if (facts.kind === 'editorial note') remark(leftOut(path));
    else {
      const described = correspDesc(facts, path, documentUrl, source);
      if (described.lacks.length > 0) remark(incomplete(path, described));
      yield xmlText(described.element, '      ');
    }
  }
  yield '    </profileDesc>\n  </teiHeader>\n  <text>\n    <body>\n      <p/>\n    </body>\n  </text>\n</TEI>\n';
}

function fileDesc(record: DepositRecord, day: string, source: string) {
  const { title, contact, publisher = '', cmifUrl = '' } = record;
  return element('fileDesc', {}, [
    element('titleStmt', {}, [
      element('title', {}, `Index of letters: ${title}`),
      element(
        'editor',
        {},
        contact === undefined ? publisher : [`${contact.name} `, element('email', {}, contact.email)],
      ),
    ]),
    element('publicationStmt', {}, [
      element('publisher', {}, publisher),
      element('idno', { type: 'url' }, cmifUrl),
      element('date', { when: `${day}T00:00:00Z` }),
      element('availability', {}, [
        element(
          'licence',
          { target: LICENCE },
          'This file is licensed under the terms of the Creative Commons License CC-BY 4.0',
        ),
      ]),
    ]),
    element('sourceDesc', {}, [element('bibl', { type: 'online', 'xml:id': source }, citation(record))]),
  ]);
}

function citation({ creators, title, publisher, publicationDate, doi }: DepositRecord): string {
  const names = creators.map(({ name }) => name).join('; ');
  const link = doi === undefined ? '' : ` https://doi.org/${doi}`;
  return `${names}: ${title}. ${publisher}, ${publicationDate.slice(0, 4)}.${link}`;
}

const CONSEQUENCES = {
  sender: 'no sender, so the index says "Unknown"',
  addressee: 'no addressee, so the index says "Unknown"',
  date: 'no date, so it can be found by its names only',
} as const;

function incomplete(file: string, { lacks }: Described): Diagnostic {
  const message = `In the header of ${file} there is ${lacks.map((what) => CONSEQUENCES[what]).join('; ')}. If it is known, add it to <correspDesc> in the header.`;
  return { severity: 'warning', code: 'cmif-incomplete', message, file, source: 'deposit' };
}

function leftOut(file: string): Diagnostic {
  const message = `${file} is an editorial note, which nobody sent to anybody, so it is not in the index of letters.`;
  return { severity: 'info', code: 'cmif-left-out', message, file, source: 'deposit' };
}
