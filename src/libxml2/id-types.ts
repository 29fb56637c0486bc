/**
 * Which attributes and elements of an XML Schema are identifiers, and which refer to them: libxml2 knows it and does not
 * tell, and never looks whether a reference finds its identifier (XML Schema part 1, cvc-id.1).
 */
import { resolveHref } from '../engine/source.js';
import type { XmlAttribute, XmlHandler, XmlLocator, XmlName } from '../xml/events.js';
import { XSD_NAMESPACE } from '../xml/known-namespaces.js';
import { parseXml } from '../xml/parser.js';
import { collapseSpace } from '../xml/white-space.js';

export type IdKind = 'id' | 'reference' | 'references';

/** An element, an attribute, a type or a group: all that is asked of it is what it holds, itself or by what it stands on. */
export interface Definition {
  kind: IdKind | undefined;
  /** Types, groups and heads that it stands on, by key or at hand. */
  readonly uses: (string | Definition)[];
  /** By {@link nameKey}: what stands in it. */
  readonly elements: Map<string, string | Definition>;
  readonly attributes: Map<string, string | Definition>;
  /** What each item of a list is. */
  item: Definition | undefined;
  /** Whether it takes elements that are looked at by no schema, and by any. */
  takesUnseen: boolean;
  takesOthers: boolean;
}

export function nameKey(uri: string, local: string): string {
  return `${uri} ${local}`;
}

/** A schema's files, and where those are that they take in. */
export interface SchemaFiles {
  readonly contents: ReadonlyMap<string, Uint8Array>;
  readonly moved: ReadonlyMap<string, string>;
}

export class IdTypes {
  readonly #definitions: ReadonlyMap<string, Definition>;
  /** Definitions with all that they stand on, and what they are: asked for again and again. */
  readonly #wholes = new Map<Definition, readonly Definition[]>();
  readonly #kinds = new Map<Definition, IdKind | undefined>();

  constructor(definitions: ReadonlyMap<string, Definition>) {
    this.#definitions = definitions;
  }

  /** A definition at the top of a schema: `element`, `attribute` or `type`. */
  global(what: 'element' | 'attribute' | 'type', name: string): Definition | undefined {
    return this.#definitions.get(`${what} ${name}`);
  }

  /** What a name means within a definition. */
  within(definition: Definition, what: 'elements' | 'attributes', name: string): Definition | undefined {
    for (const one of this.#all(definition)) {
      const found = one[what].get(name);
      if (found !== undefined) return this.#at(found);
    }
    return undefined;
  }

  kindOf(definition: Definition): IdKind | undefined {
    if (!this.#kinds.has(definition)) this.#kinds.set(definition, this.#findKind(definition));
    return this.#kinds.get(definition);
  }

  #findKind(definition: Definition): IdKind | undefined {
    for (const { kind, item } of this.#all(definition)) {
      if (kind !== undefined) return kind;
      if (item !== undefined && this.kindOf(item) === 'reference') return 'references';
    }
    return undefined;
  }

  /** Whether what stands in it and is not declared there is looked at by no schema. */
  hidesOthers(definition: Definition): boolean {
    const all = this.#all(definition);
    return all.some(({ takesUnseen }) => takesUnseen) && !all.some(({ takesOthers }) => takesOthers);
  }

  /** A definition with all that it stands on, each once. */
  #all(definition: Definition): readonly Definition[] {
    const known = this.#wholes.get(definition);
    if (known !== undefined) return known;
    const seen = new Set([definition]);
    for (const one of seen) {
      for (const use of one.uses) {
        const found = this.#at(use);
        if (found !== undefined) seen.add(found);
      }
    }
    const all = [...seen];
    this.#wholes.set(definition, all);
    return all;
  }

  #at(use: string | Definition): Definition | undefined {
    return typeof use === 'string' ? this.#definitions.get(use) : use;
  }
}

/** @returns undefined where the schema has no references that could lead nowhere. */
export function readIdTypes(uri: string, files: SchemaFiles): IdTypes | undefined {
  if (![...files.contents.values()].some((content) => Buffer.from(content).includes('IDREF'))) return undefined;
  const definitions = new Map<string, Definition>();
  for (const [name, kind] of BUILT_IN) define(definitions, `type ${nameKey(XSD_NAMESPACE, name)}`).kind = kind;
  const seen = new Set<string>();
  const read = (file: string, namespace: string | undefined): void => {
    const content = files.contents.get(file);
    const key = `${namespace ?? ''} ${file}`;
    if (content === undefined || seen.has(key)) return;
    seen.add(key);
    const reader = new Reader(definitions, namespace, (location, taken) => {
      const asked = resolveHref(collapseSpace(location), file)?.replace(/#.*$/s, '') ?? '';
      read(files.moved.get(asked) ?? asked, taken);
    });
    parseXml(content, reader);
  };
  read(uri, undefined);
  return new IdTypes(definitions);
}

const BUILT_IN = [
  ['ID', 'id'],
  ['IDREF', 'reference'],
  ['IDREFS', 'references'],
] as const;

function newDefinition(): Definition {
  const holds = { elements: new Map(), attributes: new Map() };
  return { kind: undefined, uses: [], ...holds, item: undefined, takesUnseen: false, takesOthers: false };
}

function define(definitions: Map<string, Definition>, key: string): Definition {
  const made = newDefinition();
  // A redefinition stands on what it redefines, by its own name.
  const earlier = definitions.get(key);
  if (earlier !== undefined) made.uses.push(earlier);
  definitions.set(key, made);
  return made;
}

const GROUPS: Readonly<Record<string, string>> = {
  complexType: 'type',
  simpleType: 'type',
  group: 'group',
  attributeGroup: 'attributeGroup',
};

/** One file: its definitions in the order of the file, what it takes in first. */
class Reader implements XmlHandler {
  readonly #definitions: Map<string, Definition>;
  /** Of who includes it, for a file without a namespace of its own. */
  readonly #given: string | undefined;
  readonly #take: (location: string, namespace: string | undefined) => void;
  /** What the open elements are about; undefined at the top. */
  readonly #open: (Definition | undefined)[] = [];
  #namespace = '';
  #qualified = { element: false, attribute: false };
  /** How deep in notes for people and programs. */
  #notes = 0;
  #locator: XmlLocator | undefined;

  constructor(
    definitions: Map<string, Definition>,
    given: string | undefined,
    take: (location: string, namespace: string | undefined) => void,
  ) {
    this.#definitions = definitions;
    this.#given = given;
    this.#take = take;
  }

  startDocument(locator: XmlLocator): void {
    this.#locator = locator;
  }

  startElement({ uri, local }: XmlName, attributes: readonly XmlAttribute[]): void {
    const own = (name: string): string | undefined => {
      const found = attributes.find(({ name: { uri: of, local: its } }) => its === name && of === '');
      return found && collapseSpace(found.value);
    };
    const outer = this.#open.at(-1);
    if (this.#notes > 0 || uri !== XSD_NAMESPACE || local === 'annotation') this.#notes++;
    this.#open.push(this.#notes > 0 ? outer : this.#enter(local, own, outer));
  }

  endElement(): void {
    if (this.#notes > 0) this.#notes--;
    this.#open.pop();
  }

  #enter(
    local: string,
    own: (name: string) => string | undefined,
    outer: Definition | undefined,
  ): Definition | undefined {
    switch (local) {
      case 'schema':
        this.#namespace = own('targetNamespace') ?? this.#given ?? '';
        this.#qualified = {
          element: own('elementFormDefault') === 'qualified',
          attribute: own('attributeFormDefault') === 'qualified',
        };
        return undefined;
      case 'include':
      case 'redefine':
      case 'import': {
        const location = own('schemaLocation');
        if (location !== undefined) this.#take(location, local === 'import' ? undefined : this.#namespace);
        return undefined;
      }
      case 'element':
      case 'attribute':
        return this.#declare(local, own, outer);
      case 'extension':
      case 'restriction':
        this.#use(outer, 'type', own('base'));
        return outer;
      case 'list': {
        const item = newDefinition();
        this.#use(item, 'type', own('itemType'));
        if (outer !== undefined) outer.item = item;
        return item;
      }
      case 'union':
        // Which of its types a value has, the value tells, and no more than that it is a name.
        return newDefinition();
      case 'any':
        if (outer !== undefined && own('processContents') === 'skip') outer.takesUnseen = true;
        else if (outer !== undefined) outer.takesOthers = true;
        return outer;
      default:
        return this.#group(local, own, outer);
    }
  }

  /** A type or a group; one without a name says what holds it. */
  #group(
    local: string,
    own: (name: string) => string | undefined,
    outer: Definition | undefined,
  ): Definition | undefined {
    const what = Object.hasOwn(GROUPS, local) ? GROUPS[local]! : undefined;
    if (what === undefined) return outer;
    const name = own('name');
    if (name !== undefined && outer === undefined)
      return define(this.#definitions, `${what} ${nameKey(this.#namespace, name)}`);
    this.#use(outer, what, own('ref'));
    return outer;
  }

  #declare(
    what: 'element' | 'attribute',
    own: (name: string) => string | undefined,
    outer: Definition | undefined,
  ): Definition {
    const holder = what === 'element' ? outer?.elements : outer?.attributes;
    const ref = this.#resolve(own('ref'));
    if (ref !== undefined) holder?.set(ref, `${what} ${ref}`);
    const form = own('form');
    const isQualified = outer === undefined || (form === undefined ? this.#qualified[what] : form === 'qualified');
    const name = nameKey(isQualified ? this.#namespace : '', own('name') ?? '');
    const made = outer === undefined ? define(this.#definitions, `${what} ${name}`) : newDefinition();
    if (ref === undefined) holder?.set(name, made);
    this.#use(made, 'type', own('type'));
    this.#use(made, 'element', own('substitutionGroup'));
    return made;
  }

  #use(definition: Definition | undefined, what: string, name: string | undefined): void {
    const key = this.#resolve(name);
    if (key !== undefined) definition?.uses.push(`${what} ${key}`);
  }

  #resolve(name: string | undefined): string | undefined {
    if (name === undefined) return undefined;
    const colon = name.indexOf(':');
    const bound = this.#locator?.lookupNamespace(name.slice(0, Math.max(0, colon))) ?? '';
    // Without a namespace of their own, files name what is in that of who includes them.
    return nameKey(colon < 0 && bound === '' ? (this.#given ?? '') : bound, name.slice(colon + 1));
  }
}
