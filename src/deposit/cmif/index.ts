/** Correspondence Metadata Interchange Format 1.1: who wrote to whom, where and when, for correspSearch. */

import type { Diagnostic } from '../../diagnostics.js';
import { TEI_NAMESPACE } from '../../xml/known-namespaces.js';
import { documentId } from '../addresses.js';
import { type IndexedLetter, lettersIn } from '../letters.js';
import type { DepositRecord } from '../record.js';
import { type DepositInput, type DepositTarget, textEntry } from '../target.js';
import { element, startTag, XML_DECLARATION, xmlText } from '../xml-text.js';
import { correspDesc, type Described, letterAddress } from './corresp-desc.js';
import { urlUuid } from './uuid.js';

/** CMIF files are under this licence whatever the edition's is: only so may correspSearch merge them. */
const LICENCE = 'https://creativecommons.org/licenses/by/4.0/';

export const cmif: DepositTarget = {
  name: 'cmif',
  title: 'CMIF 1.1 index of letters (correspSearch)',
  form: 'file',
  needs: ['publisher', 'contact', 'documentUrl', 'cmifUrl'],
  faults: faultsOf,
  entries: (input) => [textEntry('cmif.xml', () => pieces(input))],
};

async function* pieces({ record, day, documents, remark }: DepositInput): AsyncGenerator<string> {
  const { documentUrl = '' } = record;
  const source = `edition-${urlUuid(documentUrl)}`;
  yield `${XML_DECLARATION}${startTag('TEI', { xmlns: TEI_NAMESPACE })}\n  <teiHeader>\n`;
  yield xmlText(fileDesc(record, day, source), '    ');
  yield '    <profileDesc>\n';
  const unique = new Unique(remark);
  for await (const { path, facts } of documents()) {
    const letters = lettersIn(facts, path);
    if (letters.length === 0) remark(leftOut(path, facts.kind));
    for (const letter of letters) {
      const key = unique.keyOf(letter);
      const described = correspDesc(letter, documentUrl, source, key);
      unique.look(letterAddress(letter, documentUrl), path);
      if (described.lacks.length > 0)
        remark(incomplete(path, letters.length === 1 ? '' : ` of letter ${key}`, described));
      yield xmlText(described.element, '      ');
    }
  }
  yield '    </profileDesc>\n  </teiHeader>\n  <text>\n    <body>\n      <p/>\n    </body>\n  </text>\n</TEI>\n';
}

/** What tells letters apart. */
class Unique {
  readonly #keys = new Set<string>();
  readonly #addresses = new Map<string, string>();
  readonly #remark: (diagnostic: Diagnostic) => void;

  constructor(remark: (diagnostic: Diagnostic) => void) {
    this.#remark = remark;
  }

  /** The name of its file, and of the letter in it. */
  keyOf({ letter, path, fragment }: IndexedLetter): string {
    const own = letter.key ?? fragment;
    const key = own === undefined ? documentId(path) : `${documentId(path)}#${own}`;
    let free = key;
    for (let n = 2; this.#keys.has(free); n++) free = `${key}-${n}`;
    this.#keys.add(free);
    return free;
  }

  look(address: string, path: string): void {
    const twin = this.#addresses.get(address);
    this.#addresses.set(address, path);
    if (twin !== undefined) this.#remark(sameAddress(address, path, twin));
  }
}

function sameAddress(address: string, file: string, twin: string): Diagnostic {
  const where = twin === file ? `Two letters of ${file} have` : `A letter of ${twin} and one of ${file} have`;
  const message = `${where} the same address, ${address}, so one of them cannot be found from the index. Give each <correspDesc> an xml:id, or its own address in @ref.`;
  return { severity: 'warning', code: 'deposit-addresses-equal', message, file, source: 'deposit' };
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
  sender: 'no sender that can be read, so the index says "Unknown"',
  addressee: 'no addressee that can be read, so the index says "Unknown"',
  date: 'no date that is written as a year, month or day, so it can be found by its names only',
} as const;

function incomplete(file: string, which: string, { lacks }: Described): Diagnostic {
  const message = `In the header of ${file}, in the <correspDesc>${which}, there is ${lacks.map((what) => CONSEQUENCES[what]).join('; ')}. If it is known, add it to <correspDesc> in the header.`;
  return { severity: 'warning', code: 'cmif-incomplete', message, file, source: 'deposit' };
}

function leftOut(file: string, kind: string | undefined): Diagnostic {
  const what =
    kind === 'editorial note'
      ? 'is an editorial note, which nobody sent to anybody'
      : 'has no <correspDesc> in its header, so it says of no letter who sent it to whom';
  const message = `${file} ${what}; it is not in the index of letters.`;
  return { severity: 'info', code: 'cmif-left-out', message, file, source: 'deposit' };
}

/** An index of nothing would be wrong by its own grammar, and of use to nobody. */
function faultsOf({ record }: DepositInput): readonly Diagnostic[] {
  if (record.coverage.letters > 0) return [];
  const message =
    'No document has a <correspDesc> in its header, so there is no letter to list. An index of letters is made of what headers say of sender, addressee, place and date (TEI Guidelines, 2.4.6).';
  return [{ severity: 'error', code: 'cmif-no-letters', message, source: 'deposit' }];
}
