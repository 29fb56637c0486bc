/**
 * Most contexts demand an attribute (`*[@when]`), which most elements do not have: with one look at the attributes of an
 * element all of these are passed over at once, and what it would have taken to find out is counted.
 */
import type { XmlName } from '../xml/events.js';
import type { Alternative } from './context.js';
import type { Contest } from './dispatch.js';
import { NameSlots } from './name-slots.js';
import type { AttributeNode } from './tree.js';
import type { AttributeName } from './xpath/compiled.js';
import type { ResolvedName } from './xpath/scope.js';

/** A contest, and those before it in which no rule can match. */
export interface Turn {
  readonly vain: readonly Contest[];
  /** How many rules there are in vain, and in how many alternatives an attribute is sought. */
  readonly evaluations: number;
  readonly searches: number;
  /** Undefined behind the last. */
  readonly contest: Contest | undefined;
}

/** As many as a number has bits. */
const MOST_DEMANDS = 31;

/** The attributes that contexts demand, each a bit of a number. */
export class Demands {
  readonly #bits = new Map<string, number>();
  readonly #known = new NameSlots<number>((name) => this.#bits.get(keyOf(name)) ?? 0);

  constructor(alternatives: readonly Alternative[]) {
    for (const { demands } of alternatives) {
      if (demands === undefined || this.#bits.size === MOST_DEMANDS) continue;
      const key = keyOf(demands);
      if (!this.#bits.has(key)) this.#bits.set(key, 1 << this.#bits.size);
    }
  }

  /** 0 for an alternative that has to be asked of every element of the name. */
  bitOf({ demands }: Alternative, name: XmlName | undefined): number {
    if (demands === undefined || name === undefined || demands.except.some((each) => names(each, name))) return 0;
    return this.#bits.get(keyOf(demands)) ?? 0;
  }

  /** The bits of all that are there. */
  met(attributes: readonly AttributeNode[]): number {
    let met = 0;
    for (const { name } of attributes) met |= this.#known.get(name);
    return met;
  }
}

export function names({ uri, local }: Partial<ResolvedName>, name: XmlName): boolean {
  return (uri === undefined || uri === name.uri) && (local === undefined || local === name.local);
}

function keyOf({ uri, local }: AttributeName): string {
  return `${local} ${uri}`;
}

/** More sets of attributes than elements of one name have, unless they are made up. */
const MOST_SETS = 256;

/** The contests for nodes of one name, by the demands that a node meets. */
export class Turns {
  readonly #contests: readonly Contest[];
  readonly #demands: Demands;
  readonly #name: XmlName | undefined;
  /** What they demand together. */
  readonly #asked: number;
  readonly #known = new Map<number, readonly Turn[]>();

  /** @param name of the nodes, if they have one. */
  constructor(contests: readonly Contest[], demands: Demands, name?: XmlName) {
    this.#contests = contests;
    this.#demands = demands;
    this.#name = name;
    this.#asked = alternativesOf(contests).reduce((bits, each) => bits | demands.bitOf(each, name), 0);
  }

  of(met: number): readonly Turn[] {
    const key = met & this.#asked;
    let turns = this.#known.get(key);
    if (turns === undefined) {
      turns = this.#turns(key);
      if (this.#known.size >= MOST_SETS) this.#known.clear();
      this.#known.set(key, turns);
    }
    return turns;
  }

  #turns(met: number): readonly Turn[] {
    const turns: Turn[] = [];
    let vain: Contest[] = [];
    const add = (contest: Contest | undefined): void => {
      const evaluations = vain.reduce((sum, { candidates }) => sum + candidates.length, 0);
      turns.push({ vain, evaluations, searches: alternativesOf(vain).length, contest });
      vain = [];
    };
    for (const contest of this.#contests) {
      if (alternativesOf([contest]).every((each) => this.#isUnmet(each, met))) vain.push(contest);
      else add(contest);
    }
    if (vain.length > 0) add(undefined);
    return turns;
  }

  #isUnmet(alternative: Alternative, met: number): boolean {
    const bit = this.#demands.bitOf(alternative, this.#name);
    return bit !== 0 && (met & bit) === 0;
  }
}

function alternativesOf(contests: readonly Contest[]): readonly Alternative[] {
  return contests.flatMap(({ candidates }) => candidates.flatMap(({ alternatives }) => alternatives));
}
