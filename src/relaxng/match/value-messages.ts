/** What is wrong with a value, in sentences: what it must be, or the reason why it is not that. */
import { shortened } from '../../shown.js';
import type { ListFault, Misfit } from '../pattern/value-faults.js';
import { all, didYouMean, oneOf, quoted, SHOWN, sentences, tag } from './phrases.js';

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
  readonly misfit: Misfit | undefined;
}

export const attributeOf = (attribute: string): string => `The attribute ${attribute}`;
export const textOf = (element: string): string => `The text of ${tag(element)}`;

/** `what` is the attribute or text, `value` what it says. */
export function wrongValue(what: string, value: string, facts: ValueFacts): string {
  const { fault, nearest, wrong, misfit } = facts;
  const rule = ruleOf(facts);
  if (fault?.kind === 'too-few' && fault.count > 0) {
    return `${what} needs more than ${count(fault.count)}, separated by spaces; it has only ${quoted(value)}.`;
  }
  if (fault?.kind === 'too-many') {
    return `${what} has too many items, or has them in the wrong order: ${quoted(value)} are ${fault.count}, separated by spaces.`;
  }
  if (value === '') return `${what} is empty${rule === undefined ? '' : `; it ${rule}`}.`;
  const reason = reasonOf(facts);
  if (reason !== undefined) {
    return `${what} cannot ${fault?.kind === 'item' ? `hold ${quoted(wrong)}` : `be ${quoted(value)}`}: ${reason}.`;
  }
  const cannot =
    fault?.kind === 'item'
      ? `${what} cannot hold ${quoted(wrong)}: each item, separated by spaces, ${rule ?? 'must be allowed'}.`
      : `${what} cannot be ${quoted(value)}${rule === undefined ? '' : `: it ${rule}`}.`;
  return sentences(cannot, didYouMean(nearest), misfit && misfitIn(misfit));
}

/** Of a value that has the form asked for: that form would read as if it had not. */
function reasonOf({ excluded, impossible }: ValueFacts): string | undefined {
  if (excluded.length > 0) return `the schema excludes ${all(excluded.slice(0, SHOWN).map(quoted))} here`;
  return impossible.length > 0 ? impossible.join('; or ') : undefined;
}

function misfitIn({ kind, character, mended }: Misfit): string {
  if (kind === 'case') return `${quoted(mended!)} would fit.`;
  const named = NAMED.get(character) ?? quoted(character);
  if (kind === 'beginning') return `It may not begin with ${named}.`;
  return `The ${named} does not fit${mended === undefined ? '' : `; ${quoted(mended)} would`}.`;
}

const NAMED = new Map([
  [' ', 'space'],
  ['\t', 'tab'],
  ['\n', 'line break'],
]);

const count = (items: number): string => (items === 1 ? 'one item' : `${items} items`);

/** So many forms are told; nobody reads eight. */
const FORMS = 4;

function ruleOf({ values, descriptions, wrong }: ValueFacts): string | undefined {
  const named = values.filter((value) => value !== '');
  const listed = named.length > 0 ? [`must be ${named.length > 1 ? 'one of ' : ''}${oneOf(named, quoted)}`] : [];
  const forms = plainestFirst(descriptions, wrong);
  const told = forms.length > FORMS ? forms.slice(0, FORMS - 1) : forms;
  const rest = forms.length - told.length;
  const [first, ...others] = [
    ...listed,
    ...told.map((form) => shortened(form)),
    ...(rest > 0 ? [`must be one of ${rest} other forms`] : []),
    ...(named.length < values.length ? ['must be empty'] : []),
  ];
  return first && [first, ...others.map((other) => other.replace(/^must (?:be )?/, ''))].join('; or ');
}

/** Of two of the same kind the shorter; those that begin as the value does come first, then digits, patterns last. */
function plainestFirst(descriptions: readonly string[], value: string): readonly string[] {
  const byKind = new Map<string, string>();
  for (const description of descriptions) {
    const at = description.indexOf(SUCH_AS);
    const kind = at === -1 ? description : description.slice(0, at);
    const known = byKind.get(kind);
    if (known === undefined || description.length < known.length) byKind.set(kind, description);
  }
  const own = classOf(value.charAt(0));
  const ranked = [...byKind.values()].map((description) => ({ description, rank: rankOf(description, own) }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ description }) => description);
}

function rankOf(description: string, own: ReturnType<typeof classOf>): number {
  if (description.includes('the pattern ')) return 3;
  const at = description.indexOf(SUCH_AS);
  const example = at === -1 ? own : classOf(description.charAt(at + SUCH_AS.length));
  return example === own ? 0 : example === 'digit' ? 1 : 2;
}

const SUCH_AS = ' such as ';

function classOf(character: string): 'digit' | 'letter' | 'other' {
  if (/\d/.test(character)) return 'digit';
  return /\p{L}/u.test(character) ? 'letter' : 'other';
}
