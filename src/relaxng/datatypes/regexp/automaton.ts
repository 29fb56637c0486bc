/**
 * Runs a pattern as a deterministic automaton that is built while values come in. No value and no
 * pattern makes it go back: the time is at most proportional to the value's length times the
 * pattern's size, and proportional to the length alone once the states are known.
 */
import { contains } from './char-set.js';
import { MATCH, type Program, SPLIT } from './program.js';

const DEAD = 0;
const UNKNOWN = -1;
// What is remembered is thrown away beyond this many instructions in all states together.
const MAX_REMEMBERED = 500_000;
const PAGE_BITS = 8;
const PAGE_SIZE = 1 << PAGE_BITS;

interface State {
  /** Positions in the program, sorted: instructions that read a character. */
  readonly positions: Int32Array;
  readonly accepting: boolean;
  /** By class of characters: the next state. */
  readonly row: (number | undefined)[];
}

export class Automaton {
  private states: State[] = [];
  private stateByKey = new Map<string, number>();
  private remembered = 0;
  private start = UNKNOWN;
  // Characters that the pattern's sets do not tell apart are one class.
  private readonly pages: (Uint16Array | undefined)[] = [];
  private readonly classByKey = new Map<string, number>();
  private readonly classMembers: boolean[][] = [];
  private readonly program: Program;
  private readonly marks: Int32Array;
  private mark = 0;

  constructor(program: Program) {
    this.program = program;
    this.marks = new Int32Array(program.op.length);
    this.forget();
  }

  /** Whether the whole value matches. */
  matches(value: string): boolean {
    if (this.start === UNKNOWN) this.start = this.intern(this.closure([this.program.start]));
    let state = this.start;
    for (let i = 0; i < value.length; i++) {
      let char = value.charCodeAt(i);
      if ((char & 0xfc00) === 0xd800 && i + 1 < value.length) {
        char = value.codePointAt(i)!;
        if (char > 0xffff) i++;
      }
      const page = this.pages[char >> PAGE_BITS] ?? this.buildPage(char >> PAGE_BITS);
      const charClass = page[char & (PAGE_SIZE - 1)]!;
      const next = this.states[state]!.row[charClass];
      state = next === undefined ? this.step(state, charClass) : next;
      if (state === DEAD) return false;
    }
    return this.states[state]!.accepting;
  }

  private step(from: number, charClass: number): number {
    const { positions, row } = this.states[from]!;
    const members = this.classMembers[charClass]!;
    const { op, next } = this.program;
    const targets: number[] = [];
    for (const position of positions) {
      if (members[op[position]!]) targets.push(next[position]!);
    }
    const closed = this.closure(targets);
    if (this.remembered > MAX_REMEMBERED) {
      this.forget();
      return this.intern(closed);
    }
    const to = this.intern(closed);
    // Rows are filled in order, so that they stay dense arrays.
    while (row.length < charClass) row.push(undefined);
    row[charClass] = to;
    return to;
  }

  /** All positions that can be reached without reading a character. */
  private closure(from: readonly number[]): { positions: Int32Array; accepting: boolean } {
    const { op, next, other } = this.program;
    const mark = ++this.mark;
    const stack = [...from];
    const positions: number[] = [];
    let accepting = false;
    while (stack.length > 0) {
      const position = stack.pop()!;
      if (this.marks[position] === mark) continue;
      this.marks[position] = mark;
      const code = op[position]!;
      if (code === SPLIT) stack.push(other[position]!, next[position]!);
      else if (code === MATCH) accepting = true;
      else positions.push(position);
    }
    return { positions: Int32Array.from(positions).sort(), accepting };
  }

  private intern({ positions, accepting }: { positions: Int32Array; accepting: boolean }): number {
    if (positions.length === 0 && !accepting) return DEAD;
    const key = `${accepting ? '+' : ''}${positions.join()}`;
    let id = this.stateByKey.get(key);
    if (id === undefined) {
      id = this.states.push({ positions, accepting, row: [] }) - 1;
      this.stateByKey.set(key, id);
      this.remembered += positions.length + this.classMembers.length;
    }
    return id;
  }

  private forget(): void {
    this.states = [{ positions: new Int32Array(0), accepting: false, row: [] }];
    this.stateByKey = new Map();
    this.remembered = 0;
    this.start = UNKNOWN;
  }

  private buildPage(index: number): Uint16Array {
    const page = new Uint16Array(PAGE_SIZE);
    for (let i = 0; i < PAGE_SIZE; i++) page[i] = this.classOf(index * PAGE_SIZE + i);
    this.pages[index] = page;
    return page;
  }

  private classOf(codePoint: number): number {
    const members = this.program.sets.map((set) => contains(set, codePoint));
    const key = members.map(Number).join('');
    let charClass = this.classByKey.get(key);
    if (charClass === undefined) {
      charClass = this.classMembers.push(members) - 1;
      this.classByKey.set(key, charClass);
    }
    return charClass;
  }
}
