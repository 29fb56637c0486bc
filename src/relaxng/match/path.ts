import type { XmlName } from '../../xml/events.js';

/** Beyond this many distinct names among siblings a Map counts faster than a search. */
const FEW = 12;

/** Of a path that is longer than twice this, so many steps are shown of its beginning and its end. */
const SHOWN_STEPS = 50;

/** Counts the children of one element by name. Kept and used again for the next element at the same depth. */
class SiblingCounter {
  private readonly names: XmlName[] = [];
  private readonly counts: number[] = [];
  private size = 0;
  private many: Map<XmlName, number> | undefined;

  reset(): void {
    this.size = 0;
    this.many = undefined;
  }

  next(name: XmlName): number {
    if (this.many !== undefined) return this.nextOfMany(this.many, name);
    for (let i = 0; i < this.size; i++) {
      if (this.names[i] === name) {
        this.counts[i]!++;
        return this.counts[i]!;
      }
    }
    if (this.size === FEW) {
      this.many = new Map();
      for (let i = 0; i < this.size; i++) this.many.set(this.names[i]!, this.counts[i]!);
      return this.nextOfMany(this.many, name);
    }
    this.names[this.size] = name;
    this.counts[this.size] = 1;
    this.size++;
    return 1;
  }

  private nextOfMany(many: Map<XmlName, number>, name: XmlName): number {
    const count = (many.get(name) ?? 0) + 1;
    many.set(name, count);
    return count;
  }
}

/** The open elements, from the root: where a message says that something is. */
export class ElementPath {
  depth = 0;
  private readonly names: XmlName[] = [];
  private readonly positions: number[] = [];
  private readonly lastChildren: (XmlName | undefined)[] = [undefined];
  private readonly counters: SiblingCounter[] = [new SiblingCounter()];

  open(name: XmlName): void {
    this.positions[this.depth] = this.counters[this.depth]!.next(name);
    this.names[this.depth] = name;
    this.depth++;
    const counter = this.counters[this.depth];
    if (counter === undefined) this.counters[this.depth] = new SiblingCounter();
    else counter.reset();
    this.lastChildren[this.depth] = undefined;
  }

  close(): void {
    this.depth--;
    this.lastChildren[this.depth] = this.names[this.depth];
  }

  /** The innermost open element, or one further out. */
  element(outwards = 0): XmlName | undefined {
    return this.names[this.depth - 1 - outwards];
  }

  /** The last complete child of the innermost open element, or of one further out. */
  lastChild(outwards = 0): XmlName | undefined {
    return this.lastChildren[this.depth - outwards];
  }

  /** Such as `/TEI/text[1]/body[1]/p[3]`: names as written, positions among siblings of the same name; the root needs none. */
  toString(): string {
    let path = '';
    for (let i = 0; i < this.depth; i++) {
      // A path for each slip of a deep document would take more memory than the document.
      if (i === SHOWN_STEPS && this.depth > 2 * SHOWN_STEPS) {
        path += '/…';
        i = this.depth - SHOWN_STEPS;
      }
      path += `/${written(this.names[i]!)}`;
      if (i > 0) path += `[${this.positions[i]}]`;
    }
    return path;
  }
}

/** A name as the document writes it. */
export function written(name: XmlName): string {
  return name.prefix === '' ? name.local : `${name.prefix}:${name.local}`;
}
