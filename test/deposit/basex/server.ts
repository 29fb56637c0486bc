/** The BaseX of the system (Debian package `basex`), with a home of its own. */
import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';

export const BASEX_ABSENT = absence();

function absence(): string | undefined {
  try {
    execFileSync('sh', ['-c', 'command -v basex && command -v basexserver'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'BaseX is not installed (Debian: apt-get install basex)';
  }
}

export function environment(home: string): NodeJS.ProcessEnv {
  const options = `-Dorg.basex.path=${home} -Duser.home=${home} -Xmx512m`;
  return { ...process.env, JAVA_ARGS: options, LC_ALL: 'C.UTF-8' };
}

/** Runs BaseX without a server; what it prints. */
export async function basex(home: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('basex', args, { env: environment(home), maxBuffer: 50_000_000 });
  return stdout;
}
