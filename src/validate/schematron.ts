/** The project's own Schematron engine behind the interface of schema.ts. Import this module lazily: most documents need it not. */

import type { Resources } from '../resources/index.js';
import { loadSchematron, type Schematron } from '../schematron/index.js';
import { schemaResolver } from './relaxng.js';
import type { LoadedValidator, Validator } from './schema.js';

export interface SchematronLoadOptions {
  /** Where it and the files that it includes come from. */
  readonly resources: Resources;
  /** The phase to take; by default the one that the schema says. */
  readonly phase?: string | undefined;
}

/** Loads rules by the absolute URI of their file: Schematron, or RELAX NG with rules embedded. */
export async function loadSchematronSchema(
  uri: string,
  { resources, phase }: SchematronLoadOptions,
): Promise<LoadedValidator> {
  const { schematron, diagnostics } = await loadSchematron(uri, { phase, resolve: schemaResolver(resources) });
  return schematron === undefined ? { diagnostics } : { validator: schematronValidator(schematron), diagnostics };
}

/** The same for rules that a RELAX NG schema may hold; a schema without any gives neither a validator nor a fault. */
export async function loadEmbeddedSchematron(uri: string, options: SchematronLoadOptions): Promise<LoadedValidator> {
  const loaded = await loadSchematronSchema(uri, options);
  return loaded.diagnostics.some(({ code }) => code === 'schematron-not-schematron') ? { diagnostics: [] } : loaded;
}

function schematronValidator(schematron: Schematron): Validator {
  return {
    validate(xml, { file, onSchematron } = {}) {
      const { diagnostics, output } = schematron.validate(xml, { file, fired: onSchematron !== undefined });
      onSchematron?.(output);
      return diagnostics;
    },
    listen({ file, onSchematron } = {}) {
      const listener = schematron.listen({ file, fired: onSchematron !== undefined });
      const diagnostics = () => {
        const { diagnostics, output } = listener.result();
        onSchematron?.(output);
        return diagnostics;
      };
      return { handler: listener.handler, diagnostics };
    },
  };
}
