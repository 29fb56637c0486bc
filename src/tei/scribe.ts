/** What the files of the writer share while one document is written. */

import type { Telegram } from '../telegram/model.js';
import { TEI_NAMESPACE } from '../xml/known-namespaces.js';
import { Flow } from './flow.js';
import { Identifiers } from './ids.js';
import { Ledger } from './ledger.js';
import type { TeiOptions } from './options.js';
import { type XmlElement, XmlTree } from './xml-tree.js';

export interface Scribe {
  readonly telegram: Telegram;
  readonly options: TeiOptions;
  readonly xml: XmlTree;
  readonly flow: Flow;
  readonly ids: Identifiers;
  readonly ledger: Ledger;
  /** Which of `Telegram.notes` have been written. */
  readonly writtenNotes: Set<number>;
  /** The `bibl` of each citation, by its index. */
  readonly citations: Map<number, XmlElement>;
  /** Each `Ibid.` written, with the index of the citation that it repeats. */
  readonly repeated: { readonly bibl: XmlElement; readonly of: number }[];
}

export function newScribe(telegram: Telegram, options: TeiOptions): Scribe {
  const xml = new XmlTree(TEI_NAMESPACE);
  const ids = new Identifiers(telegram, options);
  return {
    telegram,
    options,
    xml,
    flow: new Flow(xml, ids),
    ids,
    ledger: new Ledger(),
    writtenNotes: new Set(),
    citations: new Map(),
    repeated: [],
  };
}
