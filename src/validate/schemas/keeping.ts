/** Where schemas are kept between runs, and why not. */
import { join } from 'node:path';
import type { Diagnostic } from '../../diagnostics.js';
import { faultOfFolder } from '../../files/own-folder.js';
import { cacheFolder } from '../../platform/node/cache-folder.js';

export interface Keeping {
  /** Whether compiled schemas are kept. */
  readonly cache: boolean;
  /** Folder for copies of fetched ones; absent where none are kept. */
  readonly copies?: string;
  /** Why nothing is kept although it was wanted. */
  readonly notices: readonly Diagnostic[];
}

const NOTHING_KEPT: Keeping = { cache: false, notices: [] };

/** In the user's cache folder, if there is one that nobody else can write to. */
export function keepingOf(wanted: boolean): Keeping {
  const folder = wanted ? cacheFolder() : undefined;
  if (folder === undefined) return NOTHING_KEPT;
  const copies = join(folder, 'schemas');
  for (const place of [folder, copies]) {
    const fault = faultOfFolder(place);
    if (fault !== undefined) return { ...NOTHING_KEPT, notices: [notUsed(place, fault)] };
  }
  return { cache: true, copies, notices: [] };
}

function notUsed(folder: string, fault: string): Diagnostic {
  const message = `The folder for kept schemas, ${folder}, is not used: ${fault}. What lies in it could make wrong documents pass. Remove it or make it yours alone, and schemas are kept again; --no-cache says that none need be.`;
  return { severity: 'warning', code: 'cache-not-used', message, source: 'run' };
}
