/** The indexes of `xsl:key`, each built when first asked for. */
import { type Alternative, compileContext } from './context.js';
import type { KeyModel } from './model.js';
import { type DocumentNode, ELEMENT, nextWithin, type TreeNode } from './tree.js';
import { XPathNotEvaluable } from './xpath/errors.js';
import { type Environment, keyExpression } from './xpath/expression.js';
import { keysOf } from './xpath/full/keys.js';
import type { Dynamic, Keys } from './xpath/runtime.js';
import { inOrder } from './xpath/values.js';
import { compileBody } from './xslt/instructions.js';

export interface CompiledKey {
  readonly name: string;
  readonly match: readonly Alternative[];
  readonly use: { values(c: Dynamic): readonly string[] };
}

/** Throws an {@link XPathNotEvaluable}. */
export function compileKey({ name, match, use, body }: KeyModel, environment: Environment): CompiledKey {
  return { name, match: compileContext(match, environment), use: valuesOf(use, body, environment) };
}

function valuesOf(use: string | undefined, body: KeyModel['body'], environment: Environment): CompiledKey['use'] {
  if (use !== undefined) return keyExpression(use, environment);
  if ('reason' in body) throw new XPathNotEvaluable(body.reason);
  const evaluate = compileBody(body, environment);
  return { values: (c) => keysOf(c, evaluate(c), environment.compatible) };
}

/** The keys of one document. */
export class KeyIndex implements Keys {
  readonly #keys: readonly CompiledKey[];
  /** By document, and by name. */
  readonly #indexes = new Map<DocumentNode, Map<string, ReadonlyMap<string, readonly TreeNode[]>>>();

  constructor(keys: readonly CompiledKey[]) {
    this.#keys = keys;
  }

  lookup(c: Dynamic, name: string, values: readonly string[], document: DocumentNode): readonly TreeNode[] {
    let indexes = this.#indexes.get(document);
    if (indexes === undefined) {
      indexes = new Map();
      this.#indexes.set(document, indexes);
    }
    let index = indexes.get(name);
    if (index === undefined) {
      index = c.within(document, () => this.#build(c, name, document));
      indexes.set(name, index);
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

  #build(c: Dynamic, name: string, document: DocumentNode): Map<string, TreeNode[]> {
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
    for (let at: TreeNode | undefined = document; at !== undefined; at = nextWithin(at, document)) {
      add(at);
      if (at.kind === ELEMENT) for (const attribute of at.attributes) add(attribute);
    }
    return index;
  }
}
