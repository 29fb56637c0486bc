/** Functions (XPath and XQuery Functions and Operators 3.1) of values whose types are known beforehand; `full/` has the whole library. */
import { XPATH_FUNCTIONS } from '../../xml/known-namespaces.js';
import type { Expr } from './ast.js';
import {
  type Compiled,
  formatter,
  fromBoolean,
  fromItems,
  fromOptional,
  isNumeric,
  isTextual,
  numberDemanded,
  optionalText,
  stringOf,
  toNumber,
} from './compiled.js';
import { XPathDynamicError, XPathUnsupported } from './errors.js';
import { nodeFunctions } from './functions-nodes.js';
import { stringFunctions } from './functions-strings.js';
import { type Dynamic, type Item, OPERATING, type Sequence } from './runtime.js';
import { expandedName, type Scope } from './scope.js';
import { compileConstructor } from './types.js';
import { numberOf, textOf, whole } from './values.js';

/** A call with its arguments compiled. */
export interface Call {
  readonly args: readonly Compiled[];
  readonly exprs: readonly Expr[];
  readonly scope: Scope;
  /** The argument's text, '' for none. */
  text(index: number): (c: Dynamic) => string;
  /** As {@link text}, of the context item where the argument is left out. */
  textOrContext(index: number): (c: Dynamic) => string;
  number(index: number): (c: Dynamic) => number;
}

export type Builder = (call: Call) => Compiled;

/** With the numbers of arguments that each takes. */
export type Library = Readonly<Record<string, readonly [fewest: number, most: number, build: Builder]>>;

const MANY = Number.POSITIVE_INFINITY;

const generalFunctions: Library = {
  position: [0, 0, () => fromOptional('integer', (c) => c.position)],
  last: [0, 0, () => fromOptional('integer', (c) => c.size)],
  true: [0, 0, () => fromBoolean(() => true)],
  false: [0, 0, () => fromBoolean(() => false)],
  not: [1, 1, ({ args: [arg] }) => fromBoolean((c) => !arg!.test(c))],
  boolean: [1, 1, ({ args: [arg] }) => fromBoolean((c) => arg!.test(c))],
  exists: [1, 1, ({ args: [arg] }) => presence(arg!, true)],
  empty: [1, 1, ({ args: [arg] }) => presence(arg!, false)],
  count: [1, 1, count],
  number: [0, 1, (call) => fromOptional('double', numberArgument(call))],
  string: [0, 1, (call) => stringFunction(call)],
  data: [0, 1, (call) => atomized(call)],
  sum: [1, 1, sum],
  min: [1, 1, (call) => extreme(call, Math.min)],
  max: [1, 1, (call) => extreme(call, Math.max)],
  floor: [1, 1, (call) => rounded(call, Math.floor)],
  ceiling: [1, 1, (call) => rounded(call, Math.ceil)],
  round: [1, 1, (call) => rounded(call, Math.round)],
  abs: [1, 1, (call) => rounded(call, Math.abs)],
  'distinct-values': [1, 1, distinctValues],
  reverse: [
    1,
    1,
    ({ args: [arg] }) => fromItems(arg!.kind, arg!.single, (c) => [...c.through(arg!.items(c))].reverse()),
  ],
  head: [1, 1, ({ args: [arg] }) => fromItems(arg!.kind, true, (c) => arg!.items(c).slice(0, 1))],
  tail: [1, 1, ({ args: [arg] }) => fromItems(arg!.kind, false, (c) => c.through(arg!.items(c)).slice(1))],
  'zero-or-one': [1, 1, (call) => cardinality(call, 0, 1)],
  'exactly-one': [1, 1, (call) => cardinality(call, 1, 1)],
  'one-or-more': [1, 1, (call) => cardinality(call, 1, MANY)],
};

const LIBRARY: Library = { ...generalFunctions, ...stringFunctions, ...nodeFunctions };

export function compileCall({ name: written, args }: Extract<Expr, { type: 'call' }>, scope: Scope): Compiled {
  const constructed = compileConstructor(written, args, scope);
  if (constructed !== undefined) return constructed;
  const name = functionName(written, scope);
  if (name === undefined || !Object.hasOwn(LIBRARY, name)) throw new XPathUnsupported(`${written}()`);
  const [fewest, most, build] = LIBRARY[name]!;
  if (args.length < fewest || args.length > most) throw new XPathUnsupported(`${name}() with ${args.length} arguments`);
  if (name === 'position' || name === 'last') return build(callOf([], args, scope));
  const compiled = args.map((arg) => scope.compile(arg, scope));
  const given = scope.compatible ? compiled : compiled.map((arg, i) => demanded(name, i, arg));
  return build(callOf(given, args, scope));
}

/** Texts that must be there, which in XPath 1.0 are empty where they are not: the first such parameter, and the last. */
const DEMANDED: Readonly<Record<string, readonly [first: number, last: number]>> = {
  matches: [1, 2],
  replace: [1, 3],
  tokenize: [1, 2],
  translate: [1, 2],
  'string-join': [1, 1],
  'normalize-unicode': [1, 1],
};

function demanded(name: string, index: number, arg: Compiled): Compiled {
  const [first, last] = DEMANDED[name] ?? [MANY, 0];
  if (index < first || index > last) return arg;
  return fromItems(arg.kind, arg.single, (c) => {
    const items = arg.items(c);
    if (items.length === 0) throw new XPathDynamicError('nothing stands where a text is needed');
    return items;
  });
}

/** The name in the namespace of functions; undefined where it is of another. */
function functionName(written: string, scope: Scope): string | undefined {
  const { uri, local } = expandedName(written, scope, XPATH_FUNCTIONS);
  return uri === XPATH_FUNCTIONS ? local : undefined;
}

function callOf(args: readonly Compiled[], exprs: readonly Expr[], scope: Scope): Call {
  const { compatible } = scope;
  const text = (index: number): ((c: Dynamic) => string) => {
    const value = optionalText(args[index]!, compatible);
    return (c) => {
      const found = value(c) ?? '';
      // A long text in a variable is read again by each function.
      c.spend(OPERATING + (found.length >> 2));
      return found;
    };
  };
  return {
    args,
    exprs,
    scope,
    text,
    textOrContext: (index) => (args[index] === undefined ? contextText(scope) : text(index)),
    number: (index) => numberDemanded(args[index]!, compatible),
  };
}

function contextText(scope: Scope): (c: Dynamic) => string {
  if (!isTextual(scope.context) || scope.context === 'empty') throw new XPathUnsupported('a context that is no text');
  return (c) => {
    const text = textOf(c.item);
    c.spend(OPERATING + (text.length >> 2));
    return text;
  };
}

function count({ args: [arg] }: Call): Compiled {
  const { each, distinct, lasting } = arg!;
  if (each === undefined || distinct !== true || lasting === true)
    return fromOptional('integer', (c) => arg!.items(c).length);
  return fromOptional('integer', (c) => {
    let found = 0;
    each(c, () => {
      found++;
      return false;
    });
    return found;
  });
}

function presence(arg: Compiled, wanted: boolean): Compiled {
  // For nodes the first one found decides.
  if (arg.kind === 'node') return fromBoolean((c) => arg.test(c) === wanted);
  return fromBoolean((c) => arg.items(c).length > 0 === wanted);
}

function numberArgument({ args: [arg], scope }: Call): (c: Dynamic) => number {
  if (arg !== undefined) return toNumber(arg, scope.compatible);
  if (isNumeric(scope.context)) return (c) => c.item as number;
  const text = contextText(scope);
  return (c) => numberOf(text(c), scope.compatible);
}

function stringFunction({ args: [arg], scope }: Call): Compiled {
  if (arg === undefined) {
    const format = formatter(scope.context, scope.compatible);
    return fromOptional('string', (c) => format(c.item));
  }
  const text = stringOf(arg, scope.compatible);
  return fromOptional('string', (c) => text(c) ?? '');
}

function atomized({ args: [arg], scope }: Call): Compiled {
  if (arg === undefined) {
    if (scope.context !== 'node') throw new XPathUnsupported('data() of a value');
    return fromOptional('untyped', (c) => textOf(c.item));
  }
  if (arg.kind === 'mixed') throw new XPathUnsupported('data() of nodes and strings');
  if (arg.kind !== 'node') return arg;
  return fromItems('untyped', arg.single, (c) => c.through(arg.items(c)).map(textOf));
}

/** The items as numbers: untyped ones are cast, in XPath 1.0 leniently. */
function numbers({ args: [arg], scope }: Call): (c: Dynamic) => number[] {
  const { kind } = arg!;
  if (isNumeric(kind) || kind === 'empty') return (c) => c.through(arg!.items(c)) as number[];
  if (!scope.compatible || !isTextual(kind)) throw new XPathUnsupported(`adding up ${kind}`);
  return (c) => c.through(arg!.items(c)).map((item) => numberOf(textOf(item), true));
}

function sum(call: Call): Compiled {
  const kind = call.args[0]!.kind;
  if (kind === 'decimal') throw new XPathUnsupported('adding up decimals');
  const items = numbers(call);
  const total = (c: Dynamic): number => items(c).reduce((sum, item) => sum + item, 0);
  return kind === 'integer' || kind === 'empty'
    ? fromOptional('integer', (c) => whole(total(c)))
    : fromOptional('double', total);
}

function extreme(call: Call, choose: (a: number, b: number) => number): Compiled {
  const { kind } = call.args[0]!;
  if (!isNumeric(kind)) throw new XPathUnsupported(`the extreme of ${kind}`);
  return fromOptional(kind as 'integer', (c) => {
    const items = c.through(call.args[0]!.items(c)) as readonly number[];
    return items.length === 0 ? undefined : items.reduce((a, b) => choose(a, b));
  });
}

function rounded(call: Call, round: (value: number) => number): Compiled {
  const [arg] = call.args;
  const { compatible } = call.scope;
  // A decimal stays one.
  if (!compatible && arg!.kind !== 'integer' && arg!.kind !== 'double')
    throw new XPathUnsupported(`rounding ${arg!.kind}`);
  if (arg!.kind === 'integer') return withRound(arg!, round);
  const number = toNumber(arg!, compatible);
  return fromOptional('double', (c) => (compatible || arg!.items(c).length > 0 ? round(number(c)) : undefined));
}

function withRound(arg: Compiled, round: (value: number) => number): Compiled {
  return fromItems('integer', true, (c) => {
    const items = arg.items(c) as readonly number[];
    if (items.length > 1) throw new XPathDynamicError('several numbers stand where only one may');
    return items.map((item) => round(item));
  });
}

function distinctValues({ args: [arg] }: Call): Compiled {
  const { kind, single } = arg!;
  if (kind === 'mixed') throw new XPathUnsupported('distinct values of nodes and strings');
  const items = kind === 'node' ? (c: Dynamic): Sequence => arg!.items(c).map(textOf) : (c: Dynamic) => arg!.items(c);
  return fromItems(kind === 'node' ? 'untyped' : kind, single, (c) => {
    const all = items(c);
    c.keepAll(all.length);
    return [...new Set<Item>(all)];
  });
}

function cardinality({ args: [arg] }: Call, fewest: number, most: number): Compiled {
  return fromItems(arg!.kind, most === 1, (c) => {
    const items = arg!.items(c);
    if (items.length < fewest || items.length > most) throw new XPathDynamicError(`there are ${items.length} items`);
    return items;
  });
}
