/** Which attributes, or elements, occur in a pattern, and where two of them could meet under one name (§7.3, §7.4). */
import { contains, isOpen, listedNames, type Name, overlap } from '../pattern/name-class.js';
import { OCCURS, type Simple, type SimpleAttribute, type SimpleElement } from './simple.js';

export type Named = SimpleAttribute | SimpleElement;

/** A name that a pattern lists. Equal names have equal ids. */
interface Listed {
  readonly id: number;
  readonly name: Name;
  readonly node: Named;
}

/** What occurs in a pattern: one entry for each listed name, and those with an open name class, which are few. */
interface Occurrences {
  readonly listed: readonly Listed[];
  readonly open: readonly Named[];
}

const NONE: Occurrences = { listed: [], open: [] };

/** Called with two patterns that have a name in common; `name` is given if one of them lists it. */
export type OnClash = (second: Named, first: Named, name: Name | undefined) => void;

/** Finds occurrences, remembering them for every compound, since definitions are shared by many elements. */
export class OccurrenceFinder {
  readonly #kind: Named['kind'];
  readonly #bit: number;
  readonly #known = new Map<Simple, Occurrences>();
  readonly #nameIds = new Map<string, number>();
  /** By name id: in which walk, in which member and by which pattern the name was last met. Spares a set for every walk. */
  readonly #walk: number[] = [];
  readonly #member: number[] = [];
  readonly #by: Named[] = [];
  #walks = 0;

  constructor(kind: Named['kind']) {
    this.#kind = kind;
    this.#bit = OCCURS[kind];
  }

  /** Tells of every two members of a group or interleave that have a name in common. */
  forEachClash(members: readonly Simple[], onClash: OnClash): void {
    const found = this.#inEach(members);
    if (found.length < 2) return;
    const walk = ++this.#walks;
    found.forEach(({ listed }, member) => {
      for (const { id, name, node } of listed) {
        if (this.#walk[id] !== walk) this.#note(id, walk, member, node);
        else if (this.#member[id] !== member) onClash(node, this.#by[id]!, name);
      }
    });
    if (found.some(({ open }) => open.length > 0)) compareOpen(found, onClash);
  }

  #inEach(members: readonly Simple[]): Occurrences[] {
    const found: Occurrences[] = [];
    for (const member of members) if ((member.flags & this.#bit) !== 0) found.push(this.#in(member));
    return found;
  }

  #in(node: Simple): Occurrences {
    let found = this.#known.get(node);
    if (found === undefined) {
      found = this.#find(node);
      this.#known.set(node, found);
    }
    return found;
  }

  #find(node: Simple): Occurrences {
    switch (node.kind) {
      case 'choice':
      case 'group':
      case 'interleave':
        return this.#union(this.#inEach(node.members));
      case 'oneOrMore':
        return this.#in(node.operand);
      case 'attribute':
      case 'element':
        return node.kind === this.#kind ? this.#single(node) : NONE;
      default:
        return NONE;
    }
  }

  #single(node: Named): Occurrences {
    const listed = listedNames(node.nameClass).map((name) => ({ id: this.#nameId(name), name, node }));
    return { listed, open: isOpen(node.nameClass) ? [node] : [] };
  }

  /** Each name once, however often alternatives list it. */
  #union(parts: readonly Occurrences[]): Occurrences {
    if (parts.length === 1) return parts[0]!;
    const walk = ++this.#walks;
    const listed: Listed[] = [];
    const open = new Set<Named>();
    for (const part of parts) {
      for (const entry of part.listed) {
        if (this.#walk[entry.id] === walk) continue;
        this.#note(entry.id, walk, 0, entry.node);
        listed.push(entry);
      }
      for (const node of part.open) open.add(node);
    }
    return { listed, open: [...open] };
  }

  #note(id: number, walk: number, member: number, by: Named): void {
    this.#walk[id] = walk;
    this.#member[id] = member;
    this.#by[id] = by;
  }

  #nameId({ uri, local }: Name): number {
    const key = `${local} ${uri}`;
    let id = this.#nameIds.get(key);
    if (id === undefined) {
      id = this.#nameIds.size;
      this.#nameIds.set(key, id);
      // Every id has its place from the start, so that the arrays stay dense.
      this.#walk.push(0);
      this.#member.push(0);
    }
    return id;
  }
}

/** Open name classes against those of all other members, listed or open. */
function compareOpen(members: readonly Occurrences[], onClash: OnClash): void {
  members.forEach(({ open }, index) => {
    for (const node of open) {
      members.forEach((other, otherIndex) => {
        if (otherIndex === index) return;
        for (const { name, node: first } of other.listed) {
          if (contains(node.nameClass, name.uri, name.local)) onClash(node, first, name);
        }
        if (otherIndex > index) return;
        for (const first of other.open) if (overlap(node.nameClass, first.nameClass)) onClash(node, first, undefined);
      });
    }
  });
}
