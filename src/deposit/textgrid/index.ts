/** The form in which TextGrid's import takes a collection: objects, and the metadata of each in a file `.meta` beside it. */
import type { Diagnostic } from '../../diagnostics.js';
import type { DepositRecord } from '../record.js';
import {
  type DepositDocument,
  type DepositInput,
  type DepositTarget,
  type PackageEntry,
  textEntry,
} from '../target.js';
import { rightsHolders } from './agents.js';
import { aggregation } from './aggregation.js';
import { editionOf, metaOf, takenPaths, workOf } from './names.js';
import { collection, documentItem, edition, fileItem, lacksOf, work } from './objects.js';
import { OddNames } from './odd-names.js';

export const textgrid: DepositTarget = {
  name: 'textgrid',
  title: 'TextGrid import: collection, editions, works and their metadata',
  form: 'package',
  needs: [],
  async *entries(input) {
    const { record, documents, remark } = input;
    for (const diagnostic of remarksOn(record)) remark(diagnostic);
    const files = filesOf(input);
    yield* collectionEntries(input, files);
    const odd = new OddNames();
    for (const { path } of files) odd.look(path);
    for await (const document of documents()) {
      const lacks = lacksOf(document);
      if (lacks.length > 0) remark(incomplete(document.path, lacks));
      odd.look(document.place);
      yield* documentEntries(record, document);
    }
    for (const file of files) {
      yield file;
      yield textEntry(metaOf(file.path), fileItem(record, file.path));
    }
    for (const diagnostic of odd.remarks()) remark(diagnostic);
  },
};

/** What goes along, without what has a name that TextGrid needs. */
function filesOf(input: DepositInput): readonly PackageEntry[] {
  const taken = takenPaths(input);
  for (const path of taken) input.remark(nameTaken(path));
  return [...input.files.filter(({ path }) => !taken.has(path)), input.report];
}

function* collectionEntries(input: DepositInput, files: readonly PackageEntry[]): Generator<PackageEntry> {
  const name = `${input.record.name}.collection`;
  yield textEntry(name, () => aggregation(name, membersOf(input, files)));
  yield textEntry(metaOf(name), collection(input.record));
}

function* membersOf({ documentFiles }: DepositInput, files: readonly PackageEntry[]): Generator<string> {
  for (const { place } of documentFiles()) yield editionOf(place);
  for (const { path } of files) yield path;
}

function* documentEntries(record: DepositRecord, document: DepositDocument): Generator<PackageEntry> {
  const { place } = document;
  const [editionPath, workPath] = [editionOf(place), workOf(place)];
  yield textEntry(editionPath, () => aggregation(baseName(editionPath), [baseName(place)]));
  yield textEntry(metaOf(editionPath), edition(record, document, workPath));
  yield { ...document, path: place };
  yield textEntry(metaOf(place), documentItem(record, document));
  // A work is its metadata; but an object without content is none.
  yield textEntry(workPath, '<work/>\n');
  yield textEntry(metaOf(workPath), work(document));
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function remarksOn(record: DepositRecord): readonly Diagnostic[] {
  return [
    ...(rightsHolders(record).length === 0 ? [noRightsHolder()] : []),
    ...(record.access === 'open' ? [] : [everybody(record.access)]),
  ];
}

function noRightsHolder(): Diagnostic {
  const message =
    'Nobody is named as the holder of the rights, which TextGrid asks for of each file. Add to the configuration "contributors": [{ "name": "…", "role": "RightsHolder" }], or fill it in in the TextGridLab before you publish.';
  return { severity: 'warning', code: 'textgrid-rights-holder-missing', message, source: 'deposit' };
}

function everybody(access: string): Diagnostic {
  const message = `The configuration says that the access is "${access}", but everybody sees what is published in the TextGrid Repository. Leave it unpublished in your project in the TextGridLab, where you say who may see it.`;
  return { severity: 'warning', code: 'files-public', message, source: 'deposit' };
}

const CONSEQUENCES = {
  title: 'no title, so the name of the file stands for it',
  date: 'no date, so its work says "unknown"',
  agent: 'no author and no sender, which TextGrid asks for before a work is published',
} as const;

function incomplete(file: string, lacks: readonly (keyof typeof CONSEQUENCES)[]): Diagnostic {
  const message = `In the header of ${file} there is ${lacks.map((what) => CONSEQUENCES[what]).join('; ')}. If it is known, add it to the header.`;
  return { severity: 'warning', code: 'textgrid-incomplete', message, file, source: 'deposit' };
}

function nameTaken(file: string): Diagnostic {
  const message = `${file} is not in the package, since TextGrid keeps its own metadata in a file of this name. If it is no file of TextGrid, rename it.`;
  return { severity: 'warning', code: 'textgrid-name-taken', message, file, source: 'deposit' };
}
