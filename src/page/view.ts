/** One document: its text, its edition and its TEI, side by side, and what is selected on all of them. */
import type { Neighbours, Preview } from '../preview/model.js';
import { about, factList, factValues, heading } from './about.js';
import { editionOf } from './edition.js';
import { button, element } from './elements.js';
import { listenForKeys, type Move } from './keys.js';
import { isNarrow, type PanelContent, Panels } from './panels.js';
import { Selection } from './selection.js';
import { sourceOf } from './source.js';
import { TeiSource } from './tei-source.js';
import { type Thing, Things } from './things.js';

/** @param root what is in it gives way. */
export function showPreview(preview: Preview, neighbours: Neighbours, root: HTMLElement): void {
  const source = preview.source === undefined ? undefined : sourceOf(preview, preview.source);
  const made = preview.isBroken ? BROKEN : editionOf(preview.xml);
  const edition = 'fault' in made ? undefined : made;
  const facts = factValues(preview);
  const things = new Things({ preview, edition, source, facts });
  const details = element('output', { class: 'details', 'aria-live': 'polite' });
  let tei: TeiSource | undefined;

  const follow = (thing: Thing | undefined): void => {
    const isAlone = thing?.tei !== undefined && thing.left.length + thing.right.length === 0;
    if (isAlone && !panels.isOpen('tei')) panels.toggle('tei');
    if (tei !== undefined && panels.isOpen('tei')) tei.show(thing?.tei, isAlone);
  };
  const reveal = (part: HTMLElement): void => {
    for (let at = part.closest('details'); at !== null; at = at.parentElement?.closest('details') ?? null)
      at.open = true;
    panels.reveal(part);
  };
  const selection = new Selection(things, details, follow, reveal);
  const contents: readonly PanelContent[] = [
    ...(source === undefined
      ? []
      : [{ id: 'text', title: 'Text', content: () => source.root, language: preview.language }]),
    { id: 'edition', title: 'Edition', content: () => ('fault' in made ? element('p', {}, made.fault) : made.root) },
    {
      id: 'tei',
      title: 'TEI',
      content: () => {
        tei = new TeiSource(preview.xml);
        return tei.root;
      },
    },
  ];
  const panels = new Panels(contents, (id) => {
    if (id === 'tei') selection.tellAgain();
  });
  const move = movesOf(neighbours, selection, things, panels);
  const list = factList(preview, facts);
  root.replaceChildren(
    heading(preview, neighbours),
    element(
      'main',
      { id: 'main' },
      about(preview, list, things.findings, (thing) => selection.select(thing, { moves: true })),
      element(
        'div',
        { class: 'tools', role: 'toolbar', 'aria-label': 'Ways through the document' },
        ...panels.toggles,
        ...pair('note', things.notes.length, move),
        ...pair('doubt', things.doubts.length, move),
        listenForKeys(move),
      ),
      panels.root,
    ),
    element('footer', {}, details),
  );
  panels.show(source === undefined || isNarrow() ? ['edition'] : ['text', 'edition']);
  for (const each of [panels.root, list]) selection.listen(each);
  selection.tellHow();
  onPrint(() => {
    panels.showAll();
    for (const folded of root.querySelectorAll<HTMLDetailsElement>('.about > details')) folded.open = true;
  });
}

let printing = new AbortController();

/** In the place of what was to be done for the document that was shown before. */
function onPrint(act: () => void): void {
  printing.abort();
  printing = new AbortController();
  addEventListener('beforeprint', act, { signal: printing.signal });
}

const BROKEN = { fault: 'The file is not well-formed XML, so there is nothing to show but its source.' };

function movesOf(
  { next, previous }: Neighbours,
  selection: Selection,
  things: Things,
  panels: Panels,
): (what: Move) => void {
  const go = (href: string | undefined): void => {
    if (href !== undefined) location.assign(href);
  };
  const moves: Readonly<Record<Move, () => void>> = {
    'next note': () => selection.move(1, things.notes),
    'previous note': () => selection.move(-1, things.notes),
    'next doubt': () => selection.move(1, things.doubts),
    'previous doubt': () => selection.move(-1, things.doubts),
    next: () => selection.move(1, things.all),
    previous: () => selection.move(-1, things.all),
    'next document': () => go(next),
    'previous document': () => go(previous),
    tei: () => panels.toggle('tei'),
    clear: () => selection.select(undefined),
  };
  return (what) => moves[what]();
}

function pair(name: 'note' | 'doubt', count: number, move: (what: Move) => void): HTMLElement[] {
  const disabled = count === 0;
  const [back, on] = [{ 'aria-label': `Previous ${name}` }, { 'aria-label': `Next ${name}, of ${count}` }];
  return [
    button(`‹ ${name}`, () => move(`previous ${name}`), { disabled, ...back }),
    button(`${name} › (${count})`, () => move(`next ${name}`), { disabled, ...on }),
  ];
}
