import type { XmlAttribute, XmlName } from '../../xml/events.js';
import type { Pattern } from '../pattern/pattern.js';

/**
 * A slip as the matcher sees it, before it has words. `state` is the residue of the open element's content (or start
 * tag) when it happened: what had been expected is read off it.
 */
export type Finding =
  | { readonly kind: 'schema-allows-nothing' }
  /** The schema has no element of this name at all. */
  | { readonly kind: 'element-unknown'; readonly name: XmlName; readonly state: Pattern }
  /** The schema has it, but it cannot stand here any more or never could. */
  | { readonly kind: 'element-not-allowed'; readonly name: XmlName; readonly state: Pattern }
  /** It could stand here once what is required before it is there. */
  | { readonly kind: 'element-not-allowed-yet'; readonly name: XmlName; readonly state: Pattern }
  | { readonly kind: 'element-incomplete'; readonly state: Pattern }
  | { readonly kind: 'attribute-missing'; readonly state: Pattern }
  | { readonly kind: 'attribute-not-allowed'; readonly attribute: XmlAttribute; readonly state: Pattern }
  | { readonly kind: 'attribute-value-invalid'; readonly attribute: XmlAttribute; readonly value: Pattern }
  | { readonly kind: 'text-not-allowed'; readonly state: Pattern }
  /** The text that is an element's whole content is not what it must be. */
  | { readonly kind: 'text-invalid'; readonly text: string; readonly state: Pattern };
