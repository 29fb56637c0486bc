/** A first XML parser behind the interface of events.ts, backed by saxes. */
import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from 'saxes';
import type { XmlAttribute, XmlHandler, XmlLocator, XmlName } from './events.js';

export interface XmlParserOptions {
  /** The file's name, for diagnostics. */
  readonly file?: string;
  /** How many characters entities may expand to, all together. */
  readonly entityLimit?: number;
}

const XMLNS = 'http://www.w3.org/2000/xmlns/';

/** Parses XML as it is pushed in; every event goes to the handler at once. */
export class XmlParser implements XmlLocator {
  readonly #handler: XmlHandler;
  readonly #file: string | undefined;
  readonly #sax = new SaxesParser({ xmlns: true, position: true });
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  readonly #names = new Map<string, XmlName>();
  readonly #scopes: Record<string, string>[] = [];
  #started = false;
  #failed = false;
  line = 1;
  column = 1;
  endLine = 1;
  endColumn = 1;

  constructor(handler: XmlHandler, options: XmlParserOptions = {}) {
    this.#handler = handler;
    this.#file = options.file;
    const sax = this.#sax;
    sax.on('error', (error) => this.#fail(error.message));
    sax.on('opentag', (tag) => this.#open(tag as SaxesTagNS));
    sax.on('closetag', (tag) => {
      if (this.#failed) return;
      this.#move();
      handler.endElement?.(this.#name(tag.uri ?? '', tag.local ?? '', tag.prefix ?? ''));
      this.#scopes.pop();
    });
    const text = (data: string) => {
      this.#move();
      if (!this.#failed && this.#scopes.length > 0) handler.text?.(data);
    };
    sax.on('text', text);
    sax.on('cdata', text);
    sax.on('comment', (data) => {
      this.#move();
      if (!this.#failed) handler.comment?.(data);
    });
    sax.on('processinginstruction', ({ target, body }) => {
      this.#move();
      if (!this.#failed) handler.processingInstruction?.(target, body);
    });
    sax.on('doctype', (declaration) => {
      this.#move();
      const name = /^\s*([^\s[]+)/.exec(declaration)?.[1] ?? '';
      if (!this.#failed) handler.doctype?.({ name, hasInternalSubset: declaration.includes('[') });
    });
  }

  /** Whether a fatal error has been reported; nothing follows it. */
  get failed(): boolean {
    return this.#failed;
  }

  lookupNamespace(prefix: string): string | undefined {
    return this.#sax.resolve(prefix) || (prefix === '' ? '' : undefined);
  }

  namespaces(): ReadonlyMap<string, string> {
    const map = new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]);
    for (const scope of this.#scopes) for (const [prefix, uri] of Object.entries(scope)) map.set(prefix, uri);
    return map;
  }

  write(chunk: string | Uint8Array): void {
    this.#start();
    if (this.#failed) return;
    try {
      this.#sax.write(typeof chunk === 'string' ? chunk : this.#decoder.decode(chunk, { stream: true }));
    } catch (error) {
      this.#fail(String(error));
    }
  }

  end(): void {
    this.#start();
    if (this.#failed) return;
    this.#sax.close();
    if (!this.#failed) this.#handler.endDocument?.();
  }

  #start(): void {
    if (this.#started) return;
    this.#started = true;
    this.#handler.startDocument?.(this);
  }

  #open(tag: SaxesTagNS): void {
    if (this.#failed) return;
    this.#move();
    const { line, column } = this;
    const attributes: XmlAttribute[] = [];
    for (const attribute of Object.values(tag.attributes) as SaxesAttributeNS[]) {
      if (attribute.uri === XMLNS) continue;
      const name = this.#name(attribute.uri, attribute.local, attribute.prefix);
      attributes.push({ name, value: attribute.value, line, column, endLine: line, endColumn: column });
    }
    this.#scopes.push({ ...tag.ns });
    this.#handler.startElement?.(this.#name(tag.uri, tag.local, tag.prefix), attributes);
  }

  #move(): void {
    this.line = this.endLine;
    this.column = this.endColumn;
    this.endLine = this.#sax.line;
    this.endColumn = this.#sax.columnIndex + 1;
  }

  #name(uri: string, local: string, prefix: string): XmlName {
    const key = `${prefix}:${local} ${uri}`;
    let name = this.#names.get(key);
    if (name === undefined) {
      name = Object.freeze({ uri, local, prefix });
      this.#names.set(key, name);
    }
    return name;
  }

  #fail(message: string): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#handler.diagnostic?.({
      severity: 'error',
      code: 'xml-not-well-formed',
      message,
      ...(this.#file === undefined ? {} : { file: this.#file }),
      line: this.#sax.line,
      column: this.#sax.columnIndex + 1,
      source: 'xml',
    });
  }
}

/** Parses a whole document at once; whether it is well-formed. */
export function parseXml(
  source: string | Uint8Array,
  handler: XmlHandler,
  options?: XmlParserOptions,
): { wellFormed: boolean } {
  const parser = new XmlParser(handler, options);
  parser.write(source);
  parser.end();
  return { wellFormed: !parser.failed };
}
