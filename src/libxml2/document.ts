/** A document as the project's parser reads it: what is wrong with it as XML, and a form that libxml2 can take. */
import type { Diagnostic } from '../diagnostics.js';
import type { JudgeOptions } from '../engine/contract.js';
import { escapeAttribute, escapeText } from '../xml/escape.js';
import type { XmlAttribute, XmlHandler, XmlLocator, XmlName } from '../xml/events.js';
import { parseXml } from '../xml/parser.js';

export interface ReadDocument {
  readonly diagnostics: readonly Diagnostic[];
  /**
   * The document without its DOCTYPE, entities expanded, defaults written out and parts in place: XML Schema knows no
   * entities, and libxml2 refuses them. Undefined where there are none, and the document can be taken as it is.
   */
  readonly plain: string | undefined;
  /** Whether something of it stands in a file that is not read. */
  readonly incomplete: boolean;
}

/** How a document is heard: as its caller tells it, or its own text. */
export function tellerOf(xml: string | Uint8Array, { file, tell }: JudgeOptions): (handler: XmlHandler) => void {
  return tell ?? ((handler) => void parseXml(xml, handler, { file }));
}

/** @param defaults whether an external subset matters that gives attributes their defaults. */
export function readDocument(xml: string | Uint8Array, options: JudgeOptions, defaults: boolean): ReadDocument {
  const { file } = options;
  const named = file === undefined ? {} : { file };
  const diagnostics: Diagnostic[] = [];
  const tell = tellerOf(xml, options);
  let locator: XmlLocator | undefined;
  let hasDoctype = false;
  // Most documents have no DOCTYPE, and are not worth hearing every event of.
  tell({
    startDocument(given) {
      locator = given;
    },
    doctype({ systemId, isFollowed }) {
      hasDoctype = true;
      if (systemId !== undefined && defaults && isFollowed !== true)
        diagnostics.push({ ...NOT_READ, ...named, ...placeOf(locator) });
    },
    diagnostic(diagnostic) {
      diagnostics.push(diagnostic);
    },
  });
  const incomplete = diagnostics.some(({ code }) => code === NOT_READ.code);
  const isPlain = options.tell === undefined && !hasDoctype;
  const wellFormed = !diagnostics.some(({ severity }) => severity === 'error');
  return { diagnostics, plain: wellFormed && !isPlain ? writePlain(tell) : undefined, incomplete };
}

const NOT_READ: Diagnostic = {
  severity: 'warning',
  code: 'xml-skipped-entity',
  message:
    'The declarations of this document stand in another file, which was not read. If they give attributes default values, these were not there when the document was checked, so it was not checked in full. Have it read with --entities local, write the values into the document, or check it against the DTD.',
  source: 'xml',
};

/** The first element that stands deeper than so many levels. */
export function tooDeep(xml: string | Uint8Array, levels: number, options: JudgeOptions): Diagnostic {
  const { file } = options;
  let depth = 0;
  let locator: XmlLocator | undefined;
  let place: Partial<Diagnostic> | undefined;
  const handler: XmlHandler = {
    startDocument(given) {
      locator = given;
    },
    startElement() {
      depth++;
      if (depth > levels) place ??= placeOf(locator);
    },
    endElement() {
      depth--;
    },
  };
  tellerOf(xml, options)(handler);
  const named = file === undefined ? {} : { file };
  const message = `Here elements stand within one another more than ${levels.toLocaleString('en')} levels deep, which is as deep as a document can be checked against an XML Schema or a DTD. Look for an element that is opened again and again, and close it where it ends.`;
  return { severity: 'error', code: 'xml-too-deep', message, ...named, ...place, source: 'xml' };
}

function placeOf(locator: XmlLocator | undefined): Partial<Diagnostic> {
  if (locator === undefined) return {};
  const { line, column, endLine, endColumn } = locator;
  return { line, column, endLine, endColumn };
}

function writePlain(tell: (handler: XmlHandler) => void): string {
  const writer = new PlainWriter();
  tell(writer);
  return writer.pieces.join('');
}

class PlainWriter implements XmlHandler {
  readonly pieces: string[] = [];
  #locator: XmlLocator | undefined;
  /** The bindings that the open elements have been given. */
  readonly #bindings: ReadonlyMap<string, string>[] = [new Map()];

  startDocument(locator: XmlLocator): void {
    this.#locator = locator;
  }

  startElement(name: XmlName, attributes: readonly XmlAttribute[]): void {
    const outer = this.#bindings.at(-1)!;
    const inner = this.#locator?.namespaces() ?? outer;
    this.#bindings.push(inner);
    this.pieces.push(`<${written(name)}`);
    if (inner !== outer) this.pieces.push(...declarations(outer, inner));
    for (const { name: own, value } of attributes) this.pieces.push(` ${written(own)}="${escapeAttribute(value)}"`);
    this.pieces.push('>');
  }

  endElement(name: XmlName): void {
    this.#bindings.pop();
    this.pieces.push(`</${written(name)}>`);
  }

  text(data: string): void {
    this.pieces.push(escapeText(data));
  }
}

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
