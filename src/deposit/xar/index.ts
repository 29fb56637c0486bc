/** A package for eXist-db, and so for TEI Publisher: the documents as data, with their index. */

import { type DepositTarget, textEntry } from '../target.js';
import { collectionXconf, expathPkg, PRE_INSTALL, repoXml } from './descriptors.js';

export const xar: DepositTarget = {
  name: 'xar',
  title: 'EXPath package of data (eXist-db, TEI Publisher)',
  form: 'package',
  archives: ['.xar', '.zip'],
  needs: [],
  payload: () => ({ base: '', renamed: dataPath }),
  async *entries({ record, documents, files, report }) {
    yield textEntry('expath-pkg.xml', expathPkg(record));
    yield textEntry('repo.xml', repoXml(record));
    yield textEntry('collection.xconf', collectionXconf());
    yield textEntry('pre-install.xq', PRE_INSTALL);
    for await (const document of documents()) yield { ...document, path: dataPath(document.place) };
    for (const file of files) yield { ...file, path: dataPath(file.path) };
    yield report;
  },
};

/** What lay among the documents stays among them, so that they still find it. */
function dataPath(path: string): string {
  return path.replace(/^tei\//, 'data/');
}
