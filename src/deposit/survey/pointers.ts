/** Which files a document points to: images, registers, stylesheets, schemas, other documents. */

import type { PartsHandler } from '../../validate/index.js';
import { Prefixes } from '../../validate/pointers/prefixes.js';
import { targetOf } from '../../validate/pointers/targets.js';
import type { XmlAttribute, XmlName } from '../../xml/events.js';
import { XML_NAMESPACE } from '../../xml/known-namespaces.js';
import { tokens } from '../../xml/white-space.js';

/** Attributes of TEI that hold pointers (teidata.pointer) and may lead to files. */
const ATTRIBUTES: ReadonlySet<string> = new Set(
  `url facs target ref corresp sameAs copyOf source ana synch next prev exclude select change resp edRef hand decls wit who
scheme active passive mutual spanTo since calendar datingPoint datingMethod period rendition scribeRef scriptRef new parts
perf lemmaRef filter uri where location inst origin cause children adj adjFrom adjTo datcat valueDatcat targetDatcat
render domains feats fVal lead start end toWhom nymRef evaluate`.split(/\s+/),
);
/** Those of which it is missed if there is no file: the others often hold words. */
const SURE: ReadonlySet<string> = new Set(['url', 'facs']);

/** One place of the document itself. */
const OF_THE_DOCUMENT = /^#\S*$/;

interface Base {
  readonly depth: number;
  readonly uri: string;
}

export class FilePointers implements PartsHandler {
  /** Absolute paths, and whether it is surely a file that is meant. */
  readonly found = new Map<string, boolean>();
  readonly prefixes = new Prefixes();
  readonly #bases: Base[];
  #depth = 0;

  /** @param uri of the document. */
  constructor(uri: string) {
    this.#bases = [{ depth: 0, uri }];
  }

  includePart(uri: string | undefined): void {
    if (uri === undefined) this.#bases.pop();
    else this.#bases.push({ depth: 0, uri });
  }

  startElement({ local }: XmlName, attributes: readonly XmlAttribute[]): void {
    this.#depth++;
    if (attributes.length === 0) return;
    for (const { name, value } of attributes)
      if (name.uri === XML_NAMESPACE && name.local === 'base') this.#rebase(value);
    if (local === 'prefixDef') this.#declare(attributes);
    for (const { name, value } of attributes) {
      if (name.uri !== '' || !ATTRIBUTES.has(name.local) || OF_THE_DOCUMENT.test(value)) continue;
      for (const pointer of tokens(value)) this.#take(pointer, SURE.has(name.local));
    }
  }

  endElement(): void {
    if (this.#bases.at(-1)!.depth === this.#depth) this.#bases.pop();
    this.#depth--;
  }

  processingInstruction(target: string, data: string): void {
    if (target !== 'xml-stylesheet') return;
    const href = /\bhref\s*=\s*(["'])(.*?)\1/.exec(data)?.[2];
    if (href !== undefined) this.#take(href, true);
  }

  #rebase(written: string): void {
    const { uri } = this.#bases.at(-1)!;
    if (URL.canParse(written, uri)) this.#bases.push({ depth: this.#depth, uri: new URL(written, uri).href });
  }

  #declare(attributes: readonly XmlAttribute[]): void {
    const value = (local: string) => attributes.find(({ name }) => name.uri === '' && name.local === local)?.value;
    const [ident, pattern, replacement] = [value('ident'), value('matchPattern'), value('replacementPattern')];
    if (ident === undefined || pattern === undefined || replacement === undefined) return;
    this.prefixes.declare(ident, pattern, replacement);
  }

  #take(pointer: string, isSure: boolean): void {
    const path = this.#leadsToFile(pointer, isSure);
    if (path !== undefined) this.found.set(path, isSure || this.found.get(path) === true);
  }

  #leadsToFile(pointer: string, isSure: boolean): string | undefined {
    if (pointer.startsWith('#') || /^https?:/i.test(pointer)) return undefined;
    // A word is a word; a file has an ending, or lies in a folder, or has a prefix.
    if (!isSure && !/[./:]/.test(pointer)) return undefined;
    const { uri } = this.#bases.at(-1)!;
    const target = targetOf(pointer, uri, this.#bases[0]!.uri, this.prefixes);
    return target.kind === 'file' ? target.path : undefined;
  }
}
