/** The rules of a large schema file, kept between runs: a grammar of megabytes holds few, and reading it takes longer than judging. */
import type { Content } from '../engine/source.js';
import type { SchemaStore } from '../platform/store.js';
import { BUILD } from '../version.js';
import type { XmlName } from '../xml/events.js';
import {
  AttributeNode,
  appendChild,
  DocumentNode,
  ELEMENT,
  ElementNode,
  type Namespaces,
  type ParentNode,
  TEXT,
  TextNode,
} from './tree.js';

/** In bytes or characters: what is shorter is read as fast as what was kept of it. */
const WORTH_KEEPING = 200_000;

/** What is kept of the content of a file, by that content; undefined where nothing is. */
export function keptTree(store: SchemaStore, content: Content, uri: string): DocumentNode | undefined {
  if (content.length < WORTH_KEEPING) return undefined;
  const bytes = store.read(nameOf(store, content));
  if (bytes === undefined) return undefined;
  try {
    const end = bytes.indexOf(LINE_END);
    const body = bytes.subarray(end + 1);
    if (store.hash(body) !== new TextDecoder().decode(bytes.subarray(0, end))) return undefined;
    return new Restorer(JSON.parse(new TextDecoder().decode(body)) as Stored, uri).document;
  } catch {
    return undefined;
  }
}

/** Keeps what was read of a file. */
export function keepTree(store: SchemaStore, content: Content, document: DocumentNode): void {
  if (content.length < WORTH_KEEPING) return;
  const body = new TextEncoder().encode(JSON.stringify(new Storer(document).stored));
  const digest = new TextEncoder().encode(`${store.hash(body)}\n`);
  const whole = new Uint8Array(digest.length + body.length);
  whole.set(digest);
  whole.set(body, digest.length);
  store.write(nameOf(store, content), whole);
}

const LINE_END = 10;

function nameOf(store: SchemaStore, content: Content): string {
  return store.hash(JSON.stringify([BUILD, 'rules', store.hash(content)]));
}

type StoredAttribute = readonly [name: number, value: string, line: number, column: number];
type StoredNode = string | StoredElement;
interface StoredElement {
  /** Name and namespaces by number, line, column. */
  readonly is: readonly [name: number, namespaces: number, line: number, column: number];
  readonly attributes: readonly StoredAttribute[];
  readonly children: readonly StoredNode[];
}
interface Stored {
  readonly names: readonly XmlName[];
  readonly namespaces: readonly (readonly (readonly [prefix: string, uri: string])[])[];
  readonly children: readonly StoredNode[];
}

class Storer {
  readonly stored: Stored;
  readonly #names = new Map<XmlName, number>();
  readonly #namespaces = new Map<Namespaces, number>();

  constructor(document: DocumentNode) {
    const children = this.#childrenOf(document);
    const namespaces = [...this.#namespaces.keys()].map((each) => [...each]);
    this.stored = { names: [...this.#names.keys()], namespaces, children };
  }

  /** Elements and texts: of a schema nothing else is asked for. */
  #childrenOf(parent: ParentNode): StoredNode[] {
    const children: StoredNode[] = [];
    for (let child = parent.firstChild; child !== undefined; child = child.next) {
      if (child.kind === TEXT) children.push(child.data);
      else if (child.kind === ELEMENT) children.push(this.#element(child));
    }
    return children;
  }

  #element(element: ElementNode): StoredElement {
    const { name, namespaces, line, column, attributes } = element;
    return {
      is: [numberOf(this.#names, name), numberOf(this.#namespaces, namespaces), line, column],
      attributes: attributes.map((each) => [numberOf(this.#names, each.name), each.value, each.line, each.column]),
      children: this.#childrenOf(element),
    };
  }
}

class Restorer {
  readonly document: DocumentNode;
  readonly #names: readonly XmlName[];
  readonly #namespaces: readonly Namespaces[];
  #order = 1;

  constructor({ names, namespaces, children }: Stored, uri: string) {
    this.#names = names;
    this.#namespaces = namespaces.map((each) => new Map(each));
    this.document = new DocumentNode(uri);
    this.#restore(this.document, children);
  }

  #restore(parent: ParentNode, children: readonly StoredNode[]): void {
    for (const child of children) {
      if (typeof child === 'string') appendChild(parent, new TextNode(this.#order++, parent, child));
      else this.#element(parent, child);
    }
  }

  #element(parent: ParentNode, { is: [name, namespaces, line, column], attributes, children }: StoredElement): void {
    const [named, bound] = [this.#names[name]!, this.#namespaces[namespaces]!];
    const element = new ElementNode(this.#order++, parent, named, bound, line, column);
    element.attributes = attributes.map(
      ([of, value, at, from]) => new AttributeNode(this.#order++, element, this.#names[of]!, value, at, from),
    );
    appendChild(parent, element);
    this.#restore(element, children);
  }
}

function numberOf<T>(numbers: Map<T, number>, value: T): number {
  const known = numbers.get(value);
  if (known !== undefined) return known;
  numbers.set(value, numbers.size);
  return numbers.size - 1;
}
