/** The edition as a reader has it: CETEIcean's elements, and nothing in them that acts. */
import CETEI from 'CETEIcean';
import { element } from './elements.js';
import { furnish, tablesOf } from './furnish.js';
import { gatherNotes } from './notes.js';

export interface Edition {
  readonly root: HTMLElement;
  /** By their place among all elements of the TEI; of a note its text, and not its marker. */
  readonly elements: ReadonlyMap<number, HTMLElement>;
  /** The marker of a note, by the note. */
  readonly markers: ReadonlyMap<HTMLElement, HTMLElement>;
}

const TEI = 'http://www.tei-c.org/ns/1.0';
const XHTML = 'http://www.w3.org/1999/xhtml';

/** Attributes of HTML that do something, whoever writes them; in TEI some of them mean something else. */
const ACTING =
  /^(?:on.*|style|class|id|is|slot|part|nonce|hidden|inert|popover|tabindex|autofocus|contenteditable|draggable|accesskey|dir|lang|title|translate|spellcheck|inputmode|enterkeyhint|href|src|role|rendition|item.*|aria-.*|data-.*)$/i;

/**
 * @param xml a TEI document, well-formed.
 * @returns why it cannot be shown, where it cannot.
 */
export function editionOf(xml: string): Edition | { readonly fault: string } {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  if (document.querySelector('parsererror') !== null) return { fault: UNREADABLE };
  const order = new Map(Array.from(document.getElementsByTagName('*'), (each, index) => [each, index]));
  for (const each of document.querySelectorAll('teiHeader, tagsDecl')) each.remove();
  for (const each of document.getElementsByTagNameNS(XHTML, 'style')) each.remove();
  for (const each of document.querySelectorAll('*')) disarm(each);
  const elements = new Map<number, HTMLElement>();
  const root = element('div', { class: 'tei' });
  try {
    const made = ceteiceanFor(document).preprocess(document, null, (shown, from) => {
      const index = order.get(from);
      if (index !== undefined) elements.set(index, shown);
      furnish(shown, from);
    });
    root.append(made);
  } catch {
    return { fault: 'The file is nested too deep to be shown; its source is there.' };
  }
  tablesOf(root);
  return { root, elements, markers: gatherNotes(root) };
}

const UNREADABLE =
  'A browser cannot read this TEI: it takes in entities or parts from other files, which a page may not do. Its source is there.';

/** TEI before P5 has no namespace, and some forget it: its elements are shown as if they had one. */
function ceteiceanFor(document: Document): CETEI {
  const library = new CETEI({ omitDefaultBehaviors: true });
  const hasNone = document.documentElement.namespaceURI === null;
  library.addBehaviors({ namespaces: hasNone ? { tei: '', p5: TEI } : { tei: TEI, none: '' }, tei: {} });
  return library;
}

function disarm(from: Element): void {
  for (const { name, value } of Array.from(from.attributes)) {
    if (!ACTING.test(name)) continue;
    from.removeAttribute(name);
    from.setAttribute(`tei-${name.toLowerCase()}`, value);
  }
}
