/** A deposit for Zenodo: its metadata as its API takes them, and the documents as one zip, since records hold 100 files at most. */

import type { Diagnostic } from '../../diagnostics.js';
import { unlistedType } from '../invenio/resource-types.js';
import type { DepositRecord } from '../record.js';
import { crateZip } from '../ro-crate/zip.js';
import { type DepositTarget, textEntry } from '../target.js';
import { uploaderTo } from '../upload/index.js';
import { ordersEntry } from '../upload/orders.js';
import { unclearNames } from '../vocabulary/names.js';
import { unlistedLanguages, unlistedLicence } from '../vocabulary/remarks.js';
import { jsonText } from '../vocabulary/text.js';
import { NO_LICENCE, zenodoMetadata } from './metadata.js';
import { zenodoKind } from './upload.js';

const NAME = 'Zenodo';

export const zenodo: DepositTarget = {
  name: 'zenodo',
  title: 'Zenodo deposit: metadata and files',
  form: 'package',
  tellsOfLicences: true,
  uploader: uploaderTo(zenodoKind),
  needs: [],
  payload: (input) => ({ zip: crateZip('files', input).path, base: '' }),
  *entries(input) {
    const { record, remark } = input;
    for (const diagnostic of remarksOn(record)) remark(diagnostic);
    yield textEntry('zenodo.json', jsonText(zenodoMetadata(record)));
    yield ordersEntry(record);
    yield crateZip('files', input);
  },
};

function remarksOn({ creators, licence, resourceType, languages, access }: DepositRecord): readonly Diagnostic[] {
  const unlisted = `So zenodo.json says "${NO_LICENCE}", and the note of the record has the words.`;
  return [
    ...unclearNames(creators),
    ...(licence.id === undefined ? [unlistedLicence(licence, NAME, unlisted)] : []),
    ...unlistedType(resourceType, NAME),
    ...unlistedLanguages(languages, NAME),
    ...(access === 'restricted' ? [conditionsMissing()] : []),
  ];
}

function conditionsMissing(): Diagnostic {
  const message =
    'The files are restricted, and Zenodo asks to whom access is given, and on what conditions, which teigram.config.json has no entry for. Write it into the form of the draft before you publish.';
  return { severity: 'warning', code: 'access-incomplete', message, source: 'deposit' };
}
