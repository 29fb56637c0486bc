/** Heads of documents that are set as their own service or edition sets them; the first that knows the lines reads them. */
import type { Line } from '../lines/units.js';
import { australian } from './australian.js';
import { british } from './british.js';
import { german } from './german.js';
import { irish } from './irish.js';
import { receipt } from './receipt.js';
import { headPage, type ServiceHead } from './service.js';
import { soviet } from './soviet.js';

export type { ServiceHead, ServiceLine } from './service.js';
export { headLines, headPage } from './service.js';
export { beginnings } from './several.js';
export { closingDate, isSovietArchive, soviet as findSoviet } from './soviet.js';

const SERVICES = [australian, british, irish, german, soviet, receipt];

/** The head of a document, where one of the services knows it. */
export function findService(text: string, lines: readonly Line[]): ServiceHead | undefined {
  const page = headPage(text, lines);
  for (const service of SERVICES) {
    const found = service(page);
    if (found) return found;
  }
  return undefined;
}
