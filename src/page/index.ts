/** The script of the index: a table of all documents, filtered by words, kind and time. */
import type { Row } from '../preview/model.js';
import { element } from './elements.js';
import { listenForChanges } from './live.js';
import { type Filter, foldedText, isWanted } from './rows.js';
import { Table } from './table.js';
import { Timeline } from './timeline.js';

const { rows } = JSON.parse(document.getElementById('data')?.textContent ?? '{}') as { readonly rows: readonly Row[] };
const texts = rows.map(foldedText);

const search = element('input', { type: 'search', id: 'search', autocomplete: 'off' });
const kind = choice(
  'kind',
  'any',
  rows.map((row) => row.kind),
);
const place = choice(
  'place',
  'any',
  rows.flatMap((row) => row.place ?? []),
);
const looks = element('select', { id: 'looks' });
for (const [value, words] of [
  ['', 'all'],
  ['doubts', 'with something not certain'],
  ['findings', 'with a warning or an error'],
]) {
  looks.append(element('option', { value }, words!));
}
const from = element('input', {
  type: 'text',
  id: 'from',
  size: 8,
  placeholder: '1961-03',
  'aria-describedby': 'months',
});
const to = element('input', { type: 'text', id: 'to', size: 8, placeholder: '1961-12', 'aria-describedby': 'months' });
const clear = element('button', { type: 'reset' }, 'Show all');
const HINT = 'From and to: years, months or days, such as 1961 or 1961-03.';
const count = element('p', { role: 'status', class: 'note' });

const table = new Table();
const timeline = new Timeline(rows, (first, last) => {
  from.value = first;
  to.value = last;
  show();
});

const KEPT = { words: search, kind, place, show: looks, from, to };

const form = element(
  'form',
  { class: 'filter', role: 'search' },
  labelled('Words', search),
  labelled('Kind', kind),
  labelled('Place', place),
  labelled('Show', looks),
  labelled('From', from),
  labelled('to', to),
  clear,
  element('p', { id: 'months', class: 'note' }, HINT),
);
form.addEventListener('input', show);
form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('reset', () => setTimeout(show));

document.body.replaceChildren(
  element('header', {}, element('h1', {}, 'Documents')),
  element('main', { id: 'main' }, form, timeline.root, count, table.root),
);
recall();
timeline.draw();
show();
listenForChanges();

function show(): void {
  const filter: Filter = {
    words: search.value,
    kind: kind.value,
    place: place.value,
    looks: looks.value,
    from: bound(from),
    to: bound(to),
  };
  const isTurned = filter.from !== '' && filter.to !== '' && filter.from.slice(0, filter.to.length) > filter.to;
  if (isTurned) to.setAttribute('aria-invalid', 'true');
  const shown = rows.filter((row, i) => isWanted(row, texts[i]!, filter));
  const all = rows.length.toLocaleString('en');
  const found =
    shown.length === rows.length ? `${all} documents` : `${shown.length.toLocaleString('en')} of ${all} documents`;
  const isWrong = form.querySelector('[aria-invalid=true]') !== null;
  const hint = isTurned ? 'The time ends before it begins.' : `A time is not understood. ${HINT}`;
  count.textContent = isWrong ? `${found}. ${hint}` : found;
  table.show(shown);
  timeline.light(filter.from, filter.to);
  keep();
}

/** A time as a field has it; nothing where it is none. */
function bound(field: HTMLInputElement): string {
  const value = field.value.trim();
  const isTime = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?$/.test(value);
  if (value === '' || isTime) field.removeAttribute('aria-invalid');
  else field.setAttribute('aria-invalid', 'true');
  return isTime ? value : '';
}

/** What is wanted stands in the address, so that the way back from a document leads to the same rows. */
function keep(): void {
  const kept = Object.entries(KEPT).filter(([, field]) => field.value !== '');
  const fragment = new URLSearchParams(kept.map(([name, field]) => [name, field.value])).toString();
  history.replaceState(null, '', fragment === '' ? location.pathname + location.search : `#${fragment}`);
}

function recall(): void {
  const kept = new URLSearchParams(location.hash.slice(1));
  for (const [name, field] of Object.entries(KEPT)) field.value = kept.get(name) ?? '';
}

function choice(id: string, none: string, values: readonly string[]): HTMLSelectElement {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const select = element('select', { id }, element('option', { value: '' }, none));
  for (const [value, n] of [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)))
    select.append(element('option', { value }, `${value} (${n.toLocaleString('en')})`));
  return select;
}

function labelled(words: string, field: HTMLElement): HTMLElement {
  return element('label', { for: field.id }, element('span', {}, words), field);
}
