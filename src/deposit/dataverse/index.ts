/** A deposit for Dataverse: the dataset as its native API takes it, and the files in their folders. */

import type { Diagnostic } from '../../diagnostics.js';
import type { DepositRecord } from '../record.js';
import { roCrate } from '../ro-crate/index.js';
import { crateZip } from '../ro-crate/zip.js';
import { type DepositInput, type DepositTarget, textEntry } from '../target.js';
import { warning } from '../upload/calls.js';
import { uploaderTo } from '../upload/index.js';
import { ordersEntry } from '../upload/orders.js';
import { unclearNames } from '../vocabulary/names.js';
import { unlistedLicence, unlistedTerms } from '../vocabulary/remarks.js';
import { jsonText } from '../vocabulary/text.js';
import { dataverseDataset, languagesOf, offeredLicence, SUBJECTS, subjectsOf } from './metadata.js';
import { refusedNames } from './names.js';
import { unlistedRoles } from './people.js';
import { dataverseKind } from './upload.js';

/** Dataverse is slow with more, and its installations unpack zips of 1000 files at most. */
const MOST_FILES = 500;
const NAME = 'Dataverse';

export const dataverse: DepositTarget = {
  name: 'dataverse',
  title: 'Dataverse dataset: metadata and files',
  form: 'package',
  tellsOfLicences: true,
  uploader: uploaderTo(dataverseKind),
  needs: ['contact', 'subjects'],
  payload: (input) => (hasManyFiles(input) ? { zip: crateZip('files', input).path, base: '' } : { base: 'files/' }),
  faults: (input) => refusedNames(pathsOf(input)),
  async *entries(input) {
    const { record, remark } = input;
    for (const diagnostic of remarksOn(record)) remark(diagnostic);
    yield textEntry('dataverse.json', jsonText(dataverseDataset(record)));
    yield ordersEntry(record);
    if (hasManyFiles(input)) yield crateZip('files', input);
    else for await (const entry of roCrate.entries(input)) yield { ...entry, path: `files/${entry.path}` };
  },
};

function hasManyFiles({ record, files }: DepositInput): boolean {
  return record.coverage.documents + files.length > MOST_FILES;
}

/** Of all files, those of a zip as well, since Dataverse unpacks it. */
function pathsOf(input: DepositInput): readonly string[] {
  return [...input.files.map(({ path }) => path), ...[...input.documentFiles()].map(({ place }) => place)];
}

function remarksOn(record: DepositRecord): readonly Diagnostic[] {
  const { creators, licence } = record;
  const inTerms = 'So the terms of use of the dataset have its words.';
  return [
    ...unclearNames(creators),
    ...unlistedSubjects(record),
    ...unlistedLanguages(record),
    ...(offeredLicence(licence) === undefined ? [unlistedLicence(licence, NAME, inTerms)] : []),
    ...unlistedContributors(record),
    ...communitiesLeftOut(record),
    ...embargoToSet(record),
  ];
}

function unlistedSubjects(record: DepositRecord): readonly Diagnostic[] {
  const { unknown } = subjectsOf(record);
  if (unknown.length === 0) return [];
  const message = `Dataverse has no field of study "${unknown.join('", "')}", so it becomes a keyword. In "subjects" it takes: ${SUBJECTS.join('; ')}.`;
  return [warning('subject-not-listed', message)];
}

function unlistedLanguages(record: DepositRecord): readonly Diagnostic[] {
  const { unknown } = languagesOf(record);
  if (unknown.length === 0) return [];
  return [
    unlistedTerms('language', unknown, NAME, 'It was left out; choose one in the form where the repository has it.'),
  ];
}

function unlistedContributors({ contributors }: DepositRecord): readonly Diagnostic[] {
  const roles = unlistedRoles(contributors);
  return roles.length === 0 ? [] : [unlistedTerms('role', roles, NAME, 'They are in the dataset as "Other".')];
}

function communitiesLeftOut({ communities }: DepositRecord): readonly Diagnostic[] {
  if (communities.length === 0) return [];
  const instead =
    'A dataset belongs to the collection in the address of --upload: https://demo.dataverse.org/dataverse/mine.';
  return [unlistedTerms('community', communities, NAME, instead)];
}

function embargoToSet({ access, embargoUntil }: DepositRecord): readonly Diagnostic[] {
  if (access !== 'embargoed') return [];
  const message = `dataverse.json cannot say that the files are closed until ${embargoUntil}: Dataverse takes an embargo for files that are there. --upload sets it at its end, where the repository allows one; if you upload by hand, set it yourself (Edit Files, Embargo) before you publish.`;
  return [warning('access-incomplete', message)];
}
