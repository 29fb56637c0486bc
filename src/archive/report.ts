/** Writes the report on a conversion of many texts into its output folder. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../files/write.js';
import { pageName, pageOf, TEXTS_A_PAGE } from './page.js';
import * as plots from './plots.js';
import { surveyOf } from './survey.js';

/**
 * @param out the output folder, absolute.
 * @param record its manifest.
 * @param least how many texts there must be.
 * @returns the path of its first page; undefined where there are too few texts. Rejects with the system's error.
 */
export async function writeReport(out: string, record: string, least: number): Promise<string | undefined> {
  const survey = await surveyOf(record);
  try {
    if (survey.texts < least) return undefined;
    const pages = Math.max(1, Math.ceil(survey.texts / TEXTS_A_PAGE));
    // Pages of an earlier, longer report.
    rmSync(join(out, 'report'), { recursive: true, force: true });
    for (let number = 1; number <= pages; number++) {
      await writeWhole(join(out, pageName(number)), pageOf(survey, number, plots));
    }
    return join(out, pageName(1));
  } finally {
    survey.close();
  }
}
