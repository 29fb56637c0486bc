/** A document as the project's parser reads it: what is wrong with it as XML, and a form that libxml2 can take. */
import type { Diagnostic } from '../diagnostics.js';
import { escapeAttribute, escapeText } from '../xml/escape.js';
import type { XmlAttribute, XmlDoctype, XmlHandler, XmlLocator, XmlName } from '../xml/events.js';
import { parseXml } from '../xml/parser.js';
import { DEEPEST } from './limits.js';

export interface ReadDocument {
  readonly diagnostics: readonly Diagnostic[];
  /**
   * The document without its DOCTYPE, entities expanded and defaults written out: XML Schema knows no entities, and
   * libxml2 refuses them. Undefined where there is no DOCTYPE, and the document can be taken as it is.
   */
  readonly plain: string | undefined;
  /** Whether something of it stands in a file that is not read. */
  readonly incomplete: boolean;
}

/** @param defaults whether an external subset matters that gives attributes their defaults. */
export function readDocument(
  xml: string | Uint8Array,
  { file, defaults }: { readonly file?: string | undefined; readonly defaults: boolean },
): ReadDocument {
  const reader = new Reader(file, defaults);
  parseXml(xml, reader, file === undefined ? {} : { file });
  const { diagnostics, pieces } = reader;
  const incomplete = diagnostics.some(({ code }) => code === 'xml-skipped-entity');
  return { diagnostics, plain: pieces?.join(''), incomplete };
}

class Reader implements XmlHandler {
  readonly diagnostics: Diagnostic[] = [];
  /** From the DOCTYPE on. */
  pieces: string[] | undefined;
  readonly #file: string | undefined;
  readonly #defaults: boolean;
  #locator: XmlLocator | undefined;
  /** The bindings that the open elements have been given. */
  readonly #bindings: ReadonlyMap<string, string>[] = [new Map()];
  #depth = 0;
  #tooDeep = false;

  constructor(file: string | undefined, defaults: boolean) {
    this.#file = file;
    this.#defaults = defaults;
  }

  startDocument(locator: XmlLocator): void {
    this.#locator = locator;
  }

  doctype({ systemId }: XmlDoctype): void {
    this.pieces = [];
    if (systemId !== undefined && this.#defaults) this.#report('warning', 'xml-skipped-entity', NOT_READ);
  }

  startElement(name: XmlName, attributes: readonly XmlAttribute[]): void {
    this.#depth++;
    if (this.#depth > DEEPEST && !this.#tooDeep) {
      this.#tooDeep = true;
      this.#report('error', 'xml-too-deep', TOO_DEEP);
    }
    if (this.pieces === undefined) return;
    const outer = this.#bindings.at(-1)!;
    const inner = this.#locator?.namespaces() ?? outer;
    this.#bindings.push(inner);
    this.pieces.push(`<${written(name)}`);
    if (inner !== outer) this.pieces.push(...declarations(outer, inner));
    for (const { name: own, value } of attributes) this.pieces.push(` ${written(own)}="${escapeAttribute(value)}"`);
    this.pieces.push('>');
  }

  endElement(name: XmlName): void {
    this.#depth--;
    if (this.pieces === undefined) return;
    this.#bindings.pop();
    this.pieces.push(`</${written(name)}>`);
  }

  text(data: string): void {
    this.pieces?.push(escapeText(data));
  }

  diagnostic(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }

  #report(severity: Diagnostic['severity'], code: Diagnostic['code'], message: string): void {
    const { line, column, endLine, endColumn } = this.#locator!;
    const file = this.#file === undefined ? {} : { file: this.#file };
    this.diagnostics.push({ severity, code, message, ...file, line, column, endLine, endColumn, source: 'xml' });
  }
}

const NOT_READ =
  'The declarations of this document stand in another file, which is never read. If they give attributes default values, these were not there when the document was checked, so it was not checked in full. Write the values into the document, or check it against the DTD.';
const TOO_DEEP = `Here elements stand within one another more than ${DEEPEST.toLocaleString('en')} levels deep, which is as deep as a document can be checked against an XML Schema or a DTD. Look for an element that is opened again and again, and close it where it ends.`;

function written({ prefix, local }: XmlName): string {
  return prefix === '' ? local : `${prefix}:${local}`;
}

function* declarations(outer: ReadonlyMap<string, string>, inner: ReadonlyMap<string, string>): Generator<string> {
  for (const [prefix, uri] of inner) {
    if (prefix === 'xml' || outer.get(prefix) === uri) continue;
    yield ` ${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}="${escapeAttribute(uri)}"`;
  }
  if (outer.has('') && !inner.has('')) yield ' xmlns=""';
}
