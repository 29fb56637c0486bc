/** The declarations of a DOCTYPE: those within it and, where the caller has other files, those in these (XML 1.0 §2.8, §4.2). */
import { CLOSE_BRACKET, GREATER_THAN, LESS_THAN, PERCENT, SEMICOLON } from './chars.js';
import { readAttlist, readContentModel } from './declarations.js';
import type { Dtd, Entity } from './dtd.js';
import { type Entities, predefined } from './entities.js';
import { readEntityValue } from './entity-value.js';
import { type OpenedFile, openReference } from './external.js';
import { readExternalId } from './external-id.js';
import { NEED_MORE, type Place, type Problem } from './failure.js';
import { flatten } from './flatten.js';
import { type Instruction, readComment, readInstruction } from './markup.js';
import { problems } from './messages.js';
import { type NameTable, requireUnprefixed } from './names.js';
import { Scanner } from './scanner.js';

export interface Warning {
  readonly problem: Problem;
  readonly place: Place;
}

export interface PlacedInstruction extends Instruction {
  readonly place: Place;
}

export class DeclarationReader {
  readonly warnings: Warning[] = [];
  readonly instructions: PlacedInstruction[] = [];
  readonly #dtd: Dtd;
  readonly #names: NameTable;
  readonly #entities: Entities;
  /** Absolute URI of the file that declarations stand in. */
  #base: string;
  /** Whether they stand in another file than the document, where more is allowed. */
  #isOutside = false;

  constructor(dtd: Dtd, names: NameTable, entities: Entities) {
    this.#dtd = dtd;
    this.#names = names;
    this.#entities = entities;
    this.#base = entities.files?.uri ?? '';
  }

  /** Reads declarations up to the subset's `]` or, in an entity, to its end. */
  readDeclarations(scanner: Scanner): void {
    let sections = 0;
    for (;;) {
      scanner.skipSpaceToEnd();
      if (scanner.isEntity) scanner.mark();
      if (scanner.isEntity && scanner.pos >= scanner.text.length) {
        if (sections > 0) throw NEED_MORE;
        return;
      }
      const c = scanner.peek();
      if (c === CLOSE_BRACKET && !scanner.isEntity) return;
      if (c === PERCENT) this.#includeParameterEntity(scanner);
      else if (c === CLOSE_BRACKET && sections > 0 && scanner.skip(']]>')) sections--;
      else if (c !== LESS_THAN) scanner.failHere(problems.notADeclaration);
      else if (this.#isOutside && scanner.lookingAt('<![')) sections += this.#openSection(scanner) ? 1 : 0;
      else this.#readDeclaration(scanner);
    }
  }

  /** Reads the declarations of the DTD that the document names, if it is to be had. */
  readExternalSubset(systemId: string, scanner: Scanner): void {
    if (this.#entities.files === undefined) return;
    const place = scanner.placeOf(scanner.pos - 1, scanner.pos);
    const opened = openReference(this.#entities, { systemId, base: this.#base }, place);
    if ('scanner' in opened) this.#readFile(opened, problems.unexpectedEnd('a declaration'));
    else {
      this.#dtd.isPartial = true;
      this.warnings.push({ problem: problems.unreadDeclarations(opened.reason), place });
    }
  }

  /** @param cut what is said where it ends within a declaration. */
  #readFile({ scanner, uri }: OpenedFile, cut: Problem): void {
    const [base, isOutside] = [this.#base, this.#isOutside];
    this.#base = uri;
    this.#isOutside = true;
    this.#readWhole(scanner, cut);
    this.#base = base;
    this.#isOutside = isOutside;
  }

  #readWhole(inner: Scanner, cut: Problem): void {
    try {
      this.readDeclarations(inner);
    } catch (error) {
      if (error === NEED_MORE) inner.fail(cut, inner.pos, inner.pos);
      throw error;
    }
  }

  #readDeclaration(scanner: Scanner): void {
    if (scanner.lookingAt('<!--')) readComment(scanner);
    else if (scanner.lookingAt('<?')) this.#readInstruction(scanner);
    else if (this.#isOutside) this.#readWrittenOut(scanner);
    else this.#readMarkup(scanner);
  }

  /** A declaration in which parameter entities may stand for anything. */
  #readWrittenOut(scanner: Scanner): void {
    const { text, pos } = scanner;
    const flat = flatten(text, pos, (name, use) => this.#withText(name, scanner, use));
    if (flat.entity === undefined) {
      this.#readMarkup(scanner);
      return;
    }
    scanner.advanceTo(flat.end);
    const inner = new Scanner(flat.text, true, { ...scanner.placeSinceMark(), entity: flat.entity });
    try {
      this.#readMarkup(inner);
    } catch (error) {
      if (error === NEED_MORE) inner.fail(problems.endInsideEntity(flat.entity), inner.pos, inner.pos);
      throw error;
    }
  }

  /** Gives the text of a parameter entity, once it is known not to hold itself; '' where it is not to be had. */
  #withText(name: string, scanner: Scanner, use: (text: string) => void): void {
    const entity = this.#dtd.parameterEntities.get(name);
    const opened = entity?.kind === 'external' ? this.#open(entity, scanner.placeSinceMark()) : undefined;
    if (entity === undefined) this.#skip(problems.undeclaredParameterEntity(name), scanner.placeSinceMark());
    if (entity === undefined || (entity.kind === 'external' && opened === undefined)) return;
    const text = opened === undefined ? entity.text : opened.scanner.text.slice(opened.scanner.pos);
    this.#entities.enter(entity, scanner, scanner.pos, text.length);
    use(text);
    this.#entities.leave(entity);
  }

  /** The beginning of a conditional section [62]; what is to be ignored is passed over. Whether it is to be read. */
  #openSection(scanner: Scanner): boolean {
    const { text, pos } = scanner;
    const bracket = text.indexOf('[', pos + 3);
    const written = bracket === -1 ? '' : text.slice(pos + 3, bracket).trim();
    let keyword = written;
    const name = /^%([^\s;]+);$/.exec(written)?.[1];
    if (name !== undefined)
      this.#withText(name, scanner, (given) => {
        keyword = given.trim();
      });
    if (keyword !== 'INCLUDE' && keyword !== 'IGNORE') scanner.fail(problems.unknownSection, pos, pos + 3);
    scanner.advanceTo(bracket + 1);
    if (keyword === 'INCLUDE') return true;
    const border = /<!\[|\]\]>/g;
    border.lastIndex = scanner.pos;
    for (let open = 1; open > 0; ) {
      const found = border.exec(text);
      if (found === null) throw NEED_MORE;
      open += found[0] === ']]>' ? -1 : 1;
    }
    scanner.advanceTo(border.lastIndex);
    return false;
  }

  #readMarkup(scanner: Scanner): void {
    if (scanner.skip('<!ENTITY')) this.#readEntity(scanner);
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
    const place = scanner.placeOf(start, scanner.pos);
    if (entity === undefined) this.#skip(problems.undeclaredParameterEntity(raw), place);
    else if (entity.kind === 'internal') {
      this.#entities.enter(entity, scanner, start);
      this.#readWhole(Scanner.ofEntity(entity, scanner, start), problems.endInsideEntity(raw));
      this.#entities.leave(entity);
    } else {
      const opened = this.#open(entity, place);
      if (opened === undefined) return;
      this.#entities.enter(entity, scanner, start, opened.scanner.text.length);
      this.#readFile(opened, problems.endInsideEntity(raw));
      this.#entities.leave(entity);
    }
  }

  /** The file of a parameter entity; undefined, with a warning, where it is not to be had. */
  #open({ name, external }: Entity, place: Place): OpenedFile | undefined {
    if (this.#entities.files === undefined) {
      this.#skip(problems.skippedParameterEntity(name), place);
      return undefined;
    }
    const opened = openReference(this.#entities, external!, place);
    if ('scanner' in opened) return opened;
    this.#skip(problems.unreadDeclarations(opened.reason), place);
    return undefined;
  }

  #skip(problem: Problem, place: Place): void {
    this.#dtd.skippedParameterEntity = true;
    this.#dtd.isPartial = true;
    this.warnings.push({ problem, place });
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
    const inParameterEntity = scanner.isEntity || this.#isOutside;
    const systemId = external?.systemId;
    entities.set(name.raw, {
      name: name.raw,
      kind,
      text,
      external: systemId === undefined ? undefined : { systemId, base: this.#base },
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
