/** The documents for BaseX: a folder with a query that loads it, or straight into a running server. */

import { roCrate } from '../ro-crate/index.js';
import { type DepositTarget, textEntry } from '../target.js';
import { basexUploader } from './load.js';

export const basex: DepositTarget = {
  name: 'basex',
  title: 'BaseX database: documents and the query that loads them',
  form: 'package',
  needs: [],
  payload: () => ({ base: '' }),
  uploader: basexUploader,
  async *entries(input) {
    yield textEntry('load.xq', loadQuery(input.record.name, input.folder));
    yield* roCrate.entries(input);
  },
};

/** White space is content; the option that keeps it has another name since version 10. */
function loadQuery(database: string, folder: string): string {
  return `(: Makes the database "${database}" of the documents beside this file: basex load.xq :)
let $options := db:system()//*[name() = ("chop", "stripws")] ! map { name(): false() }
return db:create("${database}", resolve-uri("${folder}/", static-base-uri()), (), map:merge($options))
`;
}
