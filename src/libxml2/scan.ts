/** What one file of an XML Schema holds, as far as it must be known before libxml2 is given it. */
import type { Diagnostic } from '../diagnostics.js';
import { resolveHref } from '../engine/source.js';
import type { XmlAttribute, XmlHandler, XmlLocator, XmlName } from '../xml/events.js';
import { XML_NAMESPACE, XSD_NAMESPACE } from '../xml/known-namespaces.js';
import { parseXml } from '../xml/parser.js';
import { collapseSpace } from '../xml/white-space.js';

export interface Place {
  /** As shown to people. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A file that a schema takes in. */
export interface Reference {
  readonly element: 'include' | 'import' | 'redefine';
  /** As written. */
  readonly location: string;
  /** Absolute, without a fragment; undefined for what is no address. */
  readonly uri: string | undefined;
  readonly attribute: XmlAttribute;
  readonly place: Place;
}

/** A group, a group of attributes or a type, with what it stands on. */
export interface Definition {
  /** `group g`; names alone, without namespaces. Undefined for types without a name. */
  readonly key: string | undefined;
  readonly place: Place;
  /** Elements, wildcards and attributes that it holds itself. */
  particles: number;
  /** Keys of what is put in its place, as often as it is. */
  readonly uses: string[];
}

export interface Pattern {
  readonly text: string;
  readonly place: Place;
}

export interface ScannedFile {
  readonly references: readonly Reference[];
  readonly definitions: readonly Definition[];
  readonly patterns: readonly Pattern[];
  /** Where a wildcard has how many addresses; only the longest. */
  readonly namespaces: { readonly count: number; readonly place: Place } | undefined;
  /** The first element that only XML Schema 1.1 has. */
  readonly newer: { readonly name: string; readonly place: Place } | undefined;
  /** Whether it has what may make libxml2 slow: counts, keys, substitutions, lists of values. */
  readonly intricate: boolean;
  /** Of the XML itself. */
  readonly diagnostics: readonly Diagnostic[];
}

/** @param uri absolute, of the file; `file` is how it is shown. */
export function scanSchema(content: string | Uint8Array, uri: string, file: string): ScannedFile {
  const scanner = new Scanner(uri, file);
  parseXml(content, scanner, { file });
  return scanner;
}

const REFERENCES: ReadonlySet<string> = new Set(['include', 'import', 'redefine']);
const NEWER: ReadonlySet<string> = new Set([
  ...['override', 'assert', 'assertion', 'alternative', 'openContent', 'defaultOpenContent', 'explicitTimezone'],
]);
const TYPES: ReadonlySet<string> = new Set(['complexType', 'simpleType']);
const GROUPS: ReadonlySet<string> = new Set(['group', 'attributeGroup']);
const PARTICLES: ReadonlySet<string> = new Set(['element', 'any', 'attribute', 'anyAttribute']);
const INTRICATE: ReadonlySet<string> = new Set(['key', 'keyref', 'unique', 'redefine', 'enumeration']);
/** More than one. */
const COUNTED = /[2-9]|\d\d/;

interface Level {
  readonly base: string;
  /** Whether what stands in it is for people or other programs. */
  readonly note: boolean;
  readonly definition: Definition | undefined;
}

class Scanner implements XmlHandler, ScannedFile {
  readonly references: Reference[] = [];
  readonly definitions: Definition[] = [];
  readonly patterns: Pattern[] = [];
  readonly diagnostics: Diagnostic[] = [];
  namespaces: ScannedFile['namespaces'];
  newer: ScannedFile['newer'];
  intricate = false;
  readonly #file: string;
  readonly #levels: Level[];
  #locator: XmlLocator | undefined;

  constructor(uri: string, file: string) {
    this.#file = file;
    this.#levels = [{ base: uri, note: false, definition: undefined }];
  }

  startDocument(locator: XmlLocator): void {
    this.#locator = locator;
  }

  startElement({ uri, local }: XmlName, attributes: readonly XmlAttribute[]): void {
    const outer = this.#levels.at(-1)!;
    const own = (name: string) =>
      attributes.find(({ name: { uri: of, local: its } }) => its === name && of === '')?.value;
    const given = attributes.find(({ name }) => name.uri === XML_NAMESPACE && name.local === 'base')?.value;
    const base = given === undefined ? outer.base : (resolveHref(given, outer.base) ?? outer.base);
    const schema = uri === XSD_NAMESPACE && !outer.note;
    const definition = schema ? (this.#define(local, own) ?? outer.definition) : outer.definition;
    this.#levels.push({ base, note: outer.note || (schema && local === 'annotation'), definition });
    if (!schema) return;
    if (INTRICATE.has(local) || own('substitutionGroup') !== undefined) this.intricate = true;
    if (COUNTED.test(own('minOccurs') ?? '') || COUNTED.test(own('maxOccurs') ?? '')) this.intricate = true;
    if (REFERENCES.has(local)) this.#refer(local as Reference['element'], attributes, base);
    else if (NEWER.has(local)) this.newer ??= { name: local, place: this.#place() };
    else if (local === 'pattern') this.patterns.push({ text: own('value') ?? '', place: this.#place() });
    else if (definition !== undefined) this.#use(local, own, definition);
    const count = local === 'any' || local === 'anyAttribute' ? words(own('namespace')).length : 0;
    if (count > 20) this.intricate = true;
    if (count > (this.namespaces?.count ?? 0)) this.namespaces = { count, place: this.#place() };
  }

  endElement(): void {
    this.#levels.pop();
  }

  diagnostic(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }

  #refer(element: Reference['element'], attributes: readonly XmlAttribute[], base: string): void {
    const attribute = attributes.find(({ name }) => name.local === 'schemaLocation' && name.uri === '');
    if (attribute === undefined) return;
    const location = attribute.value;
    const uri = resolveHref(collapseSpace(location), base)?.replace(/#.*$/s, '');
    this.references.push({ element, location, uri, attribute, place: this.#place() });
  }

  #define(local: string, own: (name: string) => string | undefined): Definition | undefined {
    const name = own('name');
    if (!TYPES.has(local) && !(GROUPS.has(local) && name !== undefined)) return undefined;
    const key = name === undefined ? undefined : `${TYPES.has(local) ? 'type' : local} ${name}`;
    const definition = { key, place: this.#place(), particles: 0, uses: [] };
    this.definitions.push(definition);
    return definition;
  }

  #use(local: string, own: (name: string) => string | undefined, definition: Definition): void {
    if (PARTICLES.has(local)) definition.particles++;
    else if (GROUPS.has(local) && own('ref') !== undefined) definition.uses.push(`${local} ${unprefixed(own('ref')!)}`);
    else if (local === 'extension' || local === 'restriction')
      definition.uses.push(`type ${unprefixed(own('base') ?? '')}`);
    else if (local === 'union') {
      for (const member of words(own('memberTypes'))) definition.uses.push(`type ${unprefixed(member)}`);
    }
  }

  #place(): Place {
    const { line = 1, column = 1 } = this.#locator ?? {};
    return { file: this.#file, line, column };
  }
}

function words(list: string | undefined): readonly string[] {
  return list?.split(/\s+/).filter((word) => word !== '') ?? [];
}

function unprefixed(name: string): string {
  return collapseSpace(name).replace(/^.*:/, '');
}
