/** Name classes: QNames resolved (§4.8 to §4.10), exceptions and `xmlns` restricted (§4.16). */
import type { Code } from '../../codes/index.js';
import type { Diagnostic } from '../../diagnostics.js';
import { trimXmlSpace } from '../../xml/white-space.js';
import { anyName, type NameClass, name, nameChoice, nsName } from '../pattern/name-class.js';
import { schemaDiagnostic } from '../syntax/report.js';
import type { SyntaxNode } from '../syntax/tree.js';
import { type Context, enter } from './grammar.js';

/** As §4.16 writes it, without the slash at the end that the namespace has. */
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns';
const NAME_CLASS_NAMES = new Set(['name', 'anyName', 'nsName', 'choice']);

/** The exceptions that a name stands in: within anyName's no anyName, within nsName's neither anyName nor nsName (§4.16). */
type Within = 'anyName' | 'nsName' | undefined;

type Report = (diagnostic: Diagnostic) => void;

/**
 * The name class of an `element` or `attribute`, and the patterns that follow it.
 *
 * @param context inside the node.
 */
export function readName(
  node: SyntaxNode,
  context: Context,
  report: Report,
): { nameClass: NameClass; patterns: readonly SyntaxNode[] } {
  const attributeName = node.attributes.get('name');
  const reader = new NameClassReader(node.name === 'attribute', report);
  if (attributeName !== undefined) {
    // §4.8: an attribute named by `name` does not inherit a namespace, only its own `ns` counts.
    const ns = node.name === 'attribute' ? (node.attributes.get('ns') ?? '') : context.ns;
    return { nameClass: reader.qname(attributeName, ns, node), patterns: node.children };
  }
  const first = node.children[0];
  if (first === undefined || !NAME_CLASS_NAMES.has(first.name)) {
    return { nameClass: anyName(), patterns: node.children };
  }
  return { nameClass: reader.read(first, context, undefined), patterns: node.children.slice(1) };
}

/** One choice of all, as a balanced tree: some schemas list thousands of names. */
function joined(members: readonly NameClass[]): NameClass {
  if (members.length === 1) return members[0]!;
  const middle = members.length >> 1;
  return nameChoice(joined(members.slice(0, middle)), joined(members.slice(middle)));
}

class NameClassReader {
  readonly #ofAttribute: boolean;
  readonly #report: Report;

  constructor(ofAttribute: boolean, report: Report) {
    this.#ofAttribute = ofAttribute;
    this.#report = report;
  }

  read(node: SyntaxNode, outer: Context, within: Within): NameClass {
    const context = enter(outer, node);
    switch (node.name) {
      case 'name':
        return this.qname(node.text, context.ns, node);
      case 'choice':
        return this.#choice(node.children, context, within);
      case 'anyName':
        if (within !== undefined) {
          this.#error(
            'schema-name-class-except',
            `anyName may not stand in the except of ${within}: nothing would be left. List the names or, in the except of anyName, the namespaces (nsName) that are not meant.`,
            node,
          );
        }
        return anyName(this.#except(node, context, 'anyName'));
      default:
        if (within === 'nsName') {
          this.#error(
            'schema-name-class-except',
            'nsName may not stand in the except of nsName: list the single names that are not meant.',
            node,
          );
        }
        this.#checkNamespace(context.ns, node);
        return nsName(context.ns, this.#except(node, context, 'nsName'));
    }
  }

  /** §4.10, and the prefix-less name of §4.9. */
  qname(text: string, ns: string, node: SyntaxNode): NameClass {
    const qname = trimXmlSpace(text);
    const colon = qname.indexOf(':');
    if (colon === -1) {
      if (this.#ofAttribute && qname === 'xmlns' && ns === '') this.#refuseXmlns(node);
      this.#checkNamespace(ns, node);
      return name(ns, qname);
    }
    const prefix = qname.slice(0, colon);
    const uri = node.namespaces.get(prefix);
    if (uri === undefined) {
      this.#error(
        'schema-prefix-undeclared',
        `the prefix "${prefix}" of "${qname}" is not declared here: add xmlns:${prefix}="…" with its namespace to the root of the schema (in the compact syntax: namespace ${prefix} = "…").`,
        node,
      );
    }
    this.#checkNamespace(uri ?? '', node);
    return name(uri ?? '', qname.slice(colon + 1));
  }

  #choice(nodes: readonly SyntaxNode[], context: Context, within: Within): NameClass {
    // A choice without members has been refused by the reader of the syntax.
    return nodes.length === 0 ? anyName() : joined(nodes.map((node) => this.read(node, context, within)));
  }

  #except(node: SyntaxNode, context: Context, within: Within): NameClass | undefined {
    const except = node.children.find((child) => child.name === 'except');
    return except === undefined ? undefined : this.#choice(except.children, enter(context, except), within);
  }

  #refuseXmlns(node: SyntaxNode): void {
    this.#error(
      'schema-attribute-xmlns',
      'xmlns declares a namespace, it is not an attribute, so a schema may not name it: take it away. Namespaces are declared in documents whatever the schema says.',
      node,
    );
  }

  #checkNamespace(ns: string, node: SyntaxNode): void {
    if (!this.#ofAttribute || ns !== XMLNS_NAMESPACE) return;
    this.#error(
      'schema-attribute-xmlns',
      `no attribute is in the namespace ${ns}: it is that of namespace declarations, which are not attributes. Take this name away.`,
      node,
    );
  }

  #error(code: Code, message: string, node: SyntaxNode): void {
    this.#report(schemaDiagnostic(code, message, node.position));
  }
}
