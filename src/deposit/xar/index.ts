/** A package for eXist-db, and so for TEI Publisher: the documents as data, with their index. */

import { type DepositInput, type DepositTarget, textEntry } from '../target.js';
import { collectionXconf, expathPkg, PRE_INSTALL, repoXml } from './descriptors.js';

export const xar: DepositTarget = {
  name: 'xar',
  title: 'EXPath package of data (eXist-db, TEI Publisher)',
  form: 'package',
  archives: ['.xar', '.zip'],
  needs: [],
  payload: (input) => ({ base: '', renamed: placesIn(input) }),
  *entries(input) {
    const { record, documentFiles, files, report } = input;
    const dataPath = placesIn(input);
    yield textEntry('expath-pkg.xml', expathPkg(record));
    yield textEntry('repo.xml', repoXml(record));
    yield textEntry('collection.xconf', collectionXconf());
    yield textEntry('pre-install.xq', PRE_INSTALL);
    for (const document of documentFiles()) yield { ...document, path: dataPath(document.place) };
    for (const file of files) yield { ...file, path: dataPath(file.path) };
    yield report;
  },
};

/** The documents are the package's data. What lies beside their folder may know it by its name, which it keeps then. */
function placesIn({ folder, files }: DepositInput): (place: string) => string {
  const isAlone =
    folder === 'tei' && files.every(({ path }) => /^(?:tei|schema)\//.test(path) || path === 'catalog.xml');
  return (place) => (isAlone ? place.replace(/^tei\//, 'data/') : place);
}
