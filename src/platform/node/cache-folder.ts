import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder for the user's caches, as the platform has it. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, platform: string = process.platform): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = env;
  if (XDG_CACHE_HOME) return join(XDG_CACHE_HOME, 'teigram');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'teigram');
  if (platform === 'win32') return join(LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'teigram', 'Cache');
  return join(homedir(), '.cache', 'teigram');
}
