/** Chromium, where one is installed. */
import { spawnSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';

/** How it is called; undefined where there is none. */
export const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0,
);
if (CHROMIUM === undefined) console.log('SKIPPED: no Chromium is installed, so nothing runs in a browser.');

/** Its path is looked up, since playwright takes no name. */
export function startChromium(): Promise<Browser> {
  const executablePath = spawnSync('which', [CHROMIUM!], { encoding: 'utf8' }).stdout.trim();
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
