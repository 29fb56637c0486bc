/** A schema ready to run: patterns of rules, each expression compiled. */
import type { Diagnostic, Severity } from '../diagnostics.js';
import type { Skipped } from '../engine/contract.js';
import { type Alternative, compileContext } from './context.js';
import { type CompiledKey, compileKey } from './keys.js';
import * as messages from './messages.js';
import type { CheckModel, LetModel, MessageModel, PatternModel, Place, RuleModel, SchemaModel } from './model.js';
import { severityOf } from './severity.js';
import type { TreeNode } from './tree.js';
import { XPathDynamicError, XPathNotEvaluable } from './xpath/errors.js';
import {
  booleanExpression,
  type Environment,
  nodesExpression,
  stringExpression,
  withLet,
  withoutLet,
} from './xpath/expression.js';
import type { Dynamic, Lazy } from './xpath/runtime.js';

export interface Check {
  readonly model: CheckModel;
  readonly severity: Severity;
  /** Absent where it cannot be evaluated. */
  readonly test: ((c: Dynamic) => boolean) | undefined;
  readonly message: (c: Dynamic) => string;
  readonly subject: ((c: Dynamic) => TreeNode | undefined) | undefined;
  readonly diagnostics: readonly { readonly id: string; readonly text: (c: Dynamic) => string }[];
}

export interface Rule {
  readonly model: RuleModel;
  readonly context: readonly Alternative[];
  readonly checks: readonly Check[];
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
  /** Assertions and reports that cannot be evaluated. */
  readonly skipped: Skipped;
}

const COMPATIBLE = new Set(['xslt', 'xslt1', 'xslt1.0', 'xpath', 'xpath1', 'xpath1.0']);
const MODERN = new Set([
  'xslt2',
  'xslt2.0',
  'xslt3',
  'xslt3.0',
  'xpath2',
  'xpath2.0',
  'xpath3',
  'xpath3.0',
  'xpath31',
  'xpath3.1',
]);

/**
 * Undefined where the schema as a whole cannot be run: the diagnostics say why.
 *
 * @param addresses of the files of the schema, by the names that places have.
 */
export function compileRules(
  model: SchemaModel,
  requestedPhase: string | undefined,
  place: Place,
  addresses: ReadonlyMap<string, string> = new Map(),
): { rules?: RuleSet; diagnostics: readonly Diagnostic[] } {
  const compiler = new RuleCompiler(model, place, addresses);
  const rules = compiler.compile(requestedPhase);
  const { diagnostics } = compiler;
  return rules === undefined ? { diagnostics } : { rules, diagnostics };
}

class RuleCompiler {
  readonly diagnostics: Diagnostic[] = [];
  readonly #model: SchemaModel;
  readonly #place: Place;
  readonly #lazies: (Lazy | undefined)[] = [];
  readonly #addresses: ReadonlyMap<string, string>;

  constructor(model: SchemaModel, place: Place, addresses: ReadonlyMap<string, string>) {
    this.#model = model;
    this.#place = place;
    this.#addresses = addresses;
  }

  compile(requestedPhase: string | undefined): RuleSet | undefined {
    const { queryBinding, namespaces, lets } = this.#model;
    if (!COMPATIBLE.has(queryBinding) && !MODERN.has(queryBinding)) {
      this.diagnostics.push(messages.queryBindingUnknown(queryBinding, this.#place));
      return undefined;
    }
    const phase = this.#phase(requestedPhase);
    if (phase === null) return undefined;
    const base: Environment = {
      namespaces,
      compatible: COMPATIBLE.has(queryBinding),
      keys: new Set(),
      variables: new Map(),
      base: this.#addresses.get(this.#place.file),
      lazies: this.#lazies,
    };
    let environment = this.#lets(lets, base, true);
    const keys: CompiledKey[] = [];
    for (const key of this.#model.keys) {
      this.#attempt('key', key.use, key.place, () => keys.push(compileKey(key, environment)));
    }
    // Variables of the schema do not see the keys, and they them: whoever needs both declares a variable in the pattern.
    environment = { ...environment, keys: new Set(keys.map(({ name }) => name)) };
    const active = phase === undefined ? undefined : this.#model.phases.get(phase);
    if (active !== undefined) environment = this.#lets(active.lets, environment, true);
    const models = this.#activePatterns(active?.active);
    const patterns = models.map((pattern) => this.#pattern(pattern, environment));
    return { patterns, keys, lazies: this.#lazies, phase, skipped: this.#skipped(models, patterns) };
  }

  /** The name of the phase, undefined for all patterns, null where there is no such phase. */
  #phase(requested = '#DEFAULT'): string | undefined | null {
    const { defaultPhase, phases } = this.#model;
    const name = requested === '#DEFAULT' ? (defaultPhase ?? '#ALL') : requested;
    if (name === '#ALL') return undefined;
    if (phases.has(name)) return name;
    this.diagnostics.push(messages.phaseUnknown(name, [...phases.keys()], this.#place));
    return null;
  }

  #activePatterns(active: readonly { pattern: string; place: Place }[] | undefined): readonly PatternModel[] {
    if (active === undefined) return this.#model.patterns;
    for (const { pattern, place } of active) {
      if (this.#model.patterns.some(({ id }) => id === pattern)) continue;
      this.diagnostics.push(messages.referenceMissing('pattern', pattern, place));
    }
    const names = new Set(active.map(({ pattern }) => pattern));
    return this.#model.patterns.filter(({ id }) => id !== undefined && names.has(id));
  }

  #skipped(models: readonly PatternModel[], patterns: readonly Pattern[]): Skipped {
    const passedOver = models.reduce((sum, model) => sum + model.passedOver, this.#model.passedOver);
    const known = models.flatMap(({ rules }) => rules).flatMap(({ checks }) => checks).length;
    const checks = patterns.flatMap(({ rules }) => rules).flatMap((rule) => rule.checks);
    const ready = checks.filter(({ test }) => test !== undefined).length;
    return { rules: known - ready + passedOver, of: known + passedOver };
  }

  #lets(lets: readonly LetModel[], environment: Environment, global: boolean): Environment {
    return lets.reduce((inner, { name, value, place }) => {
      const outcome = this.#attempt('variable', `$${name} := ${value}`, place, () =>
        withLet(this.#in(inner, place), name, value, global),
      );
      return outcome ?? withoutLet(inner, name);
    }, environment);
  }

  #pattern(model: PatternModel, outer: Environment): Pattern {
    const environment = this.#lets(model.lets, outer, true);
    return { model, rules: model.rules.flatMap((rule) => this.#rule(rule, environment) ?? []) };
  }

  #rule(model: RuleModel, outer: Environment): Rule | undefined {
    const { id, context, place } = model;
    const alternatives = this.#attempt(
      'context',
      context,
      place,
      () => compileContext(context, this.#in(outer, place)),
      id,
    );
    if (alternatives === undefined) return undefined;
    const from = this.#lazies.length;
    const environment = this.#in(this.#lets(model.lets, outer, false), place);
    const checks = model.checks.map((check) => this.#check(check, environment));
    return { model, context: alternatives, checks, slots: [from, this.#lazies.length] };
  }

  #check(model: CheckModel, environment: Environment): Check {
    const { id, kind, test, place, subject } = model;
    const condition = this.#attempt(kind, test, place, () => booleanExpression(test, environment), id);
    const nodes =
      subject === undefined
        ? undefined
        : this.#attempt('subject', subject, place, () => nodesExpression(subject, environment));
    return {
      model,
      severity: severityOf(model.role, model.flag),
      test: condition && ((c) => condition.test(c)),
      message: this.#message(model.message, environment),
      subject: nodes && ((c) => nodes.nodes(c)[0]),
      diagnostics: model.diagnostics.flatMap((id) => {
        const text = this.#model.diagnostics.get(id);
        if (text !== undefined) return [{ id, text: this.#message(text, environment) }];
        this.diagnostics.push(messages.referenceMissing('diagnostic', id, place));
        return [];
      }),
    };
  }

  #message({ parts, place }: MessageModel, outer: Environment): (c: Dynamic) => string {
    const environment = this.#in(outer, place);
    const pieces = parts.map((part): string | ((c: Dynamic) => string) => {
      if (part.type === 'text') return part.text;
      const text = part.type === 'value-of' ? part.select : part.path === undefined ? 'name()' : `name(${part.path})`;
      const expression = this.#attempt('message', text, place, () => stringExpression(text, environment));
      return expression === undefined ? `{${text}}` : (c) => stringOr(`{${text}}`, () => expression.string(c));
    });
    return (c) => pieces.map((piece) => (typeof piece === 'string' ? piece : piece(c))).join('');
  }

  /** What an expression looks up is relative to the file in which it stands. */
  #in(environment: Environment, { file }: Place): Environment {
    const base = this.#addresses.get(file);
    return base === undefined || base === environment.base ? environment : { ...environment, base };
  }

  /** The result, or undefined with a diagnostic where the expression cannot be evaluated. */
  #attempt<T>(part: messages.SchemaPart, text: string, place: Place, make: () => T, id?: string): T | undefined {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof XPathNotEvaluable)) throw error;
      this.diagnostics.push(messages.notEvaluable(part, text, error.message, place, id));
      return undefined;
    }
  }
}

/** What has no value at a node is shown as the schema writes it: the finding stands in any case. */
function stringOr(fallback: string, evaluate: () => string): string {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof XPathDynamicError || error instanceof XPathNotEvaluable) return fallback;
    throw error;
  }
}
