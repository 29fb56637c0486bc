/** Which attributes, or elements, occur in a pattern, and where two of them could meet under one name (§7.3, §7.4). */
import { contains, isOpen, listedNames, type Name, overlap } from '../pattern/name-class.js';
import { OCCURS, type Simple, type SimpleAttribute, type SimpleElement } from './simple.js';

export type Named = SimpleAttribute | SimpleElement;

/** What occurs in a pattern: by each listed name, and those with an open name class, which are few. */
interface Occurrences {
  readonly listed: ReadonlyMap<string, { readonly name: Name; readonly node: Named }>;
  readonly open: readonly Named[];
}

const NONE: Occurrences = { listed: new Map(), open: [] };

/** Called with two patterns that share a name: `name` if one is listed, the compound whose members they are in. */
export type OnClash = (second: Named, first: Named, name: Name | undefined) => void;

/** Finds occurrences, remembering them for every compound, since definitions are shared by many elements. */
export class OccurrenceFinder {
  readonly #kind: Named['kind'];
  readonly #bit: number;
  readonly #known = new Map<Simple, Occurrences>();

  constructor(kind: Named['kind']) {
    this.#kind = kind;
    this.#bit = OCCURS[kind];
  }

  /** Tells of every two members of a group or interleave that have a name in common. */
  forEachClash(members: readonly Simple[], onClash: OnClash): void {
    this.#union(members, onClash);
  }

  #of(node: Simple): Occurrences {
    if ((node.flags & this.#bit) === 0) return NONE;
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
        return this.#union(node.members, undefined);
      case 'oneOrMore':
        return this.#of(node.operand);
      case 'attribute':
      case 'element':
        return node.kind === this.#kind ? single(node) : NONE;
      default:
        return NONE;
    }
  }

  #union(members: readonly Simple[], onClash: OnClash | undefined): Occurrences {
    const bearing = members.filter((member) => (member.flags & this.#bit) !== 0);
    if (bearing.length === 1) return this.#of(bearing[0]!);
    const listed = new Map<string, { name: Name; node: Named }>();
    const open: Named[] = [];
    for (const member of bearing) {
      const more = this.#of(member);
      if (onClash !== undefined) {
        compare(listed, more.listed, onClash);
        compareOpen(more.open, { listed, open }, onClash);
        compareOpen(open, { listed: more.listed, open: [] }, onClash);
      }
      for (const [key, entry] of more.listed) listed.set(key, entry);
      for (const node of more.open) open.push(node);
    }
    return { listed, open };
  }
}

function single(node: Named): Occurrences {
  const listed = new Map<string, { name: Name; node: Named }>();
  for (const name of listedNames(node.nameClass)) listed.set(`${name.local} ${name.uri}`, { name, node });
  return { listed, open: isOpen(node.nameClass) ? [node] : [] };
}

function compare(before: Occurrences['listed'], after: Occurrences['listed'], onClash: OnClash): void {
  for (const [key, { name, node }] of after) {
    const first = before.get(key);
    if (first !== undefined) onClash(node, first.node, name);
  }
}

function compareOpen(open: readonly Named[], others: Occurrences, onClash: OnClash): void {
  for (const node of open) {
    for (const first of others.open) if (overlap(node.nameClass, first.nameClass)) onClash(node, first, undefined);
    for (const { name, node: first } of others.listed.values()) {
      if (contains(node.nameClass, name.uri, name.local)) onClash(node, first, name);
    }
  }
}
