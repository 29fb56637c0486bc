/** Namespace declarations in scope (Namespaces in XML 1.0, third edition). */

import type { Problem } from './failure.js';
import { XML_NAMESPACE, XMLNS_NAMESPACE } from './known-namespaces.js';
import { problems } from './messages.js';
import type { NameTable, Prefix } from './names.js';

/**
 * The bindings at the current element. Each prefix's record holds what it means now; what it
 * meant before waits on a stack until the element ends, so that looking up costs one field.
 */
export class Namespaces {
  readonly #names: NameTable;
  /** How many elements are open. */
  #depth = 0;
  readonly #changed: Prefix[] = [];
  /** For each change, the depth of the element that makes it: few elements make any. */
  readonly #depths: number[] = [];
  readonly #before: (string | undefined)[] = [];
  /** What `all` gave, as long as it is true: consumers keep one for many elements. */
  #all: ReadonlyMap<string, string> | undefined;

  constructor(names: NameTable) {
    this.#names = names;
    names.prefix('xml').uri = XML_NAMESPACE;
    names.prefix('xmlns').uri = XMLNS_NAMESPACE;
  }

  /** Begins the scope of an element. */
  open(): void {
    this.#depth++;
  }

  /** Ends the scope of the innermost element. */
  close(): void {
    while (this.#depths.length > 0 && this.#depths[this.#depths.length - 1] === this.#depth) {
      this.#depths.pop();
      this.#changed.pop()!.uri = this.#before.pop();
      this.#all = undefined;
    }
    this.#depth--;
  }

  /** Ends the scopes of all elements that are open. */
  closeAll(): void {
    while (this.#depth > 0) this.close();
  }

  /** Binds a prefix in the current scope; what is wrong with that, if anything. */
  declare(prefix: Prefix, uri: string): Problem | undefined {
    const name = prefix.prefix;
    if (name === 'xmlns') return problems.reservedPrefix(name);
    if (uri === XMLNS_NAMESPACE) return problems.reservedNamespace(uri);
    if (name === 'xml') return uri === XML_NAMESPACE ? undefined : problems.reservedPrefix(name);
    if (uri === XML_NAMESPACE) return problems.reservedNamespace(uri);
    if (uri === '' && name !== '') return problems.emptyNamespace(name);
    this.#all = undefined;
    this.#changed.push(prefix);
    this.#depths.push(this.#depth);
    this.#before.push(prefix.uri);
    prefix.uri = this.#names.uri(uri);
    return undefined;
  }

  /** The namespace of a prefix; for the default prefix '' if there is none. */
  lookup(prefix: string): string | undefined {
    return this.#names.knownPrefix(prefix)?.uri;
  }

  /** All bindings in scope, that of `xml` included; the default namespace under '' if there is one. The same map until they change. */
  all(): ReadonlyMap<string, string> {
    this.#all ??= this.#collect();
    return this.#all;
  }

  #collect(): ReadonlyMap<string, string> {
    const bindings = new Map<string, string>();
    for (const { prefix, uri } of this.#names.prefixes()) {
      if (uri !== undefined && uri !== '' && prefix !== 'xmlns') bindings.set(prefix, uri);
    }
    return bindings;
  }
}
