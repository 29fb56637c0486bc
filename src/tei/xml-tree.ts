/**
 * The one place that knows xmlbuilder2. It takes whatever looks like a reference (`&amp;`, `&#13;`)
 * for one and leaves it alone, and writes line ends in attributes as they are, which a parser turns
 * into spaces; so text is escaped here first, in exactly the forms that it leaves alone.
 */

import { create } from 'xmlbuilder2';
import { visible } from '../shown.js';
import { replaceForbidden } from '../xml/forbidden.js';
import { XML_NAMESPACE } from '../xml/known-namespaces.js';

type Builder = ReturnType<typeof create>;
type DomNode = Builder['node'];
type DomDocument = NonNullable<DomNode['ownerDocument']>;
type DomElement = ReturnType<DomDocument['createElementNS']>;

/** A handle on an element already written. */
export type XmlElement = DomElement;

/** Attributes in the order in which they are written; undefined ones are left out. */
export type XmlAttributes = Readonly<Record<string, string | undefined>>;

/**
 * A document under construction: elements are opened and closed in order, and one left behind can
 * be filled later ({@link within}), as a header can that sums up what follows it. Text and
 * attribute values of any content come back the same when the result is parsed; only characters
 * that XML cannot hold are replaced by U+FFFD.
 */
export class XmlTree {
  readonly #builder: Builder;
  readonly #document: DomDocument;
  readonly #namespace: string;
  // As text, not as nodes: a fifth class of node makes every node of xmlbuilder2's DOM five times as slow to create in V8.
  readonly #prolog = ['<?xml version="1.0" encoding="UTF-8"?>'];
  #current: DomNode;
  #pending = '';

  /** An empty document whose elements are all in `namespace`. */
  constructor(namespace: string) {
    this.#builder = create();
    // A document node is its own document, which the DOM's types do not say.
    this.#document = this.#builder.node as DomNode & DomDocument;
    this.#current = this.#document;
    this.#namespace = namespace;
  }

  /** A processing instruction in front of the root. */
  instruction(target: string, data: string): void {
    this.#prolog.push(`<?${target} ${replaceForbidden(data).replaceAll('?>', '?&gt;')}?>`);
  }

  /** Opens an element in the current one. */
  open(name: string, attributes?: XmlAttributes): XmlElement {
    this.#flush();
    const element = this.#document.createElementNS(this.#namespace, name);
    for (const key in attributes) this.set(element, key, attributes[key]);
    this.#current.appendChild(element);
    this.#current = element;
    return element;
  }

  /** Closes the current element. */
  close(): void {
    this.#flush();
    this.#current = this.#current.parentNode ?? this.#document;
  }

  /** A whole element, empty or with text only. */
  element(name: string, attributes?: XmlAttributes, text?: string): XmlElement {
    const element = this.open(name, attributes);
    if (text !== undefined) this.text(text);
    this.close();
    return element;
  }

  text(data: string): void {
    this.#pending += data;
  }

  /** Sets an attribute of an element written before; nothing where the value is undefined. */
  set(element: XmlElement, name: string, value: string | undefined): void {
    if (value === undefined) return;
    const guarded = guardAttribute(value);
    if (name.startsWith('xml:')) element.setAttributeNS(XML_NAMESPACE, name, guarded);
    else element.setAttribute(name, guarded);
  }

  /** Writes into an element that was closed before, and comes back. */
  within(element: XmlElement, write: () => void): void {
    this.#flush();
    const current = this.#current;
    this.#current = element;
    write();
    this.#flush();
    this.#current = current;
  }

  toString(): string {
    this.#flush();
    return [...this.#prolog, this.#builder.end({ headless: true }), ''].join('\n');
  }

  #flush(): void {
    if (this.#pending === '') return;
    this.#current.appendChild(this.#document.createTextNode(guardText(this.#pending)));
    this.#pending = '';
  }
}

// A parser turns a carriage return as such into a line feed; only a reference keeps it. What is hidden, or would command a
// terminal or a runner that the document is printed to, says the same as a reference.
function guardText(text: string): string {
  return visible(replaceForbidden(text).replaceAll('&', '&amp;'), reference);
}

function reference(char: string): string {
  return `&#${char.charCodeAt(0)};`;
}

function guardAttribute(value: string): string {
  if (!/[^A-Za-z0-9 #.:_-]/.test(value)) return value;
  return guardText(value).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}
