/**
 * What a grammar cannot see: whether pointers lead anywhere. Which attributes are pointers, the schema tells: those
 * of the type `xsd:anyURI` (TEI's teidata.pointer). Listens to the events of one document; keeps its ids, and those
 * pointers whose target has not come yet.
 */

import { fileURLToPath } from 'node:url';
import { Budget } from '../../budget.js';
import type { Code } from '../../codes/index.js';
import type { Diagnostic } from '../../diagnostics.js';
import { askedBy, whetherThere } from '../../files/door.js';
import { Suggestions } from '../../nearest.js';
import type { UriAttributes } from '../../relaxng/index.js';
import { detach } from '../../xml/chars.js';
import type { XmlAttribute, XmlHandler, XmlName } from '../../xml/events.js';
import { TEI_NAMESPACE, XML_NAMESPACE } from '../../xml/known-namespaces.js';
import { tokens } from '../../xml/white-space.js';
import type { Corpus } from './corpus.js';
import * as messages from './messages.js';
import { Prefixes } from './prefixes.js';
import { type Target, targetOf } from './targets.js';

export interface PointerOptions {
  /** The document's name, for its diagnostics. */
  readonly file?: string | undefined;
  /** Its absolute `file:` URI. */
  readonly uri: string;
  /** Its absolute path, where it has one. */
  readonly path: string | undefined;
  /** The attributes of an element that are pointers, as the schema has them. */
  readonly pointersOf: (element: XmlName) => UriAttributes;
  /** The ids of the run, where its files are checked together. */
  readonly corpus?: Corpus | undefined;
  /** How the report names a file, from its absolute path. */
  readonly display?: ((path: string) => string) | undefined;
  /** What the document may cost: how many pointers may be open, and how long is looked for what wrong ones mean. */
  readonly budget?: Budget | undefined;
}

type Place = Pick<Required<Diagnostic>, 'line' | 'column' | 'endLine' | 'endColumn'>;

/** What pointers are relative to. */
interface Base {
  /** Of the element that says it with `xml:base`; 0 for a document, or a part that one includes. */
  readonly depth: number;
  readonly uri: string;
  /** The file that the pointers stand in: a pointer to an id of its own is one to an id of the whole. */
  readonly document: string;
}

interface Pointer extends Place {
  readonly written: string;
  readonly attribute: string;
  readonly base: Base;
}

/** Pointers judged between two breaths. */
const SOME = 1000;

export class PointerListener implements XmlHandler {
  readonly #options: PointerOptions;
  readonly #budget: Budget;
  readonly #suggestions: Suggestions;
  readonly #tables = new Map<XmlName, UriAttributes>();
  readonly #ids = new Set<string>();
  readonly #prefixes = new Prefixes();
  readonly #pending: Pointer[] = [];
  readonly #found: Diagnostic[] = [];
  /** The bases in force, each with the depth of the element that says it. */
  readonly #bases: Base[];
  readonly #exists = new Map<string, boolean>();
  #depth = 0;
  #overflow: Place | undefined;

  constructor(options: PointerOptions) {
    this.#options = options;
    this.#budget = options.budget ?? new Budget();
    this.#suggestions = new Suggestions(this.#budget);
    this.#bases = [{ depth: 0, uri: options.uri, document: options.uri }];
  }

  /** What was found, complete after `endDocument`. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#found;
  }

  entity(uri: string | undefined): void {
    this.includePart(uri);
  }

  /** A part that the document includes begins, with its absolute URI; or the innermost ends. */
  includePart(uri: string | undefined): void {
    if (uri === undefined) this.#bases.pop();
    else this.#bases.push({ depth: 0, uri, document: uri });
  }

  startElement(name: XmlName, attributes: readonly XmlAttribute[]): void {
    this.#depth++;
    if (attributes.length === 0) return;
    for (const attribute of attributes) {
      if (attribute.name.uri === XML_NAMESPACE) this.#takeXml(attribute);
    }
    if (name.local === 'prefixDef' && name.uri === TEI_NAMESPACE) this.#takePrefix(attributes);
    const table = this.#tableOf(name);
    if (table.size === 0) return;
    for (const attribute of attributes) {
      const { uri, local } = attribute.name;
      if (uri === XML_NAMESPACE) continue;
      const use = table.get(`${uri} ${local}`);
      if (use === undefined) continue;
      const written = use.list ? tokens(attribute.value) : [attribute.value.trim()];
      for (const pointer of written) {
        // Where words of the schema may stand too, only what cannot be one is a pointer.
        if (pointer !== '' && (use.only || pointer.startsWith('#'))) this.#take(pointer, attribute);
      }
    }
  }

  endElement(): void {
    if (this.#bases.at(-1)!.depth === this.#depth) this.#bases.pop();
    this.#depth--;
  }

  endDocument(): void {
    for (const [n, pointer] of this.#pending.entries()) {
      if (n % SOME === 0) this.#budget.breathe();
      if (this.#budget.left('findings') <= 0) {
        this.#overflow ??= pointer;
        break;
      }
      this.#judge(pointer);
    }
    if (this.#overflow !== undefined)
      this.#add('info', 'pointers-too-many', messages.tooMany(this.#budget.limits.pointers), this.#overflow);
  }

  #takeXml(attribute: XmlAttribute): void {
    const { name, value } = attribute;
    if (name.local === 'id') this.#ids.add(detach(value.trim()));
    const { uri, document } = this.#bases.at(-1)!;
    if (name.local === 'base' && URL.canParse(value, uri)) {
      this.#bases.push({ depth: this.#depth, uri: new URL(value, uri).href, document });
    }
  }

  #takePrefix(attributes: readonly XmlAttribute[]): void {
    const value = (local: string) => attributes.find(({ name }) => name.local === local && name.uri === '')?.value;
    const ident = value('ident');
    if (ident !== undefined)
      this.#prefixes.declare(ident, value('matchPattern') ?? '.*', value('replacementPattern') ?? '');
  }

  #take(written: string, attribute: XmlAttribute): void {
    // Most point back, or to an address of the web: done with at once.
    if (written.startsWith('http:') || written.startsWith('https:')) return;
    const base = this.#bases.at(-1)!;
    if (base.uri === base.document && written.startsWith('#') && this.#ids.has(written.slice(1))) return;
    const { name, line, column, endLine, endColumn } = attribute;
    const place = { line, column, endLine, endColumn };
    if (!this.#budget.affords('pointers')) {
      this.#overflow ??= place;
      return;
    }
    const qualified = name.prefix === '' ? name.local : `${name.prefix}:${name.local}`;
    this.#pending.push({ written: detach(written), attribute: `@${qualified}`, base, ...place });
  }

  #judge(pointer: Pointer): void {
    const { written, attribute, base } = pointer;
    const target = targetOf(written, base.uri, base.document, this.#prefixes);
    switch (target.kind) {
      case 'id':
        this.#judgeId(pointer, target.id);
        return;
      case 'file':
        this.#judgeFile(pointer, target);
        return;
      case 'prefix-undeclared': {
        const meant = this.#suggestions.nearest(target.prefix, this.#prefixes.names);
        const words = messages.prefixUndeclared(written, attribute, target.prefix, meant);
        this.#add('warning', 'pointer-prefix-undeclared', words, pointer);
        return;
      }
      case 'prefix-mismatch': {
        const words = messages.prefixMismatch(written, attribute, target.prefix, target.patterns);
        this.#add('warning', 'pointer-prefix-mismatch', words, pointer);
        return;
      }
      case 'elsewhere':
        return;
    }
  }

  #judgeId(pointer: Pointer, id: string): void {
    // "#id" means the document that it stands in (RFC 3986, 4.4), whatever other files hold.
    if (this.#ids.has(id)) return;
    const { corpus } = this.#options;
    const { written, attribute } = pointer;
    const owner = corpus?.ownerOf(id);
    if (owner !== undefined) {
      const words = messages.idElsewhere(written, attribute, id, this.#shown(owner));
      this.#add('warning', 'pointer-without-target', words, pointer);
      return;
    }
    const meant = this.#suggestions.nearest(id, this.#ids);
    const isKnownWrong = corpus !== undefined;
    const words = (isKnownWrong ? messages.noSuchIdAnywhere : messages.noSuchId)(written, attribute, id, meant);
    this.#add(isKnownWrong ? 'error' : 'warning', 'pointer-without-target', words, pointer);
  }

  #judgeFile(pointer: Pointer, { path, id }: Extract<Target, { kind: 'file' }>): void {
    const { corpus } = this.#options;
    const { written, attribute } = pointer;
    if (!this.#fileExists(path)) {
      this.#add('warning', 'pointer-without-file', this.#fileMissing(written, attribute, path), pointer);
    } else if (id !== undefined && corpus?.holds(path) === true && !corpus.has(id, path)) {
      const words = messages.noSuchIdIn(written, attribute, id, this.#shown(path));
      this.#add('error', 'pointer-without-target', words, pointer);
    }
  }

  #fileMissing(written: string, attribute: string, path: string): messages.Words {
    const shown = this.#shown(path);
    if (this.#ids.has(written)) return messages.hashForgotten(written, attribute, shown);
    const owner = this.#options.corpus?.ownerOf(written);
    if (owner !== undefined) return messages.fileAndHashForgotten(written, attribute, shown, this.#shown(owner));
    return messages.noSuchFile(written, attribute, shown);
  }

  #shown(path: string): string {
    return this.#options.display?.(path) ?? path;
  }

  #fileExists(path: string): boolean {
    let exists = this.#exists.get(path);
    if (exists === undefined) {
      // Of what is none of the document's business nothing is said, not even that it is missing.
      exists = whetherThere(path, askedBy(fileURLToPath(this.#options.uri), path)) !== 'missing';
      this.#exists.set(path, exists);
    }
    return exists;
  }

  #tableOf(name: XmlName): UriAttributes {
    let table = this.#tables.get(name);
    if (table === undefined) {
      table = this.#options.pointersOf(name);
      this.#tables.set(name, table);
    }
    return table;
  }

  #add(severity: Diagnostic['severity'], code: Code, { message, alike }: messages.Words, place: Place): void {
    if (code !== 'pointers-too-many' && !this.#budget.affords('findings')) return;
    const { line, column, endLine, endColumn } = place;
    const { file, corpus } = this.#options;
    const where = { ...(file === undefined ? {} : { file }), line, column, endLine, endColumn };
    const together = corpus === undefined || alike === undefined ? {} : { alike };
    this.#found.push({ severity, code, message, ...where, ...together, source: 'pointers' });
  }
}
