/** The edition as a reader has it: CETEIcean's elements, notes gathered below the text, and nothing in them that acts. */
import CETEI from 'CETEIcean';
import { element } from './elements.js';

export interface Edition {
  readonly root: HTMLElement;
  /** By their place among all elements of the TEI; of a note its text, and not its marker. */
  readonly elements: ReadonlyMap<number, HTMLElement>;
  /** The marker of a note, by the note. */
  readonly markers: ReadonlyMap<HTMLElement, HTMLElement>;
  readonly indexOf: WeakMap<Element, number>;
}

const TEI = 'http://www.tei-c.org/ns/1.0';

/** Attributes of HTML that do something, whoever writes them; in TEI some of them mean something else. */
const ACTING =
  /^(?:on.*|style|class|id|is|slot|part|nonce|hidden|inert|popover|tabindex|autofocus|contenteditable|draggable|accesskey|dir|lang|title|translate|spellcheck|inputmode|enterkeyhint|href|src|role|rendition|item.*|aria-.*|data-.*)$/i;
/** Blocks whose own text says in which direction it runs. */
const BLOCKS = new Set('p head item note cell signed salute dateline ab l seg label trailer fw quote'.split(' '));

/**
 * @param xml a TEI document, well-formed.
 * @returns why it cannot be shown, where it cannot.
 */
export function editionOf(xml: string): Edition | { readonly fault: string } {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  const order = new Map(Array.from(document.getElementsByTagName('*'), (each, index) => [each, index]));
  for (const header of document.querySelectorAll('teiHeader')) header.remove();
  for (const each of document.querySelectorAll('*')) disarm(each);
  const elements = new Map<number, HTMLElement>();
  const indexOf = new WeakMap<Element, number>();
  const root = element('div', { class: 'tei' });
  try {
    const library = new CETEI({ omitDefaultBehaviors: true });
    library.addBehaviors({ namespaces: { tei: TEI }, tei: {} });
    const made = library.preprocess(document, null, (shown, from) => {
      const index = order.get(from);
      if (index !== undefined) {
        elements.set(index, shown);
        indexOf.set(shown, index);
      }
      furnish(shown, from);
    });
    root.append(made);
  } catch {
    return { fault: 'The file is nested too deep to be shown; its source is there.' };
  }
  const markers = gatherNotes(root);
  for (const pointer of root.querySelectorAll<HTMLElement>('tei-ref[target], tei-ptr[target]')) link(pointer, root);
  return { root, elements, markers, indexOf };
}

function disarm(from: Element): void {
  for (const { name, value } of Array.from(from.attributes)) {
    if (!ACTING.test(name)) continue;
    from.removeAttribute(name);
    from.setAttribute(`tei-${name.toLowerCase()}`, value);
  }
}

/** What HTML knows of an element that has a name of TEI. */
function furnish(shown: HTMLElement, from: Element): void {
  const name = from.localName;
  const language = shown.lang;
  for (const attribute of ['role', 'aria-label']) shown.removeAttribute(attribute);
  if (shown.id !== '') shown.id = `tei-${shown.id}`;
  if (language !== '' && !/^[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$/.test(language)) shown.removeAttribute('lang');
  if (BLOCKS.has(name)) shown.dir = 'auto';
  const n = from.getAttribute('n');
  if (name === 'head') {
    shown.setAttribute('role', 'heading');
    shown.setAttribute('aria-level', String(Math.min(6, 2 + Number(shown.dataset['level'] ?? 1))));
  } else if (name === 'lb') shown.append(document.createElement('br'));
  else if (name === 'pb')
    shown.append(
      `[${from.getAttribute('ed') ?? ''} Page ${n ?? ''}]`
        .replaceAll(/\s+/g, ' ')
        .replace('[ ', '[')
        .replace(' ]', ']'),
    );
  else if (name === 'milestone') shown.append(`[${from.getAttribute('unit') ?? 'Section'} ${n ?? ''}]`);
  else if (name === 'gap' && shown.textContent === '') shown.append('[…]');
  else if (name === 'graphic') shown.append(`[Picture: ${from.getAttribute('url') ?? ''}]`);
}

/** Notes come below the text, in their order, with a marker that leads to each and one that leads back. */
function gatherNotes(root: HTMLElement): ReadonlyMap<HTMLElement, HTMLElement> {
  const markers = new Map<HTMLElement, HTMLElement>();
  const list = element('section', { class: 'notes', 'aria-label': 'Notes' }, element('h3', {}, 'Notes'));
  for (const note of Array.from(root.querySelectorAll<HTMLElement>('tei-note'))) {
    if (!standsBelow(note)) continue;
    const number = markers.size + 1;
    const label = note.getAttribute('n') ?? String(number);
    const marker = element(
      'a',
      { class: 'marker', href: `#note-${number}`, id: `marker-${number}`, 'aria-label': `Note ${label}` },
      label,
    );
    for (const attribute of ['cert', 'resp']) {
      const value = note.getAttribute(attribute);
      if (value !== null) marker.setAttribute(attribute, value);
    }
    const back = element(
      'a',
      { class: 'back', href: `#marker-${number}`, 'aria-label': `Back to note ${label} in the text` },
      '↩',
    );
    note.replaceWith(marker);
    list.append(
      element('div', { class: 'below', id: `note-${number}` }, element('span', { class: 'number' }, label), note, back),
    );
    markers.set(note, marker);
  }
  if (markers.size > 0) root.append(list);
  return markers;
}

const AROUND = new Set(['tei-div', 'tei-body', 'tei-back', 'tei-front', 'tei-text', 'tei-notegrp', 'tei-list']);

/** Notes of a page or of the end; others are paragraphs of their own, such as a label. */
function standsBelow(note: HTMLElement): boolean {
  if (note.getAttribute('rend') === 'inline' || note.getAttribute('place') === 'inline') return false;
  const isLoose = AROUND.has(note.parentElement?.localName ?? '');
  return !isLoose || note.hasAttribute('n') || note.hasAttribute('place');
}

/** A pointer becomes a link where it leads within the page or to the web, and nowhere else. */
function link(pointer: HTMLElement, root: HTMLElement): void {
  const target = pointer.getAttribute('target') ?? '';
  const href = addressOf(target, root);
  if (pointer.childNodes.length === 0) pointer.append(pointer.getAttribute('n') ?? target);
  if (href === undefined) return;
  const attributes = href.startsWith('#') ? { href } : { href, rel: 'noreferrer noopener' };
  pointer.append(element('a', attributes, ...Array.from(pointer.childNodes)));
}

function addressOf(target: string, root: HTMLElement): string | undefined {
  if (/^https?:\/\//i.test(target)) return target;
  if (!target.startsWith('#')) return undefined;
  const to = root.querySelector(`#${CSS.escape(`tei-${target.slice(1)}`)}`);
  return to === null ? undefined : `#${CSS.escape(to.id) === to.id ? to.id : encodeURIComponent(to.id)}`;
}
