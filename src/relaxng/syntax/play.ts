/** Tells of a schema in the compact syntax as of the same schema in XML, for who reads what else stands in it. */
import { decodeText } from '../../encoding.js';
import type { XmlAttribute, XmlHandler, XmlLocator } from '../../xml/events.js';
import { RELAXNG_NAMESPACE, XML_NAMESPACE } from '../../xml/known-namespaces.js';
import { parseCompact } from './compact/index.js';
import type { ForeignElement, SchemaPosition, SyntaxNode } from './tree.js';

/** Whether a file is in the compact syntax, by its name. */
export function isCompact(uri: string): boolean {
  return /\.rnc$/i.test(uri.replace(/[?#].*$/s, ''));
}

/**
 * The events of a parse, each at its place in the file: RELAX NG's elements, and annotations within them. The name of an
 * element or attribute is an attribute, where it has but one. Of a file that does not follow the syntax nothing is told.
 *
 * @param uri of the file: the base of its references.
 */
export function playCompact(content: string | Uint8Array, uri: string, handler: XmlHandler): void {
  const { root } = parseCompact(typeof content === 'string' ? content : decodeText(content).text, uri);
  if (root === undefined) return;
  const player = new Player(handler);
  handler.startDocument?.(player.locator);
  player.node(root);
  handler.endDocument?.();
}

class Player {
  readonly locator: XmlLocator;
  readonly #handler: XmlHandler;
  #position: Omit<SchemaPosition, 'uri'> = { line: 1, column: 1 };
  #namespaces: ReadonlyMap<string, string> = NO_NAMESPACES;

  constructor(handler: XmlHandler) {
    this.#handler = handler;
    this.locator = locatorOf(
      () => this.#position,
      () => this.#namespaces,
    );
  }

  node(node: SyntaxNode): void {
    const { position, children, annotations = [], following = [] } = node;
    this.#position = position;
    this.#namespaces = node.namespaces;
    const name = { uri: RELAXNG_NAMESPACE, local: node.name, prefix: '' };
    this.#handler.startElement?.(
      name,
      [...attributesOf(node)].map((each) => attribute(each, position)),
    );
    for (const annotation of annotations) this.#annotation(annotation);
    for (const child of children) this.node(child);
    this.#handler.endElement?.(name);
    for (const annotation of following) this.#annotation(annotation);
  }

  #annotation({ name, attributes, children, position }: ForeignElement): void {
    this.#position = position;
    this.#handler.startElement?.(
      name,
      attributes.map((each) => ({ ...each, ...placed(each.position) })),
    );
    for (const child of children) {
      if (typeof child !== 'string') this.#annotation(child);
      else if (child !== '') this.#handler.text?.(child);
    }
    this.#handler.endElement?.(name);
  }
}

const NO_NAMESPACES: ReadonlyMap<string, string> = new Map([['xml', XML_NAMESPACE]]);

/** Those of the XML syntax; a name class that is one name is written as an attribute there. */
function attributesOf({ name, attributes, children }: SyntaxNode): ReadonlyMap<string, string> {
  const [first] = children;
  if ((name !== 'element' && name !== 'attribute') || first?.name !== 'name') return attributes;
  const ns = first.attributes.get('ns');
  return new Map([...attributes, ['name', first.text], ...(ns === undefined ? [] : [['ns', ns] as const])]);
}

function attribute([local, value]: readonly [string, string], position: SchemaPosition): XmlAttribute {
  return { name: { uri: '', local, prefix: '' }, value, ...placed(position) };
}

function placed({ line, column }: SchemaPosition): Pick<XmlAttribute, 'line' | 'column' | 'endLine' | 'endColumn'> {
  return { line, column, endLine: line, endColumn: column };
}

/** Where annotations end is of no interest to anybody. */
function locatorOf(
  position: () => Omit<SchemaPosition, 'uri'>,
  namespaces: () => ReadonlyMap<string, string>,
): XmlLocator {
  return {
    get line() {
      return position().line;
    },
    get column() {
      return position().column;
    },
    get endLine() {
      return position().line;
    },
    get endColumn() {
      return position().column;
    },
    lookupNamespace: (prefix) => namespaces().get(prefix) ?? (prefix === '' ? '' : undefined),
    isUnparsedEntity: () => false,
    namespaces,
  };
}
