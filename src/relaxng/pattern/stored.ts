/**
 * Patterns as numbers, to be kept on disk: each pattern a row of small integers in the order of ids, so that operands
 * come first; strings, name classes and datatypes in tables beside them.
 */
import { createDatatype } from '../../datatypes/index.js';
import type { Datatype, DatatypeParam } from '../../datatypes/types.js';
import { PatternBuilder } from './builder.js';
import { anyName, type NameClass, name, nameChoice, nameClassKey, nsName } from './name-class.js';
import type { ElementPattern, Pattern } from './pattern.js';
import { forEachOperand, type SchemaParts } from './reachable.js';

export interface StoredPatterns {
  /** Everything but numbers, fit for JSON. */
  readonly tables: {
    readonly strings: readonly string[];
    readonly prefixes: readonly (readonly [namespace: string, prefix: string])[];
    readonly datatypes: readonly (readonly [library: string, name: string, params: readonly DatatypeParam[]])[];
  };
  /** Row lengths follow from the first number of a row. */
  readonly nameClasses: Int32Array;
  readonly patterns: Int32Array;
  /** Where in `patterns` the row of each begins. */
  readonly rows: Int32Array;
  /** Each element pattern and its content. */
  readonly elements: Int32Array;
  readonly start: number;
}

export interface RestoredPatterns extends SchemaParts {
  readonly builder: PatternBuilder;
}

const KINDS = [
  'empty',
  'notAllowed',
  'text',
  'choice',
  'group',
  'interleave',
  'oneOrMore',
  'list',
  'data',
  'value',
  'attribute',
  'element',
] as const;
const NAME_KINDS = ['name', 'nsName', 'anyName', 'choice'] as const;
const NONE = -1;

/** Positions in the schema's files are not kept. */
export function storePatterns(parts: SchemaParts): StoredPatterns {
  return new Store(parts).result;
}

class Store {
  readonly result: StoredPatterns;
  private readonly strings = new Numbering<string>();
  private readonly datatypes = new Numbering<Datatype>();
  private readonly nameClassKeys = new Numbering<string>();
  private readonly nameClasses: number[] = [];

  constructor({ start, elements, prefixes = new Map() }: SchemaParts) {
    const all = collect(start, elements).sort((a, b) => a.id - b.id);
    const index = new Map(all.map((pattern, i) => [pattern, i]));
    const of = (p: Pattern | undefined): number => (p === undefined ? NONE : index.get(p)!);
    const patterns: number[] = [];
    const rows: number[] = [];
    for (const p of all) {
      rows.push(patterns.length);
      patterns.push(KINDS.indexOf(p.kind as (typeof KINDS)[number]), ...this.row(p, of));
    }
    this.result = {
      tables: {
        strings: this.strings.items,
        prefixes: [...prefixes],
        datatypes: this.datatypes.items.map((d) => [d.library, d.name, d.params] as const),
      },
      nameClasses: Int32Array.from(this.nameClasses),
      patterns: Int32Array.from(patterns),
      rows: Int32Array.from(rows),
      elements: Int32Array.from(elements.flatMap((element) => [of(element), of(element.content)])),
      start: of(start),
    };
  }

  private row(p: Pattern, of: (p: Pattern | undefined) => number): number[] {
    switch (p.kind) {
      case 'choice':
        return [p.members.length, ...p.members.map(of)];
      case 'group':
      case 'interleave':
        return [of(p.left), of(p.right)];
      case 'oneOrMore':
      case 'list':
        return [of(p.operand)];
      case 'data':
        return [this.datatypes.of(p.datatype), of(p.except)];
      case 'value':
        return [this.datatypes.of(p.datatype), this.strings.of(p.lexical), this.strings.of(p.key)];
      case 'attribute':
        return [this.nameClass(p.nameClass), of(p.value), this.optionalString(p.documentation)];
      case 'element':
        return [this.nameClass(p.nameClass), this.optionalString(p.documentation)];
      default:
        return [];
    }
  }

  private optionalString(text: string | undefined): number {
    return text === undefined ? NONE : this.strings.of(text);
  }

  private nameClass(nameClass: NameClass): number {
    const key = nameClassKey(nameClass);
    if (!this.nameClassKeys.has(key)) {
      const row = this.nameClassRow(nameClass);
      this.nameClassKeys.of(key);
      this.nameClasses.push(NAME_KINDS.indexOf(nameClass.kind), ...row);
    }
    return this.nameClassKeys.of(key);
  }

  private nameClassRow(n: NameClass): number[] {
    switch (n.kind) {
      case 'name':
        return [this.strings.of(n.uri), this.strings.of(n.local)];
      case 'nsName':
        return [this.strings.of(n.uri), n.except === undefined ? NONE : this.nameClass(n.except)];
      case 'anyName':
        return [n.except === undefined ? NONE : this.nameClass(n.except)];
      case 'choice':
        return [this.nameClass(n.left), this.nameClass(n.right)];
    }
  }
}

class Numbering<T> {
  readonly items: T[] = [];
  private readonly numbers = new Map<T, number>();

  has(item: T): boolean {
    return this.numbers.has(item);
  }

  of(item: T): number {
    let number = this.numbers.get(item);
    if (number === undefined) {
      number = this.items.length;
      this.items.push(item);
      this.numbers.set(item, number);
    }
    return number;
  }
}

function collect(start: Pattern, elements: readonly ElementPattern[]): Pattern[] {
  const found = new Set<Pattern>();
  const visit = (p: Pattern): void => {
    if (found.has(p)) return;
    found.add(p);
    if (p.kind === 'attribute') visit(p.value);
    else if (p.kind === 'data' && p.except !== undefined) visit(p.except);
    else forEachOperand(p, visit);
  };
  visit(start);
  for (const element of elements) {
    visit(element);
    visit(element.content);
  }
  return [...found];
}

/**
 * The inverse of `storePatterns`; throws on what `storePatterns` did not write. Contents of elements are restored when a
 * document first asks for them: most documents use a tenth of TEI's elements.
 */
export function restorePatterns(stored: StoredPatterns): RestoredPatterns {
  return new Restoration(stored).restored;
}

class Restoration {
  readonly restored: RestoredPatterns;
  private readonly builder = new PatternBuilder();
  private readonly made: (Pattern | undefined)[] = [];
  private readonly datatypes: (Datatype | undefined)[] = [];
  private readonly nameClasses: readonly NameClass[];
  private readonly strings: readonly string[];

  constructor(private readonly stored: StoredPatterns) {
    const { builder } = this;
    this.strings = stored.tables.strings;
    this.nameClasses = restoreNameClasses(stored.nameClasses, this.strings);
    const elements: ElementPattern[] = [];
    for (let i = 0; i < stored.elements.length; i += 2) {
      const element = this.element(stored.rows[stored.elements[i]!]!, stored.elements[i + 1]!);
      this.made[stored.elements[i]!] = element;
      elements.push(element);
    }
    const prefixes = new Map(stored.tables.prefixes);
    this.restored = { builder, start: this.at(stored.start), elements, nameClasses: this.nameClasses, prefixes };
  }

  private pinned(index: number): Pattern {
    this.builder.pinning = true;
    try {
      return this.at(index);
    } finally {
      this.builder.pinning = false;
    }
  }

  private at(index: number): Pattern {
    const known = this.made[index];
    if (known !== undefined) return known;
    const made = this.make(this.stored.rows[index]!);
    this.made[index] = made;
    return made;
  }

  private make(row: number): Pattern {
    const { builder, stored } = this;
    const { patterns } = stored;
    const first = patterns[row + 1]!;
    const second = patterns[row + 2]!;
    switch (KINDS[patterns[row]!]) {
      case 'empty':
        return builder.empty;
      case 'notAllowed':
        return builder.notAllowed;
      case 'text':
        return builder.text;
      case 'choice': {
        const members: Pattern[] = [];
        for (let i = 0; i < first; i++) members.push(this.at(patterns[row + 2 + i]!));
        return builder.choiceOf(members);
      }
      case 'group':
        return builder.group(this.at(first), this.at(second));
      case 'interleave':
        return builder.interleave(this.at(first), this.at(second));
      case 'oneOrMore':
        return builder.oneOrMore(this.at(first));
      case 'list':
        return builder.list(this.at(first));
      case 'data':
        return builder.data(this.datatype(first), second === NONE ? undefined : this.at(second));
      case 'value':
        return builder.valueWithKey(this.datatype(first), this.strings[second]!, this.strings[patterns[row + 3]!]!);
      case 'attribute': {
        const documentation = this.optionalString(patterns[row + 3]!);
        return builder.attribute(this.nameClasses[first]!, this.at(second), { documentation });
      }
      default:
        throw new Error('not a stored pattern');
    }
  }

  private element(row: number, content: number): ElementPattern {
    const { patterns } = this.stored;
    const documentation = this.optionalString(patterns[row + 2]!);
    const nameClass = this.nameClasses[patterns[row + 1]!]!;
    return this.builder.lazyElement(nameClass, { documentation }, () => this.pinned(content));
  }

  private optionalString(number: number): string | undefined {
    return number === NONE ? undefined : this.strings[number];
  }

  private datatype(index: number): Datatype {
    let datatype = this.datatypes[index];
    if (datatype === undefined) {
      const result = createDatatype(...this.stored.tables.datatypes[index]!);
      if (!result.ok) throw new Error(result.reason);
      datatype = result.datatype;
      this.datatypes[index] = datatype;
    }
    return datatype;
  }
}

function restoreNameClasses(numbers: Int32Array, strings: readonly string[]): NameClass[] {
  const made: NameClass[] = [];
  let i = 0;
  const next = (): number => numbers[i++]!;
  const optional = (index: number): NameClass | undefined => (index === NONE ? undefined : made[index]);
  while (i < numbers.length) {
    const kind = NAME_KINDS[next()];
    if (kind === 'name') made.push(name(strings[next()]!, strings[next()]!));
    else if (kind === 'nsName') made.push(nsName(strings[next()]!, optional(next())));
    else if (kind === 'anyName') made.push(anyName(optional(next())));
    else made.push(nameChoice(made[next()]!, made[next()]!));
  }
  return made;
}
