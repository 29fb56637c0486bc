import type { Place } from '../../xml/failure.js';
import { firstToken, tokens } from '../../xml/white-space.js';
import type { IdType } from '../pattern/schema-index.js';

export interface IdReference extends Place {
  readonly id: string;
  readonly path: string;
}

/** Where an ID was first. */
export interface IdPlace {
  readonly line: number;
  readonly column: number;
}

/** Large documents have a million IDs: line and column in one number take a third of the memory. */
const COLUMNS = 2 ** 20;

/**
 * ID soundness over a document ("RELAX NG DTD Compatibility", section 5): each ID once, and for each IDREF an ID.
 * Keeps the IDs, and only those references whose ID has not come yet.
 */
export class IdTable {
  private readonly ids = new Map<string, number>();
  private readonly open = new Map<string, IdReference[]>();

  /** Record a valid value of an ID type. Returns the place of an earlier ID that is the same. */
  add(idType: IdType, value: string, place: Place, path: () => string): IdPlace | undefined {
    if (idType === 'ID') {
      const id = firstToken(value);
      return id === undefined ? undefined : this.define(id, place);
    }
    for (const id of tokens(value)) if (!this.ids.has(id)) this.refer(id, place, path());
    return undefined;
  }

  /** References without an ID, once the document is read. */
  unresolved(): IdReference[] {
    return [...this.open.values()].flat();
  }

  private define(id: string, { line, column }: Place): IdPlace | undefined {
    const earlier = this.ids.get(id);
    if (earlier !== undefined) return { line: Math.floor(earlier / COLUMNS), column: earlier % COLUMNS };
    this.ids.set(id, line * COLUMNS + Math.min(column, COLUMNS - 1));
    this.open.delete(id);
    return undefined;
  }

  private refer(id: string, { line, column, endLine, endColumn }: Place, path: string): void {
    const reference: IdReference = { id, path, line, column, endLine, endColumn };
    const same = this.open.get(id);
    if (same === undefined) this.open.set(id, [reference]);
    else same.push(reference);
  }
}
