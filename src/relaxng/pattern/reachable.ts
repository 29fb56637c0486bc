import { forEachOperand } from './alphabet.js';
import { type ElementPattern, HAS_ELEMENT, type Pattern } from './pattern.js';

/** Every element pattern that a document can meet, the outermost first. */
export function reachableElements(start: Pattern): ElementPattern[] {
  const elements = new Set<ElementPattern>();
  const seen = new Set<Pattern>();
  const visit = (p: Pattern): void => {
    if ((p.flags & HAS_ELEMENT) === 0 || seen.has(p)) return;
    seen.add(p);
    if (p.kind === 'element') elements.add(p);
    else forEachOperand(p, visit);
  };
  visit(start);
  // The set grows while it is walked, by the elements in the contents of elements.
  for (const element of elements) visit(element.content);
  return [...elements];
}
