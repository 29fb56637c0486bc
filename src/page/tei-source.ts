/** The TEI itself, line by line. */
import { element } from './elements.js';

const TOGETHER = 100;

export class TeiSource {
  readonly root = element('div', { class: 'pages code', dir: 'ltr' });
  readonly #lines: HTMLElement[] = [];
  #lit: readonly HTMLElement[] = [];

  constructor(xml: string) {
    let chunk = this.root;
    for (const [i, line] of xml.split(/\r\n?|\n/).entries()) {
      if (i % TOGETHER === 0) chunk = this.root.appendChild(element('div', { class: 'chunk' }));
      this.#lines.push(chunk.appendChild(element('div', { class: 'line', 'data-n': i + 1 }, line)));
    }
  }

  /** @param lines one-based. */
  light(lines: readonly [first: number, last: number] | undefined): void {
    for (const line of this.#lit) line.classList.remove('lit');
    this.#lit = lines === undefined ? [] : this.#lines.slice(lines[0] - 1, lines[1]);
    for (const line of this.#lit) line.classList.add('lit');
  }

  show(line: number): void {
    const wanted = this.#lines[line - 1];
    wanted?.scrollIntoView({ block: 'center' });
    // What has only now been laid out above it may have moved it.
    requestAnimationFrame(() => wanted?.scrollIntoView({ block: 'center' }));
  }
}
