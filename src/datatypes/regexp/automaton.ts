/**
 * Whether texts match, by a deterministic automaton that is built while texts come in. No text and no pattern makes it
 * go back: the time is at most proportional to the text's length times the pattern's size, and proportional to the
 * length alone once the states are known.
 */
import { unitAt } from '../../xml/chars.js';
import { type Alphabet, NO_CHARACTER } from './alphabet.js';
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
} from './program.js';

const DEAD = 0;
const MATCHED = 1;
const UNKNOWN = -1;
// What is remembered is thrown away beyond this many instructions in all states together.
const MAX_REMEMBERED = 500_000;
/** What it takes to look at an instruction, in steps of some ten nanoseconds. */
const LOOKING = 8;

/** What stands before or after a place. */
const NOTHING = 0;
const LINE_FEED = 1;
const OTHER = 2;

/** Is told of work before more is done, in steps of some ten nanoseconds, and may throw to end it. */
export type Meter = (steps: number) => void;

interface State {
  /** Positions in the program, sorted, before any is followed that reads no character. */
  readonly positions: Int32Array;
  readonly before: number;
  /** By what comes next: the instructions that read it; undefined where the text matches already. */
  readonly readers: (Int32Array | typeof MATCHED)[];
}

export class Automaton {
  readonly #program: Program;
  readonly #alphabet: Alphabet;
  readonly #searches: boolean;
  readonly #marks: Int32Array;
  #mark = 0;

  #states: State[] = [];
  #stateByKey = new Map<string, number>();
  #remembered = 0;
  #start = UNKNOWN;
  /** The next state, by state and class of characters: a row of 2 to the power of `#shift` for each state. */
  #table = new Int32Array(0);
  #shift = 3;

  /**
   * @param program without references.
   * @param searches whether a match may begin anywhere, and not only at the start of a text.
   */
  constructor(program: Program, alphabet: Alphabet, searches: boolean) {
    this.#program = program;
    this.#alphabet = alphabet;
    this.#searches = searches && !program.isAnchored;
    this.#marks = new Int32Array(program.op.length);
    this.#forget();
  }

  /** Whether the text matches, or has a part that does. New states are told to the meter, the text's length is not. */
  test(text: string, spend: Meter): boolean {
    const alphabet = this.#alphabet;
    const { members } = alphabet;
    let classes = members.length;
    if (classes > 1 << this.#shift) this.#widen();
    let state = this.#start === UNKNOWN ? this.#begin() : this.#start;
    let table = this.#table;
    let shift = this.#shift;
    const { length } = text;
    for (let i = 0; i < length; i++) {
      const unit = unitAt(text, i);
      const char = unit < 0xd800 ? unit : text.codePointAt(i)!;
      if (char > 0xffff) i++;
      const charClass = alphabet.classOf(char);
      if (members.length !== classes) {
        classes = members.length;
        this.#widen();
        table = this.#table;
        shift = this.#shift;
      }
      const next = table[(state << shift) + charClass]!;
      if (next > MATCHED) {
        state = next;
        continue;
      }
      if (next !== UNKNOWN) return next === MATCHED;
      state = this.#step(state, charClass, spend);
      table = this.#table;
      if (state <= MATCHED) return state === MATCHED;
    }
    const last = table[state << shift]!;
    return (last === UNKNOWN ? this.#step(state, NO_CHARACTER, spend) : last) === MATCHED;
  }

  #begin(): number {
    this.#start = this.#intern([this.#program.start], NOTHING);
    return this.#start;
  }

  /** Each class of the alphabet has its place in each row; others may ask it for classes, too. */
  #widen(): void {
    while (this.#alphabet.members.length > 1 << this.#shift) this.#layOut(this.#shift + 1);
  }

  #step(from: number, charClass: number, spend: Meter): number {
    const state = this.#states[from]!;
    const members = this.#alphabet.members[charClass]!;
    const { lineFeed, hasAssertions } = this.#program;
    const isLineFeed = lineFeed !== -1 && members[lineFeed] === true;
    const kind = isLineFeed ? LINE_FEED : charClass === NO_CHARACTER ? NOTHING : OTHER;
    const asked = hasAssertions ? kind : OTHER;
    const readers = state.readers[asked] ?? this.#readers(state, kind, spend);
    state.readers[asked] = readers;
    if (readers === MATCHED) return this.#record(from, charClass, MATCHED);
    if (kind === NOTHING) return this.#record(from, charClass, DEAD);
    spend(LOOKING * readers.length);
    const targets = this.#targets(readers, members);
    if (targets.length === 0) return this.#record(from, charClass, DEAD);
    const before = isLineFeed ? LINE_FEED : hasAssertions ? OTHER : NOTHING;
    if (this.#remembered > MAX_REMEMBERED) {
      this.#forget();
      return this.#intern(targets, before);
    }
    return this.#record(from, charClass, this.#intern(targets, before));
  }

  /** Where the instructions lead that read a character of these sets. */
  #targets(readers: Int32Array, members: readonly boolean[]): number[] {
    const { op, next, start } = this.#program;
    const mark = ++this.#mark;
    const targets: number[] = [];
    const add = (position: number): void => {
      if (this.#marks[position] === mark) return;
      this.#marks[position] = mark;
      targets.push(position);
    };
    for (const reader of readers) if (members[op[reader]!]) add(next[reader]!);
    if (this.#searches) add(start);
    return targets;
  }

  /** All instructions that can be reached without a character, and read one. */
  #readers({ positions, before }: State, after: number, spend: Meter): Int32Array | typeof MATCHED {
    const { op, next, other } = this.#program;
    const mark = ++this.#mark;
    const stack = [...positions];
    const readers: number[] = [];
    let looked = 0;
    while (stack.length > 0) {
      const position = stack.pop()!;
      looked++;
      if (this.#marks[position] === mark) continue;
      this.#marks[position] = mark;
      const code = op[position]!;
      if (code === MATCH) return MATCHED;
      if (code >= 0) readers.push(position);
      else if (code === SPLIT || code === LOOP || code === RELUCTANT_LOOP)
        stack.push(other[position]!, next[position]!);
      else if (code === SAVE || holds(code, before, after)) stack.push(next[position]!);
    }
    spend(LOOKING * looked);
    this.#remembered += readers.length;
    return Int32Array.from(readers);
  }

  #record(from: number, charClass: number, to: number): number {
    this.#table[(from << this.#shift) + charClass] = to;
    return to;
  }

  #intern(targets: readonly number[], before: number): number {
    const positions = Int32Array.from(targets).sort();
    const key = `${before}:${positions.join()}`;
    let id = this.#stateByKey.get(key);
    if (id === undefined) {
      id = this.#states.push({ positions, before, readers: [] }) - 1;
      this.#stateByKey.set(key, id);
      this.#remembered += positions.length + (1 << this.#shift);
      if ((id + 1) << this.#shift > this.#table.length) this.#layOut(this.#shift);
    }
    return id;
  }

  #forget(): void {
    const none: State = { positions: new Int32Array(0), before: NOTHING, readers: [] };
    this.#states = [none, none];
    this.#stateByKey = new Map();
    this.#remembered = 0;
    this.#start = UNKNOWN;
    this.#table = new Int32Array(0);
    this.#layOut(this.#shift);
  }

  /** Makes room for as many states again, in rows of 2 to the power of `shift`. */
  #layOut(shift: number): void {
    const rows = Math.max(8, this.#states.length * 2);
    const table = new Int32Array(rows << shift).fill(UNKNOWN);
    const width = 1 << this.#shift;
    for (let row = 0; (row + 1) * width <= this.#table.length && row < rows; row++) {
      table.set(this.#table.subarray(row * width, (row + 1) * width), row << shift);
    }
    this.#table = table;
    this.#shift = shift;
  }
}

/** Whether an assertion of XPath's expressions holds between what stands before and after. */
function holds(code: number, before: number, after: number): boolean {
  switch (code) {
    case START:
      return before === NOTHING;
    case END:
      return after === NOTHING;
    case LINE_START:
      return before === NOTHING || (before === LINE_FEED && after !== NOTHING);
    case LINE_END:
      return after !== OTHER;
    case REFERENCE:
      throw new Error('no automaton can tell what a reference matches');
    default:
      return false;
  }
}
