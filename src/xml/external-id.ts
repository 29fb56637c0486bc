/** External identifiers: where a DTD, an entity or a notation is (XML 1.0 §4.2.2). */
import { CLASS, GREATER_THAN, PUBLIC_ID } from './chars.js';
import { problems } from './messages.js';
import type { Scanner } from './scanner.js';
import { collapseSpace } from './white-space.js';

export interface ExternalId {
  readonly publicId?: string;
  readonly systemId?: string;
}

/**
 * Reads `SYSTEM "…"` or `PUBLIC "…" "…"` [75], if there is one.
 *
 * @param publicAlone whether a public identifier may stand alone, as in notations [83].
 */
export function readExternalId(scanner: Scanner, publicAlone = false): ExternalId | undefined {
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
