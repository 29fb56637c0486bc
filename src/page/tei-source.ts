/** The TEI itself, line by line, and what of it is selected. */
import type { PlaceInTei } from '../preview/model.js';
import { element } from './elements.js';

/** Lines that a browser lays out together, or not at all while they are out of sight. */
const TOGETHER = 100;
/** The look of what is selected within a line. */
const SELECTED = 'selected-tei';

export class TeiSource {
  readonly root = element('div', { class: 'pages code', dir: 'ltr' });
  readonly #lines: HTMLElement[] = [];

  constructor(xml: string) {
    let chunk = this.root;
    for (const [i, line] of xml.split(/\r\n?|\n/).entries()) {
      if (i % TOGETHER === 0) chunk = this.root.appendChild(element('div', { class: 'chunk' }));
      this.#lines.push(chunk.appendChild(element('div', { class: 'line', 'data-n': i + 1 }, line)));
    }
  }

  /** Marks a place, which comes into sight; nothing where there is none. @param isFocus whether the keyboard goes there, too. */
  show(place: PlaceInTei | undefined, isFocus: boolean): void {
    CSS.highlights.clear();
    for (const line of this.root.querySelectorAll('.lit')) line.classList.remove('lit');
    const lines = place === undefined ? [] : this.#lines.slice(place[0] - 1, place[2]);
    for (const line of lines) line.classList.add('lit');
    if (place === undefined || lines.length === 0) return;
    const range = this.#rangeOf(place);
    CSS.highlights.set(SELECTED, new Highlight(range));
    intoSight(range);
    if (isFocus) focusOn(lines[0]!);
    // What has only now been laid out above it may have moved it.
    requestAnimationFrame(() => intoSight(range));
  }

  #rangeOf([line, column, endLine, endColumn]: PlaceInTei): Range {
    const range = document.createRange();
    this.#setTo(range, 'setStart', line, column);
    this.#setTo(range, 'setEnd', Math.min(endLine, this.#lines.length), endColumn);
    return range;
  }

  #setTo(range: Range, bound: 'setStart' | 'setEnd', line: number, column: number): void {
    const text = this.#lines[line - 1]!.firstChild;
    // An empty line has no text.
    if (text === null) range[bound](this.#lines[line - 1]!, 0);
    else range[bound](text, Math.min(column - 1, text.textContent!.length));
  }
}

function focusOn(line: HTMLElement): void {
  line.tabIndex = -1;
  line.focus({ preventScroll: true });
}

/** A line may be as long as a paragraph: its beginning is not where its tags are. */
function intoSight(range: Range): void {
  const line = range.startContainer.parentElement!;
  line.scrollIntoView({ block: 'nearest' });
  const scroll = line.closest('.scroll');
  if (scroll === null) return;
  const [at, frame] = [range.getBoundingClientRect(), scroll.getBoundingClientRect()];
  scroll.scrollTop += at.top - frame.top - frame.height / 3;
}
