/**
 * Writes an expression as text for fontoxpath, every precedence made plain by parentheses. What fontoxpath lacks, gets
 * wrong or could loop in becomes a call of a function that foreign.ts provides.
 */
import type { Expr, NodeTest, Step } from './ast.js';

/** The namespace of those functions. */
export const OWN_NAMESPACE = 'urn:teigram:schematron';
/** The variables that stand for `current()` and for the document. */
export const CURRENT_VARIABLE = 'teigram.current';
export const ROOT_VARIABLE = 'teigram.root';

/** Functions replaced by ours of the same name. */
const REPLACED = new Set([
  'id',
  'element-with-id',
  'key',
  'resolve-uri',
  'normalize-unicode',
  'base-uri',
  'document-uri',
]);

export function printXPath(expr: Expr): string {
  switch (expr.type) {
    case 'string':
      return `"${expr.value.replaceAll('"', '""')}"`;
    case 'number':
      return expr.text;
    case 'variable':
      return `$${expr.name}`;
    case 'context':
      return '.';
    case 'sequence':
      return `(${expr.items.map(printXPath).join(', ')})`;
    case 'call':
      return printCall(expr.name.replace(/^fn:/, ''), expr.args);
    case 'binary':
      return printBinary(expr);
    case 'unary':
      return `(${expr.operator} ${printXPath(expr.operand)})`;
    case 'if':
      return `(if (${printXPath(expr.test)}) then ${printXPath(expr.then)} else ${printXPath(expr.else)})`;
    case 'for':
    case 'let':
    case 'some':
    case 'every':
      return printBindings(expr);
    case 'cast':
    case 'castable':
    case 'treat':
      return `(${printXPath(expr.operand)} ${expr.type} as ${expr.as})`;
    case 'instance':
      return `(${printXPath(expr.operand)} instance of ${expr.as})`;
    case 'path':
      return printPath(expr.absolute, expr.steps);
    case 'filter':
      return `(${printXPath(expr.base)})${expr.predicates.map(printPredicate).join('')}`;
  }
}

function printCall(name: string, args: readonly Expr[]): string {
  if (name === 'current' && args.length === 0) return `$${CURRENT_VARIABLE}`;
  const printed = args.map(printXPath);
  // fontoxpath searches by trial and error, uncounted.
  if (SEARCHING.has(name) && printed.length > 1) return ownCall(name, printed);
  if (TEXT_READERS.has(name)) return `${name}(${readCounted(name, printed)})`;
  if (WRITERS.has(name)) return ownCall('written', [`${name}(${printed.join(', ')})`]);
  if (name === 'deep-equal' && printed.length === 2) return deepEqual(printed[0]!, printed[1]!);
  if (COMPARING.has(name)) return comparing(name, printed);
  if (!REPLACED.has(name)) return `${name}(${printed.join(', ')})`;
  if (printed.length === 0) printed.push('.');
  return ownCall(name, printed);
}

/** These make texts, perhaps of texts that others have made. */
const WRITERS: ReadonlySet<string> = new Set(['concat', 'string-join', 'codepoints-to-string', 'serialize']);

/** The first arguments of these are texts: each is counted on its way. */
const TEXT_READERS: ReadonlySet<string> = new Set(
  `contains starts-with ends-with substring-before substring-after substring string-length normalize-space upper-case
  lower-case translate tokenize encode-for-uri iri-to-uri string-to-codepoints compare
  codepoint-equal`.split(/\s+/),
);

/** Of each character these take as long as for a look at a node. */
const SLOW_READERS: ReadonlySet<string> = new Set(['string-to-codepoints', 'tokenize']);

/** These search with regular expressions. */
const SEARCHING: ReadonlySet<string> = new Set(['matches', 'tokenize', 'replace']);

function readCounted(name: string, [text, ...others]: readonly string[]): string {
  if (text === undefined) return '';
  const counted = ownCall(SLOW_READERS.has(name) ? 'searched' : 'read', [text]);
  // The second is as long as it likes; a pattern or a position is not.
  const [second, ...rest] = others;
  const texts =
    /^(?:contains|starts-with|ends-with|substring-before|substring-after|translate|compare|codepoint-equal)$/;
  if (second === undefined || !texts.test(name)) return [counted, ...others].join(', ');
  return [counted, ownCall('read', [second]), ...rest].join(', ');
}

/** fontoxpath compares each item with each in these. */
const COMPARING: ReadonlySet<string> = new Set(['distinct-values', 'index-of', 'innermost', 'outermost']);

function comparing(name: string, [sequence = '()', ...others]: readonly string[]): string {
  const [a] = fresh(sequence, ...others);
  const counted = ownCall('pairs', [`count(${a})`, `count(${a})`]);
  return `(let ${a} := ${sequence} return (${counted}, ${name}(${[a, ...others].join(', ')})))`;
}

/** `operator` on two sequences, all of whose pairs may have to be looked at. */
function pairwise(left: string, operator: string, right: string): string {
  const [a, b] = fresh(left, right);
  const counted = ownCall('pairs', [`count(${a})`, `count(${b})`]);
  return `(let ${a} := ${left}, ${b} := ${right} return (${counted}, ${a} ${operator} ${b}))`;
}

/** Trees are compared here, where each node counts; values by fontoxpath, which knows their types. */
function deepEqual(left: string, right: string): string {
  const [a, b, each] = fresh(left, right);
  const trees = `every ${each} in (${a}, ${b}) satisfies ${each} instance of node()`;
  const ours = ownCall('deep-equal', [a, b]);
  return `(let ${a} := ${left}, ${b} := ${right} return if (${trees}) then ${ours} else deep-equal(${a}, ${b}))`;
}

/** Names of variables that the expressions do not use yet: fontoxpath lets none hide another. */
function fresh(...expressions: readonly string[]): [a: string, b: string, each: string] {
  const used = [...expressions.join().matchAll(/\$teigram\.(\d+)a/g)].map(([, n]) => Number(n));
  const n = used.reduce((most, each) => Math.max(most, each), 0) + 1;
  return [`$teigram.${n}a`, `$teigram.${n}b`, `$teigram.${n}c`];
}

function ownCall(name: string, args: readonly string[]): string {
  return `Q{${OWN_NAMESPACE}}${name}(${args.join(', ')})`;
}

const GENERAL: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=']);

/** Counted each time: the call has no value. */
function ticking(expr: Expr): string {
  return `(${ownCall('tick', [String(sizeOf(expr))])}, ${printXPath(expr)})`;
}

/** Of how many expressions it is made. */
function sizeOf(part: unknown): number {
  if (typeof part !== 'object' || part === null) return 0;
  const own = 'type' in part ? 1 : 0;
  return Object.values(part).reduce<number>((sum, value) => sum + sizeOf(value), own);
}

function printBinary({ operator, left, right }: Extract<Expr, { type: 'binary' }>): string {
  const [a, b] = [printXPath(left), printXPath(right)];
  // A range of a billion is made before anything can count.
  if (operator === 'to') return ownCall('range', [a, b]);
  if (operator === '!') return `(${a} ! ${ticking(right)})`;
  if (operator === '||') return ownCall('written', [`(${a} || ${b})`]);
  // One value against many is no more than walking them.
  if (GENERAL.has(operator) && left.type !== 'string' && right.type !== 'string') return pairwise(a, operator, b);
  return `(${a} ${operator} ${b})`;
}

function printBindings({ type, bindings, body }: Extract<Expr, { type: 'for' | 'let' | 'some' | 'every' }>): string {
  if (type === 'let') {
    const printed = bindings.map(({ name, value }) => `$${name} := ${printXPath(value)}`);
    return `(let ${printed.join(', ')} return ${printXPath(body)})`;
  }
  const printed = bindings.map(({ name, value }) => `$${name} in ${printXPath(value)}`);
  const counted = ticking(body);
  return `(${type} ${printed.join(', ')} ${type === 'for' ? 'return' : 'satisfies'} ${counted})`;
}

function printPath(absolute: boolean, steps: readonly Step[]): string {
  if (steps.length === 0) return '(/)';
  return `${absolute ? '/' : ''}${steps.map(printStep).join('/')}`;
}

function printStep(step: Step): string {
  if (step.type === 'expr') return `(${printXPath(step.expr)})`;
  return `${step.axis}::${printTest(step.test)}${step.predicates.map(printPredicate).join('')}`;
}

function printPredicate(predicate: Expr): string {
  return `[${predicate.type === 'number' ? predicate.text : ticking(predicate)}]`;
}

function printTest(test: NodeTest): string {
  if (test.type === 'kind') return `${test.kind}(${test.target ?? ''})`;
  const local = test.local ?? '*';
  if (test.uri !== undefined) return `Q{${test.uri}}${local}`;
  if (test.prefix === undefined) return test.local === undefined ? '*' : `*:${local}`;
  return test.prefix === '' ? local : `${test.prefix}:${local}`;
}
