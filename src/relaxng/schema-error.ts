import type { Diagnostic } from '../diagnostics.js';

/** A schema that cannot be used: `diagnostics` say where and why, in the order of its files and lines. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';

  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    const first = diagnostics.find(({ severity }) => severity === 'error') ?? diagnostics[0];
    super(first?.message ?? 'The schema cannot be used.');
    this.diagnostics = diagnostics;
  }
}
