/** All that this room says, in one place. */
import { type LimitPassed, raising } from '../budget.js';
import type { Code } from '../codes/index.js';
import type { Diagnostic, Severity } from '../diagnostics.js';
import type { SchemaFileError } from '../engine/source.js';
import { shortened as short } from '../shown.js';
import type { Place } from './model.js';

function at(place: Pick<Place, 'file'>, severity: Severity, code: Code, message: string): Diagnostic {
  return { severity, code, message, ...place, source: 'schematron' };
}

/** Why a file could not be had. */
export function fileFault({ code, message }: SchemaFileError, place: Pick<Place, 'file'>): Diagnostic {
  return at(place, 'error', code, message);
}

export function includeCycle(name: string, place: Place): Diagnostic {
  return at(
    place,
    'error',
    'schematron-include-cycle',
    `${name} includes itself, directly or through others, so it would never be complete. Move what both need into a third file.`,
  );
}

export function schemaTooLarge(place: Place): Diagnostic {
  return at(
    place,
    'error',
    'schematron-schema-too-large',
    'The schema is too large or nested too deeply to be a schema for people: it was read no further than here.',
  );
}

export function notSchematron(name: string, place: Place): Diagnostic {
  return at(
    place,
    'error',
    'schematron-not-schematron',
    `This file has no Schematron in it: its outermost element is <${short(name)}>, and no element is of the namespace http://purl.oclc.org/dsdl/schematron, or of Schematron 1.x. Give the schema itself (.sch, .isosch, or an .rng or .rnc with rules embedded).`,
  );
}

export function queryBindingUnknown(binding: string, place: Place): Diagnostic {
  return at(
    place,
    'error',
    'schematron-query-binding-unknown',
    `The rules are written in the query language “${short(binding)}”, which teigram does not know, so none of them was checked. It knows xslt, xslt2, xslt3, xpath, xpath2 and xpath3.`,
  );
}

export function attributeMissing(element: string, attribute: string, place: Place): Diagnostic {
  return at(
    place,
    'error',
    'schematron-attribute-missing',
    `<${element}> has no attribute ${attribute}, so it is not known what it is to check; it was left out.`,
  );
}

export function referenceMissing(what: string, name: string, place: Place): Diagnostic {
  return at(
    place,
    'error',
    'schematron-reference-missing',
    `There is no ${what} “${short(name)}” in the schema. Correct the name, or include the file that has it.`,
  );
}

export function extendsCycle(name: string, place: Place): Diagnostic {
  return at(
    place,
    'error',
    'schematron-include-cycle',
    `The rule “${short(name)}” extends itself, directly or through others. Take one of the <extends> away.`,
  );
}

export function phaseUnknown(name: string, known: readonly string[], place: Place): Diagnostic {
  const names = known.length === 0 ? 'It has none.' : `It has ${known.map((phase) => `“${phase}”`).join(', ')}.`;
  return at(
    place,
    'error',
    'schematron-phase-unknown',
    `The schema has no phase “${short(name)}”. ${short(names, 1_000)} #ALL takes all patterns.`,
  );
}

/** What of a schema may turn out not to be evaluable, in words, and what follows. */
const PARTS = {
  assert: ['This assertion', 'so it was checked in no document'],
  report: ['This report', 'so it was checked in no document'],
  context: ['The context of this rule', 'so the rule was applied nowhere'],
  variable: ['This variable', 'so what needs it is not checked either'],
  key: ['This key', 'so what needs it is not checked either'],
  message: ['A part of this message', 'so the message shows its expression instead'],
  subject: ['The subject of this message', 'so the message points to the context of its rule'],
  format: ['This format of numbers', 'so what needs it is not checked either'],
  pattern: ['This pattern', 'so none of its rules was checked'],
  visit: ['What this rule visits', 'so the rule was applied nowhere'],
  phase: ['The condition of this phase', 'so it was never chosen'],
  from: ['What this phase begins from', 'so none of its rules was checked'],
  mark: ['This name of a finding', 'so the schema’s words stand for it'],
} as const;

export type SchemaPart = keyof typeof PARTS;

/** @param id the one that the schema gives it. */
export function notEvaluable(
  part: SchemaPart,
  expression: string,
  reason: string,
  place: Place,
  id: string | undefined,
): Diagnostic {
  const [subject, consequence] = PARTS[part];
  const name = id === undefined ? '' : ` (id “${short(id)}”)`;
  return at(
    place,
    'warning',
    'schematron-not-evaluable',
    `${subject}${name} cannot be evaluated, ${consequence}: ${short(reason, 300)}. It reads: ${shortened(expression)}`,
  );
}

export function partUnknown(what: string, place: Place): Diagnostic {
  return at(
    place,
    'warning',
    'schematron-part-unknown',
    `${short(what)} is not known here, so what it asks for was checked in no document. If it is misspelt or stands in the wrong place, correct that; if it is of an edition of Schematron after 2025, write it as patterns and rules of an earlier one.`,
  );
}

export function attributeUnknown(name: string, element: string, place: Place): Diagnostic {
  return at(
    place,
    'warning',
    'schematron-attribute-unknown',
    `No edition of Schematron gives <${short(element)}> an attribute ${short(name)}, so what it says was not heeded. If it is misspelt, correct it; if it is a note of your own, give it a prefix with a namespace.`,
  );
}

/** A test that has no value for a node of the document. */
export function notEvaluated(
  kind: string,
  test: string,
  reason: string,
  place: object,
  file: string | undefined,
): Diagnostic {
  return {
    severity: 'warning',
    code: 'schematron-not-evaluated',
    message: `This ${kind} could not be evaluated here, so it is not known whether it holds: ${short(reason, 300)}. It reads: ${shortened(test)} (Said once, for the first place.)`,
    ...(file === undefined ? {} : { file }),
    ...place,
    source: 'schematron',
  };
}

/** What was given up, at the first place where something was. */
export interface GivenUp {
  readonly rule: string;
  readonly expression: string;
  /** What the document has used up; undefined where it was but what a single expression may have. */
  readonly passed: LimitPassed | undefined;
  /** Of how many rules it is not known whether the document keeps them. */
  readonly rules: number;
  readonly of: number;
  /** How many steps a document may have. */
  readonly steps: number;
}

export function givenUp(
  { rule, expression, passed, rules, of, steps }: GivenUp,
  place: object,
  file: string | undefined,
): Diagnostic {
  const some = rules === 1 ? 'one' : String(rules);
  const why =
    passed === undefined
      ? `A single expression of these rules takes more time or memory than one may have, so ${some} of ${of} ${rules === 1 ? 'was' : 'were'} given up`
      : `The rules of the schema take more than ${steps.toLocaleString('en')} steps for this document, so they were given up here: ${some} of ${of} ${rules === 1 ? 'was' : 'were'} not evaluated, or not for the whole document`;
  return {
    severity: 'error',
    code: 'schematron-too-many-steps',
    message: `${why}, and it is not known whether the rest of the document keeps them. ${raising('steps', steps)} It was at the rule for ${shortened(rule)}: ${shortened(expression)}`,
    ...(file === undefined ? {} : { file }),
    ...place,
    source: 'schematron',
  };
}

export function tooMany(most: number, file: string | undefined): Diagnostic {
  return {
    severity: 'info',
    code: 'too-many-errors',
    message: `The rules find more than ${most.toLocaleString('en')} things; the rest is not listed. Correct these first, then check again.`,
    ...(file === undefined ? {} : { file }),
    source: 'schematron',
  };
}

export function documentTooLarge(passed: LimitPassed, place: object, file: string | undefined): Diagnostic {
  const allowed = passed.allowed.toLocaleString('en');
  const message =
    passed.limit === 'tree-depth'
      ? `Elements are nested more than ${allowed} levels deep here, as no text is. The rules were not checked.`
      : `The document has more than ${allowed} elements, attributes and texts, more than can be held at once for the rules. They were not checked: cut the document into parts.`;
  return {
    severity: 'error',
    code: 'schematron-document-too-large',
    message: `${message} ${raising(passed.limit, passed.allowed)}`,
    ...(file === undefined ? {} : { file }),
    ...place,
    source: 'schematron',
  };
}

/** For a check whose author gave it no words. */
export function withoutWords(kind: 'assert' | 'report', test: string, name: string): string {
  return kind === 'assert'
    ? `A rule of the schema demands of ${name}: ${shortened(test)}`
    : `A rule of the schema reports of ${name}: ${shortened(test)}`;
}

export function shortened(expression: string): string {
  const plain = expression.trim().replace(/\s+/g, ' ');
  return short(plain, 160);
}
