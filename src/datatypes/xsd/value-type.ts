/** What the types of XML Schema have in common, as the library needs it. */
import type { NamespaceLookup } from '../types.js';

/**
 * The edition of XML Schema Part 2. 1.0 is RELAX NG's, as Jing has it: no year 0000, second 60 allowed, and seconds of
 * durations may be written `.5` and `1.`. XPath 3.1 goes by 1.1: year 0000 is the one before 0001, and none of the rest.
 */
export type Edition = '1.0' | '1.1';

export type WhiteSpace = 'preserve' | 'replace' | 'collapse';

/**
 * Whether `a` is less than (-1), equal to (0) or greater than (1) `b`; undefined when neither, for the
 * order of dates and durations is partial. Both are of the type.
 */
export type Compare = (a: string, b: string) => -1 | 0 | 1 | undefined;

/** A type of XML Schema. Every function is given values with their white space already treated. */
export interface ValueType {
  readonly whiteSpace: WhiteSpace;
  /** What a value must be, in words: 'a date'. Bounds and other facets are added to it. */
  readonly noun: string;
  /** Values, in words: '1961-12-15', 'en or pt-BR'. */
  readonly example?: string;
  readonly isOf: (value: string, context: NamespaceLookup) => boolean;
  /** Why a value that is not of the type, but has its form, is none, in words: '1957 has no 29 February'. */
  readonly fault?: (value: string) => string | undefined;
  /** Equal values have equal keys; the value itself when absent. */
  readonly key?: (value: string, context: NamespaceLookup) => string;
  readonly needsContext?: true;
  readonly idType?: 'ID' | 'IDREF' | 'IDREFS';
  /** Absent: the length facets do not apply. */
  readonly length?: { readonly of: (value: string) => number; readonly unit: 'character' | 'byte' | 'item' };
  /** Absent: the bounds do not apply. */
  readonly compare?: Compare;
  /** How the words of a bound go: 'of at least 0', 'not before 1900-01-01', 'not shorter than P1D'. */
  readonly boundWords?: 'amount' | 'time' | 'extent';
  /** Absent: totalDigits and fractionDigits do not apply. */
  readonly digits?: (value: string) => { readonly total: number; readonly fraction: number };
  /** Bounds that the type itself has, inclusive: `xsd:byte` has -128 and 127. */
  readonly minimum?: string;
  readonly maximum?: string;
}
