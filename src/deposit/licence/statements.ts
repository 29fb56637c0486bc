/** The twelve statements of rightsstatements.org, which are no licences and none of SPDX's, but known by name and address. */
import { folded } from './fold.js';
import type { Licence } from './model.js';

const NAMES: Readonly<Record<string, string>> = {
  InC: 'In Copyright',
  'InC-OW-EU': 'In Copyright - EU Orphan Work',
  'InC-EDU': 'In Copyright - Educational Use Permitted',
  'InC-NC': 'In Copyright - Non-Commercial Use Permitted',
  'InC-RUU': 'In Copyright - Rights-holder(s) Unlocatable or Unidentifiable',
  'NoC-CR': 'No Copyright - Contractual Restrictions',
  'NoC-NC': 'No Copyright - Non-Commercial Use Only',
  'NoC-OKLR': 'No Copyright - Other Known Legal Restrictions',
  'NoC-US': 'No Copyright - United States',
  CNE: 'Copyright Not Evaluated',
  UND: 'Copyright Undetermined',
  NKC: 'No Known Copyright',
};

const STATEMENTS = Object.entries(NAMES).map(
  ([id, name]): Required<Omit<Licence, 'id'>> & { readonly key: string; readonly spelling: string } => ({
    key: id.toLowerCase(),
    spelling: folded(name),
    url: `http://rightsstatements.org/vocab/${id}/1.0/`,
    name,
  }),
);

/** By an address of rightsstatements.org, of the page for people or the vocabulary for programs. */
export function statementAt(address: string): Licence | undefined {
  const key =
    /^(?:https?:\/\/)?(?:www\.)?rightsstatements\.org\/(?:vocab|page|data)\/([a-z-]+)(?:\/1\.0)?(?:[/?#].*)?$/i.exec(
      address,
    )?.[1];
  return licenceOf(STATEMENTS.find((statement) => statement.key === key?.toLowerCase()));
}

/** By its whole name. */
export function statementNamed(words: string): Licence | undefined {
  const spelling = folded(words);
  return licenceOf(STATEMENTS.find((statement) => statement.spelling === spelling));
}

function licenceOf(found: Licence | undefined): Licence | undefined {
  return found === undefined ? undefined : { url: found.url!, name: found.name };
}
