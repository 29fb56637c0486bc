/** Writes the report on a conversion of many texts into its output folder. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { NAMED, readFileOrHead } from '../files/door.js';
import { statsAt } from '../files/identity.js';
import { writeWhole } from '../files/write.js';
import { MARK, PAGES_FOLDER, pageName, pageOf, TEXTS_A_PAGE } from './page.js';
import * as plots from './plots.js';
import { surveyOf } from './survey.js';

/** In bytes: the mark of a page stands in its first. */
const HEAD = 1_000;

/**
 * @param out the output folder, absolute.
 * @param record its manifest.
 * @param least how many texts there must be.
 * @returns `taken` where something else has the place, which is left as it is. Rejects with the system's error.
 */
export async function writeReport(
  out: string,
  record: string,
  least: number,
): Promise<'written' | 'taken' | 'too few'> {
  const survey = await surveyOf(record);
  try {
    if (survey.texts < least) return 'too few';
    if (isTaken(join(out, pageName(1)))) return 'taken';
    const pages = Math.max(1, Math.ceil(survey.texts / TEXTS_A_PAGE));
    // Pages of an earlier, longer report.
    rmSync(join(out, PAGES_FOLDER), { recursive: true, force: true });
    for (let number = 1; number <= pages; number++) {
      await writeWhole(join(out, pageName(number)), pageOf(survey, number, plots));
    }
    return 'written';
  } finally {
    survey.close();
  }
}

function isTaken(path: string): boolean {
  const stats = statsAt(path);
  if (stats === undefined) return false;
  return !stats.isFile() || !readFileOrHead(path, NAMED, 0, HEAD).content.includes(MARK);
}
