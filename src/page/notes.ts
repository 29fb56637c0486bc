/** Notes below the text, their markers, and pointers as links. */
import { element } from './elements.js';
import { IN_TEI } from './furnish.js';

/**
 * Brings notes below the text, in their order, each with a marker in its place that leads to it, and one that leads back.
 *
 * @returns the marker of each note.
 */
export function gatherNotes(root: HTMLElement): ReadonlyMap<HTMLElement, HTMLElement> {
  const pointers = Array.from(root.querySelectorAll<HTMLElement>('tei-ref[target], tei-ptr[target]'));
  const pointed = pointedNotes(pointers, root);
  const markers = new Map<HTMLElement, HTMLElement>();
  const list = element('section', { class: 'notes', 'aria-label': 'Notes' }, element('h3', {}, 'Notes'));
  for (const note of Array.from(root.querySelectorAll<HTMLElement>('tei-note'))) {
    const pointer = pointed.get(note);
    if (!standsBelow(note, pointer !== undefined)) continue;
    const number = markers.size + 1;
    const label = note.getAttribute('n') || pointer?.textContent || String(number);
    const marker = markerOf(note, number, label);
    if (pointer !== undefined && isLoose(note)) pointer.replaceChildren(marker);
    else note.before(marker);
    list.append(below(note, number, label));
    markers.set(note, marker);
  }
  if (markers.size > 0) root.append(list);
  for (const pointer of pointers) link(pointer, root);
  return markers;
}

/** Notes that a pointer leads to, with the first of them. */
function pointedNotes(pointers: readonly HTMLElement[], root: HTMLElement): ReadonlyMap<Element, HTMLElement> {
  const pointed = new Map<Element, HTMLElement>();
  for (const pointer of pointers) {
    const to = within(pointer.getAttribute('target') ?? '', root);
    if (to?.localName === 'tei-note' && !pointed.has(to)) pointed.set(to, pointer);
  }
  return pointed;
}

/** Notes of a page or of the end; others are paragraphs of their own, such as a label. */
function standsBelow(note: HTMLElement, isPointedAt: boolean): boolean {
  if (note.getAttribute('rend') === 'inline' || note.getAttribute('place') === 'inline') return false;
  return !isLoose(note) || isPointedAt || note.hasAttribute('n') || note.hasAttribute('place');
}

const AROUND = new Set(['tei-div', 'tei-body', 'tei-back', 'tei-front', 'tei-text', 'tei-notegrp', 'tei-list']);

/** Whether it stands by itself, and not within a text that it belongs to. */
function isLoose(note: HTMLElement): boolean {
  return AROUND.has(note.parentElement?.localName ?? '');
}

function markerOf(note: HTMLElement, number: number, label: string): HTMLElement {
  const attributes = {
    class: 'marker',
    href: `#note-${number}`,
    id: `marker-${number}`,
    'aria-label': `Note ${label}`,
    cert: note.getAttribute('cert') ?? undefined,
    resp: note.getAttribute('resp') ?? undefined,
  };
  return element('a', attributes, label);
}

function below(note: HTMLElement, number: number, label: string): HTMLElement {
  const back = { class: 'back', href: `#marker-${number}`, 'aria-label': `Back to note ${label} in the text` };
  const parts = [element('span', { class: 'number' }, label), note, element('a', back, '↩')];
  return element('div', { class: 'below', id: `note-${number}` }, ...parts);
}

/** A pointer becomes a link where it leads within the page or to the web, and nowhere else. */
function link(pointer: HTMLElement, root: HTMLElement): void {
  const target = pointer.getAttribute('target') ?? '';
  if (pointer.childNodes.length === 0) pointer.append(pointer.getAttribute('n') || target);
  const href = addressOf(target, root);
  // It may hold the marker of a note, and links within links are none.
  if (href === undefined || pointer.querySelector('a') !== null) return;
  const rel = href.startsWith('#') ? undefined : 'noreferrer noopener';
  pointer.append(element('a', { href, rel }, ...Array.from(pointer.childNodes)));
}

function addressOf(target: string, root: HTMLElement): string | undefined {
  if (/^https?:\/\//i.test(target)) return target;
  const to = within(target, root);
  return to === undefined ? undefined : `#${encodeURIComponent(to.id)}`;
}

/** What a pointer of the document leads to. */
function within(target: string, root: HTMLElement): Element | undefined {
  if (!target.startsWith('#') || target.length < 2) return undefined;
  return root.querySelector(`#${CSS.escape(IN_TEI + decoded(target.slice(1)))}`) ?? undefined;
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
