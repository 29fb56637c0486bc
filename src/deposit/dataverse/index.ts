/** A deposit for Dataverse: the dataset as its native API takes it, and the files in their folders. */

import { roCrate } from '../ro-crate/index.js';
import { crateZip } from '../ro-crate/zip.js';
import { type DepositTarget, textEntry } from '../target.js';
import { uploaderTo } from '../upload/index.js';
import { unclearNames } from '../vocabulary/names.js';
import { jsonText } from '../vocabulary/text.js';
import { dataverseDataset, SUBJECTS, subjectsOf } from './metadata.js';
import { dataverseKind } from './upload.js';

/** Dataverse is slow with more, and its installations unpack zips of 1000 files at most. */
const MOST_FILES = 500;

export const dataverse: DepositTarget = {
  name: 'dataverse',
  title: 'Dataverse dataset: metadata and files',
  form: 'package',
  uploader: uploaderTo(dataverseKind),
  needs: ['contact', 'subjects'],
  payload: (input) =>
    input.record.coverage.documents > MOST_FILES
      ? { zip: crateZip('files', input).path, base: '' }
      : { base: 'files/' },
  async *entries(input) {
    const { record, remark } = input;
    for (const diagnostic of unclearNames(record.creators)) remark(diagnostic);
    const { unknown } = subjectsOf(record);
    if (unknown.length > 0) {
      const message = `Dataverse has no field of study "${unknown.join('", "')}", so it becomes a keyword. In "subjects" it takes: ${SUBJECTS.join('; ')}.`;
      remark({ severity: 'warning', code: 'subject-not-listed', message, source: 'deposit' });
    }
    yield textEntry('dataverse.json', jsonText(dataverseDataset(record)));
    if (record.coverage.documents > MOST_FILES) yield crateZip('files', input);
    else for await (const entry of roCrate.entries(input)) yield { ...entry, path: `files/${entry.path}` };
  },
};
