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

type Bindings = readonly (readonly [prefix: string, uri: string])[];

export class Namer {
  /** Prefixes by namespace: as few as the schema has namespaces. */
  private readonly invented = new Map<string, string>();

  constructor(
    private readonly index: SchemaIndex,
    private readonly prefixes: Prefixes,
    private readonly budget: Budget,
  ) {}

  /**
   * Sorted: those in the namespace of `home` as that is written, others with the document's prefix, else the schema's, else
   * with one that {@link explained} explains.
   */
  names(names: readonly Name[], home: Home): string[] {
    const bindings = names.some(({ uri }) => uri !== home.uri) ? this.bindings() : [];
    const write = ({ uri, local }: Name): string => {
      if (uri === home.uri) return home.prefix === '' ? local : `${home.prefix}:${local}`;
      if (uri === XML_NAMESPACE) return `xml:${local}`;
      // The default namespace is none of attributes.
      const own = bindings.find(([prefix, bound]) => bound === uri && (prefix !== '' || home !== BARE))?.[0];
      if (uri === '' || own === '') return local;
      if (own !== undefined) return `${own}:${local}`;
      const ofSchema = this.index.prefixOf(uri);
      const isFree = ofSchema !== undefined && !bindings.some(([bound]) => bound === ofSchema);
      return `${isFree ? ofSchema : this.inventedFor(uri, bindings)}:${local}`;
    };
    return [...new Set(names.map((name) => shortened(write(name))))].sort();
  }

  /** The message, with what the prefixes in it stand for that neither the document nor the schema has. */
  explained(message: string): string {
    const used = [...this.invented].filter(([, prefix]) => message.includes(`${prefix}:`));
    return [message, ...used.map(([uri, prefix]) => `(${prefix}: stands for "${shortened(uri)}".)`)].join(' ');
  }

  private inventedFor(uri: string, bindings: Bindings): string {
    let prefix = this.invented.get(uri);
    for (let n = this.invented.size + 1; prefix === undefined; n++) {
      const free = `ns${n}`;
      if (!bindings.some(([bound]) => bound === free)) prefix = free;
    }
    this.invented.set(uri, prefix);
    return prefix;
  }

  /** None where that would take long: a document may declare prefixes without end. */
  private bindings(): Bindings {
    if (this.budget.left('comparisons') <= 0) return [];
    const bindings = [...this.prefixes()];
    return this.budget.affords('comparisons', bindings.length) ? bindings : [];
  }
}
