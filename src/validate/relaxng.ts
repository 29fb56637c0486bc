/** The project's own RELAX NG engine behind the interface of schema.ts. */
import { compileGrammar } from '../relaxng/schema/compile.js';
import { loadSyntaxSync } from '../relaxng/schema/load.js';
import { Schema } from '../relaxng/schema.js';
import type { LoadedValidator } from './schema.js';

/** Loads a schema in either syntax, with the files that it includes. */
export function loadRelaxngSchema(path: string): LoadedValidator {
  const { root, references, diagnostics } = loadSyntaxSync(path);
  if (root === undefined || diagnostics.some(isError)) return { diagnostics };
  const { builder, start, diagnostics: faults } = compileGrammar(root, references);
  if (faults.some(isError)) return { diagnostics: [...diagnostics, ...faults] };
  const schema = new Schema(builder, start);
  return {
    validator: {
      validate: (xml, options) => schema.validateSync(xml, options).diagnostics,
      validateStream: async (chunks, options) => (await schema.validate(chunks, options)).diagnostics,
    },
    diagnostics: [...diagnostics, ...faults],
  };
}

function isError({ severity }: { readonly severity: string }): boolean {
  return severity === 'error';
}
