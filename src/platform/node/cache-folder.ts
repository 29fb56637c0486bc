import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/**
 * The folder for the user's caches, as the platform has it; undefined where the user has none. Relative values are ignored
 * (XDG base directory specification): they would mean a folder of the working folder, which may come from anybody.
 */
export function cacheFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: string = process.platform,
  home: string = homeFolder(),
): string | undefined {
  const { isAbsolute, join } = platform === 'win32' ? win32 : posix;
  const inHome = (...names: string[]) => (isAbsolute(home) ? join(home, ...names) : undefined);
  const named = (value: string | undefined) => (value !== undefined && isAbsolute(value) ? value : undefined);
  const own = named(env['XDG_CACHE_HOME']);
  if (own !== undefined) return join(own, 'teigram');
  if (platform === 'darwin') return inHome('Library', 'Caches', 'teigram');
  if (platform !== 'win32') return inHome('.cache', 'teigram');
  const local = named(env['LOCALAPPDATA']);
  return local === undefined ? inHome('AppData', 'Local', 'teigram', 'Cache') : join(local, 'teigram', 'Cache');
}

/** Empty where the system knows of none, as for users of containers that have no name. */
function homeFolder(): string {
  try {
    return homedir();
  } catch {
    return '';
  }
}
