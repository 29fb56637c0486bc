/** From variables as the schema declares them to what expressions see. */
import { fragmentOf } from './fragment.js';
import type { LetModel } from './model.js';
import type { TreeNode } from './tree.js';
import { XPathNotEvaluable } from './xpath/errors.js';
import { type Environment, withLet } from './xpath/expression.js';
import type { Body } from './xslt/model.js';

/**
 * The environment with one more variable.
 *
 * @param isGlobal whether it is about the document, and not about the node of a rule.
 * @throws XPathNotEvaluable where nothing can evaluate it.
 */
export function declare(declared: LetModel, environment: Environment, isGlobal: boolean): Environment {
  const { name, value, body, as, namespaces } = declared;
  if (value === undefined) return withNodes(environment, name, nodesOf(body, as));
  const seen = namespaces === undefined ? environment : within(environment, namespaces);
  return { ...withLet(seen, name, value, isGlobal), namespaces: environment.namespaces };
}

/** With the prefixes of an element of XSLT besides those of the schema; an XPath has no default namespace. */
export function within(environment: Environment, namespaces: ReadonlyMap<string, string>): Environment {
  const prefixes = [...namespaces].filter(([prefix]) => prefix !== '');
  return { ...environment, namespaces: new Map([...environment.namespaces, ...prefixes]) };
}

/** A document, or where the type asks for them its elements. */
function nodesOf(body: LetModel['body'], as: string | undefined): readonly TreeNode[] {
  if ('reason' in body) throw new XPathNotEvaluable(body.reason);
  const document = fragmentOf(body as Body);
  if (document === undefined)
    throw new XPathNotEvaluable('its value is computed by instructions of XSLT, which are not run');
  if (as === undefined || /^\s*document-node\(/.test(as)) return [document];
  if (!/^\s*(?:element|node|text)\(/.test(as))
    throw new XPathNotEvaluable(`its content is not turned into the type ${as}: write the value as an expression`);
  const nodes: TreeNode[] = [];
  for (let child = document.firstChild; child !== undefined; child = child.next) nodes.push(child);
  return nodes;
}

function withNodes(environment: Environment, name: string, nodes: readonly TreeNode[]): Environment {
  const { lazies, variables } = environment;
  const slot = lazies.push({ items: () => nodes, global: true }) - 1;
  const variable = { type: 'native', name, slot, kind: 'node', single: nodes.length === 1 } as const;
  return { ...environment, variables: [...variables.filter((each) => each.name !== name), variable] };
}
