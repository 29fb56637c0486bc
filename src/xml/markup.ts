/** Comments, processing instructions and the XML declaration: what documents and DTDs have in common. */
import { CLASS, GREATER_THAN, SPACE } from './chars.js';
import { NEED_MORE } from './failure.js';
import { problems } from './messages.js';
import { type NameTable, requireUnprefixed } from './names.js';
import type { Scanner } from './scanner.js';

/** Reads a comment [15] at the cursor's `<!--`; its text. */
export function readComment(scanner: Scanner): string {
  scanner.pos += 4;
  const { text } = scanner;
  const hyphens = text.indexOf('--', scanner.pos);
  if (hyphens === -1 || hyphens + 2 >= text.length) throw NEED_MORE;
  if (text.charCodeAt(hyphens + 2) !== GREATER_THAN) scanner.fail(problems.hyphensInComment, hyphens, hyphens + 2);
  const data = scanner.readTo(hyphens, 'a comment');
  scanner.pos += 3;
  return data;
}

export interface Instruction {
  readonly target: string;
  readonly data: string;
}

/** Reads a processing instruction [16] at the cursor's `<?`. */
export function readInstruction(scanner: Scanner, names: NameTable): Instruction {
  const start = scanner.pos;
  scanner.pos += 2;
  const name = names.read(scanner, problems.missingTarget);
  const target = name.raw;
  if (target === 'xml') scanner.fail(problems.misplacedXmlDeclaration, start, scanner.pos);
  if (target.toLowerCase() === 'xml') scanner.fail(problems.reservedTarget(target), start, scanner.pos);
  requireUnprefixed(scanner, name, 'processing instruction');
  if (scanner.skip('?>')) return { target, data: '' };
  scanner.requireSpace(problems.malformedInstruction);
  return { target, data: scanner.readUntil('?>', 'a processing instruction') };
}

export interface XmlDeclaration {
  readonly version: string;
  readonly encoding: string | undefined;
  readonly standalone: boolean;
}

/** Whether the text begins with an XML declaration, which nothing may precede. */
export function atXmlDeclaration(scanner: Scanner): boolean {
  if (!scanner.lookingAt('<?xml')) return false;
  if (scanner.pos + 5 >= scanner.text.length) throw NEED_MORE;
  return (CLASS[scanner.text.charCodeAt(scanner.pos + 5)]! & SPACE) !== 0;
}

/** Reads an XML declaration [23] at the cursor's `<?xml`. */
export function readXmlDeclaration(scanner: Scanner): XmlDeclaration {
  scanner.pos += 5;
  let spaced = scanner.skipSpace();
  const pseudoAttribute = (name: string, pattern: RegExp): string | undefined => {
    if (!scanner.lookingAt(name)) return undefined;
    if (!spaced) scanner.failHere(problems.malformedXmlDeclaration);
    scanner.pos += name.length;
    scanner.skipEquals(problems.malformedXmlDeclaration);
    const start = scanner.pos;
    const value = scanner.readQuoted('the XML declaration', problems.malformedXmlDeclaration);
    if (!pattern.test(value)) scanner.fail(problems.badXmlDeclarationValue(name, value), start, scanner.pos);
    spaced = scanner.skipSpace();
    return value;
  };
  const version = pseudoAttribute('version', /^1\.[0-9]+$/);
  if (version === undefined) scanner.failHere(problems.missingVersion);
  const encoding = pseudoAttribute('encoding', /^[A-Za-z][A-Za-z0-9._-]*$/);
  const standalone = pseudoAttribute('standalone', /^(?:yes|no)$/) === 'yes';
  if (!scanner.skip('?>')) scanner.failHere(problems.malformedXmlDeclaration);
  return { version, encoding, standalone };
}
