/**
 * The datatype library `http://www.w3.org/2001/XMLSchema-datatypes`: XML Schema 1.0 Part 2, second edition. Where that
 * leaves room, and where 1.1 differs, Jing decides: no year 0000, second 60 allowed, names as in the fourth edition of
 * XML 1.0, durations equal only part by part, anyURI as lenient as it is. Where 1.0 is plain, it goes before Jing:
 * 24:00:00 and -14:00 are allowed, "12:00:00." is not, lengths are not for dates, zeros at the ends are no digits
 * of a number, and "-" may begin or end a class of a pattern.
 */

import { collapseSpace, replaceSpace } from '../../xml/white-space.js';
import {
  type Datatype,
  type DatatypeFault,
  type DatatypeParam,
  type DatatypeResult,
  type NamespaceLookup,
  XSD_DATATYPES,
} from '../types.js';
import { boundFacet, createFacet, type Facet } from './facets.js';
import { always, XSD_TYPES } from './types.js';
import type { ValueType } from './value-type.js';

/**
 * Compiles a type of XML Schema with its facets. A reason says in words why there is no such type, why it
 * cannot have such a facet, or what is wrong with the facet's value.
 *
 * @param library the library in whose name the type is made, if it borrows it.
 */
export function createXsdDatatype(
  name: string,
  params: readonly DatatypeParam[],
  library: string = XSD_DATATYPES,
): DatatypeResult {
  const type = XSD_TYPES.get(name);
  if (type === undefined) {
    return { ok: false, reason: `XML Schema has no type “${name}” that RELAX NG could use; it has ${nearTypes(name)}` };
  }
  const facets = ownFacets(name, type);
  for (const param of params) {
    const result = createFacet(name, type, param);
    if (!result.ok) return result;
    const outOfBounds =
      isBound(param.name) && facets.find(({ name, allows }) => isBound(name) && !allows(collapseSpace(param.value)));
    if (outOfBounds) {
      return {
        ok: false,
        reason: `the param “${param.name}” asks for ${param.value.trim()}, but values must be ${outOfBounds.words} already`,
      };
    }
    facets.push(result.facet);
  }
  return { ok: true, datatype: new XsdDatatype(library, name, type, params, facets) };
}

class XsdDatatype implements Datatype {
  readonly library: string;
  readonly name: string;
  readonly params: readonly DatatypeParam[];
  readonly needsContext: boolean;
  declare readonly idType?: 'ID' | 'IDREF' | 'IDREFS';
  readonly allowsAnything: boolean;
  private readonly type: ValueType;
  private readonly normalize: (lexical: string) => string;
  private readonly isOf: ValueType['isOf'];
  private readonly facets: readonly Facet[];

  constructor(
    library: string,
    name: string,
    type: ValueType,
    params: readonly DatatypeParam[],
    facets: readonly Facet[],
  ) {
    this.library = library;
    this.name = name;
    this.params = params;
    this.needsContext = type.needsContext === true;
    if (type.idType !== undefined) this.idType = type.idType;
    this.type = type;
    this.normalize = NORMALIZE[type.whiteSpace];
    this.isOf = type.isOf;
    this.facets = facets;
    this.allowsAnything = type.isOf === always && facets.length === 0;
  }

  allows(lexical: string, context: NamespaceLookup): boolean {
    return this.allowsNormalized(this.normalize(lexical), context);
  }

  valueKey(lexical: string, context: NamespaceLookup): string | undefined {
    const value = this.normalize(lexical);
    if (!this.allowsNormalized(value, context)) return undefined;
    return this.type.key === undefined ? value : this.type.key(value, context);
  }

  describe(): string {
    return `must be ${describeType(this.type, this.facets)}`;
  }

  fault(lexical: string, context: NamespaceLookup): DatatypeFault | undefined {
    const value = this.normalize(lexical);
    if (!this.isOf(value, context)) {
      const words = this.type.fault?.(value);
      return words === undefined ? undefined : { kind: 'impossible', words };
    }
    const unmet = this.facets.filter((facet) => !facet.allows(value));
    return unmet.length === 0 ? undefined : { kind: 'unmet', words: `must be ${describeType(this.type, unmet)}` };
  }

  private allowsNormalized(value: string, context: NamespaceLookup): boolean {
    if (!this.isOf(value, context)) return false;
    for (const facet of this.facets) {
      if (!facet.allows(value)) return false;
    }
    return true;
  }
}

const NORMALIZE = {
  preserve: (lexical: string): string => lexical,
  replace: replaceSpace,
  collapse: collapseSpace,
} as const;

function ownFacets(name: string, type: ValueType): Facet[] {
  const facets: Facet[] = [];
  for (const [bound, limit] of [
    ['minInclusive', type.minimum],
    ['maxInclusive', type.maximum],
  ] as const) {
    const result = limit === undefined ? undefined : boundFacet(bound, name, type, limit);
    if (result?.ok) facets.push(result.facet);
  }
  return facets;
}

function isBound(param: string): boolean {
  return /^(?:min|max)(?:In|Ex)clusive$/.test(param);
}

/** 'a whole number of at least 1 and at most 12', 'text that matches the pattern \\d+ (no spaces)'. */
function describeType(type: ValueType, facets: readonly Facet[]): string {
  const words = (chosen: (name: string) => boolean): string[] =>
    facets.filter((facet) => chosen(facet.name)).map((facet) => facet.words);
  // A later bound lies within the earlier one of its side, and so says it all.
  const lower = words((name) => name.startsWith('min') && isBound(name)).slice(-1);
  const upper = words((name) => name.startsWith('max') && isBound(name)).slice(-1);
  const bounds = [...lower, ...upper].join(' and ');
  const sizes = words((name) => /length|digits/i.test(name)).join(' and ');
  const patterns = words((name) => name === 'pattern').join(' and ');
  let description = type.noun;
  // What a bound is made of shows how a number is written, but not how a date is.
  if (type.example !== undefined && (bounds === '' || type.boundWords !== 'amount'))
    description += ` such as ${type.example}`;
  if (bounds !== '' && type.boundWords !== 'amount') description += ',';
  if (bounds !== '') description += type.boundWords === 'amount' ? ` of ${bounds}` : ` ${bounds}`;
  if (sizes !== '') description += bounds === '' ? ` of ${sizes}` : ` with ${sizes}`;
  if (patterns !== '') description += ` ${patterns}`;
  return description;
}

/** Spelling in another case is the commonest slip; else the whole list is too long to help. */
function nearTypes(name: string): string {
  const same = [...XSD_TYPES.keys()].filter((type) => type.toLowerCase() === name.toLowerCase());
  return same.length > 0
    ? `“${same.join('”, “')}”`
    : 'string, token, integer, decimal, date, anyURI, NCName and others';
}
