/** The lists of words that an installation of InvenioRDM, Zenodo among them, has: `GET /api/vocabularies/LIST/ID`. */
import { ifOffered } from '../upload/calls.js';
import type { HttpClient } from '../upload/http.js';
import { at, listAt } from '../upload/json.js';

export type VocabularyName = 'languages' | 'licenses' | 'resourcetypes' | 'relationtypes' | 'contributorsroles';

export interface Vocabularies {
  /** True only where the installation shows the list, and the word is not in it. */
  lacks(list: VocabularyName, id: string): Promise<boolean>;
  /** What was asked, as `languages/eng`, and whether it is there. */
  readonly answers: Readonly<Record<string, boolean>>;
}

export function vocabulariesOf(http: HttpClient): Vocabularies {
  const answers: Record<string, boolean> = {};
  const shown = new Map<VocabularyName, boolean>();
  const isShown = async (list: VocabularyName): Promise<boolean> => {
    const known =
      shown.get(list) ?? listAt(await ifOffered(http, `/api/vocabularies/${list}?size=1`), 'hits', 'hits').length > 0;
    shown.set(list, known);
    return known;
  };
  return {
    answers,
    async lacks(list, id) {
      const key = `${list}/${id}`;
      if (answers[key] !== undefined) return !answers[key];
      const found = await ifOffered(http, `/api/vocabularies/${list}/${encodeURIComponent(id)}`);
      if (found !== undefined && at(found, 'id') !== undefined) answers[key] = true;
      else if (found === undefined && (await isShown(list))) answers[key] = false;
      return answers[key] === false;
    },
  };
}

/** Parts what the installation has from what it lacks. */
export async function parted<T>(
  items: readonly T[],
  lacks: (item: T) => Promise<boolean>,
): Promise<{ readonly has: readonly T[]; readonly lacking: readonly T[] }> {
  const has: T[] = [];
  const lacking: T[] = [];
  for (const item of items) ((await lacks(item)) ? lacking : has).push(item);
  return { has, lacking };
}
