/** What HTML can do for elements that have names of TEI. */
import { element } from './elements.js';

/** What an `xml:id` becomes, so that it is none of the page's own. */
export const IN_TEI = 'in-';

/** Blocks whose own text says in which direction it runs. */
const BLOCKS = new Set('p head item note cell signed salute dateline ab l seg label trailer fw quote line'.split(' '));

/** What stands for an element that holds no text. */
const STAND_INS: Readonly<Record<string, (from: Element) => Node | string>> = {
  lb: () => document.createElement('br'),
  pb: (from) => inBrackets(from.getAttribute('ed') ?? '', 'Page', from.getAttribute('n') ?? ''),
  milestone: (from) => inBrackets(from.getAttribute('unit') ?? 'Section', from.getAttribute('n') ?? ''),
  gap: () => '[…]',
  graphic: (from) => inBrackets('Picture:', from.getAttribute('url') ?? ''),
};

/** @param shown as CETEIcean has made it of the other, with all that stands in it. */
export function furnish(shown: HTMLElement, from: Element): void {
  const name = from.localName;
  // Parts of a text are no landmarks of the page.
  for (const attribute of ['role', 'aria-label']) shown.removeAttribute(attribute);
  if (shown.id !== '') shown.id = IN_TEI + shown.id;
  if (shown.lang !== '' && !isLanguage(shown.lang))
    for (const each of ['lang', 'xml:lang']) shown.removeAttribute(each);
  if (BLOCKS.has(name)) shown.dir = 'auto';
  if (name === 'head') {
    shown.setAttribute('role', 'heading');
    shown.setAttribute('aria-level', String(Math.min(6, 2 + Number(shown.dataset['level'] ?? 1))));
  }
  const standIn = STAND_INS[name];
  if (standIn !== undefined && shown.childNodes.length === 0) shown.append(standIn(from));
}

function inBrackets(...words: readonly string[]): string {
  return `[${words.filter((word) => word !== '').join(' ')}]`;
}

/** As BCP 47 has them, and browsers know them. */
function isLanguage(tag: string): boolean {
  return /^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/i.test(tag);
}

/** Tables become those of HTML, since only they know cells that span others. */
export function tablesOf(root: HTMLElement): void {
  for (const table of root.querySelectorAll<HTMLElement>('tei-table')) {
    const body = element('tbody', {});
    for (const child of Array.from(table.children)) {
      if (child.localName === 'tei-row') body.append(rowOf(child));
      // What is no row stands where it stood: a page may begin between two.
      else if (child.localName !== 'tei-head') body.append(element('tr', {}, element('td', { colspan: 1000 }, child)));
    }
    table.append(element('table', {}, body));
  }
}

function rowOf(row: Element): HTMLElement {
  const made = element('tr', {});
  for (const cell of Array.from(row.children)) {
    const spans = { colspan: cell.getAttribute('cols') ?? undefined, rowspan: cell.getAttribute('rows') ?? undefined };
    made.append(element('td', spans, cell));
  }
  return made;
}
