/**
 * Where in a text an expression matches, and what its groups have kept: by trying one way after the other, in the
 * order in which the expression prefers them. What has been tried at a place is not tried there again, so the time
 * is proportional to the text's length times the expression's; only with references, where what was kept before makes
 * a difference, there is no such bound but the meter's.
 */
import { type Alphabet, NO_CHARACTER } from '../../../datatypes/regexp/alphabet.js';
import type { Meter } from '../../../datatypes/regexp/automaton.js';
import {
  END,
  LINE_END,
  LINE_START,
  LOOP,
  MATCH,
  type Program,
  REFERENCE,
  RELUCTANT_LOOP,
  SAVE,
  SPLIT,
  START,
} from '../../../datatypes/regexp/program.js';
import { caseVariants } from './case.js';
import { Visited } from './visited.js';

/** Where the whole begins and ends, and each group, in UTF-16 code units; -1 for a group that has kept nothing. */
export type Match = readonly number[];

/** What is known of an expression, whatever the text. */
export interface Search {
  readonly program: Program;
  readonly alphabet: Alphabet;
  readonly anyCase: boolean;
  /** How many slots a match has. */
  readonly kept: number;
  /** The number of each instruction that branches, else -1. */
  readonly branches: readonly number[];
  readonly branchCount: number;
  /** The sets one of which a match begins with; undefined where it may begin with none. */
  readonly firstSets: readonly number[] | undefined;
}

export function prepareSearch(program: Program, alphabet: Alphabet, groups: number, anyCase: boolean): Search {
  let branchCount = 0;
  const branches = program.op.map((code) => (isBranching(code) ? branchCount++ : -1));
  return { program, alphabet, anyCase, kept: 2 * groups + 2, branches, branchCount, firstSets: firstSets(program) };
}

function isBranching(code: number): boolean {
  return code === SPLIT || code === LOOP || code === RELUCTANT_LOOP;
}

function firstSets({ op, next, other, start }: Program): readonly number[] | undefined {
  const seen = new Set([start]);
  const sets = new Set<number>();
  for (const position of seen) {
    const code = op[position]!;
    if (code === MATCH || code === REFERENCE) return undefined;
    if (code >= 0) sets.add(code);
    else seen.add(next[position]!);
    if (isBranching(code)) seen.add(other[position]!);
  }
  return [...sets];
}

/** More bits than this (128 MB) are not kept. */
const MOST_BITS = 2 ** 30;
/** Instructions between two words to the meter. */
const STRETCH = 4096;
/** What it takes to follow an instruction, in steps of some ten nanoseconds. */
const FOLLOWING = 2;

export class Searcher {
  readonly #search: Search;
  readonly #text: string;
  readonly #spend: Meter;
  /** The class of each character, at its first code unit; NO_CHARACTER within it and at the end. */
  readonly #classes: Uint16Array;
  readonly #visited: Visited | undefined;
  /** By class, whether a match may begin with its characters; undefined where it may begin without any. */
  readonly #starts: readonly boolean[] | undefined;
  readonly #slots: number[];
  /** Ways to try yet, as instruction and place; or a slot, as -1 - slot, and what it held before. */
  readonly #stack: number[] = [];
  #worked = 0;

  constructor(search: Search, text: string, spend: Meter) {
    this.#search = search;
    this.#text = text;
    this.#spend = spend;
    spend(text.length);
    this.#classes = classesOf(text, search.alphabet);
    const { program, branchCount } = search;
    const keeps = !program.hasReferences && Visited.size(branchCount, text.length) <= MOST_BITS;
    this.#visited = keeps ? new Visited(branchCount, text.length) : undefined;
    this.#slots = new Array<number>(program.slots).fill(-1);
    this.#starts = startingClasses(search);
  }

  /**
   * The first match that begins at a place or behind it; each call may only begin where the last match ended, or behind.
   * What has led to that match leads to none from there, or the expression would match the empty text, too.
   */
  find(from: number): Match | undefined {
    const [classes, starts] = [this.#classes, this.#starts];
    const { length } = this.#text;
    const last = this.#search.program.isAnchored ? 0 : length;
    for (let start = from; start <= last; start++) {
      const charClass = classes[start]!;
      if (starts === undefined ? charClass === NO_CHARACTER && start < length : !starts[charClass]) continue;
      this.#visited?.dropBefore(start);
      const end = this.#run(start);
      if (end === -1) {
        if (this.#worked > STRETCH) this.#report();
        continue;
      }
      const match = this.#slots.slice(0, this.#search.kept);
      match[0] = start;
      match[1] = end;
      return match;
    }
    this.#worked += length - from;
    this.#report();
    return undefined;
  }

  /** @returns where a match from here ends, or -1. */
  #run(start: number): number {
    const { program, branches, alphabet } = this.#search;
    const { op, next, other } = program;
    const { members } = alphabet;
    const classes = this.#classes;
    const visited = this.#visited;
    const slots = this.#slots;
    const stack = this.#stack;
    const { length } = this.#text;
    slots.fill(-1);
    let top = 0;
    let position = program.start;
    let place = start;
    for (let worked = 1; ; worked++) {
      if (worked === STRETCH) {
        this.#spend(FOLLOWING * worked);
        worked = 0;
      }
      const code = op[position]!;
      let goesOn = true;
      if (code >= 0) {
        goesOn = members[classes[place]!]![code]!;
        if (goesOn && ++place < length && classes[place] === NO_CHARACTER) place++;
        position = next[position]!;
      } else if (code === MATCH) {
        this.#spend(FOLLOWING * worked);
        return place;
      } else if (code === SAVE) {
        const slot = other[position]!;
        stack[top++] = -1 - slot;
        stack[top++] = slots[slot]!;
        slots[slot] = place;
        position = next[position]!;
      } else if (code === REFERENCE) {
        place = this.#repeated(other[position]!, place);
        goesOn = place !== -1;
        position = next[position]!;
      } else if (!isBranching(code)) {
        goesOn = this.#holds(code, place);
        position = next[position]!;
      } else if (visited?.mark(branches[position]!, place)) {
        goesOn = false;
      } else if (visited === undefined && code !== SPLIT && slots[other[next[position]!]!] === place) {
        // Nothing was read since the loop began.
        position = other[position]!;
      } else {
        stack[top++] = code === RELUCTANT_LOOP ? next[position]! : other[position]!;
        stack[top++] = place;
        position = code === RELUCTANT_LOOP ? other[position]! : next[position]!;
      }
      while (!goesOn) {
        if (top === 0) {
          this.#worked += worked;
          return -1;
        }
        const value = stack[--top]!;
        const target = stack[--top]!;
        if (target < 0) {
          slots[-1 - target] = value;
        } else {
          position = target;
          place = value;
          goesOn = true;
        }
      }
    }
  }

  #after(place: number): number {
    return place + 1 < this.#text.length && this.#classes[place + 1] === NO_CHARACTER ? place + 2 : place + 1;
  }

  #holds(code: number, place: number): boolean {
    const { length } = this.#text;
    switch (code) {
      case START:
        return place === 0;
      case END:
        return place === length;
      case LINE_START:
        return place === 0 || (place < length && this.#text[place - 1] === '\n');
      case LINE_END:
        return place === length || this.#text[place] === '\n';
      default:
        return false;
    }
  }

  /** @returns the place behind the text of a group, if it stands here once more; else -1. */
  #repeated(group: number, place: number): number {
    const [from, to] = [this.#slots[2 * group]!, this.#slots[2 * group + 1]!];
    if (to === -1) return place;
    this.#worked += (to - from) >> 2;
    if (!this.#search.anyCase) {
      return this.#text.startsWith(this.#text.slice(from, to), place) ? place + to - from : -1;
    }
    let at = place;
    for (let i = from; i < to; i = this.#after(i), at = this.#after(at)) {
      const [wanted, found] = [this.#text.codePointAt(i)!, this.#text.codePointAt(at)];
      if (found === undefined || (wanted !== found && !caseVariants(wanted).includes(found))) return -1;
    }
    return at;
  }

  #report(): void {
    const worked = this.#worked;
    this.#worked = 0;
    this.#spend(FOLLOWING * worked);
  }
}

function startingClasses({ firstSets, alphabet }: Search): readonly boolean[] | undefined {
  return firstSets && alphabet.members.map((sets) => firstSets.some((set) => sets[set]));
}

function classesOf(text: string, alphabet: Alphabet): Uint16Array {
  const classes = new Uint16Array(text.length + 1);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const char = unit < 0xd800 ? unit : text.codePointAt(i)!;
    classes[i] = alphabet.classOf(char);
    if (char > 0xffff) i++;
  }
  return classes;
}
