/** Instructions of XSLT as closures over values (XSLT 3.0, §5.7 and the sections of each). */
import { fragmentOf } from '../fragment.js';
import { TextNode } from '../tree.js';
import { XPathDynamicError } from '../xpath/errors.js';
import { type Environment, fullExpression, scopeOf, within, withVariable } from '../xpath/expression.js';
import { atomized, isTrue, textOfValue } from '../xpath/full/atomize.js';
import { converted } from '../xpath/full/convert.js';
import { copyOf, documentFrom } from '../xpath/full/copy.js';
import { filtered, forEachAsContext } from '../xpath/full/focus.js';
import { compareKeys } from '../xpath/full/functions/sequences.js';
import { lenientNumber } from '../xpath/full/lenient.js';
import type { Eval } from '../xpath/full/scope.js';
import { resolveType } from '../xpath/full/types.js';
import { type Atomic, double, isNode, string, type Value, type Values } from '../xpath/full/value.js';
import { asFault, compileRegExp, type Group, type Segment } from '../xpath/regexp/index.js';
import type { Dynamic, Sequence } from '../xpath/runtime.js';
import { parseSequenceType } from '../xpath/type-parser.js';
import { compareStrings } from '../xpath/values.js';
import type { Body, Expression, Instruction, SortKey, ValueSource } from './model.js';

/**
 * What a sequence of instructions gives, one after the other.
 *
 * @throws XPathNotEvaluable where an expression cannot be evaluated.
 */
export function compileBody(body: Body, environment: Environment): Eval {
  let inner = environment;
  const parts = body.map((instruction): Eval => {
    if (instruction.type !== 'variable') return compileInstruction(instruction, inner);
    const evaluate = compileSource(instruction.value, inner);
    const local = localVariable(inner, instruction.name);
    inner = local.environment;
    return (c) => {
      c.slots[local.slot] = c.hold(evaluate(c) as unknown as Sequence);
      return [];
    };
  });
  const [only] = parts;
  if (parts.length === 1) return only!;
  return (c) => {
    const results: Value[] = [];
    for (const part of parts) {
      const values = part(c);
      c.keepAll(values.length);
      results.push(...values);
    }
    return results;
  };
}

/** A variable that is bound while instructions run. */
export function localVariable(
  environment: Environment,
  name: string,
): { readonly slot: number; readonly environment: Environment } {
  const slot = environment.lazies.push(undefined) - 1;
  const variable = { slot, kind: 'values', single: false, isLocal: true } as const;
  return { slot, environment: withVariable(environment, name, variable) };
}

/** The value of a variable: of an expression, or of instructions, which without a type make a document. */
export function compileSource({ select, body, as }: ValueSource, environment: Environment): Eval {
  const evaluate = select === undefined ? compileBody(body, environment) : compileExpression(select, environment);
  if (as !== undefined) return convertedTo(as, evaluate, environment);
  if (select !== undefined) return evaluate;
  return body.length === 0 ? () => [string('')] : (c) => [documentFrom(c, evaluate(c))];
}

/** What an expression gives as values of a type, which is as written. */
export function convertedTo(as: string, evaluate: Eval, environment: Environment): Eval {
  const type = resolveType(parseSequenceType(as), scopeOf(environment));
  return (c) => converted(c, evaluate(c), type);
}

function compileExpression({ text, namespaces }: Expression, environment: Environment): Eval {
  return fullExpression(text, within(environment, namespaces));
}

function compileInstruction(instruction: Exclude<Instruction, { type: 'variable' }>, environment: Environment): Eval {
  switch (instruction.type) {
    case 'sequence':
      return compileExpression(instruction.select, environment);
    case 'copy-of': {
      const select = compileExpression(instruction.select, environment);
      return (c) => select(c).map((value) => (isNode(value) ? copyOf(c, value) : value));
    }
    case 'value-of':
      return textOfValues(instruction, environment);
    case 'text':
      return (c) => [textNode(c, instruction.text)];
    case 'element':
      return (c) => literal(c, instruction);
    case 'choose':
      return choose(instruction, environment);
    case 'for-each':
      return forEach(instruction, environment);
    case 'analyze-string':
      return analyzeString(instruction, environment);
  }
}

function textNode(c: Dynamic, data: string): TextNode {
  c.write(data.length);
  c.hasOtherTrees = true;
  return new TextNode(0, undefined, data);
}

/** A copy each time, without white space that only separates elements. */
function literal(c: Dynamic, instruction: Extract<Instruction, { type: 'element' }>): Values {
  c.hasOtherTrees = true;
  const copy = fragmentOf([instruction])!.firstChild!;
  c.spend(5);
  return [copy];
}

/** A text of all values; what stands between them is a space, and nothing where instructions give them. */
function textOfValues(
  { value, separator }: Extract<Instruction, { type: 'value-of' }>,
  environment: Environment,
): Eval {
  const { select, body } = value;
  const { compatible } = environment;
  const evaluate = select === undefined ? compileBody(body, environment) : compileExpression(select, environment);
  const between = separator ?? (select === undefined ? '' : ' ');
  return (c) => {
    const values = atomized(c, evaluate(c));
    const shown = compatible && separator === undefined ? values.slice(0, 1) : values;
    return [textNode(c, shown.map((atom) => textOfValue(atom, compatible)).join(between))];
  };
}

function choose({ branches, otherwise }: Extract<Instruction, { type: 'choose' }>, environment: Environment): Eval {
  const ways = branches.map(({ test, body }) => ({
    test: compileExpression(test, environment),
    run: compileBody(body, environment),
  }));
  const rest = compileBody(otherwise, environment);
  return (c) => (ways.find(({ test }) => isTrue(test(c)))?.run ?? rest)(c);
}

function forEach({ select, sort, body }: Extract<Instruction, { type: 'for-each' }>, environment: Environment): Eval {
  const items = compileExpression(select, environment);
  const order = sort.length === 0 ? undefined : compileSort(sort, environment);
  const each = compileBody(body, environment);
  return (c) => {
    const values = items(c);
    return forEachAsContext(c, order === undefined ? values : order(c, values), () => each(c));
  };
}

/** By the first key, and among equals by the next. */
function compileSort(keys: readonly SortKey[], environment: Environment): (c: Dynamic, values: Values) => Values {
  const compiled = keys.map(({ select, descending, numeric }) => ({
    key: fullExpression(
      select?.text ?? '.',
      select === undefined ? environment : within(environment, select.namespaces),
    ),
    sign: descending ? -1 : 1,
    numeric,
  }));
  return (c, values) => {
    const keyed: { readonly value: Value; readonly keys: readonly (readonly Atomic[])[] }[] = [];
    filtered(c, values, (value) => {
      const found = compiled.map(({ key, numeric }) => {
        const atoms = atomized(c, key(c));
        return numeric ? atoms.map((atom) => double(lenientNumber(atom))) : atoms;
      });
      keyed.push({ value, keys: found });
      return false;
    });
    c.keepAll(keyed.length);
    keyed.sort((a, b) => {
      c.spend(5);
      for (const [i, { sign }] of compiled.entries()) {
        const by = sign * compareKeys(c, a.keys[i]!, b.keys[i]!, compareStrings);
        if (by !== 0) return by;
      }
      return 0;
    });
    return keyed.map(({ value }) => value);
  };
}

function analyzeString(instruction: Extract<Instruction, { type: 'analyze-string' }>, environment: Environment): Eval {
  const { select, regex, flags, matching, nonMatching } = instruction;
  const text = compileExpression(select, environment);
  const [ofMatches, ofOthers] = [compileBody(matching, environment), compileBody(nonMatching, environment)];
  return (c) => {
    const segments = segmentsOf(
      c,
      atomized(c, text(c))
        .map((atom) => textOfValue(atom))
        .join(' '),
      regex,
      flags,
    );
    const outer = c.groups;
    let at = 0;
    try {
      return forEachAsContext(
        c,
        segments.map((segment) => string(segment.text)),
        () => {
          const segment = segments[at++]!;
          c.groups = segment.matched ? groupsOf(segment) : [];
          return segment.matched ? ofMatches(c) : ofOthers(c);
        },
      );
    } finally {
      c.groups = outer;
    }
  };
}

function segmentsOf(c: Dynamic, text: string, regex: string, flags: string): readonly Segment[] {
  return asFault(XPathDynamicError, () => compileRegExp(regex, flags).analyze(text, (steps) => c.spend(steps)));
}

/** What each group has kept, by number; 0 is the whole match. */
function groupsOf({ text, groups }: Segment): readonly string[] {
  const kept: string[] = [text];
  const add = ({ number, start, end, groups: inner }: Group): void => {
    kept[number] = text.slice(start, end);
    inner.forEach(add);
  };
  groups.forEach(add);
  return kept;
}
