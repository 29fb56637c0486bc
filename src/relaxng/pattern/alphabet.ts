import type { XmlName } from '../../xml/events.js';
import { XML_NAMESPACE } from '../../xml/known-namespaces.js';
import { forEachMention, type NameClass, OTHER } from './name-class.js';

/** A name as far as the schema can tell it from others. */
export interface SchemaSymbol {
  readonly id: number;
  readonly uri: string;
  /** `OTHER` for all names of the namespace that the schema does not mention. */
  readonly local: string;
  /** Whether an attribute of this name is an ID in any of the elements that have been looked up (`SchemaIndex.idTypes`). */
  mayBeId: boolean;
}

/** Names of documents that are kept with their symbols, a power of two, and the longest of them. */
const SLOTS = 1024;
const LONGEST_KNOWN = 200;

/**
 * The names that a schema tells apart, numbered. Names it never mentions share one symbol a namespace, so
 * that no document, however inventive, makes the memo tables grow.
 */
export class Alphabet {
  private readonly byUri = new Map<string, Map<string, SchemaSymbol>>();
  /** By the last bits of a name's number, the name that was last asked for, and its symbol: a Map takes three times as long. */
  private readonly known: (XmlName | undefined)[] = new Array<undefined>(SLOTS).fill(undefined);
  private readonly symbols: (SchemaSymbol | undefined)[] = new Array<undefined>(SLOTS).fill(undefined);
  private count = 0;
  private readonly unknown = this.add(OTHER, OTHER);
  /** What `xml:id` is, whether or not the schema mentions it. */
  readonly xmlId = this.addXmlId();

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
    const slot = (name.serial ?? 0) & (SLOTS - 1);
    if (this.known[slot] === name) return this.symbols[slot]!;
    const symbol = this.symbol(name.uri, name.local);
    if (name.uri.length + name.local.length <= LONGEST_KNOWN) {
      this.known[slot] = name;
      this.symbols[slot] = symbol;
    }
    return symbol;
  }

  /** Does the schema mention any name of this namespace? */
  knowsNamespace(uri: string): boolean {
    return this.byUri.get(uri)?.has(OTHER) === true;
  }

  private addXmlId(): SchemaSymbol {
    const symbol = this.add(XML_NAMESPACE, 'id');
    symbol.mayBeId = true;
    return symbol;
  }

  private add(uri: string, local: string): SchemaSymbol {
    let names = this.byUri.get(uri);
    if (names === undefined) {
      names = new Map();
      this.byUri.set(uri, names);
    }
    let symbol = names.get(local);
    if (symbol === undefined) {
      symbol = { id: this.count++, uri, local, mayBeId: false };
      names.set(local, symbol);
    }
    return symbol;
  }
}
