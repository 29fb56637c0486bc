/** Writes XML of one namespace, for functions that give documents. */
import { escapeAttribute, escapeText } from '../../../xml/escape.js';

export class Markup {
  readonly #namespace: string;
  #text = '';
  readonly #open: string[] = [];

  constructor(namespace: string) {
    this.#namespace = namespace;
  }

  open(name: string, attributes: Readonly<Record<string, string | undefined>> = {}): void {
    const declared = this.#open.length === 0 ? ` xmlns="${escapeAttribute(this.#namespace)}"` : '';
    const written = Object.entries(attributes)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => ` ${key}="${escapeAttribute(value!)}"`)
      .join('');
    this.#text += `<${name}${declared}${written}>`;
    this.#open.push(name);
  }

  text(data: string): void {
    this.#text += escapeText(data);
  }

  close(): void {
    this.#text += `</${this.#open.pop()}>`;
  }

  element(name: string, attributes: Readonly<Record<string, string | undefined>>, text = ''): void {
    this.open(name, attributes);
    this.text(text);
    this.close();
  }

  toString(): string {
    return this.#text;
  }
}
