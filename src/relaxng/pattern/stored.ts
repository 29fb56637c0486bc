/**
 * Patterns as numbers, to be kept on disk: each pattern a row of small integers in the order of ids, so that operands
 * come first; strings, name classes and datatypes in tables beside them.
 */
import { createDatatype } from '../datatypes/index.js';
import type { Datatype, DatatypeParam } from '../datatypes/types.js';
import { forEachOperand } from './alphabet.js';
import { PatternBuilder } from './builder.js';
import { anyName, type NameClass, name, nameChoice, nameClassKey, nsName } from './name-class.js';
import type { ElementPattern, Pattern } from './pattern.js';

export interface StoredPatterns {
  /** Everything but numbers, fit for JSON. */
  readonly tables: {
    readonly strings: readonly string[];
    readonly datatypes: readonly (readonly [library: string, name: string, params: readonly DatatypeParam[]])[];
  };
  /** Row lengths follow from the first number of a row. */
  readonly nameClasses: Int32Array;
  readonly patterns: Int32Array;
  /** The content of each element pattern, in their order. */
  readonly contents: Int32Array;
  readonly start: number;
}

export interface RestoredPatterns {
  readonly builder: PatternBuilder;
  readonly start: Pattern;
  readonly elements: readonly ElementPattern[];
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

/** `elements` are all that `start` reaches. Positions in the schema's files are not kept. */
export function storePatterns(start: Pattern, elements: readonly ElementPattern[]): StoredPatterns {
  return new Store(start, elements).result;
}

class Store {
  readonly result: StoredPatterns;
  private readonly strings = new Numbering<string>();
  private readonly datatypes = new Numbering<Datatype>();
  private readonly nameClassKeys = new Numbering<string>();
  private readonly nameClasses: number[] = [];

  constructor(start: Pattern, elements: readonly ElementPattern[]) {
    const all = collect(start, elements).sort((a, b) => a.id - b.id);
    const index = new Map(all.map((pattern, i) => [pattern, i]));
    const of = (p: Pattern | undefined): number => (p === undefined ? NONE : index.get(p)!);
    const patterns = all.flatMap((p) => [KINDS.indexOf(p.kind as (typeof KINDS)[number]), ...this.row(p, of)]);
    const contents = all.flatMap((p) => (p.kind === 'element' ? [of(p.content)] : []));
    this.result = {
      tables: {
        strings: this.strings.items,
        datatypes: this.datatypes.items.map((d) => [d.library, d.name, d.params] as const),
      },
      nameClasses: Int32Array.from(this.nameClasses),
      patterns: Int32Array.from(patterns),
      contents: Int32Array.from(contents),
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

/** The inverse of `storePatterns`; throws on numbers that `storePatterns` did not write. */
export function restorePatterns(stored: StoredPatterns): RestoredPatterns {
  const builder = new PatternBuilder();
  const { strings } = stored.tables;
  const datatypes = stored.tables.datatypes.map(([library, name, params]) => {
    const result = createDatatype(library, name, params);
    if (!result.ok) throw new Error(result.reason);
    return result.datatype;
  });
  const nameClasses = restoreNameClasses(stored.nameClasses, strings);
  const made: Pattern[] = [];
  const at = (index: number): Pattern => made[index]!;
  const elements: ElementPattern[] = [];
  const numbers = stored.patterns;
  let i = 0;
  const next = (): number => numbers[i++]!;
  const optionalString = (number: number): string | undefined => (number === NONE ? undefined : strings[number]);
  const restoreOne = (kind: number): Pattern => {
    switch (KINDS[kind]) {
      case 'empty':
        return builder.empty;
      case 'notAllowed':
        return builder.notAllowed;
      case 'text':
        return builder.text;
      case 'choice': {
        const members: Pattern[] = [];
        for (let count = next(); count > 0; count--) members.push(at(next()));
        return builder.choiceOf(members);
      }
      case 'group':
        return builder.group(at(next()), at(next()));
      case 'interleave':
        return builder.interleave(at(next()), at(next()));
      case 'oneOrMore':
        return builder.oneOrMore(at(next()));
      case 'list':
        return builder.list(at(next()));
      case 'data': {
        const datatype = datatypes[next()]!;
        const except = next();
        return builder.data(datatype, except === NONE ? undefined : at(except));
      }
      case 'value':
        return builder.valueWithKey(datatypes[next()]!, strings[next()]!, strings[next()]!);
      case 'attribute': {
        const nameClass = nameClasses[next()]!;
        const value = at(next());
        return builder.attribute(nameClass, value, { documentation: optionalString(next()) });
      }
      case 'element': {
        const element = builder.element(nameClasses[next()]!, { documentation: optionalString(next()) });
        elements.push(element);
        return element;
      }
      default:
        throw new Error('not a stored pattern');
    }
  };
  while (i < numbers.length) made.push(restoreOne(next()));
  elements.forEach((element, e) => {
    element.content = at(stored.contents[e]!);
  });
  return { builder, start: at(stored.start), elements };
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
