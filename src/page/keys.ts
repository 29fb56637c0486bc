/** Single keys that lead through a document. Who dictates, or needs them otherwise, switches them off (WCAG 2.2, 2.1.4). */
import { element } from './elements.js';

export type Move =
  | 'next note'
  | 'previous note'
  | 'next doubt'
  | 'previous doubt'
  | 'next'
  | 'previous'
  | 'next document'
  | 'previous document'
  | 'tei'
  | 'clear';

const KEYS: Readonly<Record<string, Move>> = {
  n: 'next note',
  p: 'previous note',
  d: 'next doubt',
  D: 'previous doubt',
  j: 'next',
  k: 'previous',
  '.': 'next document',
  ',': 'previous document',
  t: 'tei',
  Escape: 'clear',
};

const WORDS: readonly (readonly [string, string])[] = [
  ['n, p', 'next and previous note'],
  ['d, D', 'next and previous doubt'],
  ['j, k', 'next and previous thing of any kind'],
  ['. and ,', 'next and previous document'],
  ['t', 'show or hide the TEI'],
  ['Esc', 'nothing selected'],
];

const KEPT = 'teigram-keys';

/** Ends the listening for the document that was shown before. */
let listening = new AbortController();

/** @returns what says which keys there are, and switches them off. */
export function listenForKeys(move: (what: Move) => void): HTMLElement {
  listening.abort();
  listening = new AbortController();
  const isOn = element('input', { type: 'checkbox', checked: kept() !== 'off' });
  isOn.addEventListener('change', () => keep(isOn.checked ? 'on' : 'off'));
  const hear = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    const what = KEYS[event.key];
    if (what === undefined || (!isOn.checked && event.key !== 'Escape')) return;
    event.preventDefault();
    move(what);
  };
  document.addEventListener('keydown', hear, { signal: listening.signal });
  const list = element('dl', { class: 'keys' });
  for (const [keys, words] of WORDS)
    list.append(element('div', {}, element('dt', {}, element('kbd', {}, keys)), element('dd', {}, words)));
  return element(
    'details',
    { class: 'menu' },
    element('summary', {}, 'Keys'),
    element('label', {}, isOn, ' single keys lead through the document'),
    list,
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea, select, [contenteditable]')
  );
}

/** Pages on a disk may have no storage. */
function kept(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function keep(value: string): void {
  try {
    localStorage.setItem(KEPT, value);
  } catch {
    // It holds for this page then.
  }
}
