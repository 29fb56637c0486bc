/**
 * Every sentence that validation says. Written for a reader who knows the text being encoded, not XML: what is
 * wrong, what the schema would take, what to do.
 */

import { shortened } from '../../shown.js';
import { TEI_NAMESPACE } from '../../xml/known-namespaces.js';
import type { ListFault } from '../pattern/value-faults.js';

/** How many names a message lists; the diagnostic's `expected` has them all. */
const SHOWN = 8;

export const tag = (name: string): string => `<${shortened(name)}>`;

/** `a, b or c`; of a long list the first, and how many more there are. */
export function oneOf(items: readonly string[], show: (item: string) => string = (item) => item): string {
  // "and 1 more" would take as much room as the item itself.
  if (items.length <= SHOWN + 1) return joined(items.map(show), 'or');
  return `${items.slice(0, SHOWN).map(show).join(', ')} and ${items.length - SHOWN} more`;
}

function all(items: readonly string[]): string {
  return joined(items, 'and');
}

function joined(items: readonly string[], conjunction: 'and' | 'or'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${conjunction} ${items.at(-1)}`;
}

const sentences = (...parts: (string | false | undefined)[]): string => parts.filter(Boolean).join(' ');

/** Long or many-lined values would bury the message. */
function quoted(value: string): string {
  const folded = value.replace(/[\t\n\r ]/g, ' ');
  return `"${shortened(folded, 60)}"`;
}

const didYouMean = (nearest: string | undefined, show: (name: string) => string = quoted): string | undefined =>
  nearest === undefined ? undefined : `Did you mean ${show(nearest)}?`;

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

export function elementNotAllowedYet(
  name: string,
  parent: string,
  missing: readonly string[],
  facts: NextFacts,
): string {
  return sentences(
    `${tag(name)} comes too early in ${tag(parent)}:`,
    missing.length > 0 ? `${all(missing.map(tag))} must come before it.` : 'something else must come before it.',
    missing.length === 0 && next(facts),
  );
}

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
  return sentences(
    `${tag(name)} may not stand in ${tag(parent)}.`,
    name === parent && `If the ${tag(parent)} before it should have ended, its end tag </${parent}> is missing.`,
    places.parents.length > 0 && `${tag(name)} may stand in: ${oneOf(places.parents, tag)}.`,
    next(facts),
  );
}

export function elementIncomplete(name: string, missing: readonly string[], facts: NextFacts): string {
  const { elements } = facts;
  // Of several, one is enough: a bare list would read as if all were needed.
  const choices = `${elements.length > 1 ? 'one of ' : ''}${oneOf(elements, tag)}`;
  const comesFirst = elements.length > 0 && !missing.some((element) => elements.includes(element));
  if (missing.length > 0) {
    const lacks = `it lacks ${all(missing.map(tag))}`;
    return `${tag(name)} is not complete: ${lacks}${comesFirst ? `, and before that it needs ${choices}` : ''}.`;
  }
  return sentences(`${tag(name)} is not complete.`, choices !== '' && `Before it ends, it needs ${choices}.`);
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

export interface ValueFacts {
  readonly values: readonly string[];
  /** Each begins with "must". */
  readonly descriptions: readonly string[];
  readonly nearest: string | undefined;
  /** The value, or the item of it that is wrong. */
  readonly wrong: string;
  readonly fault: ListFault | undefined;
  readonly excluded: readonly string[];
  readonly impossible: readonly string[];
}

export const attributeOf = (attribute: string): string => `The attribute ${attribute}`;
export const textOf = (element: string): string => `The text of ${tag(element)}`;

/** `what` is the attribute or text, `value` what it says. */
export function wrongValue(what: string, value: string, facts: ValueFacts): string {
  const { fault, nearest, wrong } = facts;
  const rule = valueRule(facts);
  if (fault?.kind === 'too-few' && fault.count > 0) {
    return `${what} needs more than ${count(fault.count)}, separated by spaces; it has only ${quoted(value)}.`;
  }
  if (fault?.kind === 'too-many') {
    return `${what} has too many items, or has them in the wrong order: ${quoted(value)} are ${fault.count}, separated by spaces.`;
  }
  if (value === '') return sentences(`${what} is empty${rule === undefined ? '' : `; it ${rule}`}.`);
  const reason = valueReason(facts);
  if (reason !== undefined) {
    return `${what} cannot ${fault?.kind === 'item' ? `hold ${quoted(wrong)}` : `be ${quoted(value)}`}: ${reason}.`;
  }
  if (fault?.kind === 'item')
    return sentences(
      `${what} cannot hold ${quoted(wrong)}: each item, separated by spaces, ${rule ?? 'must be allowed'}.`,
      didYouMean(nearest),
    );
  return sentences(
    `${what} cannot be ${quoted(value)}${rule === undefined ? '' : `: it ${rule}`}.`,
    didYouMean(nearest),
  );
}

/** Of a value that has the form asked for: that form would read as if it had not. */
function valueReason({ excluded, impossible }: ValueFacts): string | undefined {
  if (excluded.length > 0) return `the schema excludes ${all(excluded.slice(0, SHOWN).map(quoted))} here`;
  return impossible.length > 0 ? impossible.join('; or ') : undefined;
}

const count = (items: number): string => (items === 1 ? 'one item' : `${items} items`);

function valueRule({ values, descriptions }: ValueFacts): string | undefined {
  const listed = values.length > 0 ? [`must be ${values.length > 1 ? 'one of ' : ''}${oneOf(values, quoted)}`] : [];
  const [first, ...others] = [...listed, ...descriptions.map((description) => shortened(description))];
  return first && [first, ...others.map((other) => other.replace(/^must (?:be )?/, ''))].join('; or ');
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
