/** Evaluations that may have no value, or take more than they may: each is said once, and what is given up is counted. */
import { type Budget, LimitPassed } from '../budget.js';
import type { Diagnostic } from '../diagnostics.js';
import type { Check } from './checks.js';
import { positionOf } from './location.js';
import * as messages from './messages.js';
import type { Rule, RuleSet } from './rules.js';
import type { TreeNode } from './tree.js';
import { EvaluationSpent, XPathDynamicError, XPathNotEvaluable } from './xpath/errors.js';
import type { Dynamic } from './xpath/runtime.js';

/** What it takes to evaluate anything at all, in steps. */
const EVALUATING = 10;

export interface GuardOptions {
  readonly file: string | undefined;
  readonly budget: Budget;
  readonly rules: Pick<RuleSet, 'patterns' | 'from'>;
  /** Hears what could not be evaluated somewhere. */
  readonly say: (diagnostic: Diagnostic) => void;
}

export class Guard {
  readonly #c: Dynamic;
  readonly #options: GuardOptions;
  readonly #abandoned = new Set<Rule>();
  readonly #complained = new Set<unknown>();
  /** The first time that something was given up. */
  #first: { readonly rule: Rule; readonly expression: string; readonly node: TreeNode } | undefined;
  #passed: LimitPassed | undefined;

  constructor(c: Dynamic, options: GuardOptions) {
    this.#c = c;
    this.#options = options;
  }

  /** Whether the document has used up what it may have: nothing more is evaluated. */
  get isSpent(): boolean {
    return this.#passed !== undefined;
  }

  /** Whether a rule has taken more than one may, and is not tried again. */
  hasGivenUp(rule: Rule): boolean {
    return this.#abandoned.has(rule);
  }

  /**
   * Counts evaluations whose end is known, so that they need not be made. Whether it did: they must be made where one of
   * them may be the last that is.
   *
   * @param steps that they take beside what each takes in any case.
   */
  passesOver(evaluations: number, steps: number): boolean {
    return this.#abandoned.size === 0 && this.#c.affords(EVALUATING * evaluations + steps);
  }

  /** The value, or undefined where there is none: that is said once for each test. */
  try<T>(node: TreeNode, rule: Rule, check: Check | undefined, evaluate: () => T): T | undefined {
    const c = this.#c;
    c.begin();
    try {
      const value = evaluate();
      // The evaluation itself; and what was read last has not been counted yet.
      c.spend(EVALUATING);
      return value;
    } catch (error) {
      const expression = check?.model.test ?? rule.model.context;
      if (error instanceof LimitPassed) {
        this.#passed = error;
        this.#first ??= { rule, expression, node };
      } else if (error instanceof EvaluationSpent || error instanceof RangeError) {
        this.#abandoned.add(rule);
        this.#first ??= { rule, expression, node };
      } else if (error instanceof XPathDynamicError || error instanceof XPathNotEvaluable) {
        this.#complain(node, rule, check, error);
      } else throw error;
      return undefined;
    }
  }

  #complain(node: TreeNode, rule: Rule, check: Check | undefined, error: Error): void {
    const what = check ?? rule;
    if (this.#complained.has(what)) return;
    this.#complained.add(what);
    const ofRule = rule === this.#options.rules.from ? 'beginning of a phase' : 'context of a rule';
    const kind = check === undefined ? ofRule : check.model.kind === 'assert' ? 'assertion' : 'report';
    const text = check?.model.test ?? rule.model.context;
    this.#options.say(messages.notEvaluated(kind, text, error.message, positionOf(node), this.#options.file));
  }

  /** What was given up, once for the document, however many rules it was; undefined for nothing. */
  get givenUp(): Diagnostic | undefined {
    const first = this.#first;
    if (first === undefined) return undefined;
    const { file, budget } = this.#options;
    const { from, patterns } = this.#options.rules;
    const of = patterns.reduce((count, pattern) => count + pattern.rules.length, 0);
    const passed = this.#passed;
    // On where a phase begins, all its rules hang.
    const isAll = passed !== undefined || (from !== undefined && this.#abandoned.has(from));
    const rules = isAll ? of : this.#abandoned.size;
    const facts = { rule: first.rule.model.context, expression: first.expression, passed, rules, of };
    return messages.givenUp({ ...facts, steps: budget.limits.steps }, positionOf(first.node), file);
  }
}
