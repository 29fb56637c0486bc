/** What this folder says of the choice of schemas. */
import { withoutCredentials } from '../../addresses.js';
import type { Diagnostic } from '../../diagnostics.js';
import { TEI_NAMESPACE } from '../../xml/known-namespaces.js';
import { PROLOG_LENGTH, type SchemaHint } from './xml-model.js';

/** @param most how many count. */
export function tooManyHints(hints: readonly SchemaHint[], most: number): Diagnostic {
  const { line, column } = hints[most]!;
  const message = `The document names ${hints.length} schemas, and no more than ${most} are read for one document. Name those that count with --schema.`;
  return { severity: 'error', code: 'schema-too-many-files', message, line, column, source: 'run' };
}

export function notAnAddress({ href, line, column }: SchemaHint): Diagnostic {
  const message = `The document names the schema "${withoutCredentials(href)}", which is neither a path nor an address. Correct it there, or name the schema with --schema.`;
  return { severity: 'error', code: 'schema-file-unreadable', message, line, column, source: 'run' };
}

export function nothingButRules(): Diagnostic {
  const message =
    'Nothing is left to check against: every schema that is named holds Schematron rules, and --no-schematron leaves these out. Name a grammar with --schema, or leave --no-schematron out.';
  return { severity: 'error', code: 'schema-not-chosen', message, source: 'run' };
}

const TEI_ALL = 'https://tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng';

export function askForSchema(text: string): Diagnostic {
  const isTei = text.slice(0, PROLOG_LENGTH).includes(TEI_NAMESPACE);
  const example = isTei
    ? `It is TEI, so if your project has no schema of its own, take the one of all TEI: --schema ${TEI_ALL}`
    : 'Name it: --schema FILE (RELAX NG, Schematron, XML Schema or a DTD)';
  const message = `Which schema shall this document be checked against? It names none itself (an xml-model instruction on top would), and it is not one that teigram made. ${example}`;
  return { severity: 'error', code: 'schema-not-chosen', message, source: 'run' };
}
