import type { Code } from '../../codes/index.js';
import type { Diagnostic, Severity } from '../../diagnostics.js';
import { displayName } from '../../engine/source.js';
import type { SchemaPosition } from './tree.js';

/** A finding in a schema, at a place in one of its files. The message may be a clause: it is made a sentence. */
export function schemaDiagnostic(
  code: Code,
  message: string,
  position: SchemaPosition,
  severity: Severity = 'error',
): Diagnostic {
  const { uri, line, column } = position;
  return { severity, code, message: toSentence(message), file: displayName(uri), line, column, source: 'relaxng' };
}

/** With a capital and a full stop; what begins with a tag or a quotation mark stays as it is. */
function toSentence(clause: string): string {
  const end = /[.!?)]$/.test(clause) ? '' : '.';
  return clause.charAt(0).toUpperCase() + clause.slice(1) + end;
}
