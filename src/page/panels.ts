/** The panels side by side, any of which can be shut but the last; on a narrow screen one is open at a time. */
import { button, element } from './elements.js';

/** As in the style. */
const NARROW = '(max-width: 760px)';

export function isNarrow(): boolean {
  return matchMedia(NARROW).matches;
}

export interface PanelContent {
  readonly id: string;
  readonly title: string;
  /** Asked for once, when the panel is first opened. */
  content(): HTMLElement;
  /** BCP 47. */
  readonly language?: string | undefined;
}

interface Panel {
  readonly id: string;
  readonly root: HTMLElement;
  readonly toggle: HTMLButtonElement;
  /** Fills it, once. */
  fill(): void;
}

export class Panels {
  readonly root = element('div', { class: 'columns' });
  readonly toggles: readonly HTMLElement[];
  readonly #panels: readonly Panel[];
  readonly #onOpen: (id: string) => void;

  /** @param onOpen hears when one has been opened. */
  constructor(contents: readonly PanelContent[], onOpen: (id: string) => void) {
    this.#onOpen = onOpen;
    this.#panels = contents.map((content) => this.#panel(content));
    this.toggles = this.#panels.map(({ toggle }) => toggle);
    this.root.append(...this.#panels.map(({ root }) => root));
  }

  /** Opens the panel that has a part. */
  reveal(part: Element): void {
    const panel = this.#panels.find(({ root }) => root.contains(part));
    if (panel?.root.hidden) this.toggle(panel.id);
  }

  /** For paper: all but the TEI, where nobody asked for it. */
  showAll(): void {
    this.show(this.#panels.filter(({ id, root }) => id !== 'tei' || !root.hidden).map(({ id }) => id));
  }

  isOpen(id: string): boolean {
    return this.#panels.some((panel) => panel.id === id && !panel.root.hidden);
  }

  /** Opens some, and shuts the others. */
  show(ids: readonly string[]): void {
    const opened = ids.filter((id) => !this.isOpen(id));
    const shut = this.#panels.find(({ id, root }) => !ids.includes(id) && root.contains(document.activeElement));
    shut?.toggle.focus();
    for (const { id, root, toggle, fill } of this.#panels) {
      root.hidden = !ids.includes(id);
      toggle.setAttribute('aria-pressed', String(!root.hidden));
      if (!root.hidden) fill();
    }
    this.root.style.setProperty('--columns', String(ids.length));
    for (const id of opened) this.#onOpen(id);
  }

  toggle(id: string): void {
    const open = this.#panels.filter(({ root }) => !root.hidden).map((panel) => panel.id);
    if (isNarrow()) this.show([open.includes(id) ? 'edition' : id]);
    else if (!open.includes(id)) this.show([...open, id]);
    else if (open.length > 1) this.show(open.filter((other) => other !== id));
  }

  #panel({ id, title, content, language }: PanelContent): Panel {
    // It scrolls, so keys must reach it.
    const scroll = element('div', {
      class: 'scroll',
      tabindex: 0,
      role: 'group',
      'aria-labelledby': `${id}-title`,
      lang: language,
    });
    const head = element('h2', { id: `${id}-title` }, title);
    const root = element(
      'section',
      { id, class: 'panel', 'aria-labelledby': `${id}-title`, hidden: true },
      head,
      scroll,
    );
    const fill = (): void => {
      if (scroll.childNodes.length === 0) scroll.append(content());
    };
    return { id, root, toggle: button(title, () => this.toggle(id), { 'aria-pressed': 'false' }), fill };
  }
}
