/** What is pointed at, lit on all sides at once; and what is selected, which stays until something else is. */
import type { Thing, Things } from './things.js';

export class Selection {
  readonly #things: Things;
  readonly #details: HTMLElement;
  readonly #tell: (thing: Thing | undefined) => void;
  readonly #reveal: (part: HTMLElement) => void;
  #selected: Thing | undefined;
  #pointed: Thing | undefined;

  /**
   * @param tell hears what is selected.
   * @param reveal opens what hides a part.
   */
  constructor(
    things: Things,
    details: HTMLElement,
    tell: (thing: Thing | undefined) => void,
    reveal: (part: HTMLElement) => void,
  ) {
    this.#reveal = reveal;
    this.#things = things;
    this.#details = details;
    this.#tell = tell;
  }

  /** Pointing lights, a click selects, within an element. */
  listen(within: HTMLElement): void {
    within.addEventListener('pointerover', (event) => this.#point(this.#at(event)));
    within.addEventListener('pointerleave', () => this.#point(undefined));
    within.addEventListener('focusin', (event) => this.#point(this.#at(event)));
    within.addEventListener('focusout', () => this.#point(undefined));
    within.addEventListener('click', (event) => {
      // Who selects words to copy them has not clicked.
      if (getSelection()?.isCollapsed === false) return;
      const thing = this.#at(event);
      if (thing !== undefined) this.select(thing, { shows: event.target as Element });
    });
  }

  /** The next of some, or the one before; after the last comes the first. */
  move(by: 1 | -1, some: readonly Thing[]): void {
    const { all } = this.#things;
    const wanted = new Set(some);
    // After Esc it goes on from where the keyboard is.
    const focused = document.activeElement === null ? undefined : this.#things.at(document.activeElement);
    const from = this.#selected ?? focused;
    const at = from === undefined ? (by === 1 ? -1 : all.length) : all.indexOf(from);
    for (let step = 1; step <= all.length; step++) {
      const next = all[(at + by * step + 2 * all.length) % all.length]!;
      if (!wanted.has(next)) continue;
      this.select(next, { moves: true });
      return;
    }
  }

  /**
   * @param shows where the reader clicked, which stays where it is; the counterpart comes into sight.
   * @param moves whether the keyboard's focus goes there.
   */
  select(
    thing: Thing | undefined,
    { shows, moves }: { readonly shows?: Element; readonly moves?: boolean } = {},
  ): void {
    mark(this.#selected, 'selected', false);
    this.#selected = thing;
    mark(thing, 'selected', true);
    if (thing === undefined) this.tellHow();
    else this.#details.replaceChildren(...thing.describe());
    this.#tell(thing);
    if (thing === undefined) {
      this.#point(undefined);
      return;
    }
    const parts = [...thing.right, ...thing.left];
    const [first] = parts;
    if (first !== undefined && !parts.some((part) => part.checkVisibility())) this.#reveal(first);
    for (const side of [thing.left, thing.right]) {
      const isHere = shows !== undefined && side.some((part) => part.contains(shows));
      const visible = side.find((part) => part.checkVisibility());
      if (!isHere) visible?.scrollIntoView({ block: 'center' });
    }
    if (moves !== true) return;
    const target = parts.find((part) => part.checkVisibility());
    if (target === undefined) return;
    if (!target.matches('a[href], button, [tabindex]')) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }

  tellAgain(): void {
    this.#tell(this.#selected);
  }

  tellHow(): void {
    this.#details.textContent =
      'Point at something in the text or the edition to see its counterpart; a click or a key selects it.';
  }

  #at(event: Event): Thing | undefined {
    return event.target instanceof Element ? this.#things.at(event.target) : undefined;
  }

  #point(thing: Thing | undefined): void {
    if (thing === this.#pointed) return;
    mark(this.#pointed, 'lit', false);
    this.#pointed = thing;
    mark(thing, 'lit', true);
  }
}

function mark(thing: Thing | undefined, look: 'lit' | 'selected', on: boolean): void {
  for (const part of [...(thing?.left ?? []), ...(thing?.right ?? [])]) part.classList.toggle(look, on);
}
