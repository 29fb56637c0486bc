/** The functions that a schema declares in XSLT (XSLT 3.0, §10.3), each compiled once, when a rule first asks for it. */
import { XPathNotEvaluable } from '../xpath/errors.js';
import { type Environment, fullExpression, scopeOf, withValues } from '../xpath/expression.js';
import { converted } from '../xpath/full/convert.js';
import { withoutContext } from '../xpath/full/focus.js';
import { keepingSlots } from '../xpath/full/function-items.js';
import { resolveType } from '../xpath/full/types.js';
import type { Values } from '../xpath/full/value.js';
import type { Dynamic, Sequence } from '../xpath/runtime.js';
import type { UserFunction } from '../xpath/scope.js';
import { parseSequenceType } from '../xpath/type-parser.js';
import { compileBody, convertedTo, localVariable } from './instructions.js';
import type { FunctionModel } from './model.js';

export interface DeclaredFunctions {
  /** With the functions, and nothing else new. */
  readonly environment: Environment;
  /** To be called with an environment that has the variables which their instructions see. */
  complete(environment: Environment): void;
}

/**
 * The functions of a schema. Variables may be declared with functions and functions may use variables, so these are
 * looked for when a function runs.
 *
 * @param variables that all of the schema sees.
 */
export function declareFunctions(
  models: readonly FunctionModel[],
  variables: readonly { readonly name: string }[],
  outer: Environment,
): DeclaredFunctions {
  if (models.length === 0) return { environment: outer, complete: () => {} };
  let completed: Environment | undefined;
  const functions = new Map<string, DeclaredFunction>();
  const environment = { ...outer, functions };
  const seen = variables.reduce<Environment>(
    (inner, { name }) => withValues(inner, name, (c) => fullExpression(`$${name}`, completed ?? environment)(c), true),
    environment,
  );
  for (const model of models) {
    functions.set(
      `Q{${namespaceOf(model, outer)}}${model.local}#${model.parameters.length}`,
      new DeclaredFunction(model, seen),
    );
  }
  return {
    environment,
    complete: (all) => {
      completed = all;
    },
  };
}

/** A prefix that only `ns` declares is declared in the stylesheets that others make of the schema. */
function namespaceOf({ uri, name }: FunctionModel, { namespaces }: Environment): string {
  const colon = name.indexOf(':');
  return uri === '' && colon !== -1 ? (namespaces.get(name.slice(0, colon)) ?? '') : uri;
}

type Call = (c: Dynamic, args: readonly Values[]) => Values;

export class DeclaredFunction implements UserFunction {
  readonly #model: FunctionModel;
  readonly #environment: Environment;
  #call: Call | undefined;
  #fault: XPathNotEvaluable | undefined;
  #isCompiling = false;

  /** @param environment what its instructions see. */
  constructor(model: FunctionModel, environment: Environment) {
    this.#model = model;
    this.#environment = environment;
  }

  prepare(): void {
    // A function that calls itself is ready when it is called.
    if (this.#call !== undefined || this.#isCompiling) return;
    if (this.#fault !== undefined) throw this.#fault;
    this.#isCompiling = true;
    try {
      this.#call = compileFunction(this.#model, this.#environment);
    } catch (error) {
      if (!(error instanceof XPathNotEvaluable)) throw error;
      const { name } = this.#model;
      this.#fault = new XPathNotEvaluable(`it calls ${name}(), a function of the schema: ${error.message}`);
      throw this.#fault;
    } finally {
      this.#isCompiling = false;
    }
  }

  call(c: Dynamic, args: readonly Values[]): Values {
    this.prepare();
    return this.#call!(c, args);
  }
}

function compileFunction({ parameters, as, body }: FunctionModel, outer: Environment): Call {
  if ('reason' in body) throw new XPathNotEvaluable(body.reason);
  const from = outer.lazies.length;
  let environment = outer;
  const slots = parameters.map((parameter) => {
    const local = localVariable(environment, parameter.name);
    environment = local.environment;
    const type = parameter.as === undefined ? undefined : resolveType(parseSequenceType(parameter.as), scopeOf(outer));
    return { slot: local.slot, type };
  });
  const evaluate = compileBody(body, environment);
  const run = as === undefined ? evaluate : convertedTo(as, evaluate, environment);
  const kept = { from, to: environment.lazies.length, others: [] };
  return (c, args) => {
    const given = slots.map(({ type }, i) => (type === undefined ? args[i]! : converted(c, args[i]!, type)));
    return keepingSlots(c, kept, () => {
      slots.forEach(({ slot }, i) => {
        c.slots[slot] = c.hold(given[i]! as unknown as Sequence);
      });
      return withoutContext(c, () => run(c));
    });
  };
}
