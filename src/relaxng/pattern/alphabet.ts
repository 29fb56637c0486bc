import type { XmlName } from '../../xml/events.js';
import { XML_NAMESPACE } from '../../xml/known-namespaces.js';
import { forEachMention, type NameClass, OTHER } from './name-class.js';

/** A name as far as the schema can tell it from others. */
export interface SchemaSymbol {
  readonly id: number;
  readonly uri: string;
  /** `OTHER` for all names of the namespace that the schema does not mention. */
  readonly local: string;
}

/** Names of documents that are kept with their symbols, and the longest of them. */
const MOST_KNOWN = 5_000;
const LONGEST_KNOWN = 200;

/**
 * The names that a schema tells apart, numbered. Names it never mentions share one symbol a namespace, so
 * that no document, however inventive, makes the memo tables grow.
 */
export class Alphabet {
  private readonly byUri = new Map<string, Map<string, SchemaSymbol>>();
  private readonly known = new Map<XmlName, SchemaSymbol>();
  private count = 0;
  private readonly unknown = this.add(OTHER, OTHER);
  /** What `xml:id` is, whether or not the schema mentions it. */
  readonly xmlId = this.add(XML_NAMESPACE, 'id');

  /** @param nameClasses those of all the schema's elements and attributes */
  constructor(nameClasses: Iterable<NameClass>) {
    const mention = (uri: string, local: string | undefined): void => {
      this.add(uri, OTHER);
      if (local !== undefined) this.add(uri, local);
    };
    for (const nameClass of nameClasses) forEachMention(nameClass, mention);
  }

  symbol(uri: string, local: string): SchemaSymbol {
    const names = this.byUri.get(uri);
    if (names === undefined) return this.unknown;
    return names.get(local) ?? names.get(OTHER) ?? this.unknown;
  }

  /** The symbol of a name that a parser has given out, which gives out the same objects again and again. */
  symbolOf(name: XmlName): SchemaSymbol {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const symbol = this.symbol(name.uri, name.local);
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    if (name.uri.length + name.local.length <= LONGEST_KNOWN) this.known.set(name, symbol);
    return symbol;
  }

  /** Does the schema mention any name of this namespace? */
  knowsNamespace(uri: string): boolean {
    return this.byUri.get(uri)?.has(OTHER) === true;
  }

  private add(uri: string, local: string): SchemaSymbol {
    let names = this.byUri.get(uri);
    if (names === undefined) {
      names = new Map();
      this.byUri.set(uri, names);
    }
    let symbol = names.get(local);
    if (symbol === undefined) {
      symbol = { id: this.count++, uri, local };
      names.set(local, symbol);
    }
    return symbol;
  }
}
