/**
 * The document type declaration with its internal subset (XML 1.0 §2.8, §4.2). Declarations are
 * checked as a non-validating processor must, and kept as far as they change what the document says:
 * entities, and attributes with their types and defaults. Declarations in other files are read where the caller has these.
 */
import { GREATER_THAN, OPEN_BRACKET } from './chars.js';
import { Dtd } from './dtd.js';
import type { Entities } from './entities.js';
import type { XmlDoctype } from './events.js';
import { readExternalId } from './external-id.js';
import { problems } from './messages.js';
import { type NameTable, requireQualified } from './names.js';
import type { Scanner } from './scanner.js';
import { DeclarationReader, type PlacedInstruction, type Warning } from './subset.js';

export interface DoctypeResult {
  readonly doctype: XmlDoctype;
  readonly dtd: Dtd;
  readonly warnings: readonly Warning[];
  /** The processing instructions among the declarations, which the application must be told of (§2.6). */
  readonly instructions: readonly PlacedInstruction[];
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
  // The document's own declarations come first, and bind (§2.8).
  if (external?.systemId !== undefined) reader.readExternalSubset(external.systemId, scanner);
  entities.endDoctype();
  return {
    doctype: {
      ...{ name: name.raw, ...external, hasInternalSubset },
      ...(entities.files === undefined ? {} : { isFollowed: true as const }),
    },
    dtd,
    warnings: reader.warnings,
    instructions: reader.instructions,
  };
}
