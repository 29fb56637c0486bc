/** Where Node can (22.1 and later), the compiled code of the command is kept for the next call: it takes a tenth of a short run. */
import * as nodeModule from 'node:module';
import { join } from 'node:path';
import { makeOwnFolder } from '../files/own-folder.js';
import { cacheFolder } from '../platform/node/cache-folder.js';

/** https://nodejs.org/api/module.html#moduleenablecompilecachecachedir: absent before Node 22.1. */
interface MayKeepCode {
  readonly enableCompileCache?: (folder: string) => unknown;
}

/**
 * To be called before the command's own code is loaded. What is kept is run, so that it is kept in no folder that anybody
 * but the user may write to, and nowhere where the user wants nothing to be kept.
 *
 * @param args of the command.
 */
export function keepCompiledCode(args: readonly string[]): void {
  const { enableCompileCache } = nodeModule as MayKeepCode;
  if (enableCompileCache === undefined || args.includes('--no-cache')) return;
  const folder = cacheFolder();
  if (folder === undefined) return;
  const code = join(folder, 'code');
  try {
    if (makeOwnFolder(folder) && makeOwnFolder(code)) enableCompileCache(code);
  } catch {
    // Where no folder can be made, code is compiled anew.
  }
}
