/** Parses XPath 3.1 by recursive descent. */
import type { Axis, AxisStep, BinaryOperator, Binding, Expr, ExprStep, NodeTest, Parameter, Step } from './ast.js';
import { isPositionFree } from './ast.js';
import { XPathNotEvaluable } from './errors.js';
import { AXES, KINDS, LEVELS, NOT_CHAINED, RESERVED } from './grammar.js';
import { nameTest, TypeParser } from './type-parser.js';

const LONGEST = 100_000;
/** Operators in a row, and steps of a path: each is a level for whoever walks the tree. */
const LONGEST_CHAIN = 1000;

/**
 * Throws an {@link XPathSyntaxError} where the text is no XPath, an {@link XPathNotEvaluable} where it is longer or
 * deeper than people write.
 */
export function parseXPath(text: string): Expr {
  if (text.length > LONGEST) throw new XPathNotEvaluable(`it is longer than ${LONGEST} characters`);
  return new Parser(text).parse();
}

class Parser extends TypeParser {
  parse(): Expr {
    const expr = this.#expr();
    if (this.peek().type !== 'end') this.fail();
    return expr;
  }

  #guardChain(length: number): void {
    if (length > LONGEST_CHAIN)
      throw new XPathNotEvaluable(`more than ${LONGEST_CHAIN} operators or steps follow each other`);
  }

  #expr(): Expr {
    const first = this.#single();
    if (!this.is(',')) return first;
    const items = [first];
    while (this.take(',')) items.push(this.#single());
    return { type: 'sequence', items };
  }

  #single(): Expr {
    return this.nested(() => this.#keyword() ?? this.#binary(0));
  }

  /** for, let, some, every, if. */
  #keyword(): Expr | undefined {
    const { type, text } = this.peek();
    if (type !== 'name') return undefined;
    if (this.is('$', 1)) {
      if (text === 'for' || text === 'let') return this.#flwor(text);
      if (text === 'some' || text === 'every') return this.#quantified(text);
    }
    return text === 'if' && this.is('(', 1) ? this.#if() : undefined;
  }

  #flwor(type: 'for' | 'let'): Expr {
    this.skip(1);
    const bindings = this.#bindings(type === 'for' ? 'in' : ':=');
    this.expect('return');
    return { type, bindings, body: this.#single() };
  }

  #quantified(type: 'some' | 'every'): Expr {
    this.skip(1);
    const bindings = this.#bindings('in');
    this.expect('satisfies');
    return { type, bindings, body: this.#single() };
  }

  #bindings(sign: string): Binding[] {
    const bindings: Binding[] = [];
    do {
      const name = this.#variableName();
      this.expect(sign);
      bindings.push({ name, value: this.#single() });
    } while (this.take(','));
    return bindings;
  }

  #if(): Expr {
    this.skip(1);
    const test = this.#parenthesized();
    this.expect('then');
    const then = this.#single();
    this.expect('else');
    return { type: 'if', test, then, else: this.#single() };
  }

  #binary(level: number): Expr {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#typed();
    let left = this.#binary(level + 1);
    for (let length = 0; this.#isOperator(operators); length++) {
      this.#guardChain(length);
      const operator = this.next().text;
      const right = this.#binary(level + 1);
      left = { type: 'binary', operator: (operator === '|' ? 'union' : operator) as BinaryOperator, left, right };
      if (NOT_CHAINED.has(level) && this.#isOperator(operators)) this.fail();
    }
    return left;
  }

  #isOperator(operators: readonly string[]): boolean {
    const { type, text } = this.peek();
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
      if (!this.isWord(word) || !this.isWord(particle, 1)) continue;
      this.skip(2);
      operand = { type, operand, as: type.startsWith('cast') ? this.singleType() : this.sequenceType() };
    }
    return operand;
  }

  #arrow(): Expr {
    let operand = this.#unary();
    for (let length = 0; this.take('=>'); length++) {
      this.#guardChain(length);
      operand = this.#arrowCall(operand);
    }
    return operand;
  }

  #arrowCall(first: Expr): Expr {
    if (this.peek().type === 'name') {
      const name = this.next().text;
      return { type: 'call', name, args: [first, ...this.#arguments()] };
    }
    let callee: Expr;
    if (this.is('$')) callee = { type: 'variable', name: this.#variableName() };
    else callee = this.#parenthesized();
    return { type: 'apply', callee, args: [first, ...this.#arguments()] };
  }

  #unary(): Expr {
    let negative = 0;
    let signs = 0;
    for (; this.is('-') || this.is('+'); signs++) if (this.next().text === '-') negative++;
    const operand = this.#map();
    return signs === 0 ? operand : { type: 'unary', operator: negative % 2 === 1 ? '-' : '+', operand };
  }

  #map(): Expr {
    let left = this.#path();
    for (let length = 0; this.take('!'); length++) {
      this.#guardChain(length);
      left = { type: 'binary', operator: '!', left, right: this.#path() };
    }
    return left;
  }

  #path(): Expr {
    if (this.is('/') || this.is('//')) {
      const slashes = this.next().text;
      if (slashes === '/' && !this.#startsStep()) return { type: 'path', absolute: true, steps: [] };
      return { type: 'path', absolute: true, steps: this.#steps(slashes === '//') };
    }
    const steps = this.#steps(false);
    const [first] = steps;
    return steps.length === 1 && first?.type === 'expr' ? first.expr : { type: 'path', absolute: false, steps };
  }

  #startsStep(): boolean {
    const { type, text } = this.peek();
    if (type !== 'symbol') return type !== 'end';
    return ['*', '@', '.', '..', '(', '$', '[', '?'].includes(text);
  }

  /** Steps, where `//` has become a descendant axis if that means the same. */
  #steps(fromAll: boolean): Step[] {
    const steps: Step[] = [];
    let all = fromAll;
    for (;;) {
      this.#guardChain(steps.length);
      this.#pushStep(steps, this.#step(), all);
      if (this.is('/')) all = false;
      else if (this.is('//')) all = true;
      else return steps;
      this.skip(1);
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
    const { type, text } = this.peek();
    if (type === 'symbol') return this.#symbolStep(text);
    if (type !== 'name') return this.#postfix();
    if (this.is('::', 1)) {
      if (!AXES.has(text)) this.fail();
      this.skip(2);
      return this.#withPredicates(text as Axis, this.#nodeTest());
    }
    if (this.is('(', 1)) {
      if (!KINDS.has(text)) return this.#postfix();
      const test = this.kindTest();
      return this.#withPredicates(test.type === 'kind' && test.kind === 'attribute' ? 'attribute' : 'child', test);
    }
    const isLiteral = this.is('#', 1) || ((text === 'map' || text === 'array') && this.is('{', 1));
    return isLiteral ? this.#postfix() : this.#withPredicates('child', this.#nodeTest());
  }

  #symbolStep(symbol: string): Step {
    switch (symbol) {
      case '..':
        this.skip(1);
        return this.#withPredicates('parent', { type: 'kind', kind: 'node' });
      case '@':
        this.skip(1);
        return this.#withPredicates('attribute', this.#nodeTest());
      case '*':
        return this.#withPredicates('child', this.#nodeTest());
      default:
        return this.#postfix();
    }
  }

  #withPredicates(axis: Axis, test: NodeTest): AxisStep {
    const predicates: Expr[] = [];
    while (this.is('[')) predicates.push(this.#predicate());
    return { type: 'axis', axis, test, predicates };
  }

  #nodeTest(): NodeTest {
    if (this.take('*')) return { type: 'name' };
    const token = this.peek();
    if (token.type !== 'name') this.fail();
    if (!this.is('(', 1)) {
      this.skip(1);
      return nameTest(token);
    }
    if (!KINDS.has(token.text)) this.fail();
    return this.kindTest();
  }

  #predicate(): Expr {
    this.expect('[');
    const predicate = this.#expr();
    this.expect(']');
    return predicate;
  }

  /** What may follow a value: predicates, arguments, and keys of maps and arrays. */
  #postfix(): ExprStep {
    let expr = this.#primary();
    for (let length = 0; ; length++) {
      this.#guardChain(length);
      if (this.is('[')) {
        const predicates = [this.#predicate()];
        while (this.is('[')) predicates.push(this.#predicate());
        expr = { type: 'filter', base: expr, predicates };
      } else if (this.is('(')) expr = { type: 'apply', callee: expr, args: this.#arguments() };
      else if (this.take('?')) expr = { type: 'lookup', base: expr, ...this.#key() };
      else return { type: 'expr', expr };
    }
  }

  /** What follows `?`: a name, a number, an expression in parentheses, or `*`. */
  #key(): { key?: Expr } {
    if (this.take('*')) return {};
    if (this.is('(')) return { key: this.#parenthesized() };
    const { type, text } = this.next();
    if (type === 'name' && !text.includes(':')) return { key: { type: 'string', value: text } };
    if (type === 'number' && /^\d+$/.test(text)) return { key: { type: 'number', kind: 'integer', text } };
    return this.fail(-1);
  }

  #primary(): Expr {
    const token = this.peek();
    switch (token.type) {
      case 'string':
        this.skip(1);
        return { type: 'string', value: token.text };
      case 'number':
        this.skip(1);
        return { type: 'number', kind: numberKind(token.text), text: token.text };
      case 'name':
        return this.#named(token.text);
      case 'symbol':
        break;
      default:
        return this.fail();
    }
    if (token.text === '(') return this.#parenthesized();
    if (token.text === '$') return { type: 'variable', name: this.#variableName() };
    if (token.text === '[') return this.#squareArray();
    this.skip(1);
    if (token.text === '.') return { type: 'context' };
    if (token.text === '?') return { type: 'lookup', ...this.#key() };
    return this.fail(-1);
  }

  /** What begins with a name: a call, `name#1`, an inline function, a map or an array. */
  #named(name: string): Expr {
    if (this.is('#', 1)) {
      this.skip(2);
      const { type, text } = this.next();
      if (type !== 'number' || !/^\d+$/.test(text)) this.fail(-1);
      return { type: 'reference', name, arity: Number(text) };
    }
    if (name === 'map' && this.is('{', 1)) return this.#mapConstructor();
    if (name === 'array' && this.is('{', 1)) {
      this.skip(1);
      return { type: 'array', curly: true, members: [this.#enclosed()] };
    }
    if (name === 'function' && this.is('(', 1)) return this.#inlineFunction();
    if (RESERVED.has(name)) this.fail();
    this.skip(1);
    return { type: 'call', name, args: this.#arguments() };
  }

  #enclosed(): Expr {
    this.expect('{');
    if (this.take('}')) return { type: 'sequence', items: [] };
    const expr = this.#expr();
    this.expect('}');
    return expr;
  }

  #mapConstructor(): Expr {
    this.skip(2);
    const entries: { key: Expr; value: Expr }[] = [];
    if (this.take('}')) return { type: 'map', entries };
    do {
      const key = this.#single();
      this.expect(':');
      entries.push({ key, value: this.#single() });
    } while (this.take(','));
    this.expect('}');
    return { type: 'map', entries };
  }

  #squareArray(): Expr {
    this.expect('[');
    const members: Expr[] = [];
    if (this.take(']')) return { type: 'array', curly: false, members };
    do members.push(this.#single());
    while (this.take(','));
    this.expect(']');
    return { type: 'array', curly: false, members };
  }

  #inlineFunction(): Expr {
    this.skip(2);
    const parameters: Parameter[] = [];
    if (!this.take(')')) {
      do {
        const name = this.#variableName();
        parameters.push(this.takeWord('as') ? { name, as: this.sequenceType() } : { name });
      } while (this.take(','));
      this.expect(')');
    }
    const result = this.takeWord('as') ? { result: this.sequenceType() } : {};
    return { type: 'function', parameters, ...result, body: this.#enclosed() };
  }

  #parenthesized(): Expr {
    this.expect('(');
    if (this.take(')')) return { type: 'sequence', items: [] };
    const expr = this.#expr();
    this.expect(')');
    return expr;
  }

  #arguments(): Expr[] {
    this.expect('(');
    const args: Expr[] = [];
    if (this.take(')')) return args;
    do args.push(this.#isPlaceholder() ? this.#placeholder() : this.#single());
    while (this.take(','));
    this.expect(')');
    return args;
  }

  /** `?` alone; with something behind it, it is a key of the context item. */
  #isPlaceholder(): boolean {
    return this.is('?') && (this.is(',', 1) || this.is(')', 1));
  }

  #placeholder(): Expr {
    this.skip(1);
    return { type: 'placeholder' };
  }

  #variableName(): string {
    this.expect('$');
    const { type, text } = this.next();
    if (type !== 'name') this.fail(-1);
    return text;
  }
}

function numberKind(text: string): 'integer' | 'decimal' | 'double' {
  if (/[eE]/.test(text)) return 'double';
  return text.includes('.') ? 'decimal' : 'integer';
}
