/** The project's own RELAX NG engine behind the interface of schema.ts. */
// Not through the room's index, which would load the compiler also where a compiled schema is at hand.
import { loadSchema } from '../relaxng/load.js';
import type { Schema } from '../relaxng/schema.js';
import { SchemaError } from '../relaxng/schema-error.js';
import type { LoadedValidator, Validator } from './schema.js';

/**
 * Loads a schema in either syntax, with the files that it includes.
 *
 * @param cache whether its compiled form is kept in the user's cache folder.
 */
export async function loadRelaxngSchema(path: string, { cache = true } = {}): Promise<LoadedValidator> {
  try {
    return { validator: relaxngValidator(await loadSchema(path, { cache })), diagnostics: [] };
  } catch (error) {
    if (error instanceof SchemaError) return { diagnostics: error.diagnostics };
    throw error;
  }
}

/** A schema of the engine as a {@link Validator}. */
export function relaxngValidator(schema: Schema): Validator {
  return {
    validate: (xml, options) => schema.validateSync(xml, options).diagnostics,
    validateStream: async (chunks, options) => (await schema.validate(chunks, options)).diagnostics,
  };
}
