/** References: to characters, to the five predefined entities, and to declared ones, which are expanded within a limit. */

import type { Budget } from '../budget.js';
import { HASH, isChar, SEMICOLON } from './chars.js';
import type { Dtd, Entity } from './dtd.js';
import { type ExternalFile, type ExternalFiles, type OpenedFile, openReference } from './external.js';
import { type Place, type Problem, XmlFailure } from './failure.js';
import { problems } from './messages.js';
import { type NameTable, requireUnprefixed } from './names.js';
import type { Scanner } from './scanner.js';

/** Deeper nesting than any document has a use for, and shallow enough for the stack. */
const MAX_DEPTH = 64;

/** Where a reference stands decides which entities it may name. */
export type ReferenceContext = 'content' | 'attribute' | 'default';

/** The entities of a document while it is being parsed. */
export class Entities {
  dtd: Dtd | undefined;
  /** `standalone="yes"`: no declaration elsewhere may matter. */
  standalone = false;
  readonly #names: NameTable;
  readonly budget: Budget;
  /** Other files, where they are to be read. */
  readonly files: ExternalFiles | undefined;
  readonly #warn: (problem: Problem, place: Place) => void;
  readonly #skipped = new Set<string>();
  /** Files whose own length has been allowed for. */
  readonly #earned = new Set<string>();
  #undeclaredInDefault: { name: string; place: Place } | undefined;
  /** What the DOCTYPE's own entities have taken of the budget. */
  #expanded = 0;
  #depth = 0;

  constructor(
    names: NameTable,
    budget: Budget,
    warn: (problem: Problem, place: Place) => void,
    files: ExternalFiles | undefined,
  ) {
    this.#names = names;
    this.budget = budget;
    this.#warn = warn;
    this.files = files;
  }

  /**
   * Reads a reference (XML 1.0 §4.1) at the scanner's `&`.
   *
   * @returns the characters that a character reference or a predefined entity stands for, or an
   *   entity to expand, or undefined for one that is not read (which has been warned of).
   */
  readReference(scanner: Scanner, context: ReferenceContext): string | Entity | undefined {
    const start = scanner.pos;
    scanner.pos++;
    if (scanner.peek() === HASH) return String.fromCodePoint(readCharacterReference(scanner, start));
    const { raw } = this.#readEntityName(scanner, start);
    return predefined(raw) ?? this.#lookup(raw, scanner, start, context);
  }

  /** Reads `&name;` and gives the name, resolving nothing: for entity values, where references stay (§4.4.7). */
  skipEntityReference(scanner: Scanner): void {
    const start = scanner.pos;
    scanner.pos++;
    this.#readEntityName(scanner, start);
  }

  /** Starts over with a DOCTYPE's declarations. */
  startDoctype(dtd: Dtd): void {
    this.dtd = dtd;
    // What was read before, from its start to a chunk's end, is read once more.
    this.budget.earn('expansion', this.#expanded);
    this.#expanded = 0;
    this.#depth = 0;
    this.#undeclaredInDefault = undefined;
  }

  /** Fails if a default value named an entity that was not declared before it. */
  endDoctype(): void {
    const missing = this.#undeclaredInDefault;
    if (missing === undefined || !(this.mustBeDeclared || this.dtd?.entities.has(missing.name))) return;
    throw new XmlFailure(problems.undeclaredEntity(missing.name), missing.place);
  }

  /** Begins the expansion of an entity, to be ended by {@link leave}. Fails on recursion and beyond the limits. */
  enter(entity: Entity, scanner: Scanner, from: number, characters = entity.text.length): void {
    if (entity.open) scanner.fail(problems.recursiveEntity(entity.name, entity.line), from, scanner.pos);
    if (this.#depth >= MAX_DEPTH) scanner.fail(problems.entityTooDeep(entity.name, MAX_DEPTH), from, scanner.pos);
    // Empty entities count as well, or a billion of them would cost nothing.
    const length = characters + 1;
    this.#expanded += length;
    if (!this.budget.affords('expansion', length)) {
      scanner.fail(problems.entityLimit(entity.name, this.budget.limits.expansion), from, scanner.pos);
    }
    entity.open = true;
    this.#depth++;
  }

  leave(entity: Entity): void {
    entity.open = false;
    this.#depth--;
  }

  /** A file is a part of the document, whose length is no expansion; where it comes again, it is. */
  earn({ uri, content }: ExternalFile): void {
    if (this.#earned.has(uri)) return;
    this.#earned.add(uri);
    this.budget.earn('expansion', content.length);
  }

  /** Opens the file of an external entity, at the reference that the scanner has just read; undefined, with a warning, where it is not to be had. */
  open({ name, external }: Entity, scanner: Scanner, start: number): OpenedFile | undefined {
    const opened = openReference(this, external!, scanner.placeOf(start, scanner.pos));
    if ('scanner' in opened) return opened;
    this.#skip(problems.unreadEntity(name, opened.reason), name, scanner, start);
    return undefined;
  }

  #readEntityName(scanner: Scanner, start: number) {
    const name = this.#names.read(scanner, problems.bareAmpersand);
    requireUnprefixed(scanner, name, 'entity');
    if (scanner.peek() !== SEMICOLON) scanner.fail(problems.unclosedReference(name.raw), start, scanner.pos);
    scanner.pos++;
    return name;
  }

  #lookup(name: string, scanner: Scanner, start: number, context: ReferenceContext): Entity | undefined {
    const entity = this.dtd?.entities.get(name);
    if (entity === undefined || (this.standalone && entity.inParameterEntity)) {
      // In a default value the verdict has to wait for the end of the declarations.
      if (context === 'default') this.#postpone(name, scanner, start);
      else if (this.mustBeDeclared) scanner.fail(problems.undeclaredEntity(name), start, scanner.pos);
      else this.#skip(problems.skippedUndeclaredEntity(name), name, scanner, start);
      return undefined;
    }
    if (entity.kind === 'unparsed') scanner.fail(problems.unparsedEntity(name), start, scanner.pos);
    if (entity.kind === 'internal') return entity;
    if (context !== 'content') scanner.fail(problems.externalEntityInAttribute(name), start, scanner.pos);
    if (this.files !== undefined) return entity;
    this.#skip(problems.skippedExternalEntity(name), name, scanner, start);
    return undefined;
  }

  /** WFC: Entity Declared (§4.1): with declarations that were not read, an unknown entity may be declared there. */
  get mustBeDeclared(): boolean {
    const { dtd } = this;
    if (dtd !== undefined && this.files !== undefined) return this.standalone || !dtd.isPartial;
    return dtd === undefined || this.standalone || !(dtd.hasExternalSubset || dtd.hasParameterReferences);
  }

  #postpone(name: string, scanner: Scanner, start: number): void {
    // References within parameter entities are exempt from the constraint.
    if (scanner.isEntity) return;
    this.#undeclaredInDefault ??= { name, place: scanner.placeOf(start, scanner.pos) };
  }

  #skip(problem: Problem, name: string, scanner: Scanner, start: number): void {
    if (this.#skipped.has(name)) return;
    this.#skipped.add(name);
    this.#warn(problem, scanner.placeOf(start, scanner.pos));
  }
}

/** Reads `#…;` of a character reference; the code point. `start` is the place of its `&`. */
export function readCharacterReference(scanner: Scanner, start: number): number {
  scanner.pos++;
  const hexadecimal = scanner.peek() === 0x78;
  if (hexadecimal) scanner.pos++;
  const base = hexadecimal ? 16 : 10;
  const digits = scanner.pos;
  let value = 0;
  let c = scanner.peek();
  for (; c !== SEMICOLON; c = scanner.peek()) {
    const digit = digitValue(c);
    if (digit >= base) scanner.failHere(problems.malformedCharacterReference);
    // Beyond Unicode the exact number matters no more, and must not grow out of range.
    value = Math.min(value * base + digit, 0x110000);
    scanner.pos++;
  }
  if (scanner.pos === digits) scanner.failHere(problems.malformedCharacterReference);
  scanner.pos++;
  if (!isChar(value)) {
    scanner.fail(problems.forbiddenCharacterReference(scanner.text.slice(start, scanner.pos)), start, scanner.pos);
  }
  return value;
}

function digitValue(c: number): number {
  if (c >= 0x30 && c <= 0x39) return c - 0x30;
  const letter = c | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : 99;
}

/** What one of the five entities that need no declaration (§4.6) stands for. */
export function predefined(name: string): string | undefined {
  switch (name) {
    case 'amp':
      return '&';
    case 'lt':
      return '<';
    case 'gt':
      return '>';
    case 'quot':
      return '"';
    case 'apos':
      return "'";
    default:
      return undefined;
  }
}
