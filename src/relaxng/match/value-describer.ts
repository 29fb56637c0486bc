/** Finds the words for values that are wrong, with the schema's help. */
import type { Budget } from '../../budget.js';
import type { NamespaceLookup } from '../../datatypes/types.js';
import type { Suggestions } from '../../nearest.js';
import { shortened } from '../../shown.js';
import { tokens } from '../../xml/white-space.js';
import type { PatternBuilder } from '../pattern/builder.js';
import { valueExpectations } from '../pattern/expectations.js';
import type { Pattern } from '../pattern/pattern.js';
import { matchesText } from '../pattern/text-derivatives.js';
import { listFault, type Misfit, misfitOf, type ValueFaults, valueFaults } from '../pattern/value-faults.js';
import { remembered } from './remembered.js';
import { wrongValue } from './value-messages.js';

/** Of a list of values, which may be a thesaurus. */
const MOST_EXPECTED = 1000;

/** Values of one document that are tried with other characters: who has more to mend has seen what it is. */
const MOST_TRIED = 2000;

interface AllowedValues {
  readonly values: readonly string[];
  readonly descriptions: readonly string[];
  readonly expected: readonly string[];
}

export class ValueDescriber {
  private readonly facts = new Map<Pattern, AllowedValues>();
  private tried = 0;

  constructor(
    private readonly builder: PatternBuilder,
    private readonly namespaces: NamespaceLookup,
    private readonly suggestions: Suggestions,
    private readonly budget: Budget,
  ) {}

  /** @param what the attribute or text, as its sentence begins. */
  describe(what: string, value: string, pattern: Pattern): { message: string; expected: readonly string[] } {
    const { values, descriptions, expected } = this.allowed(pattern);
    const fault = listFault(this.builder, pattern, value, this.namespaces);
    const wrong = fault?.kind === 'item' ? fault.item : value.trim();
    // Where there is no choice, the one value is named already.
    const isChoice = values.length + descriptions.length > 1;
    const nearest = isChoice ? this.suggestions.nearest(wrong, values) : undefined;
    const reasons = valueFaults(this.builder, pattern, fault?.kind === 'item' ? wrong : value, this.namespaces);
    const rules = descriptions.map((description) => reasons.unmet.get(description) ?? description);
    const item = fault?.kind === 'item' ? wrong : undefined;
    const misfit = nearest === undefined && mayMisfit(reasons) ? this.misfit(pattern, value, item) : undefined;
    const facts = { values, descriptions: rules, nearest, wrong, fault, misfit, ...reasons };
    return { message: wrongValue(what, value.trim(), facts), expected };
  }

  private misfit(pattern: Pattern, value: string, item: string | undefined): Misfit | undefined {
    if (++this.tried > MOST_TRIED) return undefined;
    const matches = (candidate: string): boolean =>
      this.budget.affords('comparisons', candidate.length) &&
      matchesText(this.builder, pattern, candidate, this.namespaces);
    return misfitOf(tokens(value).join(' '), item, matches);
  }

  private allowed(pattern: Pattern): AllowedValues {
    return remembered(this.facts, pattern, () => {
      const found = valueExpectations(pattern);
      const values = [...found.values].sort();
      const listed = [...values, ...found.descriptions].sort().slice(0, MOST_EXPECTED);
      return { values, descriptions: found.descriptions, expected: listed.map((word) => shortened(word)) };
    });
  }
}

/** Of a value whose form is right, no character is wrong: it is too much, or too long, or excluded. */
function mayMisfit({ excluded, impossible, unmet }: ValueFaults): boolean {
  const isFormed = [...unmet.values()].some((words) => !words.includes(' the pattern '));
  return !isFormed && excluded.length === 0 && impossible.length === 0;
}
