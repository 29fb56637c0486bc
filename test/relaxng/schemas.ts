import { loadSchemaSync, type Schema } from '../../src/relaxng/index.js';

const RNG = 'xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"';

/** A schema whose start is this pattern in RELAX NG's XML syntax; `defines` go beside it. */
export function schemaOf(pattern: string, defines = '', attributes = ''): Schema {
  const text = `<grammar ${RNG} xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0" ${attributes}><start>${pattern}</start>${defines}</grammar>`;
  return loadSchemaSync({ text, uri: 'file:///test.rng' }, { cache: false });
}
