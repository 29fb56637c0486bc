/** What a validation gives: diagnostics for people, and all that a report in SVRL (ISO/IEC 19757-3, annex D) needs. */
import type { Diagnostic } from '../diagnostics.js';
import type { Skipped, Verdict } from '../engine/contract.js';

/** A failed assertion or a successful report. */
export interface Finding {
  readonly kind: 'assert' | 'report';
  /** The expression as the schema has it. */
  readonly test: string;
  readonly id: string | undefined;
  /** Its own, else its rule's. */
  readonly role: string | undefined;
  readonly flag: string | undefined;
  readonly severity: string | undefined;
  readonly see: string | undefined;
  /** The message with what was computed in it, white space as in the schema. */
  readonly text: string;
  /** The schema's `diagnostic`s that it refers to. */
  readonly diagnostics: readonly { readonly id: string; readonly text: string }[];
  /** The schema's `property`s that it refers to. */
  readonly properties: readonly FoundProperty[];
  /** An XPath 3.1 that selects the node. */
  readonly location: string;
  /** The same finding as the list has it. */
  readonly diagnostic: Diagnostic;
}

/** What a finding says for programs. */
export interface FoundProperty {
  readonly id: string;
  readonly role: string | undefined;
  readonly scheme: string | undefined;
  readonly text: string;
}

/** A rule that applied to a node. */
export interface FiredRule {
  readonly id: string | undefined;
  readonly context: string;
  readonly role: string | undefined;
  readonly flag: string | undefined;
  /** An XPath 3.1 that selects the node. */
  readonly location: string;
  readonly findings: readonly Finding[];
}

export interface ActivePattern {
  readonly id: string | undefined;
  /** Whether it is a `group`, each of whose rules applies to what it matches. */
  readonly isGroup: boolean;
  /** Its title. */
  readonly name: string | undefined;
  /** In document order: all rules that applied if asked for, else those with findings. */
  readonly fired: readonly FiredRule[];
}

/** What SVRL's `schematron-output` says. */
export interface SchematronOutput {
  readonly title: string | undefined;
  readonly schemaVersion: string | undefined;
  /** Undefined for all patterns. */
  readonly phase: string | undefined;
  /** By prefix. */
  readonly namespaces: ReadonlyMap<string, string>;
  readonly patterns: readonly ActivePattern[];
}

export interface SchematronResult extends Verdict {
  /** How often a rule applied to a node. */
  readonly fired: number;
  /** Assertions and reports that are evaluated in no document, whatever it holds. */
  readonly skipped: Skipped;
  readonly output: SchematronOutput;
}
