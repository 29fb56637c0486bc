/** Names as this document would write them. */
import type { Budget } from '../../budget.js';
import { shortened } from '../../shown.js';
import type { XmlName } from '../../xml/events.js';
import { XML_NAMESPACE } from '../../xml/known-namespaces.js';
import type { Name } from '../pattern/name-class.js';
import type { SchemaIndex } from '../pattern/schema-index.js';

/** What is near: names of its namespace are written as it is. */
export type Home = Pick<XmlName, 'uri' | 'prefix'>;

export const BARE: Home = { uri: '', prefix: '' };

/** Prefixes in scope where the finding is, prefix to namespace. */
export type Prefixes = () => ReadonlyMap<string, string>;

export class Namer {
  constructor(
    private readonly index: SchemaIndex,
    private readonly prefixes: Prefixes,
    private readonly budget: Budget,
  ) {}

  /** Sorted: those in the namespace of `home` as that is written, others with the document's prefix, else the schema's, else the namespace. */
  names(names: readonly Name[], home: Home): string[] {
    const bindings = names.some(({ uri }) => uri !== home.uri) ? this.bindings() : [];
    const write = ({ uri, local }: Name): string => {
      if (uri === home.uri) return home.prefix === '' ? local : `${home.prefix}:${local}`;
      if (uri === XML_NAMESPACE) return `xml:${local}`;
      const prefix = bindings.find(([prefix, bound]) => prefix !== '' && bound === uri)?.[0];
      if (prefix !== undefined) return `${prefix}:${local}`;
      const ofSchema = this.index.prefixOf(uri);
      const isFree = ofSchema !== undefined && !bindings.some(([bound]) => bound === ofSchema);
      if (uri === '') return local;
      return isFree ? `${ofSchema}:${local}` : `{${uri}}${local}`;
    };
    return [...new Set(names.map((name) => shortened(write(name))))].sort();
  }

  /** None where that would take long: a document may declare prefixes without end. */
  private bindings(): readonly (readonly [prefix: string, uri: string])[] {
    if (this.budget.left('comparisons') <= 0) return [];
    const bindings = [...this.prefixes()];
    return this.budget.affords('comparisons', bindings.length) ? bindings : [];
  }
}
