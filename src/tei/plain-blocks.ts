/** Paragraphs, lists and tables: what the text of a document consists of, and of its notes. */
import type { List, ListItem, Loose, Paragraph, PlainBlock, Table } from '../telegram/model.js';
import { writeInlines } from './inlines.js';
import type { Scribe } from './scribe.js';

export function writePlainBlock(scribe: Scribe, part: PlainBlock): void {
  switch (part.type) {
    case 'paragraph':
      block(scribe, 'p', part);
      return;
    case 'list':
      writeList(scribe, part);
      return;
    case 'table':
      writeTable(scribe, part);
      return;
    default:
      writeLoose(scribe, part);
  }
}

export function writeLoose(scribe: Scribe, part: Loose): void {
  writeInlines(scribe, [part], 'para');
  if (part.type !== 'leftOut') scribe.xml.text('\n');
}

/**
 * `label` and `item` by turns where every item has a label; where only some have, the label stands
 * in its item, since TEI does not mix the two.
 */
function writeList(scribe: Scribe, list: List): void {
  const items = list.items.filter(isItem);
  if (items.length === 0) {
    writeEmptyList(scribe, list);
    return;
  }
  const labelled = items.every((item) => item.label !== undefined);
  const type = list.kind === 'numbered' || list.kind === 'bulleted' ? undefined : list.kind;
  open(scribe, 'list', { type, rend: list.kind === 'bulleted' ? 'bulleted' : undefined });
  if (list.head !== undefined) block(scribe, 'head', { children: list.head });
  for (const item of list.items) {
    if (!isItem(item)) writeLoose(scribe, item);
    else writeItem(scribe, item, labelled);
  }
  close(scribe);
}

function writeItem(scribe: Scribe, { label, bullet, children, blocks = [] }: ListItem, labelled: boolean): void {
  if (bullet !== undefined) scribe.ledger.leaveOut(bullet);
  if (labelled) scribe.flow.block('label', undefined, () => writeInlines(scribe, label ?? [], 'phrase'));
  const lines = scribe.options.lineBreaks ?? false;
  const write = (): void => {
    if (!labelled && label !== undefined) {
      scribe.flow.inline('label', undefined, () => writeInlines(scribe, label, 'phrase'));
      scribe.flow.space();
    }
    writeInlines(scribe, children, 'para');
    if (blocks.length > 0) scribe.xml.text('\n');
    for (const part of blocks) writePlainBlock(scribe, part);
  };
  scribe.flow.block('item', undefined, write, { lines });
  scribe.xml.text('\n');
}

// TEI has no list without an item: what there is of one is a paragraph.
function writeEmptyList(scribe: Scribe, { head, items }: List): void {
  block(scribe, 'p', { children: head ?? [] });
  for (const item of items) if (!isItem(item)) writeLoose(scribe, item);
}

function isItem(item: List['items'][number]): item is ListItem {
  return !('type' in item);
}

function writeTable(scribe: Scribe, { rows }: Table): void {
  open(scribe, 'table');
  for (const row of rows) {
    if ('type' in row) {
      writeLoose(scribe, row);
      continue;
    }
    open(scribe, 'row');
    for (const cell of row.cells) block(scribe, 'cell', cell);
    close(scribe);
  }
  close(scribe);
}

/** An element that holds blocks: on lines of its own. */
export function open(scribe: Scribe, name: string, attributes?: Readonly<Record<string, string | undefined>>): void {
  scribe.xml.open(name, attributes);
  scribe.xml.text('\n');
}

export function close(scribe: Scribe): void {
  scribe.xml.close();
  scribe.xml.text('\n');
}

/** An element that holds running text, on a line. */
export function block(
  scribe: Scribe,
  name: string,
  { children }: Pick<Paragraph, 'children'>,
  attributes?: Readonly<Record<string, string | undefined>>,
  lines = scribe.options.lineBreaks ?? false,
): void {
  scribe.flow.block(name, attributes, () => writeInlines(scribe, children, 'para'), { lines });
  scribe.xml.text('\n');
}
