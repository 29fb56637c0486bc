/** Licences by what people write for them: an SPDX identifier, an address, or words. */

export interface Licence {
  /** SPDX identifier, where it is one of those known here. */
  readonly id?: string;
  readonly url?: string;
  readonly name: string;
}

const KNOWN: readonly (Licence & { readonly id: string; readonly url: string })[] = [
  {
    id: 'CC0-1.0',
    url: 'https://creativecommons.org/publicdomain/zero/1.0/',
    name: 'Creative Commons Zero 1.0 Universal',
  },
  { id: 'CC-PDM-1.0', url: 'https://creativecommons.org/publicdomain/mark/1.0/', name: 'Public Domain Mark 1.0' },
  creativeCommons('BY', '4.0'),
  creativeCommons('BY-SA', '4.0'),
  creativeCommons('BY-NC', '4.0'),
  creativeCommons('BY-NC-SA', '4.0'),
  creativeCommons('BY-ND', '4.0'),
  creativeCommons('BY-NC-ND', '4.0'),
  creativeCommons('BY', '3.0'),
  creativeCommons('BY-SA', '3.0'),
  {
    id: 'ODC-By-1.0',
    url: 'https://opendatacommons.org/licenses/by/1-0/',
    name: 'Open Data Commons Attribution License 1.0',
  },
  {
    id: 'ODbL-1.0',
    url: 'https://opendatacommons.org/licenses/odbl/1-0/',
    name: 'Open Data Commons Open Database License 1.0',
  },
  {
    id: 'PDDL-1.0',
    url: 'https://opendatacommons.org/licenses/pddl/1-0/',
    name: 'Open Data Commons Public Domain Dedication and License 1.0',
  },
  { id: 'MIT', url: 'https://opensource.org/license/mit', name: 'MIT License' },
  { id: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0', name: 'Apache License 2.0' },
];

function creativeCommons(kind: string, version: string) {
  return {
    id: `CC-${kind}-${version}`,
    url: `https://creativecommons.org/licenses/${kind.toLowerCase()}/${version}/`,
    name: `Creative Commons ${kind} ${version}`,
  };
}

/** What is known of a licence; words that name none of the known ones are its name. */
export function licenceOf(written: string): Licence {
  const key = keyOf(written);
  const known = KNOWN.find(({ id, url, name }) => [id, url, name].some((form) => keyOf(form) === key));
  if (known !== undefined) return known;
  return /^https?:\/\//i.test(written) ? { url: written, name: written } : { name: written };
}

/** Without case, spaces, dashes, `http(s)`, the names of files, or the tail of a legal code's address. */
function keyOf(written: string): string {
  return written
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/\/(?:legalcode|deed)(?:\.[a-z]{2})?$/, '')
    .replace(/\/$/, '')
    .replaceAll(/[\s-]+/g, '-');
}
