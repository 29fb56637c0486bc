/** A deposit for Zenodo: its metadata as its API takes them, and the documents as one zip, since records hold 100 files at most. */

import { crateZip } from '../ro-crate/zip.js';
import { type DepositTarget, textEntry } from '../target.js';
import { uploaderTo } from '../upload/index.js';
import { unclearNames } from '../vocabulary/names.js';
import { jsonText } from '../vocabulary/text.js';
import { zenodoMetadata } from './metadata.js';
import { zenodoKind } from './upload.js';

export const zenodo: DepositTarget = {
  name: 'zenodo',
  title: 'Zenodo deposit: metadata and files',
  form: 'package',
  uploader: uploaderTo(zenodoKind),
  needs: [],
  payload: (input) => ({ zip: crateZip('files', input).path, base: '' }),
  *entries(input) {
    const { record, remark } = input;
    for (const diagnostic of unclearNames(record.creators)) remark(diagnostic);
    if (record.licence.id === undefined) {
      const message = `"${record.licence.name}" is no licence that Zenodo has by name, so zenodo.json says "other" and the note of the record has the words. Choose the licence in Zenodo's form before you publish, or give an SPDX identifier such as "CC-BY-4.0" as "licence".`;
      remark({ severity: 'warning', code: 'licence-not-listed', message, source: 'deposit' });
    }
    yield textEntry('zenodo.json', jsonText(zenodoMetadata(record)));
    yield crateZip('files', input);
  },
};
