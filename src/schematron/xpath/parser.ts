/** Parses XPath (2.0, with `||`, `!`, `=>`, `let` and `Q{}` of 3.1) by recursive descent. */
import type { Axis, AxisStep, BinaryOperator, Binding, Expr, ExprStep, KindTest, NodeTest, Step } from './ast.js';
import { isPositionFree } from './ast.js';
import { XPathNotEvaluable, XPathSyntaxError, XPathUnsupported } from './errors.js';
import { AXES, KINDS, LEVELS, NOT_CHAINED, RESERVED } from './grammar.js';
import { type Token, tokenize } from './lexer.js';

/** Beyond this, parentheses and predicates are nested by a program, to overrun the stack. */
const DEEPEST = 100;
const LONGEST = 100_000;
/** Operators in a row, and steps of a path: each is a level for whoever walks the tree. */
const LONGEST_CHAIN = 1000;

/**
 * Throws an {@link XPathSyntaxError} where the text is no XPath, an {@link XPathUnsupported} where it may be of a
 * later version, an {@link XPathNotEvaluable} where it is longer or deeper than people write.
 */
export function parseXPath(text: string): Expr {
  if (text.length > LONGEST) throw new XPathNotEvaluable(`it is longer than ${LONGEST} characters`);
  return new Parser(tokenize(text)).parse();
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): Expr {
    const expr = this.#expr();
    if (this.#peek().type !== 'end') this.#fail();
    return expr;
  }

  #guardChain(length: number): void {
    if (length > LONGEST_CHAIN)
      throw new XPathNotEvaluable(`more than ${LONGEST_CHAIN} operators or steps follow each other`);
  }

  #expr(): Expr {
    const first = this.#single();
    if (!this.#is(',')) return first;
    const items = [first];
    while (this.#take(',')) items.push(this.#single());
    return { type: 'sequence', items };
  }

  #single(): Expr {
    if (++this.#depth > DEEPEST) throw new XPathNotEvaluable(`it is nested more than ${DEEPEST} levels deep`);
    const expr = this.#keyword() ?? this.#binary(0);
    this.#depth--;
    return expr;
  }

  /** for, let, some, every, if. */
  #keyword(): Expr | undefined {
    const { type, text } = this.#peek();
    if (type !== 'name') return undefined;
    const after = this.#peek(1).text;
    if (after === '$' && this.#peek(1).type === 'symbol') {
      if (text === 'for' || text === 'let') return this.#flwor(text);
      if (text === 'some' || text === 'every') return this.#quantified(text);
    }
    if (text === 'if' && after === '(' && this.#peek(1).type === 'symbol') return this.#if();
    return undefined;
  }

  #flwor(type: 'for' | 'let'): Expr {
    this.#at++;
    const bindings = this.#bindings(type === 'for' ? 'in' : ':=');
    this.#expect('return');
    return { type, bindings, body: this.#single() };
  }

  #quantified(type: 'some' | 'every'): Expr {
    this.#at++;
    const bindings = this.#bindings('in');
    this.#expect('satisfies');
    return { type, bindings, body: this.#single() };
  }

  #bindings(sign: string): Binding[] {
    const bindings: Binding[] = [];
    do {
      this.#expect('$');
      const name = this.#variableName();
      if (this.#peek().text === 'as') throw new XPathUnsupported('typed variables');
      this.#expect(sign);
      bindings.push({ name, value: this.#single() });
    } while (this.#take(','));
    return bindings;
  }

  #if(): Expr {
    this.#at++;
    this.#expect('(');
    const test = this.#expr();
    this.#expect(')');
    this.#expect('then');
    const then = this.#single();
    this.#expect('else');
    return { type: 'if', test, then, else: this.#single() };
  }

  #binary(level: number): Expr {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#typed();
    let left = this.#binary(level + 1);
    for (let length = 0; this.#isOperator(operators); length++) {
      this.#guardChain(length);
      const operator = this.#next().text;
      const right = this.#binary(level + 1);
      left = { type: 'binary', operator: (operator === '|' ? 'union' : operator) as BinaryOperator, left, right };
      if (NOT_CHAINED.has(level) && this.#isOperator(operators)) this.#fail();
    }
    return left;
  }

  #isOperator(operators: readonly string[]): boolean {
    const { type, text } = this.#peek();
    return (type === 'symbol' || type === 'name') && operators.includes(text);
  }

  /** instance of, treat as, castable as, cast as: in this order, tighter to the right. */
  #typed(): Expr {
    let operand = this.#arrow();
    for (const [word, particle, type] of [
      ['cast', 'as', 'cast'],
      ['castable', 'as', 'castable'],
      ['treat', 'as', 'treat'],
      ['instance', 'of', 'instance'],
    ] as const) {
      if (this.#peek().text !== word || this.#peek(1).text !== particle || this.#peek().type !== 'name') continue;
      this.#at += 2;
      operand = { type, operand, as: this.#typeName() };
    }
    return operand;
  }

  /** A sequence type as written: what it means is for the compiler. */
  #typeName(): string {
    const { type, text } = this.#next();
    if (type !== 'name') this.#fail(-1);
    let name = text;
    if (this.#is('(')) {
      let depth = 0;
      do {
        const token = this.#next();
        if (token.type === 'end') this.#fail(-1);
        if (token.text === '(') depth++;
        if (token.text === ')') depth--;
        name += token.text;
      } while (depth > 0);
    }
    if (this.#is('?') || this.#is('*') || this.#is('+')) name += this.#next().text;
    return name;
  }

  #arrow(): Expr {
    let operand = this.#unary();
    for (let length = 0; this.#take('=>'); length++) {
      this.#guardChain(length);
      const { type, text } = this.#next();
      if (type !== 'name' || !this.#is('(')) throw new XPathUnsupported('an arrow to a computed function');
      operand = { type: 'call', name: text, args: [operand, ...this.#arguments()] };
    }
    return operand;
  }

  #unary(): Expr {
    let negative = 0;
    let signs = 0;
    for (; this.#is('-') || this.#is('+'); signs++) if (this.#next().text === '-') negative++;
    const operand = this.#map();
    return signs === 0 ? operand : { type: 'unary', operator: negative % 2 === 1 ? '-' : '+', operand };
  }

  #map(): Expr {
    let left = this.#path();
    for (let length = 0; this.#take('!'); length++) {
      this.#guardChain(length);
      left = { type: 'binary', operator: '!', left, right: this.#path() };
    }
    return left;
  }

  #path(): Expr {
    if (this.#is('/') || this.#is('//')) {
      const slashes = this.#next().text;
      if (slashes === '/' && !this.#startsStep()) return { type: 'path', absolute: true, steps: [] };
      return { type: 'path', absolute: true, steps: this.#steps(slashes === '//') };
    }
    const steps = this.#steps(false);
    const [first] = steps;
    return steps.length === 1 && first?.type === 'expr' ? first.expr : { type: 'path', absolute: false, steps };
  }

  #startsStep(): boolean {
    const { type, text } = this.#peek();
    return type === 'name' || type === 'string' || type === 'number' || ['*', '@', '.', '..', '(', '$'].includes(text);
  }

  /** Steps, where `//` has become a descendant axis if that means the same. */
  #steps(fromAll: boolean): Step[] {
    const steps: Step[] = [];
    let all = fromAll;
    for (;;) {
      this.#guardChain(steps.length);
      this.#pushStep(steps, this.#step(), all);
      if (this.#is('/')) all = false;
      else if (this.#is('//')) all = true;
      else return steps;
      this.#at++;
    }
  }

  #pushStep(steps: Step[], step: Step, all: boolean): void {
    if (!all) {
      steps.push(step);
    } else if (step.type === 'axis' && step.axis === 'child' && step.predicates.every(isPositionFree)) {
      // One walk in place of one for each node.
      steps.push({ ...step, axis: 'descendant' });
    } else {
      steps.push(
        { type: 'axis', axis: 'descendant-or-self', test: { type: 'kind', kind: 'node' }, predicates: [] },
        step,
      );
    }
  }

  #step(): Step {
    const { type, text } = this.#peek();
    if (type === 'symbol') {
      if (text === '..') {
        this.#at++;
        return this.#withPredicates('parent', { type: 'kind', kind: 'node' });
      }
      if (text === '@') {
        this.#at++;
        return this.#withPredicates('attribute', this.#nodeTest());
      }
      if (text === '*') return this.#withPredicates('child', this.#nodeTest());
      return this.#postfix();
    }
    if (type !== 'name') return this.#postfix();
    if (this.#peek(1).text === '::' && this.#peek(1).type === 'symbol') {
      if (!AXES.has(text)) throw new XPathUnsupported(`the axis ${text}`);
      this.#at += 2;
      return this.#withPredicates(text as Axis, this.#nodeTest());
    }
    const isCall = this.#peek(1).text === '(' && this.#peek(1).type === 'symbol';
    if (!isCall) {
      if (this.#peek(1).text === '#') throw new XPathUnsupported('function references');
      return this.#withPredicates('child', this.#nodeTest());
    }
    if (KINDS.has(text)) {
      const test = this.#nodeTest();
      return this.#withPredicates(test.type === 'kind' && test.kind === 'attribute' ? 'attribute' : 'child', test);
    }
    return this.#postfix();
  }

  #withPredicates(axis: Axis, test: NodeTest): AxisStep {
    return { type: 'axis', axis, test, predicates: this.#predicates() };
  }

  #nodeTest(): NodeTest {
    const token = this.#next();
    if (token.type === 'symbol' && token.text === '*') return { type: 'name' };
    if (token.type !== 'name') this.#fail(-1);
    if (!this.#is('(')) return nameTest(token);
    if (!KINDS.has(token.text)) throw new XPathUnsupported(`the test ${token.text}()`);
    this.#at++;
    const kind = token.text as KindTest;
    let test: NodeTest = { type: 'kind', kind };
    if (!this.#is(')')) {
      const argument = this.#next();
      if (kind === 'processing-instruction') test = { type: 'kind', kind, target: argument.text };
      else if (kind === 'element' || kind === 'attribute') {
        // element(p) is the element p: only the axis tells elements from attributes.
        test = argument.text === '*' ? test : nameTest(argument);
        if (kind === 'attribute' && argument.text !== '*') throw new XPathUnsupported('attribute(name)');
      } else throw new XPathUnsupported(`an argument of ${kind}()`);
    }
    this.#expect(')');
    return test;
  }

  #predicates(): Expr[] {
    const predicates: Expr[] = [];
    while (this.#take('[')) {
      predicates.push(this.#expr());
      this.#expect(']');
    }
    return predicates;
  }

  #postfix(): ExprStep {
    const base = this.#primary();
    if (this.#is('(')) throw new XPathUnsupported('calls of computed functions');
    if (this.#is('?')) throw new XPathUnsupported('lookups in maps');
    const predicates = this.#predicates();
    return { type: 'expr', expr: predicates.length === 0 ? base : { type: 'filter', base, predicates } };
  }

  #primary(): Expr {
    const token = this.#next();
    switch (token.type) {
      case 'string':
        return { type: 'string', value: token.text };
      case 'number':
        return { type: 'number', kind: numberKind(token.text), text: token.text };
      case 'name':
        if (RESERVED.has(token.text)) throw new XPathUnsupported(`${token.text}(…)`);
        if (token.uri !== undefined) throw new XPathUnsupported('Q{} function names');
        return { type: 'call', name: token.text, args: this.#arguments() };
      case 'symbol':
        if (token.text === '(') return this.#parenthesized();
        if (token.text === '$') return { type: 'variable', name: this.#variableName() };
        if (token.text === '.') return { type: 'context' };
        if (token.text === '[' || token.text === '{' || token.text === '?')
          throw new XPathUnsupported('arrays and maps');
        break;
      default:
    }
    return this.#fail(-1);
  }

  #parenthesized(): Expr {
    if (this.#take(')')) return { type: 'sequence', items: [] };
    const expr = this.#expr();
    this.#expect(')');
    return expr;
  }

  #arguments(): Expr[] {
    this.#expect('(');
    const args: Expr[] = [];
    if (this.#take(')')) return args;
    do {
      if (this.#is('?')) throw new XPathUnsupported('partial application');
      args.push(this.#single());
    } while (this.#take(','));
    this.#expect(')');
    return args;
  }

  #variableName(): string {
    const { type, text } = this.#next();
    if (type !== 'name') this.#fail(-1);
    return text;
  }

  #peek(ahead = 0): Token {
    return this.#tokens[this.#at + ahead] ?? this.#tokens.at(-1)!;
  }

  #next(): Token {
    const token = this.#peek();
    this.#at++;
    return token;
  }

  #is(symbol: string): boolean {
    const { type, text } = this.#peek();
    return type === 'symbol' && text === symbol;
  }

  #take(symbol: string): boolean {
    const taken = this.#is(symbol);
    if (taken) this.#at++;
    return taken;
  }

  #expect(text: string): void {
    const token = this.#next();
    if (token.text !== text || token.type === 'string') this.#fail(-1, text);
  }

  #fail(back = 0, expected?: string): never {
    const { type, text, at } = this.#peek(back);
    const wanted = expected === undefined ? '' : `; “${expected}” should stand there`;
    if (type === 'end') throw new XPathSyntaxError(`it ends too early${wanted}`);
    throw new XPathSyntaxError(`“${text}” cannot stand at character ${at + 1}${wanted}`);
  }
}

function nameTest({ prefix, uri, local }: Token): NodeTest {
  return {
    type: 'name',
    ...(prefix === undefined ? {} : { prefix }),
    ...(uri === undefined ? {} : { uri }),
    ...(local === undefined ? {} : { local }),
  };
}

function numberKind(text: string): 'integer' | 'decimal' | 'double' {
  if (/[eE]/.test(text)) return 'double';
  return text.includes('.') ? 'decimal' : 'integer';
}
