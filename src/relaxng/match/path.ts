import { shortened, shortenedWithin } from '../../shown.js';
import type { XmlName } from '../../xml/events.js';

/** Of what is nested more deeply than any text, a path has the outermost elements and the innermost. */
const DEEPEST = 60;
const OUTER = 20;
/** In UTF-16 code units. */
const LONGEST = 1_000;

/** Beyond this many distinct names among siblings a Map counts faster than a search. */
const FEW = 12;

/** The children of one open element: the one that is open, and how many there have been of each name. Used again for the next element at the same depth. */
class Level {
  name: XmlName | undefined;
  /** Of the open child among those of its name. */
  position = 0;
  /** The last child that is complete. */
  last: XmlName | undefined;
  private readonly names: XmlName[] = [];
  private readonly counts: number[] = [];
  private size = 0;
  private many: Map<XmlName, number> | undefined;

  reset(): void {
    this.last = undefined;
    this.size = 0;
    this.many = undefined;
  }

  open(name: XmlName): void {
    this.name = name;
    this.position = this.next(name);
  }

  private next(name: XmlName): number {
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
  private readonly levels: Level[] = [new Level()];

  open(name: XmlName): void {
    this.levels[this.depth]!.open(name);
    this.depth++;
    const inner = this.levels[this.depth];
    if (inner === undefined) this.levels.push(new Level());
    else inner.reset();
  }

  close(): void {
    this.depth--;
    const level = this.levels[this.depth]!;
    level.last = level.name;
  }

  /** The innermost open element, or one further out. */
  element(outwards = 0): XmlName | undefined {
    return this.levels[this.depth - 1 - outwards]?.name;
  }

  /** The last complete child of the innermost open element, or of one further out. */
  lastChild(outwards = 0): XmlName | undefined {
    return this.levels[this.depth - outwards]?.last;
  }

  /** Of the innermost open element, or of one further out, such as `/TEI/text[1]/body[1]/p[3]`: names as written, positions among siblings of the same name; the root needs none. */
  toString(outwards = 0): string {
    const depth = this.depth - outwards;
    let path = '';
    for (let i = 0; i < depth; i++) {
      if (depth > DEEPEST && i === OUTER) {
        path += '/…';
        i = depth - (DEEPEST - OUTER);
      }
      const { name, position } = this.levels[i]!;
      path += `/${written(name!)}`;
      if (i > 0) path += `[${position}]`;
    }
    return shortenedWithin(path, LONGEST);
  }
}

/** A name as the document writes it, as far as a message has room. */
export function written(name: XmlName): string {
  return name.prefix === '' ? shortened(name.local) : shortened(`${name.prefix}:${name.local}`);
}
