/** What was not checked of a document, as far as findings and schemas tell. */
import type { Code } from '../codes/index.js';
import type { Diagnostic } from '../diagnostics.js';
import type { Skipped } from './contract.js';

/** The findings that say so, and what it was, in words. */
const UNCHECKED: Partial<Readonly<Record<Code, string>>> = {
  'xml-entity-limit': 'entities not read to their end',
  'xml-skipped-entity': 'what stands in another file not read',
  'xml-too-deep': 'what is nested too deeply not read',
  'schema-too-complex': 'the schema given up',
  'schematron-document-too-large': 'rules not evaluated, since the document is too large for them',
  'schematron-not-evaluated': 'rules without a value at some place',
  'schematron-too-many-steps': 'rules given up',
  'pointers-too-many': 'pointers not all looked up',
  'too-many-errors': 'errors not all listed',
};

/** Whether all was checked that a schema asks for, as far as the findings tell. */
export function checkedOf(diagnostics: readonly Diagnostic[]): 'fully' | 'partly' {
  return diagnostics.some(({ code }) => UNCHECKED[code] !== undefined) ? 'partly' : 'fully';
}

/** What was not checked, in words for the line of a verdict; undefined where nothing is known of it. */
export function uncheckedOf(diagnostics: readonly Diagnostic[], skipped: readonly Skipped[]): string | undefined {
  const rules = skipped.reduce((sum, schema) => sum + schema.rules, 0);
  const of = skipped.reduce((sum, schema) => sum + schema.of, 0);
  const words = new Set(rules === 0 ? [] : [`${rules} of ${of} rules not evaluated`]);
  for (const { code } of diagnostics) if (UNCHECKED[code] !== undefined) words.add(UNCHECKED[code]);
  return words.size === 0 ? undefined : [...words].join('; ');
}
