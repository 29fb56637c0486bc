import type { Entities } from './entities.js';
import type { XmlLocator } from './events.js';
import type { Place } from './failure.js';
import type { Namespaces } from './namespaces.js';
import type { Scanner } from './scanner.js';

/** Where the current event stands; moved by the parser before each call of the handler. */
export class Locator implements XmlLocator {
  line = 1;
  column = 1;
  endLine = 1;
  endColumn = 1;
  readonly #namespaces: Namespaces;
  readonly #entities: Entities;

  constructor(namespaces: Namespaces, entities: Entities) {
    this.#namespaces = namespaces;
    this.#entities = entities;
  }

  /** To the token that the scanner has just read, or to the reference whose entity it reads. */
  place(scanner: Scanner): void {
    const { origin } = scanner;
    if (origin !== undefined) {
      this.moveTo(origin);
      return;
    }
    this.line = scanner.markLine;
    this.column = scanner.markColumn;
    this.endLine = scanner.line;
    this.endColumn = scanner.column;
  }

  moveTo(place: Place): void {
    this.line = place.line;
    this.column = place.column;
    this.endLine = place.endLine;
    this.endColumn = place.endColumn;
  }

  lookupNamespace(prefix: string): string | undefined {
    return this.#namespaces.lookup(prefix);
  }

  isUnparsedEntity(name: string): boolean {
    return this.#entities.dtd?.entities.get(name)?.kind === 'unparsed';
  }

  namespaces(): ReadonlyMap<string, string> {
    return this.#namespaces.all();
  }
}
