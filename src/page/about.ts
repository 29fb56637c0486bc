/** What stands above a document: its title, what its header says, and what was said of it. */
import type { Neighbours, Preview } from '../preview/model.js';
import { button, element } from './elements.js';
import { isNarrow } from './panels.js';
import { describeFinding, hasPlace, type Thing } from './things.js';

const MEANING =
  'Valid: it fits the rules that TEI was checked by. Lossless: every character of the text is in the TEI once, or listed as left out.';

export function heading({ title, summary, verdict }: Preview, { previous, next, index }: Neighbours): HTMLElement {
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
    element('p', { class: verdict, title: MEANING }, summary),
  );
}

/** The values of the header's facts, in their order. */
export function factValues({ facts }: Preview): readonly HTMLElement[] {
  return facts.map(({ value, inferred }) =>
    element('dd', inferred === undefined ? {} : { class: 'inferred', title: inferred }, value),
  );
}

/** @param values as {@link factValues} gives them. */
export function factList({ facts }: Preview, values: readonly HTMLElement[]): HTMLElement {
  const list = element('dl', { class: 'facts' });
  facts.forEach(({ label }, i) => {
    list.append(element('div', {}, element('dt', {}, label), values[i]!));
  });
  return list;
}

/**
 * @param places the findings as things, in their order.
 * @param show hears whose place is to be shown.
 */
export function about(
  { findings }: Preview,
  facts: HTMLElement,
  places: readonly Thing[],
  show: (thing: Thing) => void,
): HTMLElement {
  const list = element('ul', { class: 'findings' });
  findings.forEach((finding, i) => {
    const [kind, message, ...more] = describeFinding(finding);
    const place = places[i]!;
    list.append(
      element(
        'li',
        {},
        kind!,
        message!,
        ...(hasPlace(place) ? [button('Show where', () => show(place))] : []),
        ...more,
      ),
    );
  });
  const isSerious = findings.some(({ severity }) => severity !== 'info');
  return element(
    'section',
    { class: 'about', 'aria-label': 'About the document and what was said of it' },
    ...(facts.childNodes.length === 0 ? [] : [folded('About this document', facts, !isNarrow())]),
    ...(findings.length === 0
      ? []
      : [folded(`What was said of it (${findings.length})`, list, isSerious && !isNarrow())]),
  );
}

function folded(title: string, content: HTMLElement, isOpen: boolean): HTMLElement {
  return element('details', { open: isOpen }, element('summary', {}, element('h2', {}, title)), content);
}
