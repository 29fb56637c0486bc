// The pictures of the README: pages of the samples, as Chromium shows them. node scripts/screenshots.mjs
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('..', import.meta.url));
const images = join(root, 'docs', 'images');

/** A page, what is done on it before it is taken, and how it is seen. */
const PICTURES = [
  {
    name: 'preview-document',
    page: 'frus1961-63v13-d117.html',
    act: async (page) => {
      await page.keyboard.press('t');
      await page.locator('#edition tei-pb').click();
    },
  },
  {
    name: 'preview-doubt',
    page: 'marker-fused-to-a-number.html',
    dark: true,
    act: (page) => page.keyboard.press('d'),
  },
  { name: 'preview-index', page: 'index.html', act: (page) => page.getByLabel('From').fill('1955') },
];

const scratch = mkdtempSync(join(tmpdir(), 'teigram-screenshots-'));
try {
  spawnSync(process.execPath, [join(root, 'dist', 'cli.js'), 'preview', join(root, 'samples'), '--out', scratch, '-q']);
  mkdirSync(images, { recursive: true });
  const executablePath = spawnSync('which', ['chromium'], { encoding: 'utf8' }).stdout.trim();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  for (const { name, page: file, act, dark } of PICTURES) {
    const page = await browser.newPage({
      viewport: { width: 1200, height: 720 },
      colorScheme: dark ? 'dark' : 'light',
    });
    await page.goto(pathToFileURL(join(scratch, file)).href);
    await act(page);
    await page.mouse.move(0, 0);
    await page.screenshot({ path: join(images, `${name}.png`) });
  }
  await browser.close();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
