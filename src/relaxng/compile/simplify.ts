/**
 * From the syntax tree to the simplified form (§4) in one pass: definitions are simplified where they are
 * first referred to, the contents of elements afterwards, so that a definition met while it is still open
 * is a loop without an element in it (§4.19).
 */

import { Budget } from '../../budget.js';
import type { Code } from '../../codes/index.js';
import { createDatatype } from '../../datatypes/index.js';
import type { Datatype, DatatypeParam, NamespaceLookup } from '../../datatypes/types.js';
import type { Diagnostic } from '../../diagnostics.js';
import { Suggestions } from '../../nearest.js';
import { trimXmlSpace } from '../../xml/white-space.js';
import { schemaDiagnostic } from '../syntax/report.js';
import type { SyntaxNode } from '../syntax/tree.js';
import {
  acrossFiles,
  at,
  type Component,
  type Context,
  collectGrammar,
  type Definition,
  enter,
  type Scope,
  startOf,
  TOP_CONTEXT,
} from './grammar.js';
import { readName } from './name-classes.js';
import type { Simple, SimpleElement } from './simple.js';
import * as simple from './simple.js';

/**
 * Simplifies a schema. Every definition is read and checked (§4.16 to §4.18), also those that nothing
 * refers to; what comes out holds what can be reached from the start.
 */
export function simplify(
  root: SyntaxNode,
  references: ReadonlyMap<SyntaxNode, SyntaxNode>,
  report: (diagnostic: Diagnostic) => void,
): Simple {
  const simplifier = new Simplifier(references, report);
  const start = simplifier.pattern(root, TOP_CONTEXT, undefined);
  simplifier.finishElements();
  simplifier.checkUnreachable();
  return start;
}

interface PendingElement {
  readonly element: SimpleElement;
  readonly patterns: readonly SyntaxNode[];
  readonly context: Context;
  readonly scope: Scope | undefined;
}

class Simplifier {
  readonly #suggestions = new Suggestions(new Budget());
  readonly #references: ReadonlyMap<SyntaxNode, SyntaxNode>;
  readonly #report: (diagnostic: Diagnostic) => void;
  readonly #pending: PendingElement[] = [];
  readonly #scopes: Scope[] = [];
  /** What files referred to by `externalRef` mean. */
  readonly #external = new Map<SyntaxNode, { ns: string; scope: Scope | undefined; simple: Simple }[]>();
  readonly #datatypes = new Map<string, Datatype>();
  /** Loops count only among what can be reached (§4.19 comes after unreachable definitions are removed). */
  #reachable = true;

  constructor(references: ReadonlyMap<SyntaxNode, SyntaxNode>, report: (diagnostic: Diagnostic) => void) {
    this.#references = references;
    this.#report = report;
  }

  /** @param outer the context around the node. */
  pattern(node: SyntaxNode, outer: Context, scope: Scope | undefined): Simple {
    const context = enter(outer, node);
    switch (node.name) {
      case 'element':
        return this.#element(node, context, scope);
      case 'attribute':
        return this.#attribute(node, context, scope);
      case 'ref':
        return this.#ref(node, scope);
      case 'parentRef':
        return this.#parentRef(node, scope);
      case 'choice':
        return simple.choice(node, this.#patterns(node.children, context, scope));
      case 'group':
        return this.#group(node, node.children, context, scope);
      case 'interleave':
        return simple.sequence('interleave', node, this.#patterns(node.children, context, scope));
      case 'optional':
        return this.#orEmpty(node, this.#group(node, node.children, context, scope));
      case 'oneOrMore':
        return simple.oneOrMore(node, this.#group(node, node.children, context, scope));
      case 'zeroOrMore':
        return this.#orEmpty(node, simple.oneOrMore(node, this.#group(node, node.children, context, scope)));
      case 'mixed':
        return simple.sequence('interleave', node, [
          this.#group(node, node.children, context, scope),
          simple.leaf('text', node),
        ]);
      case 'list':
        return simple.list(node, this.#group(node, node.children, context, scope));
      case 'data':
        return this.#data(node, context, scope);
      case 'value':
        return this.#value(node, context);
      case 'grammar':
        return this.#grammar(node, context, scope);
      case 'externalRef':
        return this.#externalRef(node, context, scope);
      case 'empty':
      case 'text':
        return simple.leaf(node.name, node);
      default:
        return simple.leaf('notAllowed', node);
    }
  }

  /** Elements are finished one by one, not within each other: schemas are deeper than stacks. */
  finishElements(): void {
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) {
      const { element, patterns, context, scope } = next;
      element.content = this.#group(element.source, patterns, context, scope);
    }
  }

  checkUnreachable(): void {
    this.#reachable = false;
    // Definitions may hold grammars: the list grows while it is walked.
    for (const scope of this.#scopes) {
      for (const definition of scope.definitions.values()) {
        if (definition.simple === undefined) this.#meaning(definition);
      }
      this.finishElements();
    }
  }

  #patterns(nodes: readonly SyntaxNode[], context: Context, scope: Scope | undefined): Simple[] {
    return nodes.map((node) => this.pattern(node, context, scope));
  }

  /** Several patterns where one is meant are a group (§4.12). */
  #group(parent: SyntaxNode, nodes: readonly SyntaxNode[], context: Context, scope: Scope | undefined): Simple {
    const only = nodes.length === 1 ? nodes[0] : undefined;
    if (only !== undefined) return this.pattern(only, context, scope);
    return simple.sequence('group', parent, this.#patterns(nodes, context, scope));
  }

  #orEmpty(node: SyntaxNode, operand: Simple): Simple {
    return simple.choice(node, [operand, simple.leaf('empty', node)]);
  }

  #element(node: SyntaxNode, context: Context, scope: Scope | undefined): Simple {
    const { nameClass, patterns } = readName(node, context, this.#report);
    const element = simple.element(node, nameClass, node.documentation);
    this.#pending.push({ element, patterns, context, scope });
    return element;
  }

  #attribute(node: SyntaxNode, context: Context, scope: Scope | undefined): Simple {
    const { nameClass, patterns } = readName(node, context, this.#report);
    const [value] = patterns;
    // §4.12: an attribute that does not say what it holds holds text.
    const operand = value === undefined ? simple.leaf('text', node) : this.pattern(value, context, scope);
    return simple.attribute(node, nameClass, operand);
  }

  #ref(node: SyntaxNode, scope: Scope | undefined): Simple {
    const name = trimXmlSpace(node.attributes.get('name') ?? '');
    if (scope === undefined) {
      return this.#fail(
        'schema-ref-undefined',
        `a ref to "${name}" outside of a grammar: definitions stand in a <grammar>, so wrap the schema in <grammar><start>…</start> … </grammar>.`,
        node,
      );
    }
    return this.#refIn(scope, name, node);
  }

  #parentRef(node: SyntaxNode, scope: Scope | undefined): Simple {
    const name = trimXmlSpace(node.attributes.get('name') ?? '');
    if (scope?.parent === undefined) {
      return this.#fail(
        'schema-ref-undefined',
        `a parentRef to "${name}", but there is no grammar around this one: write ref if "${name}" is defined in this grammar.`,
        node,
      );
    }
    return this.#refIn(scope.parent, name, node);
  }

  #refIn(scope: Scope, name: string, node: SyntaxNode): Simple {
    const definition = scope.definitions.get(name);
    if (definition === undefined) {
      return this.#fail(
        'schema-ref-undefined',
        `"${name}" is not defined in the grammar that begins at ${at(scope.node, node)}. ${this.#adviseUndefined(scope, name)}`,
        node,
      );
    }
    if (!definition.open) return this.#meaning(definition);
    if (!this.#reachable) return simple.leaf('notAllowed', node);
    return this.#fail(
      'schema-recursion',
      `"${name}" refers to itself without an element in between, so its meaning never ends. Put what is repeated into an <element>, or use <zeroOrMore> or <oneOrMore>.`,
      node,
    );
  }

  #adviseUndefined(scope: Scope, name: string): string {
    const near = this.#suggestions.nearest(name, scope.definitions.keys());
    if (near !== undefined && near !== '') return `Did you mean "${near}"?`;
    return `Check the spelling, add <define name="${name}">, or include the file that defines it.`;
  }

  #meaning(definition: Definition): Simple {
    if (definition.simple !== undefined) return definition.simple;
    definition.open = true;
    const members = definition.components.map((component) => this.#component(component, definition.scope));
    definition.open = false;
    definition.simple = this.#combine(definition, members);
    return definition.simple;
  }

  #component({ node, context }: Component, scope: Scope): Simple {
    const meaning = this.#group(node, node.children, context, scope);
    const { documentation } = node;
    const isItsElement = meaning.kind === 'element' && meaning.source === node.children[0];
    if (documentation === undefined || !isItsElement || meaning.documentation !== undefined) return meaning;
    meaning.documentation = documentation;
    return meaning;
  }

  #combine({ combine, components }: Definition, members: readonly Simple[]): Simple {
    const [first] = members;
    if (members.length === 1 && first !== undefined) return first;
    const { node } = components[0]!;
    return combine === 'choice' ? simple.choice(node, members) : simple.sequence('interleave', node, members);
  }

  #grammar(node: SyntaxNode, context: Context, parent: Scope | undefined): Simple {
    const scope = collectGrammar(node, context, parent, this.#references, this.#report);
    this.#scopes.push(scope);
    const start = startOf(scope);
    if (start !== undefined) return this.#meaning(start);
    return this.#fail(
      'schema-start-missing',
      'this grammar has no start: it does not say what a document begins with. Add <start><ref name="…"/></start> with the root element’s definition.',
      node,
    );
  }

  #externalRef(node: SyntaxNode, context: Context, scope: Scope | undefined): Simple {
    const root = this.#references.get(node);
    if (root === undefined) return simple.leaf('notAllowed', node);
    // A file means the same wherever the namespace and the grammar around it are the same.
    let known = this.#external.get(root);
    if (known === undefined) {
      known = [];
      this.#external.set(root, known);
    }
    const before = known.find((meaning) => meaning.ns === context.ns && meaning.scope === scope);
    if (before !== undefined) return before.simple;
    const meaning = { ns: context.ns, scope, simple: this.pattern(root, acrossFiles(context), scope) };
    known.push(meaning);
    return meaning.simple;
  }

  #data(node: SyntaxNode, context: Context, scope: Scope | undefined): Simple {
    const params: DatatypeParam[] = [];
    let except: Simple | undefined;
    for (const child of node.children) {
      if (child.name === 'param') {
        params.push({ name: trimXmlSpace(child.attributes.get('name') ?? ''), value: child.text });
      } else if (child.name === 'except') {
        except = simple.choice(child, this.#patterns(child.children, enter(context, child), scope));
      }
    }
    const type = trimXmlSpace(node.attributes.get('type') ?? '');
    const datatype = this.#datatype(context.datatypeLibrary, type, params, node);
    return datatype === undefined ? simple.leaf('notAllowed', node) : simple.data(node, datatype, except);
  }

  #value(node: SyntaxNode, context: Context): Simple {
    const type = node.attributes.get('type');
    // §4.4: without a type, the built-in token, whatever the library.
    const datatype =
      type === undefined
        ? this.#datatype('', 'token', [], node)
        : this.#datatype(context.datatypeLibrary, trimXmlSpace(type), [], node);
    if (datatype === undefined) return simple.leaf('notAllowed', node);
    const namespaces: NamespaceLookup = (prefix) => (prefix === '' ? context.ns : node.namespaces.get(prefix));
    if (datatype.valueKey(node.text, namespaces) === undefined) {
      const message = `no document can have the value "${node.text}" here, for the value ${datatype.describe()} (datatype ${datatype.name}).`;
      this.#report(schemaDiagnostic('schema-value-impossible', message, node.position, 'warning'));
      return simple.leaf('notAllowed', node);
    }
    return simple.value(node, datatype, node.text, namespaces);
  }

  #datatype(library: string, name: string, params: readonly DatatypeParam[], node: SyntaxNode): Datatype | undefined {
    let key = `${library} ${name}`;
    for (const param of params) key += `\n${param.name}=${param.value}`;
    const known = this.#datatypes.get(key);
    if (known !== undefined) return known;
    const result = createDatatype(library, name, params);
    if (result.ok) {
      this.#datatypes.set(key, result.datatype);
      return result.datatype;
    }
    this.#report(schemaDiagnostic('schema-datatype', result.reason, node.position));
    return undefined;
  }

  #fail(code: Code, message: string, node: SyntaxNode): Simple {
    this.#report(schemaDiagnostic(code, message, node.position));
    return simple.leaf('notAllowed', node);
  }
}
