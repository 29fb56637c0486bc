/** ELEMENT and ATTLIST declarations (XML 1.0 §3.2, §3.3). Content models are checked and forgotten: validating against them is not this parser's task. */
import { CLASS, GREATER_THAN, HASH, NAME_PART, QUESTION } from './chars.js';
import type { Dtd } from './dtd.js';
import type { Entities } from './entities.js';
import { problems } from './messages.js';
import { type NameTable, requireQualified, requireUnprefixed } from './names.js';
import type { Scanner } from './scanner.js';
import { collapseSpaces, readAttributeValue } from './values.js';

const OPEN = 0x28;
const CLOSE = 0x29;
const STAR = 0x2a;
const PLUS = 0x2b;
const COMMA = 0x2c;
const BAR = 0x7c;

/** Reads an element type declaration [45] after its `<!ELEMENT`. */
export function readContentModel(scanner: Scanner, names: NameTable): void {
  scanner.requireSpace(problems.malformedElementDeclaration);
  requireQualified(scanner, names.read(scanner, problems.malformedElementDeclaration));
  scanner.requireSpace(problems.malformedElementDeclaration);
  if (!scanner.skip('EMPTY') && !scanner.skip('ANY')) {
    scanner.require(OPEN, problems.malformedElementDeclaration);
    scanner.skipSpace();
    if (scanner.peek() === HASH) readMixed(scanner, names);
    else readChildren(scanner, names);
  }
  scanner.skipSpace();
  scanner.require(GREATER_THAN, problems.malformedElementDeclaration);
}

/** The rest of a mixed model [51] after `(`. */
function readMixed(scanner: Scanner, names: NameTable): void {
  if (!scanner.skip('#PCDATA')) scanner.failHere(problems.malformedElementDeclaration);
  let hasNames = false;
  for (scanner.skipSpace(); scanner.peek() === BAR; scanner.skipSpace()) {
    scanner.pos++;
    scanner.skipSpace();
    requireQualified(scanner, names.read(scanner, problems.malformedElementDeclaration));
    hasNames = true;
  }
  scanner.require(CLOSE, problems.malformedElementDeclaration);
  if (scanner.peek() === STAR) scanner.pos++;
  else if (hasNames) scanner.failHere(problems.malformedElementDeclaration);
}

/** The rest of an element content model [47] after `(`. A loop with a stack, since documents choose how deep it nests. */
function readChildren(scanner: Scanner, names: NameTable): void {
  const separators = [0];
  while (separators.length > 0) {
    scanner.skipSpace();
    if (scanner.peek() === OPEN) {
      scanner.pos++;
      separators.push(0);
      continue;
    }
    requireQualified(scanner, names.read(scanner, problems.malformedElementDeclaration));
    skipOccurrence(scanner);
    closeGroups(scanner, separators);
  }
}

/** After a particle: any closing brackets, then the separator before the next particle. */
function closeGroups(scanner: Scanner, separators: number[]): void {
  for (;;) {
    if (separators.length === 0) return;
    scanner.skipSpace();
    const c = scanner.peek();
    if (c !== CLOSE) {
      const last = separators.length - 1;
      const separator = separators[last]!;
      // One group has one kind of separator [49] [50].
      if ((c !== BAR && c !== COMMA) || (separator !== 0 && separator !== c)) {
        scanner.failHere(problems.malformedElementDeclaration);
      }
      separators[last] = c;
      scanner.pos++;
      return;
    }
    scanner.pos++;
    separators.pop();
    skipOccurrence(scanner);
  }
}

function skipOccurrence(scanner: Scanner): void {
  const c = scanner.peek();
  if (c === QUESTION || c === STAR || c === PLUS) scanner.pos++;
}

const TOKENIZED = new Set(['ID', 'IDREF', 'IDREFS', 'ENTITY', 'ENTITIES', 'NMTOKEN', 'NMTOKENS']);

/**
 * Reads an attribute-list declaration [52] after its `<!ATTLIST`.
 *
 * @param dtd where the declarations go; undefined to check them only.
 */
export function readAttlist(scanner: Scanner, names: NameTable, entities: Entities, dtd: Dtd | undefined): void {
  scanner.requireSpace(problems.malformedAttlist);
  const element = names.read(scanner, problems.malformedAttlist);
  requireQualified(scanner, element);
  const list = dtd?.attributeList(element);
  for (;;) {
    const spaced = scanner.skipSpace();
    if (scanner.peek() === GREATER_THAN) {
      scanner.pos++;
      return;
    }
    if (!spaced) scanner.failHere(problems.malformedAttlist);
    const name = names.read(scanner, problems.malformedAttlist);
    requireQualified(scanner, name);
    scanner.requireSpace(problems.malformedAttlist);
    const type = readType(scanner, names);
    scanner.requireSpace(problems.malformedAttlist);
    const value = readDefault(scanner, entities);
    list?.add({ name, type, value: value !== undefined && type !== 'CDATA' ? collapseSpaces(value) : value });
  }
}

/** Reads an attribute type [54]; for a list of values, `ENUMERATION`. */
function readType(scanner: Scanner, names: NameTable): string {
  if (scanner.peek() === OPEN) {
    readEnumeration(scanner, () => skipToken(scanner));
    return 'ENUMERATION';
  }
  const start = scanner.pos;
  const type = names.read(scanner, problems.malformedAttlist).raw;
  if (type === 'CDATA') return type;
  if (type === 'NOTATION') {
    scanner.requireSpace(problems.malformedAttlist);
    readEnumeration(scanner, () =>
      requireUnprefixed(scanner, names.read(scanner, problems.malformedAttlist), 'notation'),
    );
    return type;
  }
  if (!TOKENIZED.has(type)) scanner.fail(problems.unknownAttributeType(type), start, scanner.pos);
  return type;
}

/** Reads `(a | b)` [58] [59]. */
function readEnumeration(scanner: Scanner, readItem: () => void): void {
  scanner.require(OPEN, problems.malformedAttlist);
  for (;;) {
    scanner.skipSpace();
    readItem();
    scanner.skipSpace();
    if (scanner.peek() !== BAR) break;
    scanner.pos++;
  }
  scanner.require(CLOSE, problems.malformedAttlist);
}

/** Moves past an Nmtoken [7]. */
function skipToken(scanner: Scanner): void {
  const start = scanner.pos;
  for (;;) {
    const c = scanner.peek();
    if ((CLASS[c]! & NAME_PART) !== 0) scanner.pos++;
    else if (scanner.atNamePair()) scanner.pos += 2;
    else break;
  }
  if (scanner.pos === start) scanner.failHere(problems.malformedAttlist);
}

/** Reads a default declaration [60]; the default value. */
function readDefault(scanner: Scanner, entities: Entities): string | undefined {
  if (scanner.peek() === HASH) {
    if (scanner.skip('#REQUIRED') || scanner.skip('#IMPLIED')) return undefined;
    if (!scanner.skip('#FIXED')) scanner.failHere(problems.malformedAttlist);
    scanner.requireSpace(problems.malformedAttlist);
  }
  return readAttributeValue(scanner, entities, 'default');
}
