/** One document: its text, its edition and its TEI, side by side, and what is selected on all of them. */
import type { Neighbours, Preview } from '../preview/model.js';
import { editionOf } from './edition.js';
import { button, element } from './elements.js';
import { listenForKeys, type Move } from './keys.js';
import { Selection } from './selection.js';
import { sourceOf } from './source.js';
import { TeiSource } from './tei-source.js';
import { describeFinding, type Thing, thingsOf } from './things.js';

/** Narrower than this, one panel is shown at a time. In pixels. */
const NARROW = 760;

/** @param root what is in it gives way. */
export function showPreview(preview: Preview, neighbours: Neighbours, root: HTMLElement): void {
  const source = preview.source === undefined ? undefined : sourceOf(preview, preview.source);
  const edition = editionOf(preview.xml);
  const facts = preview.facts.map(({ value, inferred }) =>
    element('dd', inferred === undefined ? {} : { class: 'inferred', title: inferred }, value),
  );
  const shown = 'fault' in edition ? undefined : edition;
  const things = thingsOf(preview, shown, source, facts);
  const tei = new Lazily(() => new TeiSource(preview.xml));
  const details = element('output', { class: 'details', 'aria-live': 'polite' });

  const panels = [
    ...(source === undefined ? [] : [panel('text', 'Text', source.root, preview.language)]),
    panel('edition', 'Edition', 'fault' in edition ? element('p', {}, edition.fault) : edition.root, undefined),
    panel('tei', 'TEI', element('div', {}), 'zxx'),
  ];
  const selection = new Selection(things, details, (thing) => {
    if (tei.made !== undefined) tei.made.light(thing?.lines);
    if (thing?.lines !== undefined && isOpen('tei')) tei.made?.show(thing.lines[0]);
  });
  const isOpen = (name: string) => panels.some(({ id, hidden }) => id === name && !hidden);
  const open = (name: string, wanted: boolean): void => {
    const chosen = panels.find(({ id }) => id === name);
    if (chosen === undefined) return;
    if (name === 'tei' && wanted && tei.made === undefined) chosen.lastElementChild!.append(tei.get().root);
    chosen.hidden = !wanted;
    for (const toggle of toggles) toggle.setAttribute('aria-pressed', String(isOpen(toggle.value)));
    columns.style.setProperty('--columns', String(Math.max(1, panels.filter(({ hidden }) => !hidden).length)));
    if (name === 'tei' && wanted) selection.tellAgain();
  };
  const toggle = (name: string): void => {
    if (innerWidth < NARROW) for (const { id } of panels) open(id, id === name);
    else if (!isOpen(name) || panels.filter(({ hidden }) => !hidden).length > 1) open(name, !isOpen(name));
  };
  const toggles = panels.map(({ id, title }) =>
    button(title, () => toggle(id), { value: id, 'aria-pressed': 'false' }),
  );
  for (const each of panels) each.removeAttribute('title');

  const move = (what: Move): void => {
    const wanted = MOVES[what];
    if (wanted !== undefined) selection.move(wanted.by, wanted.of);
    else if (what === 'tei') toggle('tei');
    else if (what === 'clear') selection.select(undefined);
    else if (what === 'next document' && neighbours.next !== undefined) location.assign(neighbours.next);
    else if (what === 'previous document' && neighbours.previous !== undefined) location.assign(neighbours.previous);
  };
  const keys = listenForKeys(move);
  const doubts = things.all.filter(({ isDoubt }) => isDoubt).length;
  const notes = things.all.filter(({ kind }) => kind === 'note').length;
  const columns = element('div', { class: 'columns' }, ...panels);
  root.replaceChildren(
    heading(preview, neighbours),
    element(
      'main',
      { id: 'main' },
      about(preview, facts, selection, things.findings),
      element(
        'div',
        { class: 'tools', role: 'toolbar', 'aria-label': 'Ways through the document' },
        ...toggles,
        ...pair('note', notes, move),
        ...pair('doubt', doubts, move),
        keys,
      ),
      columns,
    ),
    element('footer', {}, details),
  );
  const isNarrow = innerWidth < NARROW;
  for (const { id } of panels) open(id, id === 'edition' || (id === 'text' && !isNarrow));
  selection.listen(columns);
  selection.tellHow();
}

const MOVES: Partial<Record<Move, { readonly by: 1 | -1; readonly of: (thing: Thing) => boolean }>> = {
  'next note': { by: 1, of: ({ kind }) => kind === 'note' },
  'previous note': { by: -1, of: ({ kind }) => kind === 'note' },
  'next doubt': { by: 1, of: ({ isDoubt }) => isDoubt },
  'previous doubt': { by: -1, of: ({ isDoubt }) => isDoubt },
  next: { by: 1, of: () => true },
  previous: { by: -1, of: () => true },
};

function heading({ title, summary, isGood }: Preview, { previous, next, index }: Neighbours): HTMLElement {
  const links = [
    [index, 'All documents'],
    [previous, '← Previous'],
    [next, 'Next →'],
  ] as const;
  const shown = links.flatMap(([href, words]) => (href === undefined ? [] : [element('a', { href }, words)]));
  return element(
    'header',
    {},
    ...(shown.length === 0 ? [] : [element('nav', { 'aria-label': 'Documents' }, ...shown)]),
    element('h1', { dir: 'auto' }, title),
    element('p', { class: isGood ? 'good' : 'bad' }, summary),
  );
}

/** What the header says, and what is to be looked at. */
function about(
  { facts, findings }: Preview,
  values: readonly HTMLElement[],
  selection: Selection,
  places: readonly Thing[],
): HTMLElement {
  const list = element('dl', { class: 'facts' });
  facts.forEach(({ label }, i) => {
    list.append(element('div', {}, element('dt', {}, label), values[i]!));
  });
  selection.listen(list);
  const open = findings.filter(({ severity }) => severity !== 'info').length;
  const found = element('ul', { class: 'findings' });
  findings.forEach((finding, i) => {
    const line = element('li', {}, ...describeFinding(finding));
    const thing = places[i]!;
    if (thing.left.length > 0 || thing.lines !== undefined)
      line.append(
        ' ',
        button('Show where', () => selection.select(thing, { moves: true })),
      );
    found.append(line);
  });
  const findingsBox =
    findings.length === 0
      ? []
      : [
          element(
            'details',
            open > 0 ? { open: true } : {},
            element('summary', {}, element('h2', {}, `What was said of it (${findings.length})`)),
            found,
          ),
        ];
  return element(
    'section',
    { class: 'about', 'aria-label': 'About the document' },
    element(
      'details',
      { open: innerWidth >= NARROW },
      element('summary', {}, element('h2', {}, 'What the header says')),
      list,
    ),
    ...findingsBox,
  );
}

function panel(id: string, title: string, content: HTMLElement, language: string | undefined): HTMLElement {
  return element(
    'section',
    { id, title, class: 'panel', 'aria-labelledby': `${id}-title` },
    element('h2', { id: `${id}-title` }, title),
    // It scrolls, so keys must reach it.
    element(
      'div',
      { class: 'scroll', tabindex: 0, role: 'group', 'aria-labelledby': `${id}-title`, lang: language },
      content,
    ),
  );
}

function pair(name: 'note' | 'doubt', count: number, move: (what: Move) => void): HTMLElement[] {
  const isNone = count === 0;
  return [
    button(`‹ ${name}`, () => move(`previous ${name}`), { disabled: isNone, 'aria-label': `Previous ${name}` }),
    button(`${name} › (${count})`, () => move(`next ${name}`), {
      disabled: isNone,
      'aria-label': `Next ${name}, of ${count}`,
    }),
  ];
}

/** Made when first asked for. */
class Lazily<T> {
  made: T | undefined;
  readonly #make: () => T;

  constructor(make: () => T) {
    this.#make = make;
  }

  get(): T {
    this.made ??= this.#make();
    return this.made;
  }
}
