/** A schema ready to run: patterns of rules, each expression compiled. */
import type { Diagnostic } from '../diagnostics.js';
import type { Skipped } from '../engine/contract.js';
import { Attempts } from './attempts.js';
import { type Check, CheckCompiler, type Making } from './checks.js';
import { type Alternative, compileContext } from './context.js';
import { declare } from './declare.js';
import { type CompiledKey, compileKey } from './keys.js';
import * as messages from './messages.js';
import type { KeyModel, LetModel, PatternModel, PhaseModel, Place, RuleModel, SchemaModel } from './model.js';
import type { TreeNode } from './tree.js';
import { inOrderOfUse, ownVariables, sharedVariables } from './variables.js';
import { Visits } from './visits.js';
import {
  type BooleanExpression,
  booleanExpression,
  callOf,
  type Environment,
  nodesExpression,
  stringExpression,
  within,
  withoutLet,
} from './xpath/expression.js';
import type { Dynamic, Lazy } from './xpath/runtime.js';
import { declareFunctions } from './xslt/functions.js';

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
  /** The documents that it is about instead of the one that is judged, and a rule that stands for their choice. */
  readonly elsewhere: { readonly rule: Rule; readonly documents: (c: Dynamic) => readonly TreeNode[] } | undefined;
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
 *
 * @param addresses of the files of the schema, absolute, by the names that places have.
 */
export function compileRules(
  model: SchemaModel,
  requestedPhase: string | undefined,
  place: Place,
  addresses: ReadonlyMap<string, string> = new Map(),
): { rules?: readonly RuleSet[]; diagnostics: readonly Diagnostic[] } {
  const { queryBinding, phases } = model;
  if (!COMPATIBLE.has(queryBinding) && !MODERN.has(queryBinding))
    return { diagnostics: [messages.queryBindingUnknown(queryBinding, place)] };
  const phase = phaseOf(model, requestedPhase);
  if (phase !== ALL && phase !== ANY && !phases.has(phase))
    return { diagnostics: [messages.phaseUnknown(phase, [...phases.keys()], place)] };
  const attempts = new Attempts();
  const address = addresses.get(place.file);
  const compiler = (name: string | undefined, said: Attempts): RuleCompiler =>
    new RuleCompiler(model, name, said, { addresses, address });
  if (phase !== ANY) {
    const rules = compiler(phase === ALL ? undefined : phase, attempts).compile();
    return { rules: [rules], diagnostics: attempts.diagnostics };
  }
  const conditional = [...phases].filter(([, { when }]) => when !== undefined);
  const choices = conditional.map(([name]) => compiler(name, attempts).compile(true));
  const otherwise = new Attempts();
  const all = compiler(undefined, otherwise).compile();
  return { rules: [...choices, { ...all, complaints: otherwise.diagnostics }], diagnostics: attempts.diagnostics };
}

function phaseOf({ defaultPhase }: SchemaModel, requested = DEFAULT): string {
  return requested === DEFAULT ? (defaultPhase ?? ALL) : requested;
}

/** Where the schema stands. */
interface Where {
  /** Of its files, absolute, by the names that places have. */
  readonly addresses: ReadonlyMap<string, string>;
  /** Of the file that was named. */
  readonly address: string | undefined;
}

class RuleCompiler {
  readonly #model: SchemaModel;
  readonly #name: string | undefined;
  readonly #phase: PhaseModel | undefined;
  readonly #attempts: Attempts;
  readonly #checks: CheckCompiler;
  readonly #addresses: ReadonlyMap<string, string>;
  readonly #address: string | undefined;
  readonly #lazies: (Lazy | undefined)[] = [];

  constructor(model: SchemaModel, phase: string | undefined, attempts: Attempts, { addresses, address }: Where) {
    this.#model = model;
    this.#name = phase;
    this.#phase = phase === undefined ? undefined : model.phases.get(phase);
    this.#attempts = attempts;
    this.#addresses = addresses;
    this.#address = address;
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
    return withoutChecks(text, place, context);
  }

  /** The variables that all see, and the keys, which see each other. */
  #surroundings(
    shared: readonly LetModel[],
    active: readonly PatternModel[],
  ): { readonly environment: Environment; readonly keys: readonly CompiledKey[] } {
    const { namespaces, queryBinding, keys: models, patterns, functions } = this.#model;
    const compatible = COMPATIBLE.has(queryBinding);
    const idle = new Set(patterns.filter((each) => !active.includes(each)).flatMap(({ lets }) => lets));
    const names = new Set(models.map(({ name }) => name));
    // Without a key that cannot be evaluated, whatever asks for it cannot either: that is only known by trying.
    for (;;) {
      const base = this.#address;
      const own = { namespaces, compatible, base, lazies: this.#lazies, keys: new Set(names), variables: new Map() };
      const declared = declareFunctions(functions, shared, { ...own, decimalFormats: this.#model.decimalFormats });
      const environment = this.#lets(inOrderOfUse(shared), declared.environment, true, idle);
      declared.complete(environment);
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
    const seen = within(this.#in(environment, place), namespaces ?? new Map());
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
    let environment = outer;
    for (const each of lets) {
      const { name, value, place } = each;
      const text = value === undefined ? `$${name}` : `$${name} := ${value}`;
      const make = (): Environment => declare(each, this.#in(environment, place), isGlobal);
      const made = this.#attempts.try({ part: 'variable', text, place }, make, idle?.has(each));
      environment = made === undefined ? withoutLet(environment, name) : { ...outer, variables: made.variables };
    }
    return environment;
  }

  #pattern(model: PatternModel, shared: readonly LetModel[], outer: Environment): Pattern {
    const here = this.#in(outer, model.place);
    const surroundings = model.isOld ? { ...here, compatible: true } : here;
    const environment = this.#lets(inOrderOfUse(ownVariables(model.lets, shared)), surroundings, true);
    const elsewhere = this.#elsewhere(model, environment);
    if (elsewhere === undefined && model.documents !== undefined) return { model, elsewhere, rules: [] };
    return { model, elsewhere, rules: model.rules.flatMap((rule) => this.#rule(rule, environment) ?? []) };
  }

  /** Addresses are relative to the nodes that give them, else to the schema. */
  #elsewhere({ id, documents: text, place }: PatternModel, environment: Environment): Pattern['elsewhere'] {
    if (text === undefined) return undefined;
    const expression = this.#attempts.try({ part: 'pattern', text, place, id }, () =>
      nodesExpression(callOf('document', text), environment),
    );
    return expression && { rule: withoutChecks(text, place, []), documents: (c) => expression.nodes(c) };
  }

  #rule(model: RuleModel, outer: Environment): Rule | undefined {
    const { id, context: text, place } = model;
    const environment = this.#in(outer, place);
    const about = { part: 'context', text, place, id } as const;
    const context = this.#attempts.try(about, () => compileContext(text, environment));
    if (context === undefined) return undefined;
    if (model.visitEach !== undefined) return this.#visitingRule(model, model.visitEach, context, environment);
    const from = this.#lazies.length;
    const making = ofNode(this.#lets(model.lets, environment, false));
    const checks = model.checks.map((check) => this.#checks.check(check, making));
    return { model, context, checks, items: undefined, slots: [from, this.#lazies.length] };
  }

  /** What an expression looks up is relative to the file in which it stands. */
  #in(environment: Environment, { file }: Place): Environment {
    const base = this.#addresses.get(file);
    return base === undefined || base === environment.base ? environment : { ...environment, base };
  }

  #visitingRule(model: RuleModel, text: string, context: Rule['context'], environment: Environment): Rule {
    const { id, place, lets } = model;
    const visits = this.#attempts.try({ part: 'visit', text, place, id }, () => new Visits(text, lets, environment));
    // Its context keeps later rules of the pattern from applying, whatever it asks for.
    const checks = visits === undefined ? [] : model.checks.map((check) => this.#checks.check(check, visits));
    return { model, context, checks, items: visits?.count, slots: [0, 0] };
  }
}

/** What has a context and nothing to say. */
function withoutChecks(text: string, place: Place, context: Rule['context']): Rule {
  const model = { id: undefined, context: text, visitEach: undefined, role: undefined, flag: undefined };
  return { model: { ...model, lets: [], checks: [], place }, context, checks: [], items: undefined, slots: [0, 0] };
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
