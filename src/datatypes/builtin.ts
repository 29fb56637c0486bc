/** RELAX NG's own datatype library, whose URI is the empty string (RELAX NG §6.2.8): `string` and `token`, without params. */

import { collapseSpace } from '../xml/white-space.js';
import type { Datatype, DatatypeParam, DatatypeResult } from './types.js';

export function createBuiltinDatatype(name: string, params: readonly DatatypeParam[]): DatatypeResult {
  const datatype = name === 'string' ? STRING : name === 'token' ? TOKEN : undefined;
  if (datatype === undefined) {
    const reason = `without a datatypeLibrary there are only the types “string” and “token”, not “${name}”; for the types of XML Schema say datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"`;
    return { ok: false, reason };
  }
  if (params.length > 0) {
    return { ok: false, reason: `the built-in type “${name}” has no params; XML Schema's “${name}” has` };
  }
  return { ok: true, datatype };
}

const common = {
  library: '',
  params: [],
  needsContext: false,
  describe: () => 'must be text',
  allows: () => true,
  allowsAnything: true,
} as const;

const STRING: Datatype = { ...common, name: 'string', valueKey: (lexical) => lexical };
const TOKEN: Datatype = { ...common, name: 'token', valueKey: collapseSpace };
