/** The targets that `teigram deposit --to` knows, in the order of the help. */
import { bag } from './bag.js';
import { basex } from './basex.js';
import { cmif } from './cmif.js';
import { datacite } from './datacite.js';
import { dataverse } from './dataverse.js';
import { invenio } from './invenio.js';
import { roCrate } from './ro-crate.js';
import type { DepositTarget } from './target.js';
import { xar } from './xar.js';
import { zenodo } from './zenodo.js';

export const TARGETS: readonly DepositTarget[] = [bag, roCrate, zenodo, invenio, dataverse, datacite, cmif, xar, basex];
