/** Which findings say that something was not checked. */
import type { Code } from '../codes/index.js';
import type { Diagnostic } from '../diagnostics.js';

const CODES: ReadonlySet<string> = new Set<Code>([
  'xml-entity-limit',
  'xml-too-deep',
  'schema-too-complex',
  'schematron-document-too-large',
  'schematron-not-evaluable',
  'schematron-not-evaluated',
  'schematron-too-many-steps',
  'pointers-too-many',
  'too-many-errors',
]);

/** Whether all was checked that a schema asks for, as far as the findings tell. */
export function checkedOf(diagnostics: readonly Diagnostic[]): 'fully' | 'partly' {
  return diagnostics.some(({ code }) => CODES.has(code)) ? 'partly' : 'fully';
}
