/** Which phase is active where the document decides (`#ANY` and `phase/@when`, ISO/IEC 19757-3:2025). */
import { type Budget, LimitPassed } from '../budget.js';
import type { Diagnostic } from '../diagnostics.js';
import * as messages from './messages.js';
import type { RuleSet } from './rules.js';
import { surroundingsOf } from './surroundings.js';
import type { DocumentNode } from './tree.js';
import { EvaluationSpent, XPathDynamicError, XPathNotEvaluable } from './xpath/errors.js';
import { Dynamic } from './xpath/runtime.js';

export interface Choice {
  readonly rules: RuleSet;
  /** Of conditions that have no value for the document: they are taken not to hold. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The first whose condition the document fulfils, else the last. */
export function chooseRules(
  choices: readonly RuleSet[],
  document: DocumentNode,
  { file, budget }: { readonly file: string | undefined; readonly budget: Budget },
): Choice {
  const diagnostics: Diagnostic[] = [];
  for (const rules of choices) {
    const { when, lazies, keys } = rules;
    if (when === undefined) continue;
    const c = new Dynamic(document, lazies, surroundingsOf(keys, document), budget);
    try {
      if (when.holds === undefined) throw new XPathNotEvaluable('it cannot be evaluated in any document');
      if (when.holds.test(c)) return { rules, diagnostics };
    } catch (error) {
      if (!isOfExpression(error)) throw error;
      const reason = error.message || 'it takes more time or memory than an expression may have';
      diagnostics.push(messages.notEvaluated('condition of a phase', when.text, reason, { line: 1, column: 1 }, file));
    }
  }
  const rules = choices.at(-1)!;
  return { rules, diagnostics: [...diagnostics, ...(rules.complaints ?? [])] };
}

function isOfExpression(error: unknown): error is Error {
  const kinds = [XPathDynamicError, XPathNotEvaluable, EvaluationSpent, LimitPassed, RangeError];
  return kinds.some((kind) => error instanceof kind);
}
