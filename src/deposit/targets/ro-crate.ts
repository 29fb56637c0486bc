/** An RO-Crate 1.2: the documents, their schemas and the validation report, described. */
import type { DepositTarget } from './target.js';

export const roCrate: DepositTarget = {
  name: 'ro-crate',
  title: 'RO-Crate 1.2 (research repositories)',
  form: 'package',
  needs: [],
  async *entries(input) {
    for await (const document of input.documents()) yield { ...document, path: `tei/${document.path}` };
    yield* input.schemas;
    yield input.report;
  },
};
