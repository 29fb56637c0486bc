/** The targets that `teigram deposit --to` knows, in the order of the help. */
import { bag } from './bag/index.js';
import { basex } from './basex/index.js';
import { cmif } from './cmif/index.js';
import { datacite } from './datacite.js';
import { dataverse } from './dataverse/index.js';
import { githubRelease } from './github-release/index.js';
import { invenio } from './invenio/index.js';
import { oaiDc } from './oai-dc.js';
import { roCrate } from './ro-crate/index.js';
import type { DepositTarget } from './target.js';
import { textgrid } from './textgrid/index.js';
import { xar } from './xar/index.js';
import { zenodo } from './zenodo/index.js';

export const TARGETS: readonly DepositTarget[] = [
  ...[bag, roCrate, zenodo, githubRelease, invenio, dataverse, textgrid],
  ...[datacite, oaiDc, cmif, xar, basex],
];

/** The target of a name; undefined where none has it. */
export function targetNamed(name: string | undefined): DepositTarget | undefined {
  return TARGETS.find((target) => target.name === name);
}
