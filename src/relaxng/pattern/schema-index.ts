import type { UriAttributes } from '../../engine/contract.js';
import type { Alphabet, SchemaSymbol } from './alphabet.js';
import { attributePatterns, childElements } from './expectations.js';
import { contains, isOpen, listedNames, type Name } from './name-class.js';
import type { ElementPattern, Pattern } from './pattern.js';
import { findUriAttributes } from './uri-attributes.js';

export type IdType = 'ID' | 'IDREF' | 'IDREFS';

/** Looks elements of a schema up by name. Each table is made when it is first asked for: most documents need few of them. */
export class SchemaIndex {
  private named: Map<string, ElementPattern[]> | undefined;
  private unnamed: ElementPattern[] = [];
  private parentTable: Map<ElementPattern, Set<ElementPattern>> | undefined;
  private readonly idTypeTables: (ReadonlyMap<number, IdType> | undefined)[] = [];
  private names: readonly Name[] | undefined;
  private byLocalName: Map<string, Name> | undefined;
  private attributeOwners: Map<string, Set<string>> | undefined;

  constructor(
    private readonly elements: readonly ElementPattern[],
    private readonly alphabet: Alphabet,
    private readonly prefixes: ReadonlyMap<string, string> = new Map(),
  ) {}

  /** The prefix that the schema itself has for a namespace. */
  prefixOf(uri: string): string | undefined {
    return this.prefixes.get(uri);
  }

  /** Every element pattern that takes this name. */
  elementsNamed(uri: string, local: string): ElementPattern[] {
    const listed = this.byName().get(key(uri, local)) ?? [];
    const admitting = this.unnamed.filter(
      (element) => contains(element.nameClass, uri, local) && !listed.includes(element),
    );
    return [...listed, ...admitting];
  }

  /** Element patterns that list this very name, as opposed to admitting any. */
  elementsListing(uri: string, local: string): readonly ElementPattern[] {
    return this.byName().get(key(uri, local)) ?? [];
  }

  /** All names that elements are listed under. */
  elementNames(): readonly Name[] {
    this.names ??= this.findNames();
    return this.names;
  }

  /** The first element of this local name, whatever its namespace. */
  elementCalled(local: string): Name | undefined {
    if (this.byLocalName === undefined) {
      this.byLocalName = new Map();
      for (const name of this.elementNames()) {
        if (!this.byLocalName.has(name.local)) this.byLocalName.set(name.local, name);
      }
    }
    return this.byLocalName.get(local);
  }

  private findNames(): readonly Name[] {
    const names = new Map<string, Name>();
    for (const { nameClass } of this.elements) {
      for (const name of listedNames(nameClass)) names.set(key(name.uri, name.local), name);
    }
    return [...names.values()];
  }

  /** Names of the elements that an element may stand in directly. */
  parentsOf(uri: string, local: string): Name[] {
    this.parentTable ??= this.findParents();
    const names = new Map<string, Name>();
    for (const element of this.elementsListing(uri, local)) {
      for (const parent of this.parentTable.get(element) ?? []) {
        for (const name of listedNames(parent.nameClass)) names.set(key(name.uri, name.local), name);
      }
    }
    return [...names.values()];
  }

  /** Local names of the elements that list an attribute of this name. */
  ownersOfAttribute(uri: string, local: string): readonly string[] {
    this.attributeOwners ??= this.findAttributeOwners();
    return [...(this.attributeOwners.get(key(uri, local)) ?? [])].sort();
  }

  /** Names of all attributes that the schema lists. */
  attributeNames(): Name[] {
    const names = new Map<string, Name>();
    for (const { content } of this.elements) {
      for (const { nameClass } of attributePatterns(content)) {
        for (const name of listedNames(nameClass)) names.set(key(name.uri, name.local), name);
      }
    }
    return [...names.values()];
  }

  /**
   * Which attributes of an element are of ID types, by symbol: by names only, as "RELAX NG DTD Compatibility" section 5
   * has it, so that IDs are found in elements that stand in a wrong place too.
   */
  idTypes(element: SchemaSymbol): ReadonlyMap<number, IdType> {
    while (this.idTypeTables.length <= element.id) this.idTypeTables.push(undefined);
    this.idTypeTables[element.id] ??= this.findIdTypes(element);
    return this.idTypeTables[element.id]!;
  }

  private findIdTypes(element: SchemaSymbol): ReadonlyMap<number, IdType> {
    const table = new Map<number, IdType>();
    for (const { content } of this.elementsListing(element.uri, element.local)) {
      for (const { nameClass, value } of attributePatterns(content)) {
        const idType = idTypeOf(value);
        if (idType === undefined) continue;
        for (const { uri, local } of listedNames(nameClass)) {
          const symbol = this.alphabet.symbol(uri, local);
          symbol.mayBeId = true;
          table.set(symbol.id, idType);
        }
      }
    }
    return table;
  }

  /** The attributes of elements of this name that hold URIs. */
  uriAttributes(uri: string, local: string): UriAttributes {
    return findUriAttributes(this.elementsListing(uri, local));
  }

  private byName(): Map<string, ElementPattern[]> {
    if (this.named === undefined) {
      this.named = new Map();
      for (const element of this.elements) {
        const names = listedNames(element.nameClass);
        for (const { uri, local } of names) {
          const same = this.named.get(key(uri, local));
          if (same === undefined) this.named.set(key(uri, local), [element]);
          else same.push(element);
        }
        if (isOpen(element.nameClass)) this.unnamed.push(element);
      }
    }
    return this.named;
  }

  private findParents(): Map<ElementPattern, Set<ElementPattern>> {
    const parents = new Map<ElementPattern, Set<ElementPattern>>();
    for (const parent of this.elements) {
      for (const child of childElements(parent.content)) {
        const known = parents.get(child);
        if (known === undefined) parents.set(child, new Set([parent]));
        else known.add(parent);
      }
    }
    return parents;
  }

  private findAttributeOwners(): Map<string, Set<string>> {
    const owners = new Map<string, Set<string>>();
    for (const element of this.elements) {
      const elementNames = listedNames(element.nameClass);
      for (const { nameClass } of attributePatterns(element.content)) {
        for (const { uri, local } of listedNames(nameClass)) {
          const known = owners.get(key(uri, local)) ?? new Set();
          for (const name of elementNames) known.add(name.local);
          owners.set(key(uri, local), known);
        }
      }
    }
    return owners;
  }
}

/** Types of IDs stand directly in the attribute: the feature asks for it. */
function idTypeOf(value: Pattern): IdType | undefined {
  return value.kind === 'data' || value.kind === 'value' ? value.datatype.idType : undefined;
}

function key(uri: string, local: string): string {
  return `${uri} ${local}`;
}
