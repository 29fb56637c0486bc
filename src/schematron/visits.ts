/**
 * `rule/@visit-each` (ISO/IEC 19757-3:2025, §5.4.13): what a rule says is judged of one item after the other, which may be
 * nodes, texts or numbers. Each expression is asked for all items at once, as `items ! (expression)`.
 */
import type { Making, OfItem } from './checks.js';
import type { LetModel } from './model.js';
import { namesIn } from './parameters.js';
import type { TreeNode } from './tree.js';
import { XPathNotEvaluable, XPathSyntaxError, XPathUnsupported } from './xpath/errors.js';
import { type Environment, nodesExpression, valuesExpression } from './xpath/expression.js';
import { parseXPath } from './xpath/parser.js';
import type { Dynamic } from './xpath/runtime.js';

export class Visits implements Making {
  /** How many items there are at a node. */
  readonly count: (c: Dynamic) => number;
  readonly #items: string;
  readonly #environment: Environment;
  readonly #lets: readonly LetModel[];

  /**
   * @param lets of the rule: they are about the items.
   * @throws XPathNotEvaluable
   */
  constructor(items: string, lets: readonly LetModel[], environment: Environment) {
    this.#items = whole(items);
    this.#lets = lets;
    this.#environment = environment;
    const values = this.#ofAll(`count(${this.#items})`);
    this.count = (c) => Number(values(c)[0]);
  }

  test(text: string): OfItem<boolean> {
    const values = this.#ofEach(text, `string(boolean(${whole(text)}))`);
    return (c, item) => values(c)[item] === 'true';
  }

  /** What has several values has blanks between them. */
  string(text: string): OfItem<string> {
    const values = this.#ofEach(text, `string-join(for $item in data(${whole(text)}) return string($item), ' ')`);
    return (c, item) => values(c)[item] ?? '';
  }

  /** A message is about the node of the rule, or what can be found from there. */
  nodes(text: string): (c: Dynamic) => readonly TreeNode[] {
    const expression = nodesExpression(text, this.#environment);
    return (c) => expression.nodes(c);
  }

  /** An expression of one value, for each item, within the variables of the rule that it may use. */
  #ofEach(written: string, expression: string): (c: Dynamic) => readonly string[] {
    const used = namesIn(written).length > 0 ? this.#lets : [];
    const lets = used.map(({ name, value }) => {
      if (value === undefined) throw new XPathNotEvaluable(`the variable $${name} has no expression`);
      return `let $${name} := ${whole(value)} return `;
    });
    return this.#ofAll(`${this.#items} ! (${lets.join('')}${expression})`);
  }

  /** What an expression gives at a node is kept until the next. */
  #ofAll(text: string): (c: Dynamic) => readonly string[] {
    const expression = valuesExpression(text, this.#environment);
    let last: { readonly c: Dynamic; readonly node: TreeNode; readonly values: readonly string[] } | undefined;
    return (c) => {
      if (last?.c !== c || last.node !== c.current) last = { c, node: c.current, values: expression.values(c) };
      return last.values;
    };
  }
}

/** An expression that may be put into another: it is one, and does not mean the node of the rule by its own name. */
function whole(text: string): string {
  try {
    parseXPath(text);
  } catch (error) {
    if (error instanceof XPathSyntaxError) throw new XPathNotEvaluable(`it is no XPath: ${error.message}`);
    if (!(error instanceof XPathUnsupported)) throw error;
  }
  if (/\bcurrent\s*\(/.test(text)) throw new XPathNotEvaluable('current() is not evaluated together with @visit-each');
  return `(${text})`;
}
