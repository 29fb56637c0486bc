/** Datatype libraries: what `data` and `value` patterns ask whether a value is allowed. */
import { createBuiltinDatatype } from './builtin.js';
import { createCompatibilityDatatype } from './dtd-compatibility.js';
import { type DatatypeParam, type DatatypeResult, DTD_COMPATIBILITY_DATATYPES, XSD_DATATYPES } from './types.js';
import { createXsdDatatype } from './xsd/index.js';

export type { Datatype, DatatypeFault, DatatypeParam, DatatypeResult, NamespaceLookup } from './types.js';
export { DTD_COMPATIBILITY_DATATYPES, XSD_DATATYPES } from './types.js';

type CreateDatatype = (name: string, params: readonly DatatypeParam[]) => DatatypeResult;

const LIBRARIES: ReadonlyMap<string, CreateDatatype> = new Map([
  ['', createBuiltinDatatype],
  [XSD_DATATYPES, createXsdDatatype],
  [DTD_COMPATIBILITY_DATATYPES, createCompatibilityDatatype],
]);

// TEI's schema has a thousand `data` and `value` patterns, but fifty datatypes.
const MAX_CACHED = 500;
const cache = new Map<string, DatatypeResult>();

/** Whether the engine has the library of this URI ('' is the built-in one). */
export function hasLibrary(library: string): boolean {
  return LIBRARIES.has(library);
}

/**
 * Compiles a type with its params (RELAX NG §4.16, §6.2.8). Equal calls mostly give the same object. A
 * failure's reason is in words, for a schema's author: no such library, type or param, or a value that the param
 * cannot have.
 */
export function createDatatype(library: string, name: string, params: readonly DatatypeParam[]): DatatypeResult {
  const create = LIBRARIES.get(library);
  if (create === undefined) {
    return { ok: false, reason: `the datatype library “${library}” is not known; XML Schema's is ${XSD_DATATYPES}` };
  }
  const key = JSON.stringify([library, name, ...params.flatMap((param) => [param.name, param.value])]);
  let result = cache.get(key);
  if (result === undefined) {
    result = create(name, params);
    if (cache.size >= MAX_CACHED) cache.clear();
    cache.set(key, result);
  }
  return result;
}
