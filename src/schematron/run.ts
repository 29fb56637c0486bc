/** Judges one document: one walk, each node shown to the rules that may apply to it. */
import type { Diagnostic } from '../diagnostics.js';
import { type Contest, Dispatcher } from './dispatch.js';
import { KeyIndex } from './keys.js';
import { Locations, positionOf } from './location.js';
import * as messages from './messages.js';
import type { ActivePattern, Finding, FiredRule } from './result.js';
import type { Check, Rule, RuleSet } from './rules.js';
import { ATTRIBUTE, type DocumentNode, ELEMENT, nextWithin, type TreeNode, writtenName } from './tree.js';
import { BudgetSpent, XPathDynamicError, XPathNotEvaluable } from './xpath/errors.js';
import { Dynamic } from './xpath/runtime.js';
import { normalizeSpace } from './xpath/values.js';

export interface RunOptions {
  readonly file: string | undefined;
  /** Whether to list every rule that applied, and not only those that found something. */
  readonly fired: boolean;
  /** How many steps one rule may take over the whole document, in nodes looked at. */
  readonly steps: number;
}

export interface RunResult {
  readonly diagnostics: readonly Diagnostic[];
  /** How often a rule applied. */
  readonly fired: number;
  readonly patterns: readonly ActivePattern[];
}

export function runRules(rules: RuleSet, document: DocumentNode, options: RunOptions): RunResult {
  return new Run(rules, document, options).result();
}

/** So many rules may spend all that one rule may. */
const SHARES = 4;

interface OpenPattern {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly fired: FiredRule[];
}

class Run {
  readonly #document: DocumentNode;
  readonly #options: RunOptions;
  readonly #dispatcher: Dispatcher;
  readonly #c: Dynamic;
  readonly #locations = new Locations();
  readonly #diagnostics: Diagnostic[] = [];
  readonly #patterns: readonly OpenPattern[];
  /** What has been given up, or reported as not to be evaluated: said once. */
  readonly #abandoned = new Set<Rule>();
  readonly #complained = new Set<unknown>();
  /** Steps left to each rule, and to all of them together. */
  readonly #left = new Map<Rule, number>();
  #total: number;
  #fired = 0;

  constructor(rules: RuleSet, document: DocumentNode, options: RunOptions) {
    this.#document = document;
    this.#options = options;
    this.#dispatcher = new Dispatcher(rules);
    this.#c = new Dynamic(document, rules.lazies, new KeyIndex(rules.keys), options.steps);
    this.#total = SHARES * options.steps;
    this.#patterns = rules.patterns.map(({ model }) => ({ id: model.id, name: model.title, fired: [] }));
  }

  result(): RunResult {
    const { attributes, others } = this.#dispatcher;
    if (others) this.#visit(this.#document);
    for (let at = nextWithin(this.#document, this.#document); at !== undefined; at = nextWithin(at, this.#document)) {
      if (at.kind === ELEMENT) {
        this.#visit(at);
        if (attributes) for (const attribute of at.attributes) this.#visit(attribute);
      } else if (others) this.#visit(at);
    }
    return { diagnostics: this.#diagnostics, fired: this.#fired, patterns: this.#patterns };
  }

  #visit(node: TreeNode): void {
    for (const contest of this.#dispatcher.contests(node)) this.#decide(node, contest);
  }

  /** The first rule of the pattern that matches is the one that applies (§6.5). */
  #decide(node: TreeNode, { pattern, candidates }: Contest): void {
    for (const { rule, alternatives } of candidates) {
      if (this.#abandoned.has(rule)) continue;
      const steps = Math.min(this.#left.get(rule) ?? this.#options.steps, this.#total);
      this.#c.left = steps;
      const matched = this.#guarded(node, rule, undefined, () =>
        alternatives.some((each) => each.matches(this.#c, node)),
      );
      if (matched === true) this.#apply(node, rule, pattern);
      this.#left.set(rule, this.#c.left);
      this.#total = Math.max(0, this.#total - (steps - this.#c.left));
      if (matched === true) return;
    }
  }

  #apply(node: TreeNode, rule: Rule, pattern: number): void {
    this.#fired++;
    const c = this.#c;
    for (let slot = rule.slots[0]; slot < rule.slots[1]; slot++) c.slots[slot] = undefined;
    let findings: Finding[] | undefined;
    for (const check of rule.checks) {
      if (check.test === undefined || this.#abandoned.has(rule)) continue;
      c.enter(node);
      const value = this.#guarded(node, rule, check, () => check.test!(c));
      if (value === undefined || value === (check.model.kind === 'assert')) continue;
      findings ??= [];
      findings.push(this.#found(node, check, rule));
    }
    if (findings === undefined && !this.#options.fired) return;
    const { id, context, role, flag } = rule.model;
    const locations = this.#locations;
    this.#patterns[pattern]!.fired.push({
      id,
      context,
      role,
      flag,
      // Few readers ask for it, and it may be long.
      get location() {
        return locations.xpath(node);
      },
      findings: findings ?? [],
    });
  }

  #found(node: TreeNode, check: Check, rule: Rule): Finding {
    const c = this.#c;
    const { kind, test, id, role, flag, see } = check.model;
    const text = this.#text(node, check, rule, check.message);
    const details = check.diagnostics.map((detail) => ({
      id: detail.id,
      text: this.#text(node, check, rule, detail.text),
    }));
    c.enter(node);
    const subject = check.subject && this.#guarded(node, rule, check, () => check.subject!(c));
    const about = subject ?? node;
    const said = [text, ...details.map((detail) => detail.text)].map(normalizeSpace).filter((part) => part !== '');
    const path = this.#locations.path(about);
    const { file } = this.#options;
    const diagnostic: Diagnostic = {
      severity: check.severity,
      code: kind === 'assert' ? 'schematron-assert' : 'schematron-report',
      message: said.length > 0 ? said.join(' ') : messages.withoutWords(kind, test, describe(about)),
      ...(file === undefined ? {} : { file }),
      ...positionOf(about),
      ...(path === undefined ? {} : { path }),
      source: 'schematron',
    };
    this.#diagnostics.push(diagnostic);
    const locations = this.#locations;
    return {
      kind,
      test,
      id,
      role,
      flag,
      see,
      text,
      diagnostics: details,
      get location() {
        return locations.xpath(about);
      },
      diagnostic,
    };
  }

  #text(node: TreeNode, check: Check, rule: Rule, message: (c: Dynamic) => string): string {
    this.#c.enter(node);
    return this.#guarded(node, rule, check, () => message(this.#c)) ?? '';
  }

  /** The value, or undefined where there is none: that is said once for each test. */
  #guarded<T>(node: TreeNode, rule: Rule, check: Check | undefined, evaluate: () => T): T | undefined {
    try {
      const value = evaluate();
      // What was read last has not been counted yet.
      this.#c.spend(0);
      return value;
    } catch (error) {
      const spent = error instanceof BudgetSpent || error instanceof RangeError;
      if (!spent && !(error instanceof XPathDynamicError) && !(error instanceof XPathNotEvaluable)) throw error;
      this.#complain(node, rule, check, spent ? undefined : error);
      return undefined;
    }
  }

  /** @param error undefined where the rule has spent its steps. */
  #complain(node: TreeNode, rule: Rule, check: Check | undefined, error: Error | undefined): void {
    const { file } = this.#options;
    const text = check?.model.test ?? rule.model.context;
    const place = positionOf(node);
    if (error === undefined) {
      this.#abandoned.add(rule);
      this.#diagnostics.push(messages.stepsSpent(rule.model.context, text, place, file));
      return;
    }
    const what = check ?? rule;
    if (this.#complained.has(what)) return;
    this.#complained.add(what);
    const kind = check === undefined ? 'context of a rule' : check.model.kind === 'assert' ? 'assertion' : 'report';
    this.#diagnostics.push(messages.notEvaluated(kind, text, error.message, place, file));
  }
}

function describe(node: TreeNode): string {
  if (node.kind === ELEMENT) return `<${writtenName(node.name)}>`;
  return node.kind === ATTRIBUTE ? `@${writtenName(node.name)}` : 'this node';
}
