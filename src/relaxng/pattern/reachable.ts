import type { NameClass } from './name-class.js';
import type { ElementPattern, Pattern } from './pattern.js';

/** All that a schema is made of, as far as a document can meet it. */
export interface SchemaParts {
  readonly start: Pattern;
  readonly elements: readonly ElementPattern[];
  /** Of all elements and attributes, each at least once. */
  readonly nameClasses: readonly NameClass[];
  /** How the schema writes namespaces, prefix by namespace, for messages. */
  readonly prefixes?: ReadonlyMap<string, string>;
}

/** Follows a start pattern through the contents of elements, the outermost first. */
export function reachableParts(start: Pattern): SchemaParts {
  const elements = new Set<ElementPattern>();
  const nameClasses = new Set<NameClass>();
  const seen = new Set<Pattern>();
  const visit = (p: Pattern): void => {
    if (seen.has(p)) return;
    seen.add(p);
    if (p.kind === 'element' || p.kind === 'attribute') nameClasses.add(p.nameClass);
    if (p.kind === 'element') elements.add(p);
    else forEachOperand(p, visit);
  };
  visit(start);
  // The set grows while it is walked, by the elements in the contents of elements.
  for (const element of elements) visit(element.content);
  return { start, elements: [...elements], nameClasses: [...nameClasses] };
}

/** The operands at the pattern's own level: not what is inside elements and attributes, nor what comes after. */
export function forEachOperand(p: Pattern, visit: (operand: Pattern) => void): void {
  switch (p.kind) {
    case 'choice':
      for (const member of p.members) visit(member);
      return;
    case 'group':
    case 'interleave':
      visit(p.left);
      visit(p.right);
      return;
    case 'oneOrMore':
    case 'list':
      visit(p.operand);
      return;
    case 'after':
      visit(p.first);
      return;
    default:
      return;
  }
}
