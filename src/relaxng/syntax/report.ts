import type { Code } from '../../codes/index.js';
import type { Diagnostic, Severity } from '../../diagnostics.js';
import { displayName } from '../../engine/source.js';
import { shortened } from '../../shown.js';
import type { SchemaPosition } from './tree.js';

/** In UTF-16 code units: what a schema quotes may be as long as itself. */
const LONGEST = 2_000;

/** A finding in a schema, at a place in one of its files. The message may be a clause: it is made a sentence. */
export function schemaDiagnostic(
  code: Code,
  message: string,
  position: SchemaPosition,
  severity: Severity = 'error',
): Diagnostic {
  const { uri, line, column } = position;
  return {
    severity,
    code,
    message: shortened(toSentence(message), LONGEST),
    file: displayName(uri),
    line,
    column,
    source: 'relaxng',
  };
}

/** With a capital and a full stop; what begins with a tag or a quotation mark stays as it is. */
function toSentence(clause: string): string {
  const end = /[.!?)]$/.test(clause) ? '' : '.';
  return clause.charAt(0).toUpperCase() + clause.slice(1) + end;
}
