/**
 * Writes an expression as text for fontoxpath, every precedence made plain by parentheses. What fontoxpath lacks, gets
 * wrong or could loop in becomes a call of a function that foreign.ts provides.
 */
import type { Expr, NodeTest, Step } from './ast.js';
import { XPathNotEvaluable, XPathUnsupported } from './errors.js';
import { translateRegExp } from './regexp.js';

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
      return `(${printXPath(expr.base)})${printPredicates(expr.predicates)}`;
  }
}

function printCall(name: string, args: readonly Expr[]): string {
  if (name === 'current' && args.length === 0) return `$${CURRENT_VARIABLE}`;
  if ((name === 'tokenize' && args.length > 1) || name === 'replace') guardSearch(name, args[1]);
  const printed = args.map(printXPath);
  if (!REPLACED.has(name)) return `${name}(${printed.join(', ')})`;
  if (printed.length === 0) printed.push('.');
  return ownCall(name, printed);
}

/** fontoxpath searches by trial and error, uncounted: only what cannot take long may reach it. */
function guardSearch(name: string, pattern: Expr | undefined): void {
  try {
    if (pattern?.type === 'string' && translateRegExp(pattern.value, '', '').cost(1000) < 100_000) return;
  } catch (error) {
    if (!(error instanceof XPathUnsupported)) throw error;
  }
  throw new XPathNotEvaluable(`the regular expression of ${name}() could take too long in an expression of this kind`);
}

/** What must not reach fontoxpath unseen, in a text that this engine cannot read. */
const UNSAFE = /\b(?:id|idref|element-with-id|tokenize|replace)\s*\(|\bto\b/;

/** Throws an {@link XPathNotEvaluable} for a text that fontoxpath would get wrong, or might never finish. */
export function guardText(text: string): void {
  const [found] = UNSAFE.exec(text) ?? [];
  if (found !== undefined)
    throw new XPathNotEvaluable(
      `“${found.replace(/\s*\($/, '()')}” is not supported beside what XPath 3.1 has beyond 2.0`,
    );
}

function ownCall(name: string, args: readonly string[]): string {
  return `Q{${OWN_NAMESPACE}}${name}(${args.join(', ')})`;
}

function printBinary({ operator, left, right }: Extract<Expr, { type: 'binary' }>): string {
  const [a, b] = [printXPath(left), printXPath(right)];
  // A range of a billion is made before anything can count.
  return operator === 'to' ? ownCall('range', [a, b]) : `(${a} ${operator} ${b})`;
}

function printBindings({ type, bindings, body }: Extract<Expr, { type: 'for' | 'let' | 'some' | 'every' }>): string {
  if (type === 'let') {
    const printed = bindings.map(({ name, value }) => `$${name} := ${printXPath(value)}`);
    return `(let ${printed.join(', ')} return ${printXPath(body)})`;
  }
  const printed = bindings.map(({ name, value }) => `$${name} in ${printXPath(value)}`);
  // Each round is counted: the call has no value.
  const counted = `(${ownCall('tick', [])}, ${printXPath(body)})`;
  return `(${type} ${printed.join(', ')} ${type === 'for' ? 'return' : 'satisfies'} ${counted})`;
}

function printPath(absolute: boolean, steps: readonly Step[]): string {
  if (steps.length === 0) return '(/)';
  return `${absolute ? '/' : ''}${steps.map(printStep).join('/')}`;
}

function printStep(step: Step): string {
  if (step.type === 'expr') return `(${printXPath(step.expr)})`;
  return `${step.axis}::${printTest(step.test)}${printPredicates(step.predicates)}`;
}

function printPredicates(predicates: readonly Expr[]): string {
  return predicates.map((predicate) => `[${printXPath(predicate)}]`).join('');
}

function printTest(test: NodeTest): string {
  if (test.type === 'kind') return `${test.kind}(${test.target ?? ''})`;
  const local = test.local ?? '*';
  if (test.uri !== undefined) return `Q{${test.uri}}${local}`;
  if (test.prefix === undefined) return test.local === undefined ? '*' : `*:${local}`;
  return test.prefix === '' ? local : `${test.prefix}:${local}`;
}
