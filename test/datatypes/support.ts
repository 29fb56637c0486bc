import { createDatatype, type Datatype, type NamespaceLookup, XSD_DATATYPES } from '../../src/datatypes/index.js';

export const noNamespaces: NamespaceLookup = () => undefined;

type Params = Readonly<Record<string, string>> | readonly (readonly [string, string])[];

function create(library: string, name: string, params: Params = {}) {
  const pairs: readonly (readonly [string, string])[] = Array.isArray(params) ? params : Object.entries(params);
  return createDatatype(
    library,
    name,
    pairs.map(([param, value]) => ({ name: param, value })),
  );
}

/** A type of XML Schema that must exist. */
export function xsd(name: string, params: Params = {}): Datatype {
  const result = create(XSD_DATATYPES, name, params);
  if (!result.ok) throw new Error(result.reason);
  return result.datatype;
}

/** Why a type of a library is refused; '' when it is not. */
export function refusal(library: string, name: string, params: Params = {}): string {
  const result = create(library, name, params);
  return result.ok ? '' : result.reason;
}

export const xsdRefusal = (name: string, params: Params = {}): string => refusal(XSD_DATATYPES, name, params);

/** Those of the values that the type allows. */
export function allowed(
  datatype: Datatype,
  values: readonly string[],
  context: NamespaceLookup = noNamespaces,
): string[] {
  return values.filter((value) => datatype.allows(value, context));
}

/** Whether both are values of the type, and the same one. */
export function equal(name: string, a: string, b: string, context: NamespaceLookup = noNamespaces): boolean {
  const key = xsd(name).valueKey(a, context);
  return key !== undefined && key === xsd(name).valueKey(b, context);
}
