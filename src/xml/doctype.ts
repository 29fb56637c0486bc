/**
 * The document type declaration with its internal subset (XML 1.0 §2.8, §4.2). Declarations are
 * checked as a non-validating processor must, and kept as far as they change what the document says:
 * entities, and attributes with their types and defaults. Nothing external is ever read.
 */
import { CLASS, CLOSE_BRACKET, GREATER_THAN, LESS_THAN, OPEN_BRACKET, PERCENT, PUBLIC_ID, SEMICOLON } from './chars.js';
import { readAttlist, readContentModel } from './declarations.js';
import { Dtd, type Entity } from './dtd.js';
import { type Entities, predefined } from './entities.js';
import { readEntityValue } from './entity-value.js';
import type { XmlDoctype } from './events.js';
import { NEED_MORE, type Place, type Problem } from './failure.js';
import { type Instruction, readComment, readInstruction } from './markup.js';
import { problems } from './messages.js';
import { type NameTable, requireQualified, requireUnprefixed } from './names.js';
import { Scanner } from './scanner.js';
import { collapseSpace } from './white-space.js';

export interface Warning {
  readonly problem: Problem;
  readonly place: Place;
}

export interface DoctypeResult {
  readonly doctype: XmlDoctype;
  readonly dtd: Dtd;
  readonly warnings: readonly Warning[];
  /** The processing instructions among the declarations, which the application must be told of (§2.6). */
  readonly instructions: readonly PlacedInstruction[];
}

export interface PlacedInstruction extends Instruction {
  readonly place: Place;
}

interface ExternalId {
  readonly publicId?: string;
  readonly systemId?: string;
}

/**
 * Reads a DOCTYPE at the cursor's `<!DOCTYPE`. It is one token, read again from its start when
 * more text has come, so everything that it finds is in the result and nothing is kept elsewhere
 * but in `entities`, which starts over each time.
 */
export function readDoctype(scanner: Scanner, names: NameTable, entities: Entities): DoctypeResult {
  const dtd = new Dtd();
  entities.startDoctype(dtd);
  const reader = new DeclarationReader(dtd, names, entities);

  scanner.pos += '<!DOCTYPE'.length;
  scanner.requireSpace(problems.malformedDoctype);
  const name = names.read(scanner, problems.malformedDoctype);
  requireQualified(scanner, name);
  const spaced = scanner.skipSpace();
  const external = readExternalId(scanner);
  if (external !== undefined) {
    if (!spaced) scanner.failHere(problems.malformedDoctype);
    dtd.hasExternalSubset = true;
    scanner.skipSpace();
  }
  const hasInternalSubset = scanner.peek() === OPEN_BRACKET;
  if (hasInternalSubset) {
    scanner.pos++;
    reader.readDeclarations(scanner);
    scanner.pos++;
    scanner.skipSpace();
  }
  scanner.require(GREATER_THAN, problems.malformedDoctype);
  entities.endDoctype();
  return {
    doctype: { name: name.raw, ...external, hasInternalSubset },
    dtd,
    warnings: reader.warnings,
    instructions: reader.instructions,
  };
}

class DeclarationReader {
  readonly warnings: Warning[] = [];
  readonly instructions: PlacedInstruction[] = [];
  readonly #dtd: Dtd;
  readonly #names: NameTable;
  readonly #entities: Entities;

  constructor(dtd: Dtd, names: NameTable, entities: Entities) {
    this.#dtd = dtd;
    this.#names = names;
    this.#entities = entities;
  }

  /** Reads declarations up to the subset's `]` or, in a parameter entity, to its end. */
  readDeclarations(scanner: Scanner): void {
    for (;;) {
      scanner.skipSpaceToEnd();
      if (scanner.pos >= scanner.text.length && scanner.origin !== undefined) return;
      const c = scanner.peek();
      if (c === CLOSE_BRACKET && scanner.origin === undefined) return;
      if (c === PERCENT) this.#includeParameterEntity(scanner);
      else if (c === LESS_THAN) this.#readDeclaration(scanner);
      else scanner.failHere(problems.notADeclaration);
    }
  }

  #readDeclaration(scanner: Scanner): void {
    if (scanner.lookingAt('<!--')) readComment(scanner);
    else if (scanner.lookingAt('<?')) this.#readInstruction(scanner);
    else if (scanner.skip('<!ENTITY')) this.#readEntity(scanner);
    else if (scanner.skip('<!ATTLIST')) readAttlist(scanner, this.#names, this.#entities, this.#kept());
    else if (scanner.skip('<!ELEMENT')) readContentModel(scanner, this.#names);
    else if (scanner.skip('<!NOTATION')) this.#readNotation(scanner);
    else if (scanner.lookingAt('<![')) scanner.fail(problems.conditionalSection, scanner.pos, scanner.pos + 3);
    else scanner.failHere(problems.notADeclaration);
  }

  #readInstruction(scanner: Scanner): void {
    const start = scanner.pos;
    const instruction = readInstruction(scanner, this.#names);
    this.instructions.push({ ...instruction, place: scanner.placeOf(start, scanner.pos) });
  }

  /** Where declarations go: nowhere, once a parameter entity was not read that may have overridden them (§5.1). */
  #kept(): Dtd | undefined {
    return this.#dtd.skippedParameterEntity && !this.#entities.standalone ? undefined : this.#dtd;
  }

  #includeParameterEntity(scanner: Scanner): void {
    const start = scanner.pos;
    scanner.pos++;
    const { raw } = this.#names.read(scanner, problems.malformedParameterReference);
    scanner.require(SEMICOLON, problems.malformedParameterReference);
    this.#dtd.hasParameterReferences = true;
    const entity = this.#dtd.parameterEntities.get(raw);
    if (entity?.kind !== 'internal') {
      this.#dtd.skippedParameterEntity = true;
      const problem =
        entity === undefined ? problems.undeclaredParameterEntity(raw) : problems.skippedParameterEntity(raw);
      this.warnings.push({ problem, place: scanner.placeOf(start, scanner.pos) });
      return;
    }
    this.#entities.enter(entity, scanner, start);
    const inner = Scanner.ofEntity(entity, scanner, start);
    try {
      this.readDeclarations(inner);
    } catch (error) {
      if (error === NEED_MORE) inner.fail(problems.endInsideEntity(raw), inner.pos, inner.pos);
      throw error;
    }
    this.#entities.leave(entity);
  }

  #readEntity(scanner: Scanner): void {
    const line = scanner.placeOf(scanner.pos, scanner.pos).line;
    scanner.requireSpace(problems.malformedEntityDeclaration);
    const isParameter = scanner.peek() === PERCENT;
    if (isParameter) {
      scanner.pos++;
      scanner.requireSpace(problems.percentInDeclaration);
    }
    const name = this.#names.read(scanner, problems.malformedEntityDeclaration);
    requireUnprefixed(scanner, name, 'entity');
    const nameEnd = scanner.pos;
    scanner.requireSpace(problems.malformedEntityDeclaration);
    const external = readExternalId(scanner);
    let kind: Entity['kind'] = 'internal';
    let text = '';
    if (external === undefined) {
      text = readEntityValue(scanner, this.#entities);
      scanner.skipSpace();
    } else {
      kind = this.#readNotationOfEntity(scanner, isParameter) ? 'unparsed' : 'external';
    }
    scanner.require(GREATER_THAN, problems.malformedEntityDeclaration);

    const kept = this.#kept();
    if (kept === undefined) return;
    if (!isParameter && predefined(name.raw) !== undefined) {
      this.#checkPredefined(scanner, name.raw, kind, text, nameEnd);
      return;
    }
    const entities = isParameter ? kept.parameterEntities : kept.entities;
    // The first declaration binds (§4.2).
    if (entities.has(name.raw)) return;
    const inParameterEntity = scanner.origin !== undefined;
    entities.set(name.raw, {
      name: name.raw,
      kind,
      text,
      plain: !/[<&\]]/.test(text),
      line,
      inParameterEntity,
      open: false,
    });
  }

  /** `NDATA name` of an unparsed entity; whether there is one. */
  #readNotationOfEntity(scanner: Scanner, isParameter: boolean): boolean {
    const spaced = scanner.skipSpace();
    if (scanner.peek() === GREATER_THAN) return false;
    if (isParameter || !spaced || !scanner.skip('NDATA')) scanner.failHere(problems.malformedEntityDeclaration);
    scanner.requireSpace(problems.malformedEntityDeclaration);
    requireUnprefixed(scanner, this.#names.read(scanner, problems.malformedEntityDeclaration), 'notation');
    scanner.skipSpace();
    return true;
  }

  /** The five may be declared again, but only to mean what they mean (§4.6). */
  #checkPredefined(scanner: Scanner, name: string, kind: Entity['kind'], text: string, nameEnd: number): void {
    const character = predefined(name)!;
    const code = character.charCodeAt(0);
    const reference = new RegExp(`^&#(?:0*${code}|x0*${code.toString(16)});$`, 'i');
    const bare = text === character && name !== 'lt' && name !== 'amp';
    if (kind === 'internal' && (bare || reference.test(text))) return;
    const place = scanner.placeOf(nameEnd - name.length, nameEnd);
    this.warnings.push({ problem: problems.predefinedEntity(name, character), place });
  }

  #readNotation(scanner: Scanner): void {
    scanner.requireSpace(problems.malformedNotation);
    requireUnprefixed(scanner, this.#names.read(scanner, problems.malformedNotation), 'notation');
    scanner.requireSpace(problems.malformedNotation);
    if (readExternalId(scanner, true) === undefined) scanner.failHere(problems.malformedNotation);
    scanner.skipSpace();
    scanner.require(GREATER_THAN, problems.malformedNotation);
  }
}

/**
 * Reads `SYSTEM "…"` or `PUBLIC "…" "…"` [75], if there is one.
 *
 * @param publicAlone whether a public identifier may stand alone, as in notations [83].
 */
function readExternalId(scanner: Scanner, publicAlone = false): ExternalId | undefined {
  if (scanner.skip('SYSTEM')) {
    scanner.requireSpace(problems.malformedExternalId);
    return { systemId: scanner.readQuoted('a system identifier', problems.malformedExternalId) };
  }
  if (!scanner.skip('PUBLIC')) return undefined;
  scanner.requireSpace(problems.malformedExternalId);
  const publicId = readPublicId(scanner);
  const spaced = scanner.skipSpace();
  if (publicAlone && scanner.peek() === GREATER_THAN) return { publicId };
  if (!spaced) scanner.failHere(problems.malformedExternalId);
  return { publicId, systemId: scanner.readQuoted('a system identifier', problems.malformedExternalId) };
}

/** Reads a public identifier [12]; white space in it normalised (§4.2.2). */
function readPublicId(scanner: Scanner): string {
  const start = scanner.pos + 1;
  const value = scanner.readQuoted('a public identifier', problems.malformedExternalId);
  for (let i = 0; i < value.length; i++) {
    if ((CLASS[value.charCodeAt(i)]! & PUBLIC_ID) === 0) scanner.fail(problems.badPublicId, start + i);
  }
  return collapseSpace(value);
}
