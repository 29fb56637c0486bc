/** The library of RELAX NG DTD Compatibility §3: ID, IDREF and IDREFS, without params. */
import { type DatatypeParam, type DatatypeResult, DTD_COMPATIBILITY_DATATYPES } from './types.js';
import { createXsdDatatype } from './xsd/index.js';

const TYPES: readonly string[] = ['ID', 'IDREF', 'IDREFS'];

export function createCompatibilityDatatype(name: string, params: readonly DatatypeParam[]): DatatypeResult {
  if (!TYPES.includes(name)) {
    return { ok: false, reason: `the DTD compatibility library has the types ID, IDREF and IDREFS, not “${name}”` };
  }
  if (params.length > 0) {
    return {
      ok: false,
      reason: `the type “${name}” of the DTD compatibility library has no params; XML Schema's “${name}” has`,
    };
  }
  return createXsdDatatype(name, [], DTD_COMPATIBILITY_DATATYPES);
}
