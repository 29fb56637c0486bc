/** The files of a repository on GitHub whose releases Zenodo takes over: the edition, CITATION.cff and .zenodo.json. */
import type { Diagnostic } from '../../diagnostics.js';
import type { Licence } from '../licence/index.js';
import type { DepositRecord } from '../record.js';
import {
  type DepositTarget,
  type PackagedDocument,
  type PackageEntry,
  type PackageFile,
  textEntry,
} from '../target.js';
import { unclearNames } from '../vocabulary/names.js';
import { jsonText } from '../vocabulary/text.js';
import { zenodoMetadata } from '../zenodo/metadata.js';
import { citationCff } from './cff.js';

/** In bytes; git pushes with a larger file are refused. */
const LARGEST = 100 * 1024 * 1024;

export const githubRelease: DepositTarget = {
  name: 'github-release',
  title: 'GitHub release that Zenodo takes over: CITATION.cff, .zenodo.json and files',
  form: 'package',
  tellsOfLicences: true,
  needs: [],
  *entries({ record, documentFiles, files, report, remark }) {
    for (const diagnostic of remarksOn(record)) remark(diagnostic);
    const made = [
      textEntry('CITATION.cff', citationCff(record)),
      textEntry('.zenodo.json', jsonText(releaseMetadata(record))),
    ];
    const own = made.map(({ path }) => ownFile(files, path));
    for (const [i, entry] of made.entries()) {
      const file = own[i];
      if (file !== undefined) remark(kept(entry.path, file));
      // GitHub and Zenodo look for it at the root alone.
      yield file === undefined ? entry : { ...file, path: entry.path };
    }
    for (const document of documentFiles()) {
      if (document.size > LARGEST) remark(tooLarge(document));
      yield { ...document, path: document.place };
    }
    for (const file of files) if (!own.includes(file)) yield file;
    yield report;
  },
};

/** What the edition has of its own by this name, at the root of what was deposited. */
function ownFile(files: readonly PackageFile[], name: string): PackageFile | undefined {
  const find = (wanted: string) => files.find(({ path }) => path === wanted);
  return find(name) ?? find(`tei/${name}`);
}

/** Zenodo's metadata, but for the DOI: it gives each release one of its own. */
function releaseMetadata(record: DepositRecord): object {
  const { doi: _, ...metadata } = zenodoMetadata(record).metadata;
  return metadata;
}

function remarksOn({ creators, licence, doi, access }: DepositRecord): readonly Diagnostic[] {
  return [
    ...unclearNames(creators),
    ...(licence.id === undefined ? [unlisted(licence)] : []),
    ...(doi === undefined ? [] : [doiOfItsOwn(doi)]),
    ...(access === 'open' ? [] : [everybody(access)]),
  ];
}

function unlisted({ name, url }: Licence): Diagnostic {
  const cited = url === undefined ? 'cannot name it' : 'has its address';
  const message = `"${name}" is no licence that Zenodo has by name, so .zenodo.json says "other" and its note has the words; CITATION.cff ${cited}. Put the text of the licence into a file LICENSE beside them, or give an SPDX identifier such as "CC-BY-4.0" as "licence".`;
  return { severity: 'warning', code: 'licence-not-listed', message, source: 'deposit' };
}

function doiOfItsOwn(doi: string): Diagnostic {
  const message = `Zenodo gives every release from GitHub a DOI of its own, so .zenodo.json does not have ${doi}; CITATION.cff does. If that DOI is meant for this very deposit, use --to zenodo; if it is that of all versions, all is well.`;
  return { severity: 'warning', code: 'github-doi-not-taken', message, source: 'deposit' };
}

function everybody(access: string): Diagnostic {
  const message = `The configuration says that the access is "${access}", but everybody sees what is in a public repository on GitHub. Keep the repository private, or use --to zenodo.`;
  return { severity: 'warning', code: 'files-public', message, source: 'deposit' };
}

function kept(name: string, { path }: PackageEntry): Diagnostic {
  const message = `The edition has a ${name} of its own, so that is in the package, and none was made from the configuration. Remove or rename it to get one that is.`;
  return { severity: 'info', code: 'github-own-file-kept', message, file: path, source: 'deposit' };
}

function tooLarge({ path, size }: PackagedDocument): Diagnostic {
  const message = `${path} has ${Math.round(size / 1024 / 1024)} MB, and GitHub takes no file above 100 MB. Keep it in Git LFS, or use --to zenodo.`;
  return { severity: 'warning', code: 'github-file-too-large', message, file: path, source: 'deposit' };
}
