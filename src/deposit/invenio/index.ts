/** A deposit for InvenioRDM: the record as its API takes it, and the documents as one zip, since records hold 100 files at most. */

import { crateZip } from '../ro-crate/zip.js';
import { type DepositTarget, textEntry } from '../target.js';
import { uploaderTo } from '../upload/index.js';
import { ordersEntry } from '../upload/orders.js';
import { unclearNames } from '../vocabulary/names.js';
import { unlistedLanguages, unlistedLicence } from '../vocabulary/remarks.js';
import { jsonText } from '../vocabulary/text.js';
import { invenioRecord } from './metadata.js';
import { unlistedType } from './resource-types.js';
import { invenioKind } from './upload.js';

const NAME = 'InvenioRDM';

export const invenio: DepositTarget = {
  name: 'invenio',
  title: 'InvenioRDM deposit: metadata and files',
  form: 'package',
  tellsOfLicences: true,
  uploader: uploaderTo(invenioKind),
  needs: [],
  payload: (input) => ({ zip: crateZip('files', input).path, base: '' }),
  *entries(input) {
    const { record, remark } = input;
    for (const diagnostic of [
      ...unclearNames(record.creators),
      ...unlistedType(record.resourceType, NAME),
      ...unlistedLanguages(record.languages, NAME),
    ]) {
      remark(diagnostic);
    }
    for (const licence of record.licences.filter(({ id }) => id === undefined)) {
      remark(unlistedLicence(licence, NAME, 'So invenio.json has its words.'));
    }
    yield textEntry('invenio.json', jsonText(invenioRecord(record)));
    yield ordersEntry(record);
    yield crateZip('files', input);
  },
};
