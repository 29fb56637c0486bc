/**
 * Every sentence that validation says. Written for a reader who knows the text being encoded, not XML: what is
 * wrong, what the schema would take, what to do.
 */

import { shortened } from '../../shown.js';
import { TEI_NAMESPACE } from '../../xml/known-namespaces.js';
import { all, didYouMean, isFew, oneOf, quoted, sentences, tag } from './phrases.js';

export interface NextFacts {
  /** Elements that may come next, as tags, sorted. */
  readonly elements: readonly string[];
  readonly text: boolean;
  /** The open element, if it may end here. */
  readonly end: string | undefined;
}

function next({ elements, text, end }: NextFacts): string | undefined {
  const named = oneOf(elements, tag);
  const things = [named, text && 'text'].filter(Boolean).join(', or ');
  if (things === '') return end === undefined ? undefined : `Nothing more may stand in ${tag(end)} here.`;
  return `Here may stand: ${things}.`;
}

export function schemaAllowsNothing(): string {
  return 'This schema allows no document at all: its start pattern can never match. Use another schema, or correct this one.';
}

export function patternTooCostly(): string {
  return 'A regular expression of the schema (a "pattern" facet) is made so that matching this value by it would take minutes or hours, so it was given up here. Write it simpler, above all without counts of thousands within a repetition.';
}

export function schemaTooComplex(): string {
  return (
    'The schema is too ambiguous to be checked against this document within memory: too many ways to match it had to be ' +
    'kept at once from here on. Simplify the schema, above all nested "interleave" and repeated choices.'
  );
}

export function tooManyErrors(limit: number): string {
  return `There are more than ${limit} errors; the rest is not listed. Correct these first, then check again.`;
}

export function elementUnknown(name: string, nearest: string | undefined, facts: NextFacts): string {
  return sentences(
    `The schema has no element ${tag(name)}.`,
    didYouMean(nearest, tag) ?? 'Look for a spelling mistake, or choose an element that the schema has.',
    nearest === undefined && next(facts),
  );
}

/** Of a vocabulary that the schema knows nothing of by name. */
export function namespaceUnknown(name: string, uri: string): string {
  return (
    `${tag(name)} is in the namespace "${shortened(uri)}", whose elements may not stand here. ` +
    'Check its xmlns, or use a schema that allows them.'
  );
}

/** What people call the elements of a namespace. */
const kindOfElements = (uri: string): string =>
  uri === TEI_NAMESPACE ? 'TEI elements' : 'The elements of this schema';

export function elementInNoNamespace(name: string, uri: string, root: string): string {
  return (
    `${tag(name)} is in no namespace, so the schema cannot know it. ${kindOfElements(uri)} need ` +
    `xmlns="${shortened(uri)}": write it once, in the first tag of the document (${tag(root)}).`
  );
}

export function elementInWrongNamespace(name: string, wrong: string, right: string, nearestUri: boolean): string {
  return (
    `${tag(name)} is in the namespace "${shortened(wrong)}", which has no such element in this schema. ${kindOfElements(right)} need ` +
    `xmlns="${shortened(right)}"${nearestUri ? ': compare the two letter by letter' : ''}.`
  );
}

export function rootNotAllowed(name: string, roots: readonly string[]): string {
  return sentences(
    `${tag(name)} cannot be the outermost element of a document.`,
    roots.length > 0 && `This schema asks for ${oneOf(roots, tag)}; put ${tag(name)} inside.`,
  );
}

export interface MissingFacts {
  /** Elements without which it cannot be. */
  readonly missing: readonly string[];
  /** Elements of which one must come first, if not those. */
  readonly needed: readonly string[];
}

export function elementNotAllowedYet(name: string, parent: string, { missing, needed }: MissingFacts): string {
  const before = missing.length > 0 ? all(missing.map(tag)) : needed.length > 0 ? oneOfThem(needed) : 'something else';
  return `${tag(name)} comes too early in ${tag(parent)}: ${before} must come before it.`;
}

/** Of several, one is enough: a bare list would read as if all were needed. */
const oneOfThem = (elements: readonly string[]): string =>
  `${elements.length > 1 ? 'one of ' : ''}${oneOf(elements, tag)}`;

export interface PlacesFacts {
  /** Elements that may hold this one, sorted. */
  readonly parents: readonly string[];
  /** Whether the open element may hold it, at another place. */
  readonly elsewhereInParent: boolean;
  readonly lastChild: string | undefined;
}

export function elementNotAllowed(name: string, parent: string, places: PlacesFacts, facts: NextFacts): string {
  if (places.elsewhereInParent) {
    const after = places.lastChild === undefined ? 'at this point' : `after ${tag(places.lastChild)}`;
    const again = places.lastChild === name ? 'not once more' : `not ${after}`;
    return sentences(`${tag(name)} may stand in ${tag(parent)}, but ${again}.`, next(facts));
  }
  // In its like, an end tag was forgotten; what else might stand there leads away from that.
  if (name === parent) {
    return `${tag(name)} may not stand in ${tag(parent)}. If the ${tag(parent)} before it should have ended, its end tag </${parent}> is missing.`;
  }
  const parents = places.parents.length > 0 && isFew(places.parents) && oneOf(places.parents, tag);
  return sentences(
    `${tag(name)} may not stand in ${tag(parent)}.`,
    parents && `${tag(name)} may stand in: ${parents}.`,
    next(facts),
  );
}

/** @param lastChild what stands at the end of it so far. */
export function elementIncomplete(
  name: string,
  { missing, needed }: MissingFacts,
  lastChild: string | undefined,
): string {
  const comesFirst = needed.length > 0 && !missing.some((element) => needed.includes(element));
  if (missing.length > 0) {
    const lacks = `it lacks ${all(missing.map(tag))}`;
    return `${tag(name)} is not complete: ${lacks}${comesFirst ? `, and before that it needs ${oneOfThem(needed)}` : ''}.`;
  }
  const where = lastChild === undefined ? 'Before it ends' : `After ${tag(lastChild)}`;
  return sentences(`${tag(name)} is not complete.`, comesFirst && `${where}, it needs ${oneOfThem(needed)}.`);
}

export function attributeMissing(element: string, missing: readonly string[], possible: readonly string[]): string {
  if (missing.length > 0) {
    const example = missing.map((name) => `${name}="…"`).join(' ');
    const word = missing.length > 1 ? 'attributes' : 'attribute';
    return `${tag(element)} lacks the ${word} ${all(missing)}, which the schema requires: <${element} ${example}>.`;
  }
  return sentences(
    `${tag(element)} lacks an attribute that the schema requires.`,
    possible.length > 0 && `Add one of: ${oneOf(possible)}.`,
  );
}

export interface AttributeFacts {
  readonly nearest: string | undefined;
  /** Elements that have an attribute of this name, sorted. */
  readonly owners: readonly string[];
  /** Attributes that this element may still take, sorted. */
  readonly possible: readonly string[];
  /** The element has it, but not together with what else it has. */
  readonly conflicts: boolean;
}

export function attributeNotAllowed(attribute: string, element: string, facts: AttributeFacts): string {
  if (facts.conflicts) {
    return sentences(
      `${tag(element)} cannot have the attribute ${attribute} together with the attributes before it.`,
      'The schema takes one or the other: keep one.',
    );
  }
  return sentences(
    `${tag(element)} has no attribute ${attribute}.`,
    didYouMean(facts.nearest, (name) => name),
    facts.nearest === undefined && facts.owners.length > 0 && `It belongs to ${oneOf(facts.owners, tag)}.`,
    facts.nearest === undefined &&
      (facts.possible.length > 0
        ? `Possible here: ${oneOf(facts.possible)}.`
        : `${tag(element)} takes no further attribute.`),
  );
}

export function textNotAllowed(element: string, wrapper: string | undefined, facts: NextFacts): string {
  return sentences(
    `Text may not stand directly in ${tag(element)}.`,
    wrapper === undefined ? next(facts) : `Put it into an element, such as <${wrapper}>…</${wrapper}>.`,
    facts.elements.length === 0 && facts.end !== undefined && 'Move it to where text may stand, or remove it.',
  );
}

export function idDuplicate(attribute: string, id: string, line: number, column: number): string {
  return (
    `The ${attribute} ${quoted(id)} is already taken: it stands on line ${line}, column ${column} too. ` +
    'Each must be there only once in a document; choose another for one of them.'
  );
}

export function idFirst(id: string, line: number): string {
  return `Here ${quoted(id)} stands first; it is used again on line ${line}.`;
}

export function idrefUnresolved(id: string): string {
  return `This points to ${quoted(id)}, but nothing in the document has that identifier. Correct it, or give the element meant the identifier ${quoted(id)}.`;
}
