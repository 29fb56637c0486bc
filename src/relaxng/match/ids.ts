import { detach } from '../../xml/chars.js';
import { tokens } from '../pattern/derivatives.js';
import type { IdType } from '../pattern/schema-index.js';

/** A range of the document: one-based lines and columns, the end just past it. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface IdReference extends Place {
  readonly id: string;
  readonly path: string;
}

/**
 * ID soundness over a document ("RELAX NG DTD Compatibility", section 5): each ID once, and for each IDREF an ID.
 * Keeps the IDs (detached, or each would keep a whole chunk of the document), and only those references whose ID has not come yet.
 */
export class IdTable {
  private readonly ids = new Map<string, Place>();
  private readonly open = new Map<string, IdReference[]>();

  /** Record a valid value of an ID type. Returns the place of an earlier ID that is the same. */
  add(idType: IdType, value: string, place: Place, path: () => string): Place | undefined {
    if (idType === 'ID') {
      const [id] = tokens(value);
      return id === undefined ? undefined : this.define(id, place);
    }
    for (const id of tokens(value)) if (!this.ids.has(id)) this.refer(id, place, path());
    return undefined;
  }

  /** References without an ID, once the document is read. */
  unresolved(): IdReference[] {
    return [...this.open.values()].flat();
  }

  private define(id: string, place: Place): Place | undefined {
    const earlier = this.ids.get(id);
    if (earlier === undefined) {
      this.ids.set(detach(id), {
        line: place.line,
        column: place.column,
        endLine: place.endLine,
        endColumn: place.endColumn,
      });
      this.open.delete(id);
    }
    return earlier;
  }

  private refer(id: string, place: Place, path: string): void {
    const reference: IdReference = {
      id: detach(id),
      path,
      line: place.line,
      column: place.column,
      endLine: place.endLine,
      endColumn: place.endColumn,
    };
    const same = this.open.get(id);
    if (same === undefined) this.open.set(reference.id, [reference]);
    else same.push(reference);
  }
}
