/** Calls of functions by name, references to them, and calls of functions that are values (XPath 3.1, §3.1.5 and §3.1.6). */
import { XPATH_FUNCTIONS, XSD_NAMESPACE } from '../../../xml/known-namespaces.js';
import type { Expr } from '../ast.js';
import { XPathDynamicError, XPathNotEvaluable } from '../errors.js';
import { type Dynamic, OPERATING } from '../runtime.js';
import { expandedName } from '../scope.js';
import { parseSequenceType } from '../type-parser.js';
import { textOfValue } from './atomize.js';
import { converted } from './convert.js';
import { contextItem } from './focus.js';
import { functionNamed, refusalOf } from './functions/index.js';
import { qName } from './functions/names.js';
import type { FunctionSpec } from './functions/spec.js';
import type { Eval, FullScope } from './scope.js';
import { caster } from './typed.js';
import { kindOfValue, resolveType, type Type } from './types.js';
import { Atomic, FunctionItem, integer, NOTHING, type QName, string, truth, type Value, type Values } from './value.js';

/** A function with so many arguments, ready to be called with what its parameters take. */
interface Callable {
  readonly name: QName;
  readonly arity: number;
  call(c: Dynamic, args: readonly Values[]): Values;
}

export function compileCall({ name: written, args }: Extract<Expr, { type: 'call' }>, scope: FullScope): Eval {
  const name = expandedName(written, scope, XPATH_FUNCTIONS);
  const special = compileSpecial(name, args, scope);
  if (special !== undefined) return special;
  const callable = callableNamed(name, args.length, scope) ?? unknown(name, written, args.length);
  if (args.some(({ type }) => type === 'placeholder')) return partial(() => callable.call, args, scope);
  const evaluated = args.map((arg) => scope.full(arg, scope));
  return (c) => {
    c.spend(OPERATING);
    return callable.call(
      c,
      evaluated.map((arg) => arg(c)),
    );
  };
}

/** What asks for more than its arguments: the place of the context item, or what there is in the place of the call. */
function compileSpecial({ uri, local }: QName, args: readonly Expr[], scope: FullScope): Eval | undefined {
  if (uri !== XPATH_FUNCTIONS) return undefined;
  if (local === 'position' && args.length === 0) return (c) => [integer(c.position)];
  if (local === 'last' && args.length === 0) return (c) => [integer(c.size)];
  const about = FUNCTIONS_ABOUT_FUNCTIONS[local];
  if (about === undefined || !Object.hasOwn(FUNCTIONS_ABOUT_FUNCTIONS, local)) return undefined;
  const evaluated = args.map((arg) => scope.full(arg, scope));
  return (c) =>
    about(
      c,
      evaluated.map((arg) => arg(c)),
      scope,
    );
}

type About = (c: Dynamic, args: readonly Values[], scope: FullScope) => Values;

/** They ask for what may be called, which this file knows. */
const FUNCTIONS_ABOUT_FUNCTIONS: Readonly<Record<string, About>> = {
  'function-lookup': (c, [name, arity], scope) => {
    const found = functionOrNone(c, qNameOf(name), Number((arity?.[0] as Atomic | undefined)?.plain), scope);
    return found === undefined ? NOTHING : [found];
  },
  'function-available': (c, [name, arity], scope) => {
    const sought = expandedName(textOfValue(name![0]!).trim(), scope, XPATH_FUNCTIONS);
    if (arity !== undefined)
      return truth(functionOrNone(c, sought, Number((arity[0] as Atomic).plain), scope) !== undefined);
    const own = [...scope.functions.keys()].some((key) => key.startsWith(`Q{${sought.uri}}${sought.local}#`));
    return truth(own || functionNamed(sought.uri, sought.local) !== undefined);
  },
  'function-name': (_c, [called]) => {
    const { name } = calledOf(called!);
    return name === undefined ? NOTHING : [qName(name)];
  },
  'function-arity': (_c, [called]) => [integer(calledOf(called!).arity)],
};

function qNameOf(values: Values | undefined): QName {
  const [name] = values ?? NOTHING;
  if (name instanceof Atomic && name.primitive === 'QName') return name.plain as QName;
  throw new XPathDynamicError('a function is looked up by its name, which is a QName');
}

function functionOrNone(c: Dynamic, name: QName, arity: number, scope: FullScope): FunctionItem | undefined {
  const callable = callableNamed(name, arity, scope);
  return callable && functionOf(c, callable);
}

/** Undefined where there is no such function, or none that takes so many arguments. */
function callableNamed(name: QName, arity: number, scope: FullScope): Callable | undefined {
  const { uri, local } = name;
  const own = scope.functions.get(`Q{${uri}}${local}#${arity}`);
  if (own !== undefined) {
    own.prepare();
    return { name, arity, call: (c, args) => own.call(c, args) };
  }
  if (uri === XSD_NAMESPACE && arity === 1) {
    const cast = caster(`Q{${uri}}${local}`, scope, true);
    return { name, arity, call: (c, [value]) => cast(c, value!) };
  }
  const spec = functionNamed(uri, local);
  if (spec === undefined || arity < spec.fewest || arity > spec.most) return undefined;
  return { name, arity, call: callOf(spec, arity, scope) };
}

function callOf(spec: FunctionSpec, arity: number, scope: FullScope): Callable['call'] {
  const types = typesOf(spec, scope);
  const ofContext = arity === 0 ? spec.ofContext : undefined;
  return (c, args) => {
    const given = ofContext === undefined ? args : [[ofContext === 'item' ? contextItem(c) : contextText(c, scope)]];
    const values = given.map((arg, i) => converted(c, arg, types[Math.min(i, types.length - 1)]!, scope.compatible));
    return spec.call(c, values, scope);
  };
}

function contextText(c: Dynamic, { compatible }: FullScope): Value {
  return string(textOfValue(contextItem(c), compatible));
}

const resolved = new WeakMap<FunctionSpec, readonly Type[]>();

/** The prefix `xs` of signatures is the one that is bound without a declaration. */
function typesOf(spec: FunctionSpec, scope: FullScope): readonly Type[] {
  let types = resolved.get(spec);
  if (types === undefined) {
    const plain = { ...scope, namespaces: new Map<string, string>() };
    types = spec.parameters.map((parameter) => resolveType(parseSequenceType(parameter), plain));
    resolved.set(spec, types);
  }
  return types;
}

function unknown({ uri, local }: QName, written: string, arity: number): never {
  const refusal = refusalOf(uri, local);
  if (refusal !== undefined) throw new XPathNotEvaluable(`${local}() is refused: ${refusal}`);
  const spec = functionNamed(uri, local);
  if (spec === undefined) throw new XPathNotEvaluable(`the function ${written}() is not known`);
  const { fewest, most } = spec;
  const takes =
    fewest === most
      ? String(fewest)
      : most === Number.POSITIVE_INFINITY
        ? `at least ${fewest}`
        : `${fewest} to ${most}`;
  throw new XPathNotEvaluable(
    `${written}() takes ${takes} ${most === 1 ? 'argument' : 'arguments'}, and ${arity} are given`,
  );
}

/** `f(?, 2)`: the arguments that are there are evaluated now. */
function partial(callee: (c: Dynamic) => Callable['call'], args: readonly Expr[], scope: FullScope): Eval {
  const evaluated = args.map((arg) => (arg.type === 'placeholder' ? undefined : scope.full(arg, scope)));
  const open = evaluated.filter((arg) => arg === undefined).length;
  return (c) => {
    const call = callee(c);
    const fixed = evaluated.map((arg) => arg?.(c));
    const made = (at: Dynamic, given: readonly Values[]): Values => {
      let next = 0;
      return call(
        at,
        fixed.map((value) => value ?? given[next++]!),
      );
    };
    return [new FunctionItem(undefined, open, made)];
  };
}

/** `name#arity`. */
export function compileReference(
  { name: written, arity }: Extract<Expr, { type: 'reference' }>,
  scope: FullScope,
): Eval {
  const name = expandedName(written, scope, XPATH_FUNCTIONS);
  const callable = callableNamed(name, arity, scope) ?? unknown(name, written, arity);
  return (c) => [functionOf(c, callable)];
}

/** What a function without arguments is about is the context where it was named. */
function functionOf(c: Dynamic, { name, arity, call }: Callable): FunctionItem {
  if (arity > 0) return new FunctionItem(name, arity, call);
  const { item } = c;
  return new FunctionItem(name, arity, (at, args) => {
    const outer = at.item;
    at.item = item;
    try {
      return call(at, args);
    } finally {
      at.item = outer;
    }
  });
}

/** `$f(1)`, `map(…)`: of a value, which may be a map or an array. */
export function compileApply({ callee, args }: Extract<Expr, { type: 'apply' }>, scope: FullScope): Eval {
  const values = scope.full(callee, scope);
  if (args.some(({ type }) => type === 'placeholder')) {
    return partial((c) => functionCall(calledOf(values(c), args.length)), args, scope);
  }
  const evaluated = args.map((arg) => scope.full(arg, scope));
  return (c) => {
    c.spend(OPERATING);
    return calledOf(values(c), args.length).call(
      c,
      evaluated.map((arg) => arg(c)),
    );
  };
}

function functionCall(called: FunctionItem): Callable['call'] {
  return (c, args) => called.call(c, args);
}

function calledOf(values: Values, arity?: number): FunctionItem {
  const [called] = values as readonly [Value | undefined];
  if (values.length !== 1 || !(called instanceof FunctionItem))
    throw new XPathDynamicError(`${called === undefined ? 'nothing' : kindOfValue(called)} is called as a function`);
  if (arity === undefined || called.arity === arity) return called;
  throw new XPathDynamicError(`a function that takes ${called.arity} arguments is given ${arity}`);
}
