/** The indexes of `xsl:key`, each built when first asked for. */
import { type Alternative, compileContext } from './context.js';
import type { KeyModel } from './model.js';
import { ELEMENT, nextWithin, type TreeNode } from './tree.js';
import { XPathNotEvaluable } from './xpath/errors.js';
import { type Environment, valuesExpression } from './xpath/expression.js';
import type { Dynamic, Keys } from './xpath/runtime.js';
import { inOrder } from './xpath/values.js';

export interface CompiledKey {
  readonly name: string;
  readonly match: readonly Alternative[];
  readonly use: { values(c: Dynamic): readonly string[] };
}

/** Throws an {@link XPathNotEvaluable}. */
export function compileKey({ name, match, use, body }: KeyModel, environment: Environment): CompiledKey {
  if (use === undefined) throw new XPathNotEvaluable('reason' in body ? body.reason : NOT_RUN);
  return { name, match: compileContext(match, environment), use: valuesExpression(use, environment) };
}

const NOT_RUN = 'what it uses is computed by instructions of XSLT, which are not run';

/** The keys of one document. */
export class KeyIndex implements Keys {
  readonly #keys: readonly CompiledKey[];
  readonly #indexes = new Map<string, ReadonlyMap<string, readonly TreeNode[]>>();

  constructor(keys: readonly CompiledKey[]) {
    this.#keys = keys;
  }

  lookup(c: Dynamic, name: string, values: readonly string[]): readonly TreeNode[] {
    let index = this.#indexes.get(name);
    if (index === undefined) {
      index = c.within(c.document, () => this.#build(c, name));
      this.#indexes.set(name, index);
    }
    const [only] = values;
    if (values.length === 1) return index.get(only!) ?? [];
    const built = index;
    return inOrder(
      values.flatMap((value) => {
        const nodes = built.get(value) ?? [];
        c.keepAll(nodes.length);
        return nodes;
      }),
    );
  }

  #build(c: Dynamic, name: string): Map<string, TreeNode[]> {
    const index = new Map<string, TreeNode[]>();
    const keys = this.#keys.filter((key) => key.name === name);
    const add = (node: TreeNode): void => {
      c.spend(1);
      for (const { match, use } of keys) {
        if (!match.some((alternative) => alternative.head.kinds.includes(node.kind) && alternative.matches(c, node)))
          continue;
        c.enter(node);
        for (const value of use.values(c)) {
          c.keepAll(1);
          const nodes = index.get(value);
          if (nodes === undefined) index.set(value, [node]);
          else if (nodes.at(-1) !== node) nodes.push(node);
        }
      }
    };
    for (let at: TreeNode | undefined = c.document; at !== undefined; at = nextWithin(at, c.document)) {
      add(at);
      if (at.kind === ELEMENT) for (const attribute of at.attributes) add(attribute);
    }
    return index;
  }
}
