/** A schema ready to run: patterns of rules, each expression compiled. */
import type { Diagnostic } from '../diagnostics.js';
import type { Skipped } from '../engine/contract.js';
import { Attempts } from './attempts.js';
import { type Check, CheckCompiler, type Making } from './checks.js';
import { type Alternative, compileContext } from './context.js';
import { declare, within } from './declare.js';
import { type CompiledKey, compileKey } from './keys.js';
import * as messages from './messages.js';
import type { KeyModel, LetModel, PatternModel, PhaseModel, Place, RuleModel, SchemaModel } from './model.js';
import { inOrderOfUse, ownVariables, sharedVariables } from './variables.js';
import { Visits } from './visits.js';
import {
  type BooleanExpression,
  booleanExpression,
  type Environment,
  nodesExpression,
  stringExpression,
  withoutLet,
} from './xpath/expression.js';
import type { Dynamic, Lazy } from './xpath/runtime.js';

export interface Rule {
  readonly model: RuleModel;
  readonly context: readonly Alternative[];
  readonly checks: readonly Check[];
  /** How many items the rule is about at a node; undefined for the node itself. */
  readonly items: ((c: Dynamic) => number) | undefined;
  /** The numbers of its own variables, from and to (exclusive), to be forgotten at each node. */
  readonly slots: readonly [from: number, to: number];
}

export interface Pattern {
  readonly model: PatternModel;
  readonly rules: readonly Rule[];
}

export interface RuleSet {
  readonly patterns: readonly Pattern[];
  readonly keys: readonly CompiledKey[];
  readonly lazies: readonly (Lazy | undefined)[];
  /** The phase that is active; undefined for all patterns. */
  readonly phase: string | undefined;
  /** Of which documents the phase is the one, where the document decides; without `holds` nobody can tell. */
  readonly when: { readonly text: string; readonly holds: BooleanExpression | undefined } | undefined;
  /** What the other rules apply within, as the context of a rule without checks; undefined for the whole document. */
  readonly from: Rule | undefined;
  /** Assertions and reports that cannot be evaluated. */
  readonly skipped: Skipped;
  /** What cannot be evaluated, where that is of interest only to documents that no phase is meant for. */
  readonly complaints?: readonly Diagnostic[];
}

const COMPATIBLE = new Set('xslt xslt1 xslt1.0 xpath xpath1 xpath1.0'.split(' '));
const MODERN = new Set('xslt2 xslt2.0 xslt3 xslt3.0 xpath2 xpath2.0 xpath3 xpath3.0 xpath31 xpath3.1'.split(' '));

/** The phases that every schema has. */
const ALL = '#ALL';
const DEFAULT = '#DEFAULT';
/** The first whose condition the document fulfils (2025). */
const ANY = '#ANY';

/**
 * The rules; where the document decides on the phase those of each, and at the end all, which hold where no condition does.
 * Absent where the schema as a whole cannot be run.
 */
export function compileRules(
  model: SchemaModel,
  requestedPhase: string | undefined,
  place: Place,
): { rules?: readonly RuleSet[]; diagnostics: readonly Diagnostic[] } {
  const { queryBinding, phases } = model;
  if (!COMPATIBLE.has(queryBinding) && !MODERN.has(queryBinding))
    return { diagnostics: [messages.queryBindingUnknown(queryBinding, place)] };
  const phase = phaseOf(model, requestedPhase);
  if (phase !== ALL && phase !== ANY && !phases.has(phase))
    return { diagnostics: [messages.phaseUnknown(phase, [...phases.keys()], place)] };
  const attempts = new Attempts();
  if (phase !== ANY) {
    const rules = new RuleCompiler(model, phase === ALL ? undefined : phase, attempts).compile();
    return { rules: [rules], diagnostics: attempts.diagnostics };
  }
  const conditional = [...phases].filter(([, { when }]) => when !== undefined);
  const choices = conditional.map(([name]) => new RuleCompiler(model, name, attempts).compile(true));
  const otherwise = new Attempts();
  const all = new RuleCompiler(model, undefined, otherwise).compile();
  return { rules: [...choices, { ...all, complaints: otherwise.diagnostics }], diagnostics: attempts.diagnostics };
}

function phaseOf({ defaultPhase }: SchemaModel, requested = DEFAULT): string {
  return requested === DEFAULT ? (defaultPhase ?? ALL) : requested;
}

class RuleCompiler {
  readonly #model: SchemaModel;
  readonly #name: string | undefined;
  readonly #phase: PhaseModel | undefined;
  readonly #attempts: Attempts;
  readonly #checks: CheckCompiler;
  readonly #lazies: (Lazy | undefined)[] = [];

  constructor(model: SchemaModel, phase: string | undefined, attempts: Attempts) {
    this.#model = model;
    this.#name = phase;
    this.#phase = phase === undefined ? undefined : model.phases.get(phase);
    this.#attempts = attempts;
    this.#checks = new CheckCompiler(model, attempts);
  }

  /** @param isChosen whether the document decides on the phase. */
  compile(isChosen = false): RuleSet {
    const models = this.#activePatterns();
    const shared = sharedVariables(this.#model, this.#phase);
    const { environment, keys } = this.#surroundings(shared, models);
    const patterns = models.map((pattern) => this.#pattern(pattern, shared, environment));
    const from = this.#from(environment);
    return {
      patterns,
      keys,
      lazies: this.#lazies,
      phase: this.#name,
      when: isChosen ? this.#when(environment) : undefined,
      from,
      skipped: this.#skipped(models, from?.context.length === 0 ? [] : patterns),
    };
  }

  #when(environment: Environment): RuleSet['when'] {
    const { when: text, place } = this.#phase ?? {};
    if (text === undefined || place === undefined) return undefined;
    const holds = this.#attempts.try({ part: 'phase', text, place }, () => booleanExpression(text, environment));
    return { text, holds };
  }

  #from(environment: Environment): Rule | undefined {
    const { from: text, place } = this.#phase ?? {};
    if (text === undefined || place === undefined) return undefined;
    const context = this.#attempts.try({ part: 'from', text, place }, () => compileContext(text, environment)) ?? [];
    const model = { id: undefined, context: text, visitEach: undefined, role: undefined, flag: undefined };
    return { model: { ...model, lets: [], checks: [], place }, context, checks: [], items: undefined, slots: [0, 0] };
  }

  /** The variables that all see, and the keys, which see each other. */
  #surroundings(
    shared: readonly LetModel[],
    active: readonly PatternModel[],
  ): { readonly environment: Environment; readonly keys: readonly CompiledKey[] } {
    const { namespaces, queryBinding, keys: models, patterns } = this.#model;
    const compatible = COMPATIBLE.has(queryBinding);
    const idle = new Set(patterns.filter((each) => !active.includes(each)).flatMap(({ lets }) => lets));
    const names = new Set(models.map(({ name }) => name));
    // Without a key that cannot be evaluated, whatever asks for it cannot either: that is only known by trying.
    for (;;) {
      const base: Environment = { namespaces, compatible, keys: new Set(names), variables: [], lazies: this.#lazies };
      const environment = this.#lets(inOrderOfUse(shared), base, true, idle);
      const known = models.filter(({ name }) => names.has(name));
      const keys = known.flatMap((key) => {
        const made = this.#key(key, environment);
        if (made === undefined) names.delete(key.name);
        return made ?? [];
      });
      if (keys.length === known.length) return { environment, keys };
    }
  }

  #key(key: KeyModel, environment: Environment): CompiledKey | undefined {
    const { name, use = name, place, namespaces } = key;
    const seen = namespaces === undefined ? environment : within(environment, namespaces);
    return this.#attempts.try({ part: 'key', text: use, place }, () => compileKey(key, seen));
  }

  #activePatterns(): readonly PatternModel[] {
    const { patterns } = this.#model;
    if (this.#phase === undefined) return patterns;
    const { active } = this.#phase;
    for (const { pattern, place } of active) {
      if (!patterns.some(({ id }) => id === pattern))
        this.#attempts.say(messages.referenceMissing('pattern', pattern, place));
    }
    const names = new Set(active.map(({ pattern }) => pattern));
    return patterns.filter(({ id }) => id !== undefined && names.has(id));
  }

  #skipped(models: readonly PatternModel[], patterns: readonly Pattern[]): Skipped {
    const passedOver = models.reduce((sum, model) => sum + model.passedOver, this.#model.passedOver);
    const known = models.flatMap(({ rules }) => rules).flatMap(({ checks }) => checks).length;
    const checks = patterns.flatMap(({ rules }) => rules).flatMap((rule) => rule.checks);
    const ready = checks.filter(({ test }) => test !== undefined).length;
    return { rules: known - ready + passedOver, of: known + passedOver };
  }

  /** @param idle those of which nobody need know that they cannot be evaluated, unless somebody uses them. */
  #lets(lets: readonly LetModel[], outer: Environment, isGlobal: boolean, idle?: ReadonlySet<LetModel>): Environment {
    return lets.reduce((environment, each) => {
      const { name, value, place } = each;
      const text = value === undefined ? `$${name}` : `$${name} := ${value}`;
      const make = (): Environment => declare(each, environment, isGlobal);
      return (
        this.#attempts.try({ part: 'variable', text, place }, make, idle?.has(each)) ?? withoutLet(environment, name)
      );
    }, outer);
  }

  #pattern(model: PatternModel, shared: readonly LetModel[], outer: Environment): Pattern {
    const surroundings = model.isOld ? { ...outer, compatible: true } : outer;
    const environment = this.#lets(inOrderOfUse(ownVariables(model.lets, shared)), surroundings, true);
    return { model, rules: model.rules.flatMap((rule) => this.#rule(rule, environment) ?? []) };
  }

  #rule(model: RuleModel, environment: Environment): Rule | undefined {
    const { id, context: text, place } = model;
    const about = { part: 'context', text, place, id } as const;
    const context = this.#attempts.try(about, () => compileContext(text, environment));
    if (context === undefined) return undefined;
    if (model.visitEach !== undefined) return this.#visitingRule(model, model.visitEach, context, environment);
    const from = this.#lazies.length;
    const making = ofNode(this.#lets(model.lets, environment, false));
    const checks = model.checks.map((check) => this.#checks.check(check, making));
    return { model, context, checks, items: undefined, slots: [from, this.#lazies.length] };
  }

  #visitingRule(model: RuleModel, text: string, context: Rule['context'], environment: Environment): Rule {
    const { id, place, lets } = model;
    const visits = this.#attempts.try({ part: 'visit', text, place, id }, () => new Visits(text, lets, environment));
    // Its context keeps later rules of the pattern from applying, whatever it asks for.
    const checks = visits === undefined ? [] : model.checks.map((check) => this.#checks.check(check, visits));
    return { model, context, checks, items: visits?.count, slots: [0, 0] };
  }
}

/** A rule that is about its node. */
function ofNode(environment: Environment): Making {
  return {
    test(text) {
      const condition = booleanExpression(text, environment);
      return (c) => condition.test(c);
    },
    string(text) {
      const expression = stringExpression(text, environment);
      return (c) => expression.string(c);
    },
    nodes(text) {
      const expression = nodesExpression(text, environment);
      return (c) => expression.nodes(c);
    },
  };
}
