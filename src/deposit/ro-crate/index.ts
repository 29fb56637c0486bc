/** An RO-Crate 1.2: the documents, their schemas and the validation report, described for programs and for people. */

import { type DepositTarget, textEntry } from '../target.js';
import { metadataJson } from './metadata.js';
import { previewHtml } from './preview.js';

export const roCrate: DepositTarget = {
  name: 'ro-crate',
  title: 'RO-Crate 1.2 (research repositories)',
  form: 'package',
  needs: [],
  payload: () => ({ base: '' }),
  *entries(input) {
    yield textEntry('ro-crate-metadata.json', () => metadataJson(input));
    yield textEntry('ro-crate-preview.html', () => previewHtml(input));
    for (const document of input.documentFiles()) yield { ...document, path: document.place };
    yield* input.files;
    yield input.report;
  },
};
