/** Judges one document: one walk, each node shown to the rules that may apply to it. */
import type { Budget } from '../budget.js';
import type { Diagnostic } from '../diagnostics.js';
import { displayName } from '../engine/source.js';
import { shortened } from '../shown.js';
import type { Check, OfItem } from './checks.js';
import type { Turn } from './demands.js';
import { type Contest, type Dispatcher, dispatcherOf } from './dispatch.js';
import { Guard } from './guard.js';
import { described, Locations, lastOf, positionOf } from './location.js';
import * as messages from './messages.js';
import { activePatterns } from './quiet.js';
import type { ActivePattern, Finding, FiredRule } from './result.js';
import type { Pattern, Rule, RuleSet } from './rules.js';
import { surroundingsOf } from './surroundings.js';
import { DOCUMENT, type DocumentNode, ELEMENT, nextOutside, nextWithin, type TreeNode } from './tree.js';
import { Dynamic } from './xpath/runtime.js';
import { normalizeSpace } from './xpath/values.js';

export interface RunOptions {
  readonly file: string | undefined;
  /** Whether to list every rule that applied, and not only those that found something. */
  readonly fired: boolean;
  readonly budget: Budget;
}

export interface RunResult {
  readonly diagnostics: readonly Diagnostic[];
  /** How often a rule applied. */
  readonly fired: number;
  readonly patterns: readonly ActivePattern[];
}

/** Gives control back after each stretch of work, and the result in the end. */
export function runRules(rules: RuleSet, document: DocumentNode, options: RunOptions): Generator<void, RunResult> {
  return new Run(rules, document, options).result();
}

/** Rules that people write take less for each node of a document, however long it is. */
const STEPS_A_NODE = 100;

class Run {
  readonly #set: RuleSet;
  readonly #document: DocumentNode;
  readonly #options: RunOptions;
  readonly #dispatcher: Dispatcher;
  readonly #c: Dynamic;
  readonly #locations = new Locations();
  readonly #diagnostics: Diagnostic[] = [];
  /** What is told of patterns, by their number; undefined where there is nothing to tell, as nearly always. */
  readonly #firedRules: (FiredRule[] | undefined)[] = [];
  readonly #from: RuleSet['from'];
  readonly #guard: Guard;
  /** There are as many findings as a document may have. */
  #isFull = false;
  #fired = 0;

  constructor(rules: RuleSet, document: DocumentNode, options: RunOptions) {
    this.#document = document;
    this.#options = options;
    this.#set = rules;
    this.#dispatcher = dispatcherOf(rules);
    this.#c = new Dynamic(document, rules.lazies, surroundingsOf(rules.keys, document), options.budget);
    const { file, budget } = options;
    const say = (diagnostic: Diagnostic): void => void this.#diagnostics.push(diagnostic);
    this.#guard = new Guard(this.#c, { file, budget, rules, say });
    this.#from = rules.from;
  }

  *result(): Generator<void, RunResult> {
    const c = this.#c;
    const { attributes, others } = this.#dispatcher;
    this.#options.budget.earn('steps', STEPS_A_NODE * lastOf(this.#document).order);
    let { stretches } = c;
    /** What follows the part that rules apply to. */
    let end: TreeNode | undefined;
    let isWithin = this.#begins(this.#document);
    if (isWithin && others) this.#visit(this.#document, this.#dispatcher.ofOther(DOCUMENT));
    for (let at = nextWithin(this.#document, this.#document); at !== undefined; at = nextWithin(at, this.#document)) {
      if (this.#from !== undefined) {
        if (at === end) isWithin = false;
        if (!isWithin && this.#begins(at)) {
          isWithin = true;
          end = nextOutside(at, this.#document);
        }
        if (!isWithin) continue;
      }
      if (at.kind === ELEMENT) {
        this.#visit(at, this.#dispatcher.ofElement(at));
        if (attributes)
          for (const attribute of at.attributes) this.#visit(attribute, this.#dispatcher.ofAttribute(attribute));
      } else if (others) this.#visit(at, this.#dispatcher.ofOther(at.kind));
      if (this.#isOver) break;
      if (c.stretches === stretches) continue;
      stretches = c.stretches;
      yield;
    }
    yield* this.#elsewhere();
    this.#sayMore();
    return {
      diagnostics: this.#diagnostics,
      fired: this.#fired,
      patterns: activePatterns(this.#set, this.#firedRules),
    };
  }

  /** Whether rules apply from a node on. */
  #begins(node: TreeNode): boolean {
    const from = this.#from;
    if (from === undefined) return true;
    if (this.#guard.hasGivenUp(from)) return false;
    return this.#guard.try(node, from, undefined, () => matchesAny(this.#c, node, from.context)) === true;
  }

  /** Patterns that are about other documents. */
  *#elsewhere(): Generator<void, void> {
    if (!this.#dispatcher.elsewhere) return;
    for (const [i, pattern] of this.#set.patterns.entries()) {
      if (pattern.elsewhere === undefined) continue;
      const { rule, documents } = pattern.elsewhere;
      this.#c.enter(this.#document);
      for (const document of this.#guard.try(this.#document, rule, undefined, () => documents(this.#c)) ?? []) {
        if (document.kind !== DOCUMENT || this.#isOver) continue;
        const { diagnostics, fired, patterns } = yield* this.#within(pattern, document).result();
        this.#diagnostics.push(...diagnostics);
        this.#fired += fired;
        this.#firedOf(i).push(...patterns[0]!.fired);
      }
    }
  }

  #firedOf(pattern: number): FiredRule[] {
    this.#firedRules[pattern] ??= [];
    return this.#firedRules[pattern];
  }

  #within(pattern: Pattern, document: DocumentNode): Run {
    const file = document.uri === undefined ? this.#options.file : displayName(document.uri);
    const run = new Run({ ...this.#set, patterns: [{ ...pattern, elsewhere: undefined }], from: undefined }, document, {
      ...this.#options,
      file,
    });
    run.#c.outer = this.#c;
    return run;
  }

  get #isOver(): boolean {
    return this.#guard.isSpent || this.#isFull;
  }

  #visit(node: TreeNode, turns: readonly Turn[]): void {
    for (const turn of turns) {
      const { contest } = turn;
      if (!this.#isOver && !this.#passesOver(node, turn)) this.#decideAll(node, turn.vain);
      if (contest !== undefined && !this.#isOver) this.#decide(node, contest);
    }
  }

  /** Whether what would be in vain has been counted, and need not be done. */
  #passesOver(node: TreeNode, { evaluations, searches }: Turn): boolean {
    if (evaluations === 0) return true;
    const attributes = node.kind === ELEMENT ? node.attributes.length : 0;
    return this.#guard.passesOver(evaluations, searches * attributes);
  }

  #decideAll(node: TreeNode, contests: readonly Contest[]): void {
    for (const contest of contests) if (!this.#isOver) this.#decide(node, contest);
  }

  /** The first rule of a pattern that matches is the one that applies (§6.5); of a group, each that matches. */
  #decide(node: TreeNode, { pattern, candidates }: Contest): void {
    const guard = this.#guard;
    for (const { rule, alternatives, isCertain } of candidates) {
      if (guard.hasGivenUp(rule)) continue;
      const matched =
        (isCertain && guard.passesOver(1, 0)) ||
        guard.try(node, rule, undefined, () => matchesAny(this.#c, node, alternatives));
      if (matched === true) this.#apply(node, rule, pattern);
      if (guard.isSpent || (matched === true && !this.#set.patterns[pattern]!.model.isGroup)) return;
    }
  }

  #apply(node: TreeNode, rule: Rule, pattern: number): void {
    this.#fired++;
    const c = this.#c;
    for (let slot = rule.slots[0]; slot < rule.slots[1]; slot++) c.slots[slot] = undefined;
    let findings: Finding[] | undefined;
    c.enter(node);
    const items = rule.items === undefined ? 1 : (this.#guard.try(node, rule, undefined, () => rule.items!(c)) ?? 0);
    for (let item = 0; item < items; item++) {
      for (const check of rule.checks) {
        if (this.#isOver || this.#guard.hasGivenUp(rule)) break;
        const { test } = check;
        if (test === undefined) continue;
        c.enter(node);
        const value = this.#guard.try(node, rule, check, () => test(c, item));
        if (value === undefined || value === (check.model.kind === 'assert')) continue;
        if (!this.#options.budget.affords('findings')) {
          this.#isFull = true;
          break;
        }
        findings ??= [];
        findings.push(this.#found(node, item, check, rule));
      }
    }
    if (findings === undefined && !this.#options.fired) return;
    const { id, context, role, flag } = rule.model;
    const locations = this.#locations;
    this.#firedOf(pattern).push({
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

  #found(node: TreeNode, item: number, check: Check, rule: Rule): Finding {
    const c = this.#c;
    const { kind, test, id, see } = check.model;
    const textOf = (text: OfItem<string>): string => this.#text(node, item, check, rule, text);
    const text = textOf(check.message);
    const details = check.diagnostics.map((detail) => ({ id: detail.id, text: textOf(detail.text) }));
    const properties = check.properties.map((property) => ({ ...property, text: textOf(property.text) }));
    c.enter(node);
    const called = this.#guard.try(node, rule, check, () => check.called(c, item));
    const { role, flag, severity } = called ?? check.model;
    c.enter(node);
    const subject = check.subject && this.#guard.try(node, rule, check, () => check.subject!(c));
    const about = subject ?? node;
    const said = [text, ...details.map((detail) => detail.text)].map(normalizeSpace).filter((part) => part !== '');
    const path = this.#locations.path(about);
    const { file } = this.#options;
    const diagnostic: Diagnostic = {
      severity: called?.level ?? 'error',
      code: kind === 'assert' ? 'schematron-assert' : 'schematron-report',
      message: said.length > 0 ? said.join(' ') : messages.withoutWords(kind, test, described(about)),
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
      severity,
      see,
      text,
      diagnostics: details,
      properties,
      get location() {
        return locations.xpath(about);
      },
      diagnostic,
    };
  }

  /** What was not evaluated, and that there is more. */
  #sayMore(): void {
    const { file, budget } = this.#options;
    if (this.#isFull) this.#diagnostics.push(messages.tooMany(budget.limits.findings, file));
    const { givenUp } = this.#guard;
    if (givenUp !== undefined) this.#diagnostics.push(givenUp);
  }

  #text(node: TreeNode, item: number, check: Check, rule: Rule, text: OfItem<string>): string {
    this.#c.enter(node);
    return shortened(this.#guard.try(node, rule, check, () => text(this.#c, item)) ?? '', LONGEST_TEXT);
  }
}

/** In UTF-16 code units: what a rule may say of a place, which may be all of the document. */
const LONGEST_TEXT = 4_000;

function matchesAny(c: Dynamic, node: TreeNode, alternatives: Rule['context']): boolean {
  return alternatives.some((each) => each.matches(c, node));
}
