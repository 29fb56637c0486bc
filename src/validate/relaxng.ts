/** The project's own RELAX NG engine behind the interface of schema.ts. */

import { fileURLToPath } from 'node:url';
import { decodeText } from '../encoding.js';
// Not through the room's index, which would load the compiler also where a compiled schema is at hand.
import { loadSchema } from '../relaxng/load.js';
import { SchemaFileError, type SchemaResolver } from '../relaxng/schema/resolve.js';
import type { Schema, UriAttributes } from '../relaxng/schema.js';
import { SchemaError } from '../relaxng/schema-error.js';
import { checkLocalFile, isWeb, ResourceError, type Resources } from '../resources/index.js';
import type { LoadedValidator, Validator } from './schema.js';

export interface RelaxngOptions {
  /** Whether its compiled form is kept in the user's cache folder. */
  readonly cache: boolean;
  /** Where it and the files that it includes come from. */
  readonly resources: Resources;
  /** Whether it is in the compact syntax whatever its name. */
  readonly compact: boolean;
}

/** Loads a schema in either syntax by its absolute URI, with the files that it includes. */
export async function loadRelaxngSchema(uri: string, options: RelaxngOptions): Promise<LoadedValidator> {
  const { cache, resources, compact } = options;
  const resolve = schemaResolver(resources);
  const source = compact && !/\.rnc$/i.test(uri) ? await compactText(uri, resources) : uri;
  try {
    return { validator: relaxngValidator(await loadSchema(source, { cache, resolve })), diagnostics: [] };
  } catch (error) {
    if (error instanceof SchemaError) return { diagnostics: error.diagnostics };
    throw error;
  }
}

/** A schema of the engine as a {@link Validator}. */
export function relaxngValidator(schema: Schema): Validator {
  // The same for all documents, so that each element of the schema is looked at once.
  const tables = new Map<string, UriAttributes>();
  return {
    validate: (xml, options) => schema.validateSync(xml, options).diagnostics,
    listen: (options) => {
      const handler = schema.createValidator(options);
      return { handler, diagnostics: () => handler.result.diagnostics };
    },
    uriAttributes: (element) => {
      const key = `${element.uri} ${element.local}`;
      const table = tables.get(key) ?? schema.uriAttributes(element);
      // A document may invent names without end.
      if (tables.size < 10_000) tables.set(key, table);
      return table;
    },
  };
}

/** Gives the engines the files of schemas from where the call has them. */
export function schemaResolver(resources: Resources): SchemaResolver {
  return async (uri, base) => {
    const local = uri.startsWith('file:') && (base === undefined || !isWeb(base));
    try {
      // The engine says in its own words, and at the place that asks, why a local file cannot be read.
      if (local && (await resources.locate(uri)) === uri) {
        checkLocalFile(fileURLToPath(uri));
        return undefined;
      }
      return (await resources.read(uri, base)).content;
    } catch (error) {
      throw error instanceof ResourceError ? new SchemaFileError(error.code, error.message) : error;
    }
  };
}

async function compactText(uri: string, resources: Resources) {
  return { text: decodeText((await resources.read(uri)).content).text, uri, syntax: 'compact' } as const;
}
