import {
  type LoadOptions,
  loadSync,
  type RelaxngSchema,
  type SchemaSource,
  type SyncSchemaResolver,
} from '../../src/relaxng/index.js';

const RNG = 'xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"';

/** A schema that must be right. */
export function schemaFrom(
  source: SchemaSource,
  options: LoadOptions<SyncSchemaResolver> = { cache: false },
): RelaxngSchema {
  const { schema, diagnostics } = loadSync(source, options);
  if (schema === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return schema;
}

/** A schema whose start is this pattern in RELAX NG's XML syntax; `defines` go beside it. */
export function schemaOf(pattern: string, defines = '', attributes = ''): RelaxngSchema {
  const text = `<grammar ${RNG} xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0" ${attributes}><start>${pattern}</start>${defines}</grammar>`;
  return schemaFrom({ text, uri: 'file:///test.rng' });
}
