/** What the parser keeps of a document type declaration. */
import type { ExternalReference } from './external.js';
import type { RawName } from './names.js';

/** A declared entity (XML 1.0 §4). */
export interface Entity {
  readonly name: string;
  readonly kind: 'internal' | 'external' | 'unparsed';
  /** Replacement text (§4.5) of an internal entity, '' otherwise. */
  readonly text: string;
  /** Of an external one: where it is. */
  readonly external: ExternalReference | undefined;
  /** Whether the replacement text is only characters: no markup, reference or `]]>` to look for. */
  readonly plain: boolean;
  /** Where it is declared, one-based. */
  readonly line: number;
  /** Declared within a parameter entity, which standalone documents may not rely on (WFC: Entity Declared). */
  readonly inParameterEntity: boolean;
  /** Whether it is being expanded right now. */
  open: boolean;
}

/** A declared attribute (XML 1.0 §3.3). */
export interface AttributeDeclaration {
  readonly name: RawName;
  /** Of any type but `CDATA` values are trimmed and their spaces collapsed (§3.3.3). */
  readonly type: string;
  /** The default, normalised; undefined for #REQUIRED and #IMPLIED. */
  readonly value: string | undefined;
}

/** The declared attributes of one element type, in order of declaration; the first of a name binds. */
export class AttributeList {
  readonly byName = new Map<RawName, AttributeDeclaration>();
  readonly defaults: AttributeDeclaration[] = [];

  add(declaration: AttributeDeclaration): void {
    if (this.byName.has(declaration.name)) return;
    this.byName.set(declaration.name, declaration);
    if (declaration.value !== undefined) this.defaults.push(declaration);
  }
}

/** The declarations of a document. */
export class Dtd {
  readonly entities = new Map<string, Entity>();
  readonly parameterEntities = new Map<string, Entity>();
  readonly attributeLists = new Map<RawName, AttributeList>();
  /** There is an external subset. */
  hasExternalSubset = false;
  /** There is a reference to a parameter entity. */
  hasParameterReferences = false;
  /** Something of the declarations stands in another file and was not read. */
  isPartial = false;
  /** A parameter entity was not read, so that later declarations may not be processed (§5.1). */
  skippedParameterEntity = false;

  /** The list of an element type, made if need be. */
  attributeList(element: RawName): AttributeList {
    let list = this.attributeLists.get(element);
    if (list === undefined) {
      list = new AttributeList();
      this.attributeLists.set(element, list);
    }
    return list;
  }
}
