/** The TEI while it is written: elements and texts, and no DOM, which took a fifth of a conversion's time for the same bytes. */
import { visible } from '../shown.js';
import { replaceForbidden } from '../xml/forbidden.js';

/** A handle on an element already written. */
export class XmlElement {
  readonly name: string;
  readonly parent: XmlElement | undefined;
  readonly attributes = new Map<string, string>();
  /** Texts as they are written, and elements. */
  readonly content: (string | XmlElement)[] = [];

  constructor(name: string, parent: XmlElement | undefined) {
    this.name = name;
    this.parent = parent;
  }
}

/** Attributes in the order in which they are written; undefined ones are left out. */
export type XmlAttributes = Readonly<Record<string, string | undefined>>;

/**
 * A document under construction: elements are opened and closed in order, and one left behind can
 * be filled later ({@link within}), as a header can that sums up what follows it. Text and
 * attribute values of any content come back the same when the result is parsed; only characters
 * that XML cannot hold are replaced by U+FFFD.
 */
export class XmlTree {
  readonly #prolog = ['<?xml version="1.0" encoding="UTF-8"?>'];
  readonly #namespace: string;
  #root: XmlElement | undefined;
  #current: XmlElement | undefined;
  #pending = '';

  /** An empty document whose elements are all in `namespace`. */
  constructor(namespace: string) {
    this.#namespace = namespace;
  }

  /** A processing instruction in front of the root. */
  instruction(target: string, data: string): void {
    this.#prolog.push(`<?${target} ${replaceForbidden(data).replaceAll('?>', '?&gt;')}?>`);
  }

  /** Opens an element in the current one. */
  open(name: string, attributes?: XmlAttributes): XmlElement {
    this.#flush();
    const element = new XmlElement(name, this.#current);
    for (const key in attributes) this.set(element, key, attributes[key]);
    if (this.#current === undefined) this.#root = element;
    else this.#current.content.push(element);
    this.#current = element;
    return element;
  }

  /** Closes the current element. */
  close(): void {
    this.#flush();
    this.#current = this.#current?.parent;
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
    if (value !== undefined) element.attributes.set(name, attributeText(value));
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
    const root = this.#root === undefined ? '' : written(this.#root, ` xmlns="${this.#namespace}"`);
    return [...this.#prolog, root, ''].join('\n');
  }

  #flush(): void {
    if (this.#pending === '') return;
    this.#current?.content.push(plainText(this.#pending));
    this.#pending = '';
  }
}

function written({ name, attributes, content }: XmlElement, namespace = ''): string {
  let xml = `<${name}${namespace}`;
  for (const [key, value] of attributes) xml += ` ${key}="${value}"`;
  if (content.length === 0) return `${xml}/>`;
  xml += '>';
  for (const each of content) xml += typeof each === 'string' ? each : written(each);
  return `${xml}</${name}>`;
}

/** Beside letters of ASCII, figures and the commonest marks there is little: one look for three that follow. */
const MAY_NEED_REFERENCE = /[^\n A-Za-z0-9.,;!?'()[\]/_-]/;
const MARKUP: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What is hidden, or would command a terminal or a runner that the document is printed to, is said by reference; so is a carriage return, of which a parser makes a line feed. */
function plainText(text: string): string {
  if (!MAY_NEED_REFERENCE.test(text)) return text;
  const safe = replaceForbidden(text);
  return visible(/[&<>]/.test(safe) ? safe.replace(/[&<>]/g, (char) => MARKUP[char]!) : safe, reference);
}

function reference(char: string): string {
  return `&#${char.charCodeAt(0)};`;
}

function attributeText(value: string): string {
  if (!/[^A-Za-z0-9 #.:_-]/.test(value)) return value;
  return plainText(value).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}
