/** Reads a schema (ISO/IEC 19757-3, and Schematron 1.5 and 1.6) from its files: standalone, or embedded in RELAX NG. */
import type { Diagnostic } from '../diagnostics.js';
import { OLD_SCHEMATRON_NAMESPACE, XSLT_NAMESPACE } from '../xml/known-namespaces.js';
import { readDeclarations, readMessage } from './check-reader.js';
import { Includes, isWholeSchema, type Part } from './includes.js';
import * as messages from './messages.js';
import type { KeyModel, LetModel, MessageModel, PhaseModel, PropertyModel, SchemaModel } from './model.js';
import { nameAttribute } from './names.js';
import { PatternReader } from './pattern-reader.js';
import { placeOf, type Sources } from './source.js';
import { attributeValue, type ElementNode, rootElement, stringValue, writtenName } from './tree.js';
import { Unknown } from './unknown.js';
import { XPathSyntaxError } from './xpath/errors.js';
import { type DecimalFormat, decimalFormat } from './xpath/pictures/format-number.js';
import type { FunctionModel } from './xslt/model.js';
import { readFunction, readGlobal, readKey } from './xslt/read.js';

/** The schema, if there is one, with what is wrong with it. */
export function readSchema(sources: Sources): { model?: SchemaModel; diagnostics: readonly Diagnostic[] } {
  const document = sources.documents.get(sources.root);
  const root = document && rootElement(document);
  if (root === undefined) return { diagnostics: [] };
  const reader = new Reader(sources);
  const model = reader.read(root);
  return model === undefined ? { diagnostics: reader.diagnostics } : { model, diagnostics: reader.diagnostics };
}

class Reader {
  readonly diagnostics: Diagnostic[] = [];
  readonly #sources: Sources;
  readonly #includes: Includes;
  readonly #namespaces = new Map<string, string>();
  readonly #lets: LetModel[] = [];
  readonly #keys: KeyModel[] = [];
  /** By namespace, local name and number of parameters: of those alike, the last, since what is imported stands in front. */
  readonly #functions = new Map<string, FunctionModel>();
  readonly #decimalFormats = new Map<string, DecimalFormat>();
  readonly #phases = new Map<string, PhaseModel>();
  readonly #messages = new Map<string, MessageModel>();
  readonly #properties = new Map<string, PropertyModel>();
  readonly #unknown = new Unknown(this.diagnostics);
  readonly #patterns: PatternReader;
  #title: string | undefined;

  constructor(sources: Sources) {
    this.#sources = sources;
    this.#includes = new Includes(sources, this.diagnostics);
    this.#patterns = new PatternReader({
      includes: this.#includes,
      diagnostics: this.diagnostics,
      unknown: this.#unknown,
      namespaces: this.#namespaces,
      keys: this.#keys,
    });
  }

  read(root: ElementNode): SchemaModel | undefined {
    const part: Part = { element: root, uri: this.#sources.root };
    const isSchema = isWholeSchema(root);
    const parts = isSchema ? this.#includes.children(part) : this.#includes.embedded(part);
    if (!isSchema && parts.length === 0) {
      this.diagnostics.push(messages.notSchematron(writtenName(root.name), placeOf(root, part.uri)));
      return undefined;
    }
    for (const [uri, document] of this.#sources.documents) this.#unknown.sayAttributes(document, uri);
    const expandsText = EXPANDS.has(nameAttribute(root, 'expand-text') ?? '');
    for (const child of parts) this.#top(child, expandsText);
    this.#unknown.passOver('schema', parts);
    const { passedOver } = this.#unknown;
    const isOld = parts.every(({ element }) => element.name.uri === OLD_SCHEMATRON_NAMESPACE);
    return {
      title: this.#title,
      schemaVersion: attributeValue(root, '', 'schemaVersion'),
      queryBinding: (nameAttribute(root, 'queryBinding') ?? (isSchema || isOld ? 'xslt' : 'xslt2')).toLowerCase(),
      defaultPhase: nameAttribute(root, 'defaultPhase'),
      namespaces: this.#namespaces,
      lets: this.#lets,
      functions: [...this.#functions.values()],
      decimalFormats: this.#decimalFormats,
      phases: this.#phases,
      patterns: this.#patterns.read(expandsText),
      // Filled while the patterns are read.
      keys: this.#keys,
      passedOver,
      diagnostics: this.#messages,
      properties: this.#properties,
    };
  }

  #top(part: Part, expandsText: boolean): void {
    const { element } = part;
    if (element.name.uri === XSLT_NAMESPACE) {
      this.#stylesheetPart(part);
      return;
    }
    switch (element.name.local) {
      case 'title':
        this.#title = stringValue(element).trim();
        break;
      case 'ns': {
        const [prefix, name] = [nameAttribute(element, 'prefix'), nameAttribute(element, 'uri')];
        if (prefix !== undefined && name !== undefined) this.#namespaces.set(prefix, name);
        break;
      }
      case 'let':
      case 'param':
        this.#lets.push(...readDeclarations([part], element.name.local));
        break;
      case 'phase':
        this.#phase(part);
        break;
      case 'diagnostics':
        for (const { element: child, uri: file } of this.#includes.children(part)) {
          const id = nameAttribute(child, 'id');
          if (id !== undefined) this.#messages.set(id, readMessage(child, file, { expandsText }));
        }
        break;
      case 'properties':
        for (const { element: child, uri: file } of this.#includes.children(part)) {
          const id = nameAttribute(child, 'id');
          const [role, scheme] = [attributeValue(child, '', 'role'), attributeValue(child, '', 'scheme')];
          if (id !== undefined)
            this.#properties.set(id, { role, scheme, message: readMessage(child, file, { expandsText }) });
        }
        break;
      case 'key':
        this.#patterns.readOldKey(part, undefined);
        break;
      default:
        this.#patterns.add(part);
    }
  }

  #decimalFormat(element: ElementNode, uri: string): void {
    const name = nameAttribute(element, 'name') ?? '';
    const [prefix, local] = name.includes(':') ? (name.split(':') as [string, string]) : ['', name];
    const namespace = prefix === '' ? '' : (element.namespaces.get(prefix) ?? '');
    try {
      const format = decimalFormat((attribute) => attributeValue(element, '', attribute));
      this.#decimalFormats.set(`{${namespace}}${local}`, format);
    } catch (error) {
      if (!(error instanceof XPathSyntaxError)) throw error;
      this.diagnostics.push(messages.notEvaluable('format', name, error.message, placeOf(element, uri), undefined));
    }
  }

  #stylesheetPart({ element, uri }: Part): void {
    switch (element.name.local) {
      case 'function': {
        const made = readFunction(element, uri);
        if (made !== undefined) this.#functions.set(`{${made.uri}}${made.local}#${made.parameters.length}`, made);
        break;
      }
      case 'variable':
      case 'param': {
        const made = readGlobal(element, uri);
        if (made !== undefined) this.#lets.push(made);
        break;
      }
      case 'key': {
        const made = readKey(element, uri);
        if (made !== undefined) this.#keys.push(made);
        break;
      }
      case 'decimal-format':
        this.#decimalFormat(element, uri);
        break;
      default:
    }
  }

  #phase(part: Part): void {
    const { element, uri } = part;
    const id = nameAttribute(element, 'id');
    if (id === undefined) return;
    const children = this.#includes.children(part);
    this.#unknown.passOver('phase', children);
    const active = children.flatMap((child) => {
      const pattern = child.element.name.local === 'active' ? nameAttribute(child.element, 'pattern') : undefined;
      return pattern === undefined ? [] : [{ pattern, place: placeOf(child.element, child.uri) }];
    });
    this.#phases.set(id, {
      lets: readDeclarations(children, 'let'),
      active,
      when: attributeValue(element, '', 'when'),
      from: attributeValue(element, '', 'from'),
      place: placeOf(element, uri),
    });
  }
}

/** Values of yes-or-no attributes in XSLT 3.0. */
const EXPANDS: ReadonlySet<string> = new Set(['yes', 'true', '1']);
