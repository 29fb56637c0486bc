/**
 * Runs a pattern as a deterministic automaton that is built while values come in. No value and no
 * pattern makes it go back: the time is at most proportional to the value's length times the
 * pattern's size, and proportional to the length alone once the states are known. Where a pattern is made so that they
 * never are, it is given up.
 */
import { contains } from './char-set.js';
import { MATCH, type Program, SPLIT } from './program.js';

const DEAD = 0;
const UNKNOWN = -1;
// What is remembered is thrown away beyond this many instructions in all states together.
const MAX_REMEMBERED = 500_000;
/** Instructions looked at to find new states, about a second of work; and as many more for each character of the values. */
const MOST_WORK = 4_000_000;
const WORK_A_CHARACTER = 4;
const PAGE_BITS = 8;
const PAGE_SIZE = 1 << PAGE_BITS;

interface State {
  /** Positions in the program, sorted: instructions that read a character. */
  readonly positions: Int32Array;
  readonly accepting: boolean;
}

/** The pattern and its values ask for more work than any honest ones. */
export class PatternTooCostly extends RangeError {}

export class Automaton {
  readonly #program: Program;
  readonly #marks: Int32Array;
  #mark = 0;

  #states: State[] = [];
  #stateByKey = new Map<string, number>();
  #remembered = 0;
  #work = MOST_WORK;
  #start = UNKNOWN;
  /** The next state, by state and class of characters: a row of 2 to the power of `#shift` for each state. */
  #table = new Int32Array(0);
  #shift = 3;

  // Characters that the pattern's sets do not tell apart are one class.
  readonly #pages: (Uint16Array | undefined)[] = [];
  readonly #classByKey = new Map<string, number>();
  readonly #classMembers: boolean[][] = [];

  constructor(program: Program) {
    this.#program = program;
    this.#marks = new Int32Array(program.op.length);
    this.#forget();
  }

  /** Whether the whole value matches. @throws PatternTooCostly */
  matches(value: string): boolean {
    this.#work += value.length * WORK_A_CHARACTER;
    if (this.#start === UNKNOWN) this.#start = this.#intern(this.#closure([this.#program.start]));
    const ascii = this.#pages[0] ?? this.#buildPage(0);
    let table = this.#table;
    let shift = this.#shift;
    let state = this.#start;
    for (let i = 0; i < value.length; i++) {
      const unit = value.charCodeAt(i);
      let charClass: number;
      if (unit < PAGE_SIZE) {
        charClass = ascii[unit]!;
      } else {
        const char = value.codePointAt(i)!;
        if (char > 0xffff) i++;
        const page = this.#pages[char >> PAGE_BITS] ?? this.#buildPage(char >> PAGE_BITS);
        charClass = page[char & (PAGE_SIZE - 1)]!;
        table = this.#table;
        shift = this.#shift;
      }
      const next = table[(state << shift) + charClass]!;
      if (next === UNKNOWN) {
        state = this.#step(state, charClass);
        table = this.#table;
      } else {
        state = next;
      }
      if (state === DEAD) return false;
    }
    return this.#states[state]!.accepting;
  }

  #step(from: number, charClass: number): number {
    const { positions } = this.#states[from]!;
    if (this.#work < 0) {
      // Other documents have values of their own.
      this.#work = MOST_WORK;
      throw new PatternTooCostly('more states than can be found in time');
    }
    const members = this.#classMembers[charClass]!;
    const { op, next } = this.#program;
    const targets: number[] = [];
    for (const position of positions) {
      if (members[op[position]!]) targets.push(next[position]!);
    }
    const closed = this.#closure(targets);
    if (this.#remembered > MAX_REMEMBERED) {
      this.#forget();
      return this.#intern(closed);
    }
    const to = this.#intern(closed);
    this.#table[(from << this.#shift) + charClass] = to;
    return to;
  }

  /** All positions that can be reached without reading a character. */
  #closure(from: readonly number[]): State {
    const { op, next, other } = this.#program;
    const mark = ++this.#mark;
    const stack = [...from];
    const positions: number[] = [];
    let accepting = false;
    while (stack.length > 0) {
      const position = stack.pop()!;
      this.#work--;
      if (this.#marks[position] === mark) continue;
      this.#marks[position] = mark;
      const code = op[position]!;
      if (code === SPLIT) stack.push(other[position]!, next[position]!);
      else if (code === MATCH) accepting = true;
      else positions.push(position);
    }
    return { positions: Int32Array.from(positions).sort(), accepting };
  }

  #intern(state: State): number {
    const { positions, accepting } = state;
    if (positions.length === 0 && !accepting) return DEAD;
    const key = `${accepting ? '+' : ''}${positions.join()}`;
    let id = this.#stateByKey.get(key);
    if (id === undefined) {
      id = this.#states.push(state) - 1;
      this.#stateByKey.set(key, id);
      this.#remembered += positions.length + (1 << this.#shift);
      if ((id + 1) << this.#shift > this.#table.length) this.#layOut(this.#shift);
    }
    return id;
  }

  #forget(): void {
    this.#states = [{ positions: new Int32Array(0), accepting: false }];
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

  #buildPage(index: number): Uint16Array {
    const page = new Uint16Array(PAGE_SIZE);
    for (let i = 0; i < PAGE_SIZE; i++) page[i] = this.#classOf(index * PAGE_SIZE + i);
    this.#pages[index] = page;
    return page;
  }

  #classOf(codePoint: number): number {
    const members = this.#program.sets.map((set) => contains(set, codePoint));
    const key = members.map(Number).join('');
    let charClass = this.#classByKey.get(key);
    if (charClass === undefined) {
      charClass = this.#classMembers.push(members) - 1;
      this.#classByKey.set(key, charClass);
      if (charClass >= 1 << this.#shift) this.#layOut(this.#shift + 1);
    }
    return charClass;
  }
}
