/** A deposit for InvenioRDM: the record as its API takes it, and the documents as one zip, since records hold 100 files at most. */

import { crateZip } from '../ro-crate/zip.js';
import { type DepositTarget, textEntry } from '../target.js';
import { uploaderTo } from '../upload/index.js';
import { unclearNames } from '../vocabulary/names.js';
import { jsonText } from '../vocabulary/text.js';
import { invenioRecord } from './metadata.js';
import { invenioKind } from './upload.js';

export const invenio: DepositTarget = {
  name: 'invenio',
  title: 'InvenioRDM deposit: metadata and files',
  form: 'package',
  uploader: uploaderTo(invenioKind),
  needs: [],
  payload: (input) => ({ zip: crateZip('files', input).path, base: '' }),
  *entries(input) {
    for (const diagnostic of unclearNames(input.record.creators)) input.remark(diagnostic);
    yield textEntry('invenio.json', jsonText(invenioRecord(input.record)));
    yield crateZip('files', input);
  },
};
